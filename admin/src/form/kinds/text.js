import { writeText } from "../caret.js";
import { asText } from "../values.js";

/**
 * One line or several; also dates, which the browser shows by itself.
 *
 * @type {import("../types").OpenControl}
 */
export function openText(root) {
  const box = /** @type {HTMLInputElement | HTMLTextAreaElement} */ (root.querySelector("[data-part=text]") ?? root.querySelector("input, textarea, select"));
  return {
    read: () => box.value || undefined,
    write: (value) => ("setSelectionRange" in box && /text|area/.test(box.type) ? writeText(box, asText(value)) : void (box.value = asText(value))),
    focus: () => box.focus(),
  };
}
