/**
 * The writing pane: Markdown that looks like writing. Its text is the truth: what nobody edits stays as it is, to the
 * last character.
 */
import "../adopted.js";
import { history } from "@codemirror/commands";
import { forceParsing } from "@codemirror/language";
import { highlightSelectionMatches, search } from "@codemirror/search";
import { Annotation, EditorState, Transaction } from "@codemirror/state";
import { drawSelection, dropCursor, EditorView, highlightActiveLine, placeholder } from "@codemirror/view";
import { made } from "../elements.js";
import { say } from "../words.js";
import { focusTold } from "./active.js";
import { cards } from "./cards.js";
import { completing } from "./completing.js";
import { keys } from "./keys.js";
import { language as markdown } from "./language.js";
import { pasting } from "./pasting.js";
import { problems, showProblems } from "./problems.js";
import { phrases } from "./phrases.js";
import { styling } from "./styling.js";
import { drawnTables } from "./tables.js";
import { toolbar } from "./toolbar.js";
import { uploading } from "./uploading.js";

/** @import { Complete } from "./completing.js" */
/** @import { DeclaredComponent } from "./components.js" */
/** @import { OnFix, Problem } from "./problems.js" */
/** @import { Upload } from "./uploading.js" */

/**
 * @typedef {object} Options
 * @property {string} text with \n between lines
 * @property {string} [label] what a screen reader calls the text
 * @property {string} [labelledby] or the id of the element that says it
 * @property {string} [language] of the text, for spelling and hyphens
 * @property {"ltr" | "rtl" | "auto"} [direction] of the text; each line then goes by its own letters
 * @property {Complete} [complete] finds pages and pictures
 * @property {Upload} [upload] takes files in
 * @property {DeclaredComponent[]} [components] that the site declares
 * @property {(path: string) => string} [address] where the browser finds a picture of the text
 * @property {(text: string) => void} [onChange] after each change that the person made; one that takes no text spares
 *   making it, which is felt in a text of megabytes
 * @property {(line: number) => void} [onCursor] when the caret comes to another line (from 1)
 * @property {OnFix} [onFix] when a fix is chosen
 * @property {boolean} [readOnly]
 */

/** A change that comes from outside and is not told again. */
const fromOutside = Annotation.define();

let panes = 0;

/** @param {Options} options @param {string} help the id of what tells the keys */
function attributes(options, help) {
  return EditorView.contentAttributes.of({
    ...(options.labelledby ? { "aria-labelledby": options.labelledby } : { "aria-label": options.label ?? say("writing.text") }),
    "aria-describedby": help,
    spellcheck: "true",
    autocorrect: "on",
    autocapitalize: "sentences",
    ...(options.language ? { lang: options.language } : {}),
    ...(options.direction ? { dir: options.direction } : {}),
  });
}

/** @param {Options} options @param {string} help */
const extensions = (options, help) => [
  EditorState.lineSeparator.of("\n"), // a lone \r is a character like any other, and stays
  EditorState.readOnly.of(!!options.readOnly),
  EditorState.allowMultipleSelections.of(true),
  phrases(),
  history(),
  drawSelection(),
  dropCursor(),
  EditorView.lineWrapping,
  EditorView.perLineTextDirection.of(true),
  attributes(options, help),
  highlightActiveLine(),
  highlightSelectionMatches({ minSelectionLength: 3 }),
  placeholder(say("writing.placeholder")),
  search({ top: true }),
  focusTold,
  markdown(),
  styling(options.address ?? ((path) => path)),
  drawnTables,
  cards(options.components ?? []),
  completing(options.complete ?? (async () => [])),
  uploading(options.upload),
  pasting,
  problems,
  keys,
];

/**
 * Opens a writing pane in `parent`.
 *
 * @param {HTMLElement} parent
 * @param {Options} options
 */
export function openWriting(parent, options) {
  let line = 0;
  const help = `writing-keys-${++panes}`;
  const bar = toolbar(() => view, options.components ?? []);
  const view = new EditorView({
    state: EditorState.create({ doc: options.text, extensions: [extensions(options, help), EditorView.updateListener.of(updated)] }),
  });
  const whole = made("div", { class: "writing" }, bar.dom, view.dom, made("p", { class: "unseen", id: help }, say("writing.keys")));
  parent.append(whole);
  forceParsing(view, view.viewport.to, 200); // else marks would be seen for a moment
  bar.update();

  /** @param {import("@codemirror/view").ViewUpdate} update */
  function updated(update) {
    if (update.docChanged || update.selectionSet) bar.update();
    const own = update.transactions.some((one) => one.docChanged && !one.annotation(fromOutside));
    if (own) options.onChange?.(options.onChange.length ? text() : "");
    const now = update.state.doc.lineAt(update.state.selection.main.head).number;
    if (now !== line && update.selectionSet) options.onCursor?.((line = now));
  }

  const text = () => view.state.sliceDoc();

  return {
    view,
    text,

    /**
     * Puts another text in place of this one, changing as little as can be, so that the caret and what is being read
     * stay where they are. Undo takes it back only when it is `undoable`, as an edit of this person's own would be.
     *
     * @param {string} next @param {{keepCursor?: boolean, undoable?: boolean}} [how]
     */
    setText(next, { keepCursor = true, undoable = false } = {}) {
      const change = difference(text(), next);
      if (!change) return;
      view.dispatch({
        changes: change,
        ...(keepCursor ? {} : { selection: { anchor: 0 } }),
        annotations: [fromOutside.of(true), Transaction.addToHistory.of(undoable)],
      });
    },

    /** Brings the caret to a line (from 1), and the line into view. @param {number} number */
    goTo(number) {
      const { doc } = view.state;
      const { from } = doc.line(Math.max(1, Math.min(number, doc.lines)));
      view.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: "center" }) });
      view.focus();
    },

    /** Where a line (from 1) stands in the window, in pixels from its top. @param {number} number */
    topOf(number) {
      const { doc } = view.state;
      return view.documentTop + view.lineBlockAt(doc.line(Math.max(1, Math.min(number, doc.lines))).from).top;
    },

    /** The line at a height of the window, and how much of it lies above. @param {number} height @returns {{line: number, fraction: number}} */
    lineAt(height) {
      const block = view.lineBlockAtHeight(height - view.documentTop);
      const past = (height - view.documentTop - block.top) / Math.max(1, block.height);
      return { line: view.state.doc.lineAt(block.from).number, fraction: Math.min(1, Math.max(0, past)) };
    },

    /** @param {Problem[]} list of this text; those before are forgotten */
    showProblems: (list) => showProblems(view, list, options.onFix),

    destroy() {
      view.destroy();
      whole.remove();
    },
  };
}

/**
 * The one stretch in which two texts differ.
 *
 * @param {string} old @param {string} next
 * @returns {{from: number, to: number, insert: string} | null}
 */
export function difference(old, next) {
  if (old === next) return null;
  const shorter = Math.min(old.length, next.length);
  let from = 0;
  while (from < shorter && old.charCodeAt(from) === next.charCodeAt(from)) from++;
  let end = 0;
  while (end < shorter - from && old.charCodeAt(old.length - 1 - end) === next.charCodeAt(next.length - 1 - end)) end++;
  return { from, to: old.length - end, insert: next.slice(from, next.length - end) };
}
