// Only what two people changed differently is asked: theirs, mine, before, over what will be saved. What joined by itself
// is listed below.
import { all, icon, made, one } from "../elements.js";
import { say } from "../words.js";
import { drawn, marked } from "./differences.js";

/**
 * @typedef {"theirs" | "mine" | "before"} Way
 * @typedef {{path: string, place: string, label: string, before: string, theirs: string, mine: string}} Clash
 * @typedef {import("./differences.js").Difference & {path: string}} JoinedOne
 * @typedef {{clashes: Clash[], joined: JoinedOne[], me: string, who: {name: string, initials: string, when: string} | null}} Asked
 *   ``me``: one's own initials; ``who`` is null if it was oneself in another window
 * @typedef {{path: string, place: string, mine: string, text: string, whole?: boolean}} Written what stands for mine, or for the
 *   whole place, where somebody wrote something else
 */

const WAYS = /** @type {Way[]} */ (["theirs", "mine", "before"]);

/**
 * Ask, and say what was chosen: path → place → way, and what was written in place of all three.
 *
 * @param {Asked} asked
 * @param {(one: JoinedOne) => boolean} canBeWritten whether what joined by itself can be written anew here
 * @returns {Promise<{choices: Record<string, Record<string, Way>>, written: Written[]}>}
 */
export function settle(asked, canBeWritten) {
  const panel = /** @type {HTMLDialogElement} */ (one("#clash"));
  const { clashes, joined, me, who } = asked;
  const by = who ? say("clash.changed_by", who) : say("clash.changed_elsewhere");
  one("#clash-sentence").textContent = say(joined.length ? "clash.sentence" : "clash.sentence_alone", { who: by, count: clashes.length, joined: joined.length });
  const questions = clashes.map((clash, index) => new Question(clash, index, sides(me, who)));
  one("#clashes").replaceChildren(...questions.map((question) => question.root));
  one("#clash-list").replaceChildren(
    ...questions.map((question) => entry("i-problem", question.label, say("clash.needs_you"), () => question.show())),
    ...joined.map((difference) => entry("i-check", difference.label, say("clash.joined_one"), () => one("#clash-joined").scrollIntoView())),
  );
  one("#clash-joined").hidden = !joined.length;
  const rewrites = joined.map((difference) => new Rewrite(difference, canBeWritten(difference)));
  one("#clash-joined-list").replaceChildren(...rewrites.map((rewrite) => rewrite.root));
  if (!panel.open) panel.showModal();
  questions[0]?.focus();
  return new Promise((resolve) => {
    one("#settle").addEventListener("click", () => {
      panel.close();
      resolve(answers(questions, rewrites));
    }, { once: true });
  });
}

/** @param {Question[]} questions @param {Rewrite[]} rewrites */
function answers(questions, rewrites) {
  /** @type {Record<string, Record<string, Way>>} */
  const choices = {};
  for (const { clash, chosen } of questions) (choices[clash.path] ??= {})[clash.place] = chosen;
  return { choices, written: [...questions, ...rewrites].flatMap((each) => each.written()) };
}

/** @param {string} sign @param {string} label @param {string} about @param {() => void} click */
const entry = (sign, label, about, click) => made("li", {}, made("button", { type: "button", click }, icon(sign), made("b", {}, label), made("span", {}, about)));

/**
 * Whose each of the three is: a mark and words.
 *
 * @param {string} me
 * @param {Asked["who"]} who
 * @returns {(way: Way) => [Element, string]}
 */
const sides = (me, who) => (way) => {
  const mine = mark(me, "person me");
  if (way === "mine") return [mine, say("clash.not_saved")];
  if (way === "before") return [icon("i-clock"), say("clash.both_began")];
  return who ? [mark(who.initials, "person"), `${who.name}, ${who.when}`] : [mine, say("clash.other_window")];
};

/** @param {string} initials @param {string} look */
const mark = (initials, look) => made("span", { class: look, "aria-hidden": "true" }, initials);

class Question {
  /** @param {Clash} clash @param {number} index @param {(way: Way) => [Element, string]} sideOf */
  constructor(clash, index, sideOf) {
    this.clash = clash;
    /** @type {Way} */
    this.chosen = "mine";
    this.label = clash.label || say("edit.text");
    const id = `clash-${index}`;
    this.result = /** @type {HTMLTextAreaElement} */ (made("textarea", { class: "input", id: `${id}-result`, rows: "3", dir: "auto" }));
    this.result.readOnly = !this.writable;
    this.root = made(
      "li",
      { class: "clash-one" },
      made("h3", { id, tabindex: "-1" }, this.label),
      made("p", { class: "quiet" }, say(this.writable ? "clash.about" : "clash.about_whole")),
      made("div", { class: "three" }, ...WAYS.map((way) => this.reading(way, ...sideOf(way)))),
      made("div", { class: "field result" }, made("label", { for: `${id}-result` }, say("clash.result")), this.result, made("p", { class: "field-note" }, made("span", {}, this.writable ? say("clash.result_note") : ""))),
    );
    this.take("mine");
  }

  /** Words can be written anew; a whole file, or a list, is taken from one of the three. */
  get writable() {
    const { place, before, theirs, mine } = this.clash;
    return place !== "" && mine !== "" && (place.startsWith("text") || ![before, theirs, mine].some((text) => /^\s*[-{[]|\n/.test(text)));
  }

  /** @param {Way} way @param {Element} sign @param {string} about */
  reading(way, sign, about) {
    const text = this.clash[way];
    const words = text ? marked(this.clash, way) : [made("span", { class: "quiet" }, say("clash.nothing_there"))];
    return made(
      "article",
      { class: "reading", "data-way": way },
      made("header", {}, sign, made("div", {}, made("h4", {}, say(`clash.${way}`)), made("span", { class: "entry-about" }, about))),
      made("p", { class: "words", dir: "auto" }, ...words),
      made("button", { type: "button", class: "button", "aria-pressed": "false", click: () => this.take(way) }, say(`clash.take_${way}`)),
    );
  }

  /** @param {Way} way */
  take(way) {
    this.chosen = way;
    this.result.value = this.clash[way];
    for (const reading of all(".reading", this.root)) {
      reading.classList.toggle("chosen", reading.dataset.way === way);
      one("button", reading).setAttribute("aria-pressed", String(reading.dataset.way === way));
    }
  }

  /** @returns {Written[]} */
  written() {
    const { path, place, mine } = this.clash;
    const text = this.result.value;
    if (!this.writable || text === this.clash[this.chosen]) return [];
    this.chosen = "mine";
    return [{ path, place, mine, text }];
  }

  show() {
    this.root.scrollIntoView();
    this.focus();
  }

  focus() {
    one("h3", this.root).focus();
  }
}

/** What joined by itself, and a box to write it by hand for who does not like how. */
class Rewrite {
  /** @param {JoinedOne} difference @param {boolean} canBeWritten */
  constructor(difference, canBeWritten) {
    this.difference = difference;
    this.joined = difference.pieces.flatMap(({ kind, text }) => (kind === "removed" ? [] : [text])).join("");
    this.root = made("div", { class: "joined-one" }, ...drawn([difference], false));
    /** @type {HTMLTextAreaElement | null} */
    this.box = null;
    if (canBeWritten) this.root.append(made("button", { type: "button", class: "button bare low", click: (event) => this.open(event.currentTarget) }, say("clash.choose_myself")));
  }

  /** @param {HTMLElement} button */
  open(button) {
    const label = this.difference.label || say("edit.text");
    const lines = Math.min(20, this.joined.split("\n").length + 1);
    const box = /** @type {HTMLTextAreaElement} */ (made("textarea", { class: "input", rows: `${this.difference.place === "text" ? lines : 1}`, dir: "auto", "aria-label": `${label}: ${say("clash.result")}` }));
    box.value = this.joined;
    this.box = box;
    button.replaceWith(box);
    box.focus();
  }

  /** @returns {Written[]} */
  written() {
    const { path, place } = this.difference;
    if (!this.box || this.box.value === this.joined) return [];
    const text = place === "text" ? this.box.value : this.box.value.replace(/\s*\n\s*/g, " ");
    return [{ path, place, mine: this.joined, text, whole: true }];
  }
}
