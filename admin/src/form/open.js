import { count } from "./counter.js";
import { drawProblems, partAt, unfold } from "./problems.js";
import { openAll } from "./tree.js";
import { same } from "./values.js";

/**
 * @typedef {import("./types").Value} Value
 * @typedef {import("./types").Edit} Edit
 * @typedef {import("./types").Path} Path
 * @typedef {import("./problems").Problem} Problem
 */

/**
 * Brings a form to life that the server has drawn (screens/fields/form.html).
 *
 * `spec.values` is what the page says. `edits()` is what differs from it now, `values()` the whole. `set()` takes the
 * values that the page has after a save: `sent` are the edits that were saved, `except` the places (dotted, or paths)
 * that must stay as they are on the screen. What somebody goes on typing stays in any case. `writing` are the options of
 * the writing panes of Markdown fields (see ../writing/open.js); without it they are plain boxes.
 *
 * @param {HTMLElement} element
 * @param {{
 *   spec: {values: {[name: string]: Value}, problems?: Problem[]},
 *   find?: import("./types").Find,
 *   upload?: (file: File) => Promise<import("./types").Uploaded>,
 *   writing?: Record<string, unknown>,
 *   onChange?: () => void,
 *   onFix?: (problem: Problem, fix: {label: string}) => void,
 * }} options
 */
export function openForm(element, { spec, find, upload, writing, onChange, onFix }) {
  const around = { find, upload, writing, announce, changed: () => onChange?.() };
  const form = openAll(element, spec.values, around);
  element.addEventListener("input", (event) => typed(event, () => onChange?.()));
  /** @param {Problem[]} problems */
  const showProblems = (problems) => drawProblems(form, problems, (problem, fix) => onFix?.(problem, fix));
  if (spec.problems) showProblems(spec.problems);
  return {
    /** @returns {Edit[]} */
    edits: () => form.edits([]),
    /** @returns {Value} */
    values: () => form.value() ?? {},
    /** @param {{[name: string]: Value}} values @param {{except?: (string | Path)[], sent?: Edit[]}} [options] */
    set(values, { except = [], sent = [] } = {}) {
      const held = new Set(except.map(dotted));
      form.set(values, [], { held: (at) => held.has(dotted(at)), sent: (at) => sentAt(sent, at) });
      for (const field of element.querySelectorAll("[data-field]")) count(field);
    },
    /** Shows other values, as if somebody had typed them. @param {{[name: string]: Value}} values */
    put(values) {
      form.type(values);
      for (const field of element.querySelectorAll("[data-field]")) count(field);
    },
    showProblems,
    /** @param {string | Path} at */
    focus(at) {
      const part = partAt(form, dotted(at));
      unfold(part.root);
      part.root.scrollIntoView({ block: "center" });
      part.focus();
    },
  };
}

/** @param {Event} event @param {() => void} then */
function typed(event, then) {
  const field = /** @type {Element} */ (event.target).closest("[data-field]");
  if (field) count(field);
  then();
}

/** @param {string | Path} at */
const dotted = (at) => (typeof at === "string" ? at : at.join("."));

/** What was sent for a place, by itself or as a part of something greater. @param {Edit[]} sent @param {Path} at */
function sentAt(sent, at) {
  const edit = sent.find((one) => same(one.at, at.slice(0, one.at.length)));
  if (!edit) return undefined;
  /** @type {any} */
  let value = "remove" in edit ? undefined : edit.value;
  for (const name of at.slice(edit.at.length)) value = value?.[name];
  return { value: /** @type {Value | undefined} */ (value) };
}

/** Says something to those who hear the screen. @param {string} text */
function announce(text) {
  const place = document.getElementById("announcer");
  if (place) place.textContent = text;
}
