/** The form of a component card, drawn from the properties that the component declares. */
import { EditorView, WidgetType } from "@codemirror/view";
import { made } from "../elements.js";
import { say } from "../words.js";
import { labelChange, propertyChange, readOpening } from "./components.js";

/** @import { DeclaredComponent, DeclaredProperty } from "./components.js" */

let forms = 0;

export class CardForm extends WidgetType {
  /** @param {DeclaredComponent} component @param {string} text the line that calls it @param {(view: EditorView) => void} close */
  constructor(component, text, close) {
    super();
    this.text = text;
    this.component = component;
    this.close = close;
  }

  /** The form stays as it is while its own fields change the line. @override @param {CardForm} other */
  eq(other) {
    return other.component.name === this.component.name;
  }

  /** @override @param {EditorView} view */
  toDOM(view) {
    const form = made("form", { class: "w-form", "aria-label": this.component.label, contenteditable: "false" });
    const line = () => lineOf(view, form);
    const read = readOpening(this.text);
    const given = new Map(read?.properties.map((one) => [one.name, one.value]));
    const label = read?.label ? this.text.slice(read.label.from, read.label.to) : "";
    const id = `card-${++forms}`;
    form.append(field(`${id}-label`, { name: "", label: say("writing.card-label") }, label, (value) => change(view, form, labelChange(line().text, value))));
    for (const property of properties(this.component, given)) {
      const apply = (/** @type {string} */ value) => change(view, form, propertyChange(line().text, property.name, value));
      form.append(field(`${id}-${property.name}`, property, given.get(property.name) ?? "", apply));
    }
    form.append(made("div", { class: "actions" }, made("button", { class: "button low", type: "submit" }, say("writing.done"))));
    form.addEventListener("submit", (event) => (event.preventDefault(), this.close(view)));
    form.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      this.close(view);
    });
    return form;
  }

  /** @override */
  ignoreEvent() {
    return true;
  }
}

/** The declared properties, and those that are set without being declared. @param {DeclaredComponent} component @param {Map<string, string>} given @returns {DeclaredProperty[]} */
function properties(component, given) {
  const known = component.properties ?? [];
  const others = [...given.keys()].filter((name) => !known.some((one) => one.name === name));
  return [...known, ...others.map((name) => ({ name }))];
}

/** The text of the line that the form belongs to, from its colons. @param {EditorView} view @param {HTMLElement} form */
function lineOf(view, form) {
  const line = view.state.doc.lineAt(view.posAtDOM(form));
  const before = /^[ \t>]*/.exec(line.text)?.[0].length ?? 0;
  return { from: line.from + before, text: line.text.slice(before) };
}

/** @param {EditorView} view @param {HTMLElement} form @param {{from: number, to: number, insert: string} | null} made */
function change(view, form, made) {
  if (!made) return;
  const { from } = lineOf(view, form);
  view.dispatch({ changes: { from: from + made.from, to: from + made.to, insert: made.insert }, userEvent: "input" });
}

/**
 * @param {string} id @param {DeclaredProperty} property @param {string} value
 * @param {(value: string) => void} apply
 */
function field(id, property, value, apply) {
  const label = made("label", { for: id }, property.label || property.name);
  if (property.required) label.append(" ", made("span", { class: "required" }, say("writing.required")));
  const control = input(id, property, value);
  control.addEventListener("input", () => apply(valueOf(control)));
  const help = property.help ? [made("p", { class: "field-note", id: `${id}-help` }, property.help)] : [];
  if (property.help) control.setAttribute("aria-describedby", `${id}-help`);
  return made("div", { class: "field" }, label, control, ...help);
}

/** @param {HTMLInputElement | HTMLSelectElement} control */
function valueOf(control) {
  if (control instanceof HTMLInputElement && control.type === "checkbox") return control.checked ? "true" : "";
  return control.value;
}

const TYPES = /** @type {Record<string, string>} */ ({ number: "number", date: "date", colour: "color", color: "color" });
const YES = new Set(["yes", "yesno", "boolean", "bool"]);

/** @param {string} id @param {DeclaredProperty} property @param {string} value @returns {HTMLInputElement | HTMLSelectElement} */
function input(id, property, value) {
  const kind = property.kind ?? "text";
  if (property.choices?.length) return choice(id, property.choices, value);
  if (YES.has(kind)) return made("input", { id, type: "checkbox", checked: value === "true" });
  const type = TYPES[kind] ?? "text";
  const control = made("input", { id, type, class: "input", autocomplete: "off", step: type === "number" ? "any" : undefined });
  control.value = value;
  return control;
}

/** @param {string} id @param {string[]} choices @param {string} value */
function choice(id, choices, value) {
  const all = ["", ...choices, ...(value && !choices.includes(value) ? [value] : [])];
  return made("select", { id, class: "input" }, ...all.map((one) => made("option", { value: one, selected: one === value }, one)));
}
