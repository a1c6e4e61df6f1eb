import { asText } from "../values.js";

/**
 * Radios or a list to choose from. A value that is no choice is offered as it is.
 *
 * @type {import("../types").OpenControl}
 */
export function openChoice(root) {
  const select = root.querySelector("select");
  return select ? fromList(select) : fromRadios(root);
}

/** @param {HTMLSelectElement} select @returns {import("../types").Control} */
function fromList(select) {
  return {
    read: () => select.value || undefined,
    write(value) {
      const text = asText(value);
      if (![...select.options].some((one) => one.value === text)) select.add(new Option(text, text));
      select.value = text;
    },
    focus: () => select.focus(),
  };
}

/** @param {HTMLElement} root @returns {import("../types").Control} */
function fromRadios(root) {
  const all = () => /** @type {HTMLInputElement[]} */ ([...root.querySelectorAll("input[type=radio]")]);
  const chosen = () => all().find((one) => one.checked);
  return {
    read: () => chosen()?.value || undefined,
    write(value) {
      const text = asText(value);
      if (text && !all().some((one) => one.value === text)) offer(root, text);
      for (const one of all()) one.checked = one.value === text;
    },
    focus: () => (chosen() ?? all()[0])?.focus(),
  };
}

/** @param {HTMLElement} root @param {string} text */
function offer(root, text) {
  const first = /** @type {HTMLElement} */ (root.querySelector(".choices label"));
  const label = /** @type {HTMLElement} */ (first.cloneNode(true));
  const radio = /** @type {HTMLInputElement} */ (label.querySelector("input"));
  radio.removeAttribute("id");
  radio.value = text;
  /** @type {HTMLElement} */ (label.querySelector("bdi")).textContent = text;
  root.querySelector(".choices")?.append(label);
}
