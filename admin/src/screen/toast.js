// What happened, and what can be done about it. It stays until the next one, or until it is closed.
import { announce, icon, made } from "../elements.js";
import { say } from "../words.js";

/** @type {HTMLElement | undefined} */
let last;
/** @type {HTMLElement | undefined} */
let place;

/**
 * @param {string} words
 * @param {...Node} actions
 */
export function toast(words, ...actions) {
  last?.remove();
  const close = made("button", { type: "button", class: "button bare square", "aria-label": say("keys.close"), click: () => last?.remove() }, icon("i-close"));
  last = made("div", { class: "toast" }, made("span", {}, words), ...actions, close);
  place ??= made("div", { class: "toasts" });
  if (!place.isConnected) document.body.append(place);
  place.replaceChildren(last);
  announce(words);
}
