import { writeText } from "../caret.js";
import { asText, meant } from "../values.js";

/**
 * A value as it is written: one that does not fit its kind, or that nobody declared.
 *
 * @type {import("../types").OpenControl}
 */
export function openRaw(root, _, base) {
  const box = /** @type {HTMLTextAreaElement} */ (root.querySelector("textarea"));
  const wants = root.dataset["wants"] ?? "any";
  return {
    read: () => meant(box.value, wants, base),
    write: (value) => writeText(box, asText(value)),
    focus: () => box.focus(),
  };
}
