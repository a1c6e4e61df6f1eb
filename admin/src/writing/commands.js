/**
 * What the toolbar, the keys and the menu do to the text. Each is a function of the state that gives a transaction's
 * description, or null when there is nothing to do.
 */
import { syntaxTree } from "@codemirror/language";
import { EditorSelection } from "@codemirror/state";

/** @import { EditorState, SelectionRange, TransactionSpec, Line, ChangeSpec } from "@codemirror/state" */
/** @import { SyntaxNode } from "@lezer/common" */
/** @typedef {(state: EditorState) => TransactionSpec | null} Edit */

/** @param {SyntaxNode} node @param {string} name @returns {SyntaxNode | null} the node itself or one round it */
function around(node, name) {
  for (let at = /** @type {SyntaxNode | null} */ (node); at; at = at.parent) if (at.name === name) return at;
  return null;
}

/** @param {EditorState} state @param {SelectionRange} range @param {string} name */
export function enclosing(state, range, name) {
  const tree = syntaxTree(state);
  const found = around(tree.resolveInner(range.from, 1), name) ?? around(tree.resolveInner(range.from, -1), name);
  return found && found.to >= range.to ? found : null;
}

/**
 * Bold, italic, code: put marks round the chosen words (or the word at the caret), or take them away.
 *
 * @param {string} mark
 * @param {string} node what the marks make: StrongEmphasis, Emphasis, InlineCode
 * @returns {Edit}
 */
export const toggleMarks = (mark, node) => (state) =>
  state.changeByRange((range) => {
    const made = enclosing(state, range, node);
    return made ? unwrapped(range, made, mark.length) : wrapped(state, range, mark);
  });

/** @param {SelectionRange} range @param {SyntaxNode} made @param {number} width */
function unwrapped(range, made, width) {
  const move = (/** @type {number} */ at) => Math.min(Math.max(at, made.from + width), made.to - width) - width;
  return {
    changes: [{ from: made.from, to: made.from + width }, { from: made.to - width, to: made.to }],
    range: EditorSelection.range(move(range.anchor), move(range.head)),
  };
}

/** @param {EditorState} state @param {SelectionRange} range @param {string} mark */
function wrapped(state, range, mark) {
  const word = range.empty ? (state.wordAt(range.head) ?? range) : range;
  const text = state.sliceDoc(word.from, word.to);
  const from = word.from + text.length - text.trimStart().length;
  const to = Math.max(from, word.to - (text.length - text.trimEnd().length));
  const shift = mark.length;
  const caret = from === to || !range.empty ? null : range.head + shift;
  return {
    changes: [{ from, insert: mark }, { from: to, insert: mark }],
    range: caret === null ? EditorSelection.range(from + shift, to + shift) : EditorSelection.cursor(caret),
  };
}

/** @param {EditorState} state @returns {Line[]} every line that the selection touches, once */
export function chosenLines(state) {
  const lines = new Map();
  for (const { from, to } of state.selection.ranges) {
    for (let at = from; at <= to; ) {
      const line = state.doc.lineAt(at);
      lines.set(line.number, line);
      at = line.to + 1;
    }
  }
  return [...lines.values()];
}

/** @param {Line[]} lines those with text, or the only one */
const written = (lines) => (lines.some((line) => line.text.trim()) ? lines.filter((line) => line.text.trim()) : lines.slice(0, 1));

/** @param {number} level 1–6; 0 makes it plain text @returns {Edit} */
export const makeHeading = (level) => (state) => {
  /** @type {ChangeSpec[]} */
  const changes = [];
  for (const line of written(chosenLines(state))) {
    const given = /^ {0,3}#{1,6}(?:[ \t]+|$)/.exec(line.text)?.[0] ?? "";
    const wanted = level ? `${"#".repeat(level)} ` : "";
    if (given !== wanted) changes.push({ from: line.from, to: line.from + given.length, insert: wanted });
  }
  return changed(state, changes);
};

const LIST = /^(\s*)(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?/;
const KINDS = {
  bullets: { given: /^(\s*)[-*+][ \t]+/, mark: () => "- " },
  numbers: { given: /^(\s*)\d{1,9}[.)][ \t]+/, mark: (/** @type {number} */ nth) => `${nth + 1}. ` },
  tasks: { given: /^(\s*)[-*+][ \t]+\[[ xX]\][ \t]+/, mark: () => "- [ ] " },
};

/**
 * Makes the chosen lines a list, or no longer one.
 *
 * @param {"bullets" | "numbers" | "tasks"} kind
 * @returns {Edit}
 */
export const toggleList = (kind) => (state) => {
  const lines = written(chosenLines(state));
  const { given, mark } = KINDS[kind];
  const off = lines.every((line) => given.test(line.text));
  const changes = lines.map((line, nth) => {
    const [whole, space = ""] = LIST.exec(line.text) ?? /^(\s*)/.exec(line.text) ?? [""];
    return { from: line.from, to: line.from + whole.length, insert: space + (off ? "" : mark(nth)) };
  });
  return changed(state, changes, off ? [] : gaps(state, lines, LIST));
};

/** Ticks the box of the task at the caret, or clears it. @type {Edit} */
export const toggleTask = (state) => {
  const line = state.doc.lineAt(state.selection.main.head);
  const box = /^[\s>]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[([ xX])\]/.exec(line.text);
  if (!box) return null;
  const at = line.from + box[0].length - 2;
  return { changes: { from: at, to: at + 1, insert: box[1] === " " ? "x" : " " }, userEvent: "input" };
};

/** @type {Edit} */
export const toggleQuote = (state) => {
  const lines = chosenLines(state);
  const off = lines.every((line) => /^\s*>/.test(line.text));
  const changes = lines.map((line) => {
    const given = /^(\s*)> ?/.exec(line.text);
    return off ? { from: line.from, to: line.from + (given?.[0].length ?? 0) } : { from: line.from, insert: "> " };
  });
  return changed(state, changes, off ? [] : gaps(state, lines, /^\s*>/));
};

/**
 * Where empty lines are wanted, so that the chosen lines don't run into what stands before and after.
 *
 * @param {EditorState} state @param {Line[]} lines @param {RegExp} alike lines of the same kind need none
 */
function gaps(state, lines, alike) {
  const first = /** @type {Line} */ (lines[0]);
  const last = /** @type {Line} */ (lines.at(-1));
  const wants = (/** @type {number} */ number) => {
    if (number < 1 || number > state.doc.lines) return false;
    const { text } = state.doc.line(number);
    return text.trim() !== "" && !alike.test(text) && !/^:{3,}/.test(text);
  };
  return [...(wants(first.number - 1) ? [first.from - 1] : []), ...(wants(last.number + 1) ? [last.to] : [])];
}

/**
 * @param {EditorState} state @param {ChangeSpec[]} changes @param {number[]} [gaps] ends of lines after which one is empty
 * @returns {TransactionSpec | null}
 */
function changed(state, changes, gaps = []) {
  if (!changes.length) return null;
  const lines = state.changes(changes);
  const apart = state.changes(gaps.map((from) => ({ from, insert: "\n" }))).map(lines);
  const selection = state.selection.map(lines, 1).map(apart, -1);
  return { changes: lines.compose(apart), selection, userEvent: "input", scrollIntoView: true };
}

/**
 * A link round the chosen words; within a link, the address is chosen.
 *
 * @type {Edit}
 */
export const makeLink = (state) => {
  const range = state.selection.main;
  const url = enclosing(state, range, "Link")?.getChild("URL");
  if (url) return { selection: { anchor: url.from, head: url.to }, scrollIntoView: true };
  const word = range.empty ? (state.wordAt(range.head) ?? range) : range;
  const text = state.sliceDoc(word.from, word.to);
  const isAddress = /^(https?:\/\/|mailto:)\S+$/.test(text);
  const insert = isAddress ? `[](${text})` : `[${text}]()`;
  const caret = word.from + (isAddress || !text ? 1 : insert.length - 1);
  return { changes: { from: word.from, to: word.to, insert }, selection: { anchor: caret }, userEvent: "input", scrollIntoView: true };
};

/**
 * Puts a block on lines of its own, with empty lines round it.
 *
 * @param {string} text
 * @param {number} [caret] where in `text` the caret goes; its end when not said
 * @param {number} [to] where in `text` what is chosen ends
 * @returns {Edit}
 */
export const insertBlock = (text, caret = text.length, to = caret) => (state) => {
  const { from, to: end } = state.selection.main;
  const line = state.doc.lineAt(from);
  const empty = !line.text.trim() && end <= line.to;
  const at = empty ? line.from : state.doc.lineAt(end).to;
  const before = gap(state.doc.lineAt(at).number > 1 || !empty ? state.sliceDoc(0, at) : "");
  const after = state.doc.lineAt(at).to;
  const rest = state.sliceDoc(after, Math.min(state.doc.length, after + 2));
  const behind = !rest || rest === "\n\n" ? "" : rest === "\n" ? "" : "\n";
  const start = at + before.length;
  return {
    changes: { from: at, to: empty ? line.to : at, insert: before + text + behind },
    selection: EditorSelection.single(start + caret, start + to),
    userEvent: "input",
    scrollIntoView: true,
  };
};

/** The line breaks that make an empty line after `text`. @param {string} text */
function gap(text) {
  if (!text.trim()) return "";
  return text.endsWith("\n\n") ? "" : text.endsWith("\n") ? "\n" : "\n\n";
}

/**
 * What holds at the caret, for the toolbar.
 *
 * @param {EditorState} state
 */
export function standing(state) {
  const range = state.selection.main;
  const line = state.doc.lineAt(range.head);
  const has = (/** @type {string} */ name) => !!enclosing(state, range, name);
  return {
    heading: /^ {0,3}(#{1,6})(?:[ \t]|$)/.exec(line.text)?.[1]?.length ?? 0,
    bold: has("StrongEmphasis"),
    italic: has("Emphasis"),
    link: has("Link"),
    bullets: has("BulletList"),
    numbers: has("OrderedList"),
    quote: has("Blockquote"),
  };
}
