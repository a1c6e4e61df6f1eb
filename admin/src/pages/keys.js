// The table by keyboard: arrows go from row to row, space chooses, Shift chooses on the way, Enter opens.
import { one } from "../elements.js";
import { writes } from "../screen/keys.js";
import { choose, chooseNone, chooseShown, chooseUpTo, chosen, rows, tell } from "./choosing.js";

const STEPS = /** @type {Record<string, (at: number, last: number) => number>} */ ({
  ArrowDown: (at, last) => Math.min(at + 1, last),
  ArrowUp: (at) => Math.max(at - 1, 0),
  Home: () => 0,
  End: (_, last) => last,
});

/** @param {KeyboardEvent} event */
function inTable(event) {
  const row = /** @type {HTMLElement} */ (event.target).closest("#pages-table tbody tr");
  if (!(row instanceof HTMLElement)) return false;
  const shown = rows();
  const step = STEPS[event.key];
  if (step) {
    const next = shown[step(shown.indexOf(row), shown.length - 1)];
    if (!next) return false;
    if (event.shiftKey) {
      if (!chosen.has(row.dataset.path ?? "")) choose(row, true);
      chooseUpTo(next);
      tell();
    }
    one(".page-title", next).focus();
  } else if (event.key === " " && !(event.target instanceof HTMLInputElement)) {
    if (event.shiftKey) chooseUpTo(row);
    else choose(row);
    tell();
  } else if (event.key === "a" && (event.ctrlKey || event.metaKey)) {
    chooseShown(true);
    tell();
  } else return false;
  return true;
}

/** @param {KeyboardEvent} event */
function anywhere(event) {
  if (writes(event.target) || event.ctrlKey || event.metaKey || event.altKey) return false;
  if (event.key === "n") /** @type {HTMLElement | null} */ (document.querySelector("#new-page"))?.click();
  else if (event.key === "ArrowDown" && event.target === document.body) rows()[0]?.querySelector("a")?.focus();
  else if (event.key === "Escape" && chosen.size) {
    chooseNone();
    tell();
  } else return false;
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || document.querySelector("dialog[open], details.dropdown[open]")) return;
  if (inTable(event) || anywhere(event)) event.preventDefault();
});

// From the search box straight into the rows.
one("#pages-search").addEventListener("keydown", (event) => {
  if (event.key !== "ArrowDown") return;
  event.preventDefault();
  rows()[0]?.querySelector("a")?.focus();
});
