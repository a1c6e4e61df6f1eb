// Which pages are chosen. They stay chosen when other rows are shown.
import { all, announce, one } from "../elements.js";
import { say } from "../words.js";
import { ask } from "../wire.js";

/** Path → title of each chosen page. @type {Map<string, string>} */
export const chosen = new Map();

/** @type {(() => void)[]} */
const listeners = [];

/** @param {() => void} listener */
export const onChosen = (listener) => void listeners.push(listener);

/** The row where a range begins. */
let anchor = "";

/** @returns {HTMLElement[]} */
export const rows = () => all("#pages-table tbody tr");

/** @param {HTMLElement} row @returns {HTMLInputElement} */
const box = (row) => one("input", row);

/** @param {HTMLElement} row */
const title = (row) => row.querySelector(".page-title")?.textContent ?? "";

/** @param {HTMLElement} row @param {boolean} yes */
function set(row, yes) {
  const path = row.dataset.path ?? "";
  if (yes) chosen.set(path, title(row));
  else chosen.delete(path);
}

/** @param {HTMLElement} row @param {boolean} [yes] */
export function choose(row, yes = !chosen.has(row.dataset.path ?? "")) {
  set(row, yes);
  anchor = row.dataset.path ?? "";
  show();
}

/** All rows from the last one that was chosen up to this one. @param {HTMLElement} row */
export function chooseUpTo(row) {
  const shown = rows();
  const from = Math.max(shown.findIndex((each) => each.dataset.path === anchor), 0);
  const [low, high] = [from, shown.indexOf(row)].sort((a, b) => a - b);
  for (const each of shown.slice(low, (high ?? 0) + 1)) set(each, true);
  show();
}

/** @param {boolean} yes */
export function chooseShown(yes) {
  for (const row of rows()) set(row, yes);
  show();
}

export function chooseNone() {
  chosen.clear();
  show();
}

/** All pages that the filters let through, on other screens too. */
export async function chooseEvery() {
  const found = await ask(`/api/pages/paths${location.search}`);
  for (const path of found.paths) if (!chosen.has(path)) chosen.set(path, path.replace(/^content\//, ""));
  show();
}

export function show() {
  const shown = rows();
  for (const row of shown) box(row).checked = chosen.has(row.dataset.path ?? "");
  const count = shown.filter((row) => chosen.has(row.dataset.path ?? "")).length;
  const head = /** @type {HTMLInputElement | null} */ (document.getElementById("pick-all"));
  if (head) {
    head.checked = count > 0 && count === shown.length;
    head.indeterminate = count > 0 && count < shown.length;
  }
  one("#picked").textContent = say("pages.chosen", { count: chosen.size });
  const every = one("#choose-every");
  every.hidden = !(head?.checked && Number(every.dataset.count) > chosen.size);
  for (const listener of listeners) listener();
}

export const tell = () => announce(say("pages.chosen", { count: chosen.size }));
