/** The toolbar over the text: one stop for Tab, arrows within it. */
import { redo, redoDepth, undo, undoDepth } from "@codemirror/commands";
import { icon, made } from "../elements.js";
import { say } from "../words.js";
import { bold, bullets, componentAction, headings, italic, link, numbers, picture, quote, table } from "./actions.js";
import { standing } from "./commands.js";
import { menuButton } from "./menu-button.js";

/** @import { EditorView } from "@codemirror/view" */
/** @import { Action } from "./actions.js" */
/** @import { DeclaredComponent } from "./components.js" */

const KEYS = /** @type {Record<string, string>} */ ({ bold: "B", italic: "I", link: "K", undo: "Z", redo: "Y" });
const apple = /Mac|iP(?:hone|ad)/.test(globalThis.navigator?.platform ?? "");

/** @param {string} name */
const titleOf = (name) => {
  const key = KEYS[name];
  return key ? `${say(`writing.${name}`)} (${apple ? "⌘" : `${say("writing.ctrl")} `}${key})` : say(`writing.${name}`);
};

/** @param {string} name @param {string} drawing @param {() => void} press */
const button = (name, drawing, press) =>
  made("button", { type: "button", class: "button bare square", "aria-label": say(`writing.${name}`), title: titleOf(name), "data-name": name, click: press }, icon(`i-${drawing}`));

/**
 * @param {() => EditorView} view
 * @param {DeclaredComponent[]} components
 * @returns {{dom: HTMLElement, update: () => void}}
 */
export function toolbar(view, components) {
  const act = (/** @type {Action} */ action) => () => (view().focus(), action.run(view()));
  const plain = (/** @type {Action} */ action) => button(action.name, action.icon, act(action));
  const levels = menuButton("heading", headings, act, true);
  const inserts = components.length ? [menuButton("component", components.map(componentAction), act, false)] : [];
  const undoing = button("undo", "undo", () => (undo(view()), view().focus()));
  const redoing = button("redo", "redo", () => (redo(view()), view().focus()));
  undoing.classList.add("apart");
  const dom = made("div", { class: "toolbar", role: "toolbar", "aria-label": say("writing.toolbar") }, levels.dom,
    ...[bold, italic, link, bullets, numbers, quote, picture, table].map(plain), ...inserts.map((one) => one.dom), undoing, redoing);
  roving(dom);
  return { dom, update: () => update(view(), dom, levels.button) };
}

/** Arrows, Home and End move between the buttons; Tab leaves them. @param {HTMLElement} dom */
function roving(dom) {
  const buttons = () => /** @type {HTMLElement[]} */ ([...dom.querySelectorAll(":scope > .button, :scope > .dropdown > .button")]);
  const choose = (/** @type {HTMLElement | undefined} */ one) => buttons().forEach((each) => (each.tabIndex = each === one ? 0 : -1));
  choose(buttons()[0]);
  dom.addEventListener("focusin", (event) => {
    const one = buttons().find((each) => each === event.target);
    if (one) choose(one);
  });
  dom.addEventListener("keydown", (event) => {
    const all = buttons();
    const here = all.indexOf(/** @type {HTMLElement} */ (event.target));
    if (here < 0) return;
    const forth = getComputedStyle(dom).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const back = forth === "ArrowLeft" ? "ArrowRight" : "ArrowLeft";
    const next = { [forth]: here + 1, [back]: here - 1, Home: 0, End: all.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    all.at(next % all.length)?.focus();
  });
}

/** @param {EditorView} view @param {HTMLElement} dom @param {HTMLElement} level */
function update(view, dom, level) {
  const here = /** @type {Record<string, any>} */ (standing(view.state));
  const named = here.heading ? `writing.heading-${Math.min(4, Math.max(2, here.heading))}` : "writing.plain";
  const words = level.querySelector("span");
  if (words && words.textContent !== say(named)) words.textContent = say(named);
  for (const one of /** @type {NodeListOf<HTMLElement>} */ (dom.querySelectorAll("[data-name]"))) {
    const name = one.dataset.name ?? "";
    if (name in here) one.setAttribute("aria-pressed", String(!!here[name]));
    // Not `disabled`: the focus would be lost when the last step is undone by keyboard.
    if (name === "undo") one.setAttribute("aria-disabled", String(!undoDepth(view.state)));
    if (name === "redo") one.setAttribute("aria-disabled", String(!redoDepth(view.state)));
  }
}
