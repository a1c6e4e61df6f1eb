// The list of pages: filters, folders and sorting without a new screen; choosing; what is done with what was chosen.
import { all, one } from "../elements.js";
import "./bulk.js";
import { choose, chooseEvery, chooseShown, chooseUpTo, show } from "./choosing.js";
import "./keys.js";
import { toast } from "../screen/toast.js";
import { go, onShown, turn } from "./list.js";

const YEAR = 31_536_000;

document.addEventListener("click", (event) => {
  const target = /** @type {HTMLElement} */ (event.target);
  const link = target.closest("a[href]");
  const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  if (plain && link instanceof HTMLAnchorElement && link.pathname === "/pages" && link.closest(".browse, .crumbs")) {
    event.preventDefault();
    go(link.href);
  }
  const twist = target.closest(".twist");
  if (twist instanceof HTMLElement) turn(twist, twist.getAttribute("aria-expanded") !== "true");
});

document.addEventListener("click", (event) => {
  const box = event.target;
  if (!(box instanceof HTMLInputElement) || !box.closest("#pages-table")) return;
  const row = box.closest("tbody tr");
  if (box.id === "pick-all") chooseShown(box.checked);
  else if (row instanceof HTMLElement && event.shiftKey && box.checked) chooseUpTo(row);
  else if (row instanceof HTMLElement) choose(row, box.checked);
});
one("#choose-every").addEventListener("click", chooseEvery);

const search = /** @type {HTMLInputElement} */ (one("#pages-search"));
const searched = () => {
  const wanted = new URL(location.href);
  wanted.searchParams.delete("from");
  if (search.value.trim()) wanted.searchParams.set("q", search.value);
  else wanted.searchParams.delete("q");
  go(wanted.href, "replace");
};
search.addEventListener("input", searched);
one(".filter-search").addEventListener("submit", (event) => event.preventDefault());

one("#columns").addEventListener("change", () => {
  const names = all("#columns input:checked").map((box) => /** @type {HTMLInputElement} */ (box).value);
  document.cookie = `columns=${names.join(".") || "none"}; path=/; max-age=${YEAR}; samesite=lax`;
  go(location.href, "none");
});

addEventListener("popstate", () => go(location.href, "none"));
onShown(show);
show();

const words = sessionStorage.getItem("said"); // by the screen that led here
if (words) {
  sessionStorage.removeItem("said");
  toast(words);
}
