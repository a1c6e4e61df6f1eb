import { writeText } from "../caret.js";
import { complete } from "../completion.js";
import { asText } from "../values.js";
import { takeFiles } from "../uploading.js";

/**
 * A page, a file or an address: typed, or found by its words. What stands in the box may be a title; then the value is
 * what was chosen with it.
 *
 * @type {import("../types").OpenControl}
 */
export function openPicker(root, around, base) {
  const box = /** @type {HTMLInputElement} */ (root.querySelector("[data-find]"));
  let chosen = { label: box.value, value: box.dataset["value"] ?? box.value };
  /** @param {string} label @param {string} value */
  const choose = (label, value) => {
    chosen = { label, value };
    writeText(box, label);
    around.changed();
  };
  complete(box, around, (found) => choose(shownOf(box, found), valueOf(box, found)));
  takeFiles(root, around, (path) => choose(path, path));
  return {
    read: () => (box.value === chosen.label ? chosen.value : box.value) || undefined,
    write(value) {
      const text = asText(value);
      if (text === chosen.value) return;
      chosen = { label: text, value: text };
      writeText(box, text);
    },
    focus: () => box.focus(),
  };
}

/** @param {HTMLInputElement} box @param {import("../types").Found} found */
function valueOf(box, found) {
  if (found.value !== undefined) return found.value;
  if (box.dataset["takes"] === "url") return found.url ?? found.path;
  return box.dataset["find"] === "page" ? found.path.replace(/^content\//, "") : found.path;
}

/** A page that is meant is shown by its title; what is an address, as it is. @param {HTMLInputElement} box @param {import("../types").Found} found */
const shownOf = (box, found) => (box.hasAttribute("data-value") ? found.label : valueOf(box, found));
