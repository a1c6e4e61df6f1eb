import { say } from "../words.js";

/** Writes how long a text is, for the field that an event came from. @param {Element} field */
export function count(field) {
  const counter = field.querySelector(":scope > .field-note > [data-counter]");
  const box = field.querySelector("input, textarea");
  const max = Number(/** @type {HTMLElement} */ (field).dataset["max"]);
  if (!counter || !(box instanceof HTMLInputElement || box instanceof HTMLTextAreaElement)) return;
  const used = [...box.value].length;
  counter.classList.toggle("is-over", used > max);
  counter.textContent = used > max ? say("fields.too_long", { count: used - max, used, max }) : say("fields.counted", { count: used, max });
}
