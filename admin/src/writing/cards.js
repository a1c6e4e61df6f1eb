/** Component cards: the head in place of the line that calls the component, and the form that changes its properties. */
import { syntaxTree } from "@codemirror/language";
import { Facet, StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, WidgetType } from "@codemirror/view";
import { icon, made } from "../elements.js";
import { say } from "../words.js";
import { CardForm } from "./card-form.js";
import { readOpening } from "./components.js";

/** @import { EditorState, Extension } from "@codemirror/state" */
/** @import { DeclaredComponent } from "./components.js" */

/** The components that the site declares. @type {Facet<DeclaredComponent[], DeclaredComponent[]>} */
export const declared = Facet.define({ combine: (given) => given.flat() });

/** @param {EditorState} state @param {string} name @returns {DeclaredComponent} one that nobody declared goes by its name */
export const component = (state, name) =>
  state.facet(declared).find((one) => one.name === name) ?? { name, label: name, properties: [] };

/** Opens the form of the card whose head is on the line of a position, or closes it (null). @type {import("@codemirror/state").StateEffectType<number | null>} */
const opened = StateEffect.define({ map: (at, mapping) => (at === null ? null : mapping.mapPos(at, -1)) });

/** @param {EditorView} view */
function close(view) {
  const at = view.state.field(form);
  view.dispatch({ effects: opened.of(null), ...(at === null ? {} : { selection: { anchor: view.state.doc.lineAt(at).to } }) });
  view.focus();
}

/** Where the card stands whose form is open. @type {StateField<number | null>} */
const form = StateField.define({
  create: () => /** @type {number | null} */ (null),
  update(value, tr) {
    const at = value === null ? null : tr.changes.mapPos(value, -1);
    const now = tr.effects.reduce((last, effect) => (effect.is(opened) ? effect.value : last), at);
    return now !== null && headAt(tr.state, now) ? now : null;
  },
  provide: (field) =>
    EditorView.decorations.compute([field, "doc"], (state) => {
      const at = state.field(field);
      const head = at === null ? null : headAt(state, at);
      if (!head) return Decoration.none;
      const widget = new CardForm(component(state, head.name), head.text, close);
      return Decoration.set(Decoration.widget({ widget, block: true, side: 1 }).range(state.doc.lineAt(head.from).to));
    }),
});

/**
 * The line that calls a component, if the line of `at` does.
 *
 * @param {EditorState} state @param {number} at
 * @returns {{from: number, text: string, name: string} | null}
 */
export function headAt(state, at) {
  const line = state.doc.lineAt(Math.min(at, state.doc.length));
  const from = line.from + (/^[ \t>]*/.exec(line.text)?.[0].length ?? 0);
  const text = line.text.slice(from - line.from);
  const read = readOpening(text);
  if (!read || /Code/.test(syntaxTree(state).resolveInner(from, 1).name)) return null;
  return { from, text, name: read.name };
}

/** @param {EditorView} view @param {number} at @returns {boolean} */
export function openForm(view, at) {
  if (!headAt(view.state, at)) return false;
  view.dispatch({ effects: opened.of(at) });
  /** @type {HTMLElement | null} */ (view.dom.querySelector(".w-form input, .w-form select, .w-form button"))?.focus();
  return true;
}

/** @param {EditorView} view the form of the card that the caret stands in */
export function openFormAtCaret(view) {
  const { head } = view.state.selection.main;
  for (let node = /** @type {any} */ (syntaxTree(view.state).resolveInner(head, -1)); node; node = node.parent) {
    if (node.name === "Component" || node.name === "ComponentHead") return openForm(view, node.from);
  }
  return openForm(view, head);
}

/** @param {EditorView} view @param {() => HTMLElement} at */
const editButton = (view, at) =>
  made("button", {
    type: "button",
    class: "button bare low",
    tabindex: "-1",
    mousedown: (/** @type {Event} */ event) => event.preventDefault(),
    click: () => openForm(view, view.posAtDOM(at())),
  }, say("writing.edit"));

/** The card's head: what it is, its label, what is set in it. */
export class CardHead extends WidgetType {
  /** @param {string} text */
  constructor(text) {
    super();
    this.text = text;
  }

  /** @override @param {CardHead} other */
  eq(other) {
    return other.text === this.text;
  }

  /** @override @param {EditorView} view */
  toDOM(view) {
    const read = readOpening(this.text);
    const { label } = component(view.state, read?.name ?? "");
    const words = read?.label ? this.text.slice(read.label.from, read.label.to) : "";
    const set = (read?.properties ?? []).map((one) => one.value).join(" · ");
    const head = made("span", { class: "w-head" }, icon("i-component"), made("b", {}, label),
      made("span", { class: "w-label" }, words), made("span", { class: "w-set" }, set));
    head.append(editButton(view, () => head));
    return head;
  }

  /** @override @param {Event} event */
  ignoreEvent(event) {
    return event.target instanceof Element && !!event.target.closest("button");
  }
}

/** The button behind a head that is edited as text. */
export class EditButton extends WidgetType {
  /** @override @returns {boolean} */
  eq() {
    return true;
  }

  /** @override @param {EditorView} view */
  toDOM(view) {
    const place = made("span", { class: "w-edit" });
    place.append(editButton(view, () => place));
    return place;
  }

  /** @override */
  ignoreEvent() {
    return true;
  }
}

/** @param {DeclaredComponent[]} components @returns {Extension} */
export const cards = (components) => [declared.of(components), form];
