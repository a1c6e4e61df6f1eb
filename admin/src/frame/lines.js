// Which line of the text stands where on the page. Blocks carry the lines they come from: data-line="12-14".

/** @returns {{block: Element, from: number, to: number}[]} */
const blocks = () =>
  [...document.querySelectorAll("[data-line]")].map((block) => {
    const [from = 0, to = from] = (block.getAttribute("data-line") ?? "").split("-").map(Number);
    return { block, from, to };
  });

/** @param {number} line @returns {Element | null} the block that holds it, else the last one before it */
export function blockAt(line) {
  const before = blocks().filter((one) => one.from <= line);
  const holding = before.filter((one) => one.to >= line);
  return (holding.at(-1) ?? before.at(-1))?.block ?? null;
}

/** @returns {{line: number, fraction: number}} the line at the top, and how much of its block is above the edge */
export function lineAtTop() {
  for (const { block, from, to } of blocks()) {
    const box = block.getBoundingClientRect();
    if (box.bottom <= 0) continue;
    const fraction = box.height ? Math.min(1, Math.max(0, -box.top / box.height)) : 0;
    return { line: from + Math.round((to - from) * fraction), fraction: box.top > 0 ? 0 : fraction };
  }
  return { line: 0, fraction: scrollY / Math.max(1, document.documentElement.scrollHeight - innerHeight) };
}

/**
 * Have a line at the top.
 *
 * @param {number} line
 * @param {number} fraction how much of its block is above
 */
export function scrollTo(line, fraction) {
  const block = line > 0 ? blockAt(line) : null;
  if (!block) {
    window.scrollTo({ top: 0, behavior: "instant" });
    return;
  }
  const box = block.getBoundingClientRect();
  window.scrollTo({ top: scrollY + box.top + box.height * fraction - 8, behavior: "instant" });
}
