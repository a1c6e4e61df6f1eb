// What is wrong with the page: in the strip, under the fields, in the text. A problem leads to where it is and offers its fix.
import { all, icon, made } from "../elements.js";
import { say } from "../words.js";

/**
 * @typedef {{label: string, edits: object[]}} Fix
 * @typedef {{code: string, severity: string, message: string, hint: string, path: string, line: number, column: number,
 *   end_line: number, end_column: number, field: string | null, body_line: number | null, fixes: Fix[]}} Problem
 */

/** @param {Problem} problem */
export const stops = (problem) => problem.severity === "error";

/**
 * @param {object} options
 * @param {(problem: Problem) => void} options.go
 * @param {(problem: Problem, fix: Fix) => void} options.mend
 * @param {(name: string) => string} options.labelOf the label of a field
 */
export function openProblems({ go, mend, labelOf }) {
  /** @type {Problem[]} */
  let problems = [];
  let at = -1;

  /** @param {Problem[]} told */
  function show(told) {
    problems = told;
    const hot = told.some(stops);
    for (const place of all('[data-count="problems"]')) {
      place.textContent = String(told.length || (place.closest(".strip") ? 0 : ""));
      place.classList.toggle("hot", hot);
    }
    for (const button of all('.strip [data-side="problems"]')) button.classList.toggle("hot", hot);
  }

  function panel() {
    if (!problems.length) return [made("p", { class: "quiet" }, say("edit.problems_none"))];
    const count = problems.filter(stops).length;
    const head = count ? say("edit.problems_stop", { count }) : say("edit.problems_wait");
    return [made("p", { class: "quiet" }, head), made("ol", { class: "findings" }, ...problems.map(entry))];
  }

  /** @param {Problem} problem */
  function entry(problem) {
    const place = problem.field ? labelOf(problem.field) : say("edit.text_line", { line: problem.body_line ?? problem.line });
    const button = made(
      "button",
      { type: "button", class: "finding", click: () => go(problem) },
      icon(stops(problem) ? "i-problem" : "i-warning"), made("b", {}, place), made("span", {}, problem.message, ...(problem.hint ? [" ", problem.hint] : [])),
    );
    const fixes = problem.fixes.map((fix) => made("button", { type: "button", class: "fix", click: () => mend(problem, fix) }, fix.label));
    return made("li", stops(problem) ? {} : { class: "mild" }, button, ...fixes);
  }

  function next() {
    if (!problems.length) return;
    at = (at + 1) % problems.length;
    const problem = problems[at];
    if (problem) go(problem);
  }

  return { show, panel, next, all: () => problems };
}
