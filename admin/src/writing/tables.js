/**
 * Tables: drawn as such, and as text while the caret is in them; Tab goes from cell to cell.
 * Drawn tables cover several lines, so they cannot come from the viewport alone: in a very long text they stay text.
 */
import { syntaxTree } from "@codemirror/language";
import { EditorSelection, StateField } from "@codemirror/state";
import { Decoration, EditorView, WidgetType } from "@codemirror/view";
import { made } from "../elements.js";
import { touched } from "./active.js";
import { enclosing } from "./commands.js";
import { inline } from "./inline.js";

/** @import { EditorState, Extension, Range, TransactionSpec } from "@codemirror/state" */
/** @import { DecorationSet } from "@codemirror/view" */
/** @import { SyntaxNode } from "@lezer/common" */

const LONGEST = 300_000; // characters of a text whose tables are drawn

/** @typedef {{text: string, from: number}} Cell `from`: offset in the table */
/** @typedef {{head: Cell[], rows: Cell[][], ends: Set<number>}} Read `ends`: columns of numbers */

/**
 * @param {SyntaxNode} table @param {(from: number, to: number) => string} slice
 * @returns {Read}
 */
export function readTable(table, slice) {
  const cells = (/** @type {SyntaxNode} */ row) =>
    row.getChildren("TableCell").map((cell) => ({ text: slice(cell.from, cell.to).replaceAll("\\|", "|"), from: cell.from - table.from }));
  const rule = table.getChildren("TableDelimiter").map((one) => slice(one.from, one.to)).find((text) => text.includes("-")) ?? "";
  const columns = rule.replace(/^\s*\||\|\s*$/g, "").split("|");
  const ends = new Set([...columns.keys()].filter((nth) => /^\s*-+:\s*$/.test(columns[nth] ?? "")));
  const head = table.getChild("TableHeader");
  return { head: head ? cells(head) : [], rows: table.getChildren("TableRow").map(cells), ends };
}

class DrawnTable extends WidgetType {
  /** @param {string} text @param {Read} read */
  constructor(text, read) {
    super();
    this.text = text;
    this.read = read;
  }

  /** @override @param {DrawnTable} other */
  eq(other) {
    return other.text === this.text;
  }

  /** @override @param {EditorView} view */
  toDOM(view) {
    const { head, rows, ends } = this.read;
    const row = (/** @type {Cell[]} */ cells, /** @type {"th" | "td"} */ tag) =>
      made("tr", {}, ...cells.map(({ text, from }, nth) =>
        made(tag, { "data-from": from, class: ends.has(nth) ? "number" : undefined }, ...inline(text))));
    const table = made("table", {}, made("thead", {}, row(head, "th")), made("tbody", {}, ...rows.map((cells) => row(cells, "td"))));
    const whole = made("div", { class: "w-table" }, table);
    whole.addEventListener("mousedown", (event) => {
      const cell = event.target instanceof Element ? event.target.closest("[data-from]") : null;
      event.preventDefault();
      view.focus();
      view.dispatch({ selection: { anchor: view.posAtDOM(whole) + Number(cell?.getAttribute("data-from") ?? 0) } });
    });
    return whole;
  }

  /** @override */
  get estimatedHeight() {
    return 34 * (this.read.rows.length + 1);
  }

  /** @override */
  ignoreEvent() {
    return true;
  }
}

/** @param {EditorState} state @returns {SyntaxNode[]} tables that begin at the start of a line */
function tables(state) {
  /** @type {SyntaxNode[]} */
  const found = [];
  if (state.doc.length > LONGEST) return found;
  syntaxTree(state).iterate({
    enter(node) {
      if (node.name === "Table" && state.doc.lineAt(node.from).from === node.from) found.push(node.node);
      return node.name === "Document" || node.name === "Component";
    },
  });
  return found;
}

/** @param {EditorState} state @returns {DecorationSet} */
function drawn(state) {
  const slice = (/** @type {number} */ from, /** @type {number} */ to) => state.sliceDoc(from, to);
  /** @type {Range<Decoration>[]} */
  const made = [];
  for (const table of tables(state)) {
    const to = state.doc.lineAt(table.to).to;
    if (touched(state, table.from, to)) continue;
    const widget = new DrawnTable(slice(table.from, to), readTable(table, slice));
    made.push(Decoration.replace({ widget, block: true }).range(table.from, to));
  }
  return Decoration.set(made);
}

/** @type {StateField<DecorationSet>} */
const field = StateField.define({
  create: drawn,
  update: (_value, tr) => drawn(tr.state),
  provide: (own) => EditorView.decorations.from(own),
});

/** @type {Extension} */
export const drawnTables = field;

/**
 * The arrows lead into a drawn table instead of over it.
 *
 * @param {boolean} down
 * @returns {(view: EditorView) => boolean}
 */
export const intoTable = (down) => (view) => {
  const { main } = view.state.selection;
  const target = view.moveVertically(main, down).head;
  /** @type {number | null} */
  let at = null;
  view.state.field(field).between(Math.min(main.head, target), Math.max(main.head, target), (from, to) => {
    at = down ? (at ?? from) : view.state.doc.lineAt(to).from;
  });
  if (at === null || !main.empty) return false;
  view.dispatch({ selection: { anchor: at }, scrollIntoView: true, userEvent: "select" });
  return true;
};

/**
 * To the next cell; from the last one to a new row.
 *
 * @param {EditorState} state @param {1 | -1} step
 * @returns {TransactionSpec | null} null outside a table
 */
export function cellStep(state, step) {
  const range = state.selection.main;
  const table = enclosing(state, range, "Table");
  if (!table) return null;
  const cells = [table.getChild("TableHeader"), ...table.getChildren("TableRow")].flatMap((row) => row?.getChildren("TableCell") ?? []);
  const here = cells.findLastIndex((cell) => cell.from <= range.head);
  const next = cells[here + step];
  if (next) return { selection: EditorSelection.single(next.from, next.to), scrollIntoView: true };
  return step > 0 ? newRow(state, table) : null;
}

/** @param {EditorState} state @param {SyntaxNode} table */
function newRow(state, table) {
  const width = table.getChild("TableHeader")?.getChildren("TableCell").length ?? 1;
  const insert = `\n|${"  |".repeat(width)}`;
  return { changes: { from: table.to, insert }, selection: { anchor: table.to + 3 }, userEvent: "input", scrollIntoView: true };
}

/** @param {(row: number, column: number) => string} name what stands in the head @returns {string} a new table of two columns and rows */
export function emptyTable(name) {
  return `| ${name(0, 1)} | ${name(0, 2)} |\n| --- | --- |\n|  |  |\n|  |  |`;
}
