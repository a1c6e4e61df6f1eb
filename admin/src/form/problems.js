import { icon } from "../icons.js";

/**
 * @typedef {import("./types").Part} Part
 * @typedef {{message: string, severity?: string, field?: string | null, fixes?: {label: string}[]}} Problem
 */

/**
 * Shows what is wrong at the fields where it is; a group with an error that was not there before opens.
 *
 * @param {Part} form
 * @param {Problem[]} problems
 * @param {(problem: Problem, fix: {label: string}) => void} mend
 * @returns {Problem[]} those that belong to no field of the form
 */
export function drawProblems(form, problems, mend) {
  /** @type {Map<HTMLElement, Problem[]>} */
  const places = new Map();
  const homeless = [];
  for (const problem of problems) {
    const place = placeOf(form, problem.field ?? "");
    if (place) places.set(place, [...(places.get(place) ?? []), problem]);
    else homeless.push(problem);
  }
  for (const place of /** @type {NodeListOf<HTMLElement>} */ (form.root.querySelectorAll("[data-problems]"))) {
    draw(place, places.get(place) ?? [], mend);
  }
  return homeless;
}

/** The part at a dotted path, or the nearest one round it. @param {Part} form @param {string} path */
export function partAt(form, path) {
  let part = form;
  for (let rest = path; rest; ) {
    const [name, inner] = step(part, rest);
    if (!inner) break;
    part = inner;
    rest = rest.slice(name.length + 1);
  }
  return part;
}

/** A name may have a dot in it: the longest that there is. @param {Part} part @param {string} rest @returns {[string, Part | undefined]} */
function step(part, rest) {
  const words = rest.split(".");
  for (let count = words.length; count; count -= 1) {
    const name = words.slice(0, count).join(".");
    const inner = part.child(name);
    if (inner) return [name, inner];
  }
  return ["", undefined];
}

/** @param {Part} form @param {string} path */
function placeOf(form, path) {
  const part = partAt(form, path);
  if (part === form) return undefined;
  const all = /** @type {HTMLElement[]} */ ([...part.root.querySelectorAll("[data-problems]")]);
  return all.find((one) => one.closest("[data-field]") === part.root);
}

/** @param {HTMLElement} place @param {Problem[]} problems @param {(problem: Problem, fix: {label: string}) => void} mend */
function draw(place, problems, mend) {
  const told = JSON.stringify(problems.map(({ message, severity, fixes }) => [message, severity, fixes?.map((fix) => fix.label)]));
  if (place.dataset["told"] === told || (!problems.length && !place.children.length)) return;
  place.dataset["told"] = told;
  place.replaceChildren(...problems.map((problem) => sentence(problem, mend)));
  const bad = problems.some(isError);
  for (const box of controlsOf(place)) {
    if (bad) box.setAttribute("aria-invalid", "true");
    else box.removeAttribute("aria-invalid");
  }
  if (bad) unfold(place);
}

/** @param {Problem} problem */
const isError = (problem) => (problem.severity ?? "error") === "error";

/** The controls that are described by a place. @param {HTMLElement} place */
const controlsOf = (place) => place.closest("[data-field]")?.querySelectorAll(`[aria-describedby~="${CSS.escape(place.id)}"]`) ?? [];

/** Opens what an element is folded in. @param {Element} element */
export function unfold(element) {
  for (let fold = element.closest("details"); fold; fold = fold.parentElement?.closest("details") ?? null) fold.open = true;
}

/** @param {Problem} problem @param {(problem: Problem, fix: {label: string}) => void} mend */
function sentence(problem, mend) {
  const line = document.createElement("p");
  line.className = isError(problem) ? "problem" : "problem mild";
  const words = document.createElement("span");
  words.textContent = problem.message;
  line.append(icon(isError(problem) ? "problem" : "warning"), words);
  for (const fix of problem.fixes ?? []) {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "fix", textContent: fix.label });
    button.addEventListener("click", () => mend(problem, fix));
    line.append(button);
  }
  return line;
}
