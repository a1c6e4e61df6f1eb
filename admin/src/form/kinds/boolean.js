/** @type {import("../types").OpenControl} */
export function openBoolean(root) {
  const box = /** @type {HTMLInputElement} */ (root.querySelector("input"));
  const usual = box.defaultChecked;
  return {
    read: () => box.checked,
    write: (value) => void (box.checked = value === undefined ? usual : /^(true|yes|on)$/i.test(String(value))),
    focus: () => box.focus(),
  };
}
