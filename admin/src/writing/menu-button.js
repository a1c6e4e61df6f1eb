/** A button of the toolbar that opens a list of actions. */
import { icon, made } from "../elements.js";
import { say } from "../words.js";

/** @import { Action } from "./actions.js" */

/**
 * @param {string} name of the button; an icon of the same name when it shows no word
 * @param {Action[]} actions
 * @param {(action: Action) => () => void} act
 * @param {boolean} worded whether the button shows a word, which tells what holds at the caret
 */
export function menuButton(name, actions, act, worded) {
  const content = worded ? [made("span", {}, say(`writing.${name}`)), icon("i-down")] : [icon(`i-${name}`)];
  const button = made("button", {
    type: "button", class: worded ? "button bare wide" : "button bare square", "aria-haspopup": "menu", "aria-expanded": "false",
    "aria-label": worded ? undefined : say(`writing.${name}`), title: say(`writing.${name}`),
  }, ...content);
  const list = made("div", { class: "dropdown-list", role: "menu", "aria-label": say(`writing.${name}`), hidden: true });
  for (const action of actions) {
    const press = () => (show(false), act(action)());
    const key = action.detail ? [made("kbd", {}, action.detail)] : [];
    list.append(made("button", { type: "button", role: "menuitem", tabindex: "-1", click: press }, icon(`i-${action.icon}`), action.label(), ...key));
  }
  const dom = made("div", { class: "dropdown" }, button, list);
  const items = () => /** @type {HTMLElement[]} */ ([...list.children]);

  /** @param {boolean} open */
  function show(open) {
    list.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
    if (open) items()[0]?.focus();
  }

  button.addEventListener("click", () => show(!!list.hidden));
  button.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown") return;
    event.preventDefault();
    show(true);
  });
  list.addEventListener("keydown", (event) => {
    const all = items();
    const here = all.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const next = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: all.length - 1 }[event.key];
    if (event.key === "Escape") {
      show(false);
      button.focus();
    } else if (next !== undefined) all.at(next % all.length)?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  dom.addEventListener("focusout", (event) => {
    if (!(event.relatedTarget instanceof Node && dom.contains(event.relatedTarget))) show(false);
  });
  return { dom, button };
}
