// What differs, field by field and line by line, in one text or side by side. Long stretches that stay are left out.
import { presentableDiff } from "@codemirror/merge";
import { made } from "../elements.js";
import { say } from "../words.js";

/** @typedef {{kind: "same" | "added" | "removed", text: string}} Piece */
/** @typedef {{place: string, label: string, pieces: Piece[]}} Difference */

const AROUND = 60; // characters that stay, shown at each end of a long stretch of them

/**
 * @param {Difference[]} differences
 * @param {[string, string] | false} beside the heads of the two sides; false: all in one text
 * @returns {HTMLElement[]}
 */
export function drawn(differences, beside) {
  if (!differences.length) return [made("p", { class: "quiet" }, say("edit.alters_nothing"))];
  if (beside) return [table(differences, beside)];
  return differences.map((one) => made("section", { class: "difference-one" }, made("h3", {}, one.label || say("edit.text")), text(one.pieces)));
}

/** @param {Difference[]} differences @param {[string, string]} heads */
function table(differences, heads) {
  const head = made("tr", {}, ...[say("versions.field"), ...heads].map((words) => made("th", { scope: "col" }, words)));
  const rows = differences.map(({ label, pieces }) =>
    made(
      "tr",
      {},
      made("th", { scope: "row" }, label || say("edit.text")),
      made("td", {}, text(pieces.filter((each) => each.kind !== "added"))),
      made("td", {}, text(pieces.filter((each) => each.kind !== "removed"))),
    ),
  );
  return made("table", { class: "table" }, made("caption", { class: "unseen" }, say("publish.difference")), made("thead", {}, head), made("tbody", {}, ...rows));
}

/** @param {Piece[]} pieces */
const text = (pieces) => made("div", { class: "difference-text", dir: "auto" }, ...pieces.map(piece));

/** @param {Piece} given */
function piece({ kind, text: words }) {
  if (kind === "added") return made("ins", {}, words);
  if (kind === "removed") return made("del", {}, words);
  return made("span", {}, words.length > 3 * AROUND ? `${begun(words)}…${ended(words)}` : words);
}

/** Its first lines, or its first words: none is cut in two. @param {string} words */
function begun(words) {
  const start = words.slice(0, AROUND);
  return start.replace(start.includes("\n") ? /[^\n]*$/ : /\S*$/, "") || start;
}

/** Its last lines, or its last words. @param {string} words */
function ended(words) {
  const end = words.slice(-AROUND);
  return end.replace(end.includes("\n") ? /^[^\n]*/ : /^\S*/, "") || end;
}

/**
 * One reading of three, with what it changed of the one before; of that one, what mine changed.
 *
 * @param {{before: string, theirs: string, mine: string}} readings
 * @param {"before" | "theirs" | "mine"} way
 * @returns {(Node | string)[]}
 */
export function marked(readings, way) {
  const shown = readings[way];
  const changes = presentableDiff(readings.before, way === "before" ? readings.mine : shown);
  const [name, from, to] = way === "before" ? /** @type {const} */ (["del", "fromA", "toA"]) : /** @type {const} */ (["ins", "fromB", "toB"]);
  let at = 0;
  const pieces = changes.flatMap((change) => {
    const before = shown.slice(at, change[from]);
    at = change[to];
    return change[from] < at ? [before, made(name, {}, shown.slice(change[from], at))] : [before];
  });
  return [...pieces, shown.slice(at)];
}
