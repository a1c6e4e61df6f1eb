/**
 * Markdown that looks like writing. What stands in the viewport gets classes (see styles/screens/writing.css); marks are
 * left out except where the caret is. The text itself is never touched.
 */
import { syntaxTree } from "@codemirror/language";
import { Decoration, EditorView, ViewPlugin } from "@codemirror/view";
import { focus, touched } from "./active.js";
import { BLOCKS, LINES, MARKS } from "./styles-of.js";

/** @import { DecorationSet, ViewUpdate } from "@codemirror/view" */
/** @import { Range, Extension } from "@codemirror/state" */
/** @import { SyntaxNodeRef } from "@lezer/common" */

/** Gathers the decorations of one look at the viewport. */
export class Look {
  /** @param {EditorView} view @param {(path: string) => string} address */
  constructor(view, address) {
    this.view = view;
    this.state = view.state;
    this.address = address;
    this.from = 0;
    this.to = 0;
    /** @type {Range<Decoration>[]} */
    this.made = [];
    /** @type {Set<string>} */
    this.lines = new Set();
  }

  /** @param {number} from @param {number} to */
  active(from, to) {
    return touched(this.state, from, to);
  }

  /** Whether the caret is on the line of `at`. @param {number} at */
  activeLine(at) {
    const line = this.state.doc.lineAt(at);
    return this.active(line.from, line.to);
  }

  /** @param {number} from @param {number} to @param {string} name a class */
  mark(from, to, name) {
    if (from < to) this.made.push(Decoration.mark({ class: name }).range(from, to));
  }

  /** @param {number} from @param {number} to @param {import("@codemirror/view").WidgetType} [widget] what is shown instead */
  replace(from, to, widget) {
    if (from < to) this.made.push(Decoration.replace(widget ? { widget } : {}).range(from, to));
  }

  /** @param {number} at @param {import("@codemirror/view").WidgetType} widget */
  add(at, widget) {
    this.made.push(Decoration.widget({ widget, side: 1 }).range(at));
  }

  /** A mark: quiet where it is being edited, else left out. @param {number} from @param {number} to @param {boolean} shown */
  sign(from, to, shown) {
    if (shown) this.mark(from, to, "w-sign");
    else this.replace(from, to);
  }

  /** Gives each visible line of a stretch a class. @param {number} from @param {number} to @param {string} name */
  line(from, to, name) {
    const last = Math.min(to, this.to);
    for (let at = Math.max(from, this.state.doc.lineAt(this.from).from); at <= last; ) {
      const line = this.state.doc.lineAt(at);
      const key = `${line.from} ${name}`;
      if (!this.lines.has(key)) this.made.push(Decoration.line({ class: name }).range(line.from));
      this.lines.add(key);
      at = line.to + 1;
    }
  }

  /** @param {number} from @param {number} to */
  over(from, to) {
    this.from = from;
    this.to = to;
    syntaxTree(this.state).iterate({ from, to, enter: (node) => this.enter(node) });
  }

  /** @param {SyntaxNodeRef} node @returns {boolean | void} */
  enter(node) {
    const name = MARKS[node.name];
    if (name) this.mark(node.from, node.to, name);
    const lines = LINES[node.name];
    if (lines) this.line(node.from, node.to, lines);
    return BLOCKS[node.name]?.(this, node);
  }

  /** @returns {DecorationSet} */
  result() {
    return Decoration.set(this.made, true);
  }
}

/**
 * @param {(path: string) => string} address where the browser finds a picture of the text
 * @returns {Extension}
 */
export function styling(address) {
  const look = (/** @type {EditorView} */ view) => {
    const made = new Look(view, address);
    for (const { from, to } of view.visibleRanges) made.over(from, to);
    return made.result();
  };
  return ViewPlugin.fromClass(
    class {
      /** @param {EditorView} view */
      constructor(view) {
        this.decorations = look(view);
      }

      /** @param {ViewUpdate} update */
      update(update) {
        if (changedLook(update)) this.decorations = look(update.view);
      }
    },
    {
      decorations: (plugin) => plugin.decorations,
      provide: (plugin) =>
        EditorView.atomicRanges.of((view) => view.plugin(plugin)?.decorations.update({ filter: whole }) ?? Decoration.none),
    },
  );
}

/** What the caret steps over in one go: pictures and the like. @param {number} from @param {number} to @param {Decoration} value */
const whole = (from, to, value) => from < to && !!value.spec.widget;

/** @param {ViewUpdate} update */
const changedLook = (update) =>
  update.docChanged ||
  update.viewportChanged ||
  update.selectionSet ||
  update.startState.field(focus) !== update.state.field(focus) ||
  syntaxTree(update.startState) !== syntaxTree(update.state);
