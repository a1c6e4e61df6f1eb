// What differs, field by field and line by line, in one text or side by side. Long stretches that stay are left out.
import { made } from "../elements.js";
import { say } from "../words.js";

/** @typedef {{kind: "same" | "added" | "removed", text: string}} Piece */
/** @typedef {{place: string, label: string, pieces: Piece[]}} Difference */

const AROUND = 60;

/** @param {Difference[]} differences @param {boolean} beside */
export const drawn = (differences, beside) =>
  differences.length ? differences.map((one) => made("section", { class: "difference" }, made("h3", {}, one.label || say("edit.text")), ...(beside ? sides(one) : [inOne(one)]))) : [made("p", { class: "quiet" }, say("edit.alters_nothing"))];

/** @param {Difference} one */
const inOne = (one) => made("div", { class: "difference-text", dir: "auto" }, ...one.pieces.map(piece));

/** @param {Difference} one */
const sides = (one) => [
  made(
    "div",
    { class: "difference-sides" },
    made("div", { class: "difference-text", dir: "auto" }, ...one.pieces.filter((each) => each.kind !== "added").map(piece)),
    made("div", { class: "difference-text", dir: "auto" }, ...one.pieces.filter((each) => each.kind !== "removed").map(piece)),
  ),
];

/** @param {Piece} given */
function piece({ kind, text }) {
  if (kind === "added") return made("ins", {}, text);
  if (kind === "removed") return made("del", {}, text);
  return made("span", {}, text.length > 3 * AROUND ? `${text.slice(0, AROUND)} … ${text.slice(-AROUND)}` : text);
}
