// Puts a new version of the page in place. Blocks that stay are found by what they hold, so that a new paragraph above
// moves the ones below it and remakes none; what a script of the page did to a block that stays is left alone.
import morphdom from "morphdom";
import { bodyOf, entitle, titleOf } from "./own.js";

/** @type {WeakMap<Node, string>} */
const keys = new WeakMap();

/** @param {string} html */
export function patch(html) {
  const next = new DOMParser().parseFromString(html, "text/html");
  entitle(titleOf(next));
  const [old, fresh] = [bodyOf(), bodyOf(next)];
  name(old);
  name(fresh);
  morphdom(old, fresh, {
    getNodeKey: (node) => keys.get(node) ?? (node instanceof Element ? node.id : ""),
    onBeforeElUpdated: (from, to) => {
      if (keys.has(from) && keys.get(from) === keys.get(to)) {
        copy(from, to, "data-line");
        return false;
      }
      if (from instanceof HTMLDetailsElement && from.open) to.setAttribute("open", "");
      return !from.isEqualNode(to);
    },
    onBeforeNodeDiscarded: (node) => !(node instanceof HTMLScriptElement),
  });
}

/** @param {HTMLElement} from @param {HTMLElement} to @param {string} attribute */
function copy(from, to, attribute) {
  const value = to.getAttribute(attribute);
  if (value !== null && value !== from.getAttribute(attribute)) from.setAttribute(attribute, value);
}

/**
 * Give each block a key: what it holds, and which of its like it is.
 *
 * @param {Element} root
 */
function name(root) {
  /** @type {Map<string, number>} */
  const seen = new Map();
  for (const block of root.querySelectorAll("[data-line]")) {
    const held = `${block.tagName} ${block.innerHTML}`;
    const count = seen.get(held) ?? 0;
    seen.set(held, count + 1);
    keys.set(block, `${count} ${held}`);
  }
}
