/** What is wrong stands where it is: an underline, and on F8 or a click the sentence with its fix below the line. */
import { forEachDiagnostic, linter, setDiagnostics } from "@codemirror/lint";
import { StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, WidgetType } from "@codemirror/view";
import { icon, made } from "../elements.js";
import { say } from "../words.js";

/** @import { Diagnostic } from "@codemirror/lint" */
/** @import { EditorState, Extension } from "@codemirror/state" */

/**
 * A problem as the server tells it. Lines count from 1 within the text.
 *
 * @typedef {object} Problem
 * @property {"error" | "warning" | "info" | "hint"} severity
 * @property {string} message
 * @property {string} [hint]
 * @property {number} line
 * @property {number | null} [body_line] the line within the text, when `line` counts from the beginning of the file
 * @property {number} [column] from 1
 * @property {number} [end_line]
 * @property {number} [end_column]
 * @property {{label: string, edits?: unknown[]}[]} [fixes]
 */
/** @typedef {(problem: Problem, fix: any) => void} OnFix */
/** @typedef {Diagnostic & {problem: Problem}} Shown */

/** @type {import("@codemirror/state").StateEffectType<number | null>} */
const told = StateEffect.define({ map: (at, mapping) => (at === null ? null : mapping.mapPos(at)) });

/** The sentence and its fixes. */
class Sentence extends WidgetType {
  /** @param {Shown} shown */
  constructor(shown) {
    super();
    this.shown = shown;
  }

  /** @override @param {Sentence} other */
  eq(other) {
    return other.shown.problem === this.shown.problem;
  }

  /** @override @param {EditorView} view */
  toDOM(view) {
    const { problem } = this.shown;
    const mild = problem.severity !== "error";
    const words = made("span", {}, problem.message, ...(problem.hint ? [made("span", { class: "quiet" }, ` ${problem.hint}`)] : []));
    const fixes = (this.shown.actions ?? []).map((action) =>
      made("button", { type: "button", class: "fix", click: () => (view.focus(), action.apply(view, this.shown.from, this.shown.to)) }, action.name));
    return made("div", { class: mild ? "problem mild w-problem" : "problem w-problem" }, icon(mild ? "i-warning" : "i-problem"), words,
      made("span", { class: "actions" }, ...fixes));
  }

  /** @override */
  ignoreEvent() {
    return true;
  }
}

/** @param {EditorState} state @returns {Shown[]} in the order of the text */
function all(state) {
  /** @type {Shown[]} */
  const found = [];
  forEachDiagnostic(state, (one, from, to) => found.push({ .../** @type {Shown} */ (one), from, to }));
  return found.sort((a, b) => a.from - b.from);
}

/** Where the problem is whose sentence is shown, as long as the caret stays on its line. @type {StateField<number | null>} */
const shown = StateField.define({
  create: () => /** @type {number | null} */ (null),
  update(value, tr) {
    for (const effect of tr.effects) if (effect.is(told)) return effect.value;
    if (value === null) return null;
    const at = tr.changes.mapPos(value);
    const { doc, selection } = tr.state;
    return doc.lineAt(at).number === doc.lineAt(selection.main.head).number ? at : null;
  },
  provide: (own) =>
    EditorView.decorations.compute([own, "doc"], (state) => {
      const at = state.field(own);
      const line = at === null ? null : state.doc.lineAt(at);
      if (!line) return Decoration.none;
      const here = all(state).filter((one) => one.from >= line.from && one.from <= line.to);
      return Decoration.set(here.map((one) => Decoration.widget({ widget: new Sentence(one), block: true, side: 2 }).range(line.to)));
    }),
});

/** @param {EditorView} view @param {Shown} problem */
function go(view, problem) {
  view.dispatch({
    selection: { anchor: problem.from },
    effects: [told.of(problem.from), EditorView.scrollIntoView(problem.from, { y: "center" }), EditorView.announce.of(spoken(problem.problem))],
  });
  view.focus();
}

/** @param {Problem} problem */
const spoken = (problem) => [problem.message, problem.hint, ...(problem.fixes ?? []).map((fix) => say("writing.fix-offered", { label: fix.label, key: `${say("writing.ctrl")} .` }))].filter(Boolean).join(". ");

/** To the next problem in the text; false after the last one, so that the screen goes on to its own. @param {EditorView} view */
export function nextProblem(view) {
  const { head } = view.state.selection.main;
  const seen = view.state.field(shown);
  const list = all(view.state);
  const next = list.find((one) => one.from > head || (one.from === head && seen === null)) ?? (seen === null ? list[0] : undefined);
  if (next) go(view, next);
  return !!next;
}

/** Carries out the first fix of the problem whose sentence is shown. @param {EditorView} view */
export function mend(view) {
  const at = view.state.field(shown);
  const problem = all(view.state).find((one) => one.from === at && one.actions?.length);
  problem?.actions?.[0]?.apply(view, problem.from, problem.to);
  return !!problem;
}

/** @param {EditorView} view @param {Problem[]} list @param {OnFix} [onFix] without it no fixes are offered */
export function showProblems(view, list, onFix) {
  const within = (/** @type {Problem} */ one) => lineOf(one) >= 1 && lineOf(one) <= view.state.doc.lines;
  const found = list.filter(within).map((problem) => diagnostic(view.state, problem, onFix));
  view.dispatch(setDiagnostics(view.state, found));
}

/** @param {Problem} problem */
const lineOf = (problem) => problem.body_line ?? problem.line;

/** @param {EditorState} state @param {Problem} problem @param {OnFix} [onFix] @returns {Shown} */
function diagnostic(state, problem, onFix) {
  const from = place(state, lineOf(problem), problem.column ?? 1);
  const last = place(state, lineOf(problem) + (problem.end_line ?? problem.line) - problem.line, problem.end_column ?? Infinity);
  const line = state.doc.lineAt(from);
  return {
    problem,
    from,
    to: last > from ? last : line.to,
    severity: problem.severity,
    message: problem.message,
    markClass: problem.severity === "error" ? "w-wrong" : "w-wrong w-mild",
    actions: (onFix ? (problem.fixes ?? []) : []).map((fix) => ({ name: fix.label, markClass: "fix", apply: () => onFix?.(problem, fix) })),
  };
}

/** Columns count characters; JavaScript counts UTF-16 units. @param {EditorState} state @param {number} number @param {number} column */
function place(state, number, column) {
  const line = state.doc.line(Math.max(1, Math.min(number, state.doc.lines)));
  if (column > line.length) return line.to;
  return line.from + [...line.text].slice(0, column - 1).join("").length;
}

/** @type {Extension} */
export const problems = [
  linter(null, { tooltipFilter: () => [] }),
  shown,
  EditorView.domEventHandlers({
    click(event, view) {
      const mark = event.target instanceof Element ? event.target.closest(".w-wrong") : null;
      const at = mark ? view.posAtDOM(mark) : null;
      const problem = at === null ? null : all(view.state).find((one) => one.from <= at && one.to >= at);
      if (problem) view.dispatch({ effects: told.of(view.state.selection.main.head) });
      return false;
    },
  }),
];
