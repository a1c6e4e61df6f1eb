import { complete } from "../completion.js";
import { openChoice } from "./choice.js";
import { openText } from "./text.js";

/**
 * One term.
 *
 * @type {import("../types").OpenControl}
 */
export function openTerm(root, around, base) {
  if (root.querySelector("select")) return openChoice(root, around, base);
  const box = /** @type {HTMLInputElement} */ (root.querySelector("input"));
  complete(box, around, (found) => {
    box.value = found.label;
    around.changed();
  });
  return openText(root, around, base);
}
