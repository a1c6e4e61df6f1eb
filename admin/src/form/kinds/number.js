import { asNumber, asText } from "../values.js";

/** @type {import("../types").OpenControl} */
export function openNumber(root) {
  const box = /** @type {HTMLInputElement} */ (root.querySelector("input"));
  /** @type {import("../types").Value | undefined} */
  let last;
  // A wheel that scrolls the form would change the number under it.
  box.addEventListener("wheel", () => box.blur(), { passive: true });
  return {
    // "-" and "1e" are on the way to a number: what stood there before still holds.
    read: () => (box.validity.badInput ? last : (last = box.value === "" ? undefined : asNumber(box.value))),
    write: (value) => void (box.value = asText(value)),
    focus: () => box.focus(),
  };
}
