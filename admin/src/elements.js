// Elements, found and made.

/**
 * The element that `selector` names. The screen is made by the same program, so that one must be there.
 *
 * @template {Element} [E=HTMLElement]
 * @param {string} selector
 * @param {ParentNode} [from]
 * @returns {E}
 */
export function one(selector, from = document) {
  const found = from.querySelector(selector);
  if (!found) throw new Error(`there is no ${selector} on this screen`);
  return /** @type {E} */ (found);
}

/**
 * @template {Element} [E=HTMLElement]
 * @param {string} selector
 * @param {ParentNode} [from]
 * @returns {E[]}
 */
export const all = (selector, from = document) => [.../** @type {NodeListOf<E>} */ (from.querySelectorAll(selector))];

/**
 * A new element. Texts among the children become text, never markup.
 *
 * @template {string} Name
 * @param {Name} name
 * @param {Record<string, string | number | boolean | undefined | ((event: any) => void)>} [attributes] functions listen to
 *   an event, what is false or undefined is left out
 * @param {...(Node | string)} children
 * @returns {Name extends keyof HTMLElementTagNameMap ? HTMLElementTagNameMap[Name] : HTMLElement}
 */
export function made(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(key, value);
    else if (typeof value === "boolean") element.toggleAttribute(key, value);
    else if (value !== undefined) element.setAttribute(key, String(value));
  }
  element.append(...children);
  return /** @type {any} */ (element);
}

const SVG = "http://www.w3.org/2000/svg";

/**
 * An icon of the sprite that the screen uses.
 *
 * @param {string} name as in the sprite: "i-close", "s-draft"
 * @param {boolean} [small]
 */
export function icon(name, small = true) {
  const sprite = document.querySelector("svg.icon use, svg.site-mark use")?.getAttribute("href")?.split("#")[0] ?? "";
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", small ? "icon small" : "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `${sprite}#${name}`);
  svg.append(use);
  return svg;
}

/**
 * Say something to those who do not see the screen.
 *
 * @param {string} words
 */
export function announce(words) {
  const place = document.getElementById("announcer");
  if (place) place.textContent = words;
}
