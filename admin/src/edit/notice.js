// What happened to the page meanwhile, said above it. It stays until it is closed, or the next one comes.
import { icon, made, one } from "../elements.js";
import { say } from "../words.js";

/**
 * @param {string} words
 * @param {...HTMLElement} actions each closes it
 */
export function notice(words, ...actions) {
  const close = made("button", { type: "button", class: "button bare square", "aria-label": say("edit.close"), click: clear }, icon("i-close"));
  for (const action of actions) action.addEventListener("click", clear);
  one("#notice").replaceChildren(made("div", { class: "notice mild" }, icon("i-info"), made("span", {}, words), ...actions, close));
}

function clear() {
  one("#notice").replaceChildren();
}
