import assert from "node:assert/strict";
import { test } from "node:test";
import { EditorState } from "@codemirror/state";
import { insertBlock, makeHeading, makeLink, standing, toggleList, toggleMarks, toggleQuote, toggleTask } from "../src/writing/commands.js";
import { language } from "../src/writing/language.js";

/** A state from a text in which | is the caret and «…» what is chosen. */
function at(text) {
  const caret = text.indexOf("|");
  const [from, to] = caret >= 0 ? [caret, caret] : [text.indexOf("«"), text.indexOf("»") - 1];
  return EditorState.create({ doc: text.replace(/[|«»]/g, ""), selection: { anchor: from, head: to }, extensions: language() });
}

/** The text after an edit, with the caret or what is chosen shown again. */
function after(text, edit) {
  const state = at(text);
  const spec = edit(state);
  const next = spec ? state.update(spec).state : state;
  const { from, to } = next.selection.main;
  const doc = next.doc.toString();
  return from === to ? `${doc.slice(0, from)}|${doc.slice(from)}` : `${doc.slice(0, from)}«${doc.slice(from, to)}»${doc.slice(to)}`;
}

const bold = toggleMarks("**", "StrongEmphasis");
const italic = toggleMarks("*", "Emphasis");

test("marks go round the words, and away again", () => {
  assert.equal(after("a «b c» d", bold), "a **«b c»** d");
  assert.equal(after("a **«b c»** d", bold), "a «b c» d");
  assert.equal(after("a «b c »d", bold), "a **«b c»** d");
  assert.equal(after("a wo|rd b", bold), "a **wo|rd** b");
  assert.equal(after("a **wo|rd** b", bold), "a wo|rd b");
  assert.equal(after("a **b *c|* d** e", italic), "a **b c| d** e");
  assert.equal(after("|", bold), "**|**");
});

test("headings: made, changed, taken away", () => {
  assert.equal(after("Te|xt", makeHeading(2)), "## Te|xt");
  assert.equal(after("## Te|xt", makeHeading(3)), "### Te|xt");
  assert.equal(after("## Te|xt", makeHeading(0)), "Te|xt");
  assert.equal(after("## Te|xt", makeHeading(2)), "## Te|xt");
  assert.equal(after("|", makeHeading(1)), "# |");
});

test("lists: made, changed, taken away, kept apart from the text round them", () => {
  assert.equal(after("«one\ntwo»", toggleList("bullets")), "- «one\n- two»");
  assert.equal(after("«- one\n- two»", toggleList("bullets")), "«one\ntwo»");
  assert.equal(after("«- one\n- two»", toggleList("numbers")), "«1. one\n2. two»");
  assert.equal(after("- [x] d|one", toggleList("bullets")), "d|one");
  assert.equal(after("d|one", toggleList("tasks")), "- [ ] d|one");
  assert.equal(after("a\nb|\nc", toggleList("bullets")), "a\n\n- b|\n\nc");
});

test("a task is ticked and cleared", () => {
  assert.equal(after("> - [ ] o|ne", toggleTask), "> - [x] o|ne");
  assert.equal(after("1. [X] o|ne", toggleTask), "1. [ ] o|ne");
  assert.equal(after("[ ] o|ne", toggleTask), "[ ] o|ne");
});

test("a quotation: made and taken away", () => {
  assert.equal(after("«one\n\ntwo»", toggleQuote), "> «one\n> \n> two»");
  assert.equal(after("> o|ne", toggleQuote), "o|ne");
});

test("a link: round words, an address, or the address of the one that is there", () => {
  assert.equal(after("see «this page»", makeLink), "see [this page](|)");
  assert.equal(after("see «https://example.org/a»", makeLink), "see [|](https://example.org/a)");
  assert.equal(after("see [th|is](a.md)", makeLink), "see [this](«a.md»)");
  assert.equal(after("|", makeLink), "[|]()");
});

test("a block gets lines of its own", () => {
  assert.equal(after("|", insertBlock("---")), "---|");
  assert.equal(after("a|b\nc", insertBlock("X")), "ab\n\nX|\n\nc");
  assert.equal(after("a\n\n|\n\nb", insertBlock("X")), "a\n\nX|\n\nb");
  assert.equal(after("a\n|\nb", insertBlock("X")), "a\n\nX|\n\nb");
  assert.equal(after("a|", insertBlock("X", 0)), "a\n\n|X");
});

test("the toolbar knows where the caret stands", () => {
  assert.equal(standing(at("## a |b")).heading, 2);
  assert.deepEqual(Object.entries(standing(at("- a **b|** c"))).filter(([, is]) => is === true).map(([name]) => name), ["bold", "bullets"]);
});
