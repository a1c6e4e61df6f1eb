// Which line of the text stands where on the page. Blocks carry the lines they come from: data-line="12-14".

import { bodyOf } from "./own.js";

const EDGE = 8; // pixels of air above the line at the top

/** @returns {{block: Element, from: number, to: number}[]} */
const blocks = () =>
  [...bodyOf().querySelectorAll("[data-line]")].map((block) => {
    const [from = 0, to = from] = (block.getAttribute("data-line") ?? "").split("-").map(Number);
    return { block, from, to };
  });

/** @param {number} line @returns {Element | null} the block that holds it, else the last one before it */
export function blockAt(line) {
  const before = blocks().filter((one) => one.from <= line);
  const holding = before.filter((one) => one.to >= line);
  return (holding.at(-1) ?? before.at(-1))?.block ?? null;
}

/** How far down the page its text begins. */
const start = () => {
  const first = blocks()[0]?.block;
  return first ? scrollY + first.getBoundingClientRect().top : bodyOf().scrollHeight - innerHeight;
};

/**
 * What stands at the top: a line, and how much of it is above the edge. Line 0 is what stands above the text.
 *
 * @returns {{line: number, fraction: number}}
 */
export function lineAtTop() {
  const above = start();
  if (scrollY < above - EDGE) return { line: 0, fraction: scrollY / Math.max(1, above) };
  for (const { block, from, to } of blocks()) {
    const box = block.getBoundingClientRect();
    if (box.bottom <= EDGE) continue;
    const lines = Math.max(0, Math.min(0.999, (EDGE - box.top) / Math.max(1, box.height))) * (to - from + 1);
    return { line: from + Math.floor(lines), fraction: lines % 1 };
  }
  return { line: 0, fraction: 1 };
}

/**
 * Have a line at the top.
 *
 * @param {number} line 0 for what stands above the text
 * @param {number} fraction how much of it is above the edge
 */
export function scrollTo(line, fraction) {
  const found = line > 0 ? blocks().findLast((one) => one.from <= line) : undefined;
  if (!found) return window.scrollTo({ top: start() * fraction, behavior: "instant" });
  const box = found.block.getBoundingClientRect();
  const part = Math.min(1, (line - found.from + fraction) / (found.to - found.from + 1));
  return window.scrollTo({ top: scrollY + box.top + box.height * part - EDGE, behavior: "instant" });
}

/** Have a line in view, if it is not. @param {number} line */
export function reveal(line) {
  const block = line > 0 ? blockAt(line) : null;
  const box = block?.getBoundingClientRect();
  if (box && (box.bottom < 0 || box.top > innerHeight)) block?.scrollIntoView({ block: "center", behavior: "instant" });
}
