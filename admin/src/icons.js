/** Icons from the sprite that the server's own icons come from. */

const svg = "http://www.w3.org/2000/svg";

/** @type {string | undefined} */
let sprite;

/** The sprite's address, taken from an icon that the server drew. */
function address() {
  sprite ??= document.querySelector('use[href*="icons.svg"]')?.getAttribute("href")?.split("#")[0] ?? "icons.svg";
  return sprite;
}

/**
 * An icon beside its word: hidden from screen readers, in the colour of the text.
 *
 * @param {string} name as in design.md, without "i-"
 * @returns {SVGSVGElement}
 */
export function icon(name) {
  const drawing = document.createElementNS(svg, "svg");
  drawing.setAttribute("class", "icon small");
  drawing.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(svg, "use");
  use.setAttribute("href", `${address()}#i-${name}`);
  drawing.append(use);
  return drawing;
}
