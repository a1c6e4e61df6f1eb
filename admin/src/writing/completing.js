/** What is offered while one writes: `/` at the start of a line, pages after `[[`, addresses after `](`. */
import { autocompletion, pickedCompletion } from "@codemirror/autocomplete";
import { syntaxTree } from "@codemirror/language";
import { icon } from "../elements.js";
import { say } from "../words.js";
import { declared } from "./cards.js";
import { blockActions, componentAction } from "./actions.js";
import { chooseFiles } from "./uploading.js";

/** @import { Completion, CompletionContext, CompletionResult, CompletionSource } from "@codemirror/autocomplete" */
/** @import { EditorView } from "@codemirror/view" */
/** @import { Action } from "./actions.js" */

/**
 * @typedef {object} Found a page, picture or file
 * @property {string} label
 * @property {string} path what is written as the address
 * @property {string} [url]
 * @property {string} [detail]
 */
/** @typedef {(kind: "page" | "image", query: string) => Promise<Found[]>} Complete */
/** @typedef {Completion & {icon?: string}} Offer */

/** Whether a position is in code, where nothing is offered. @param {CompletionContext} context */
const inCode = (context) => /Code|HTML|Comment/.test(syntaxTree(context.state).resolveInner(context.pos, -1).name);

/** @type {CompletionSource} */
function blocks(context) {
  const typed = context.matchBefore(/^[ \t>]*\/[\p{L}\d ]{0,20}$/u);
  if (!typed || inCode(context)) return null;
  const from = typed.from + typed.text.indexOf("/");
  const actions = [...blockActions, ...context.state.facet(declared).map(componentAction)];
  return { from: from + 1, options: actions.map((action, nth) => offer(action, from, 50 - nth)), validFor: /^[\p{L}\d ]*$/u };
}

/** @param {Action} action @param {number} slash @param {number} boost keeps the order @returns {Offer} */
function offer(action, slash, boost) {
  return {
    label: action.label(),
    icon: action.icon,
    boost,
    ...(action.detail ? { detail: action.detail } : {}),
    apply(view, completion, _from, to) {
      view.dispatch({ changes: { from: slash, to }, annotations: pickedCompletion.of(completion) });
      action.run(view);
    },
  };
}

/** @param {Complete} complete @returns {CompletionSource} */
const pages = (complete) => async (context) => {
  const typed = context.matchBefore(/\[\[[^\][\n|]*$/);
  if (!typed || inCode(context)) return null;
  const found = await complete("page", typed.text.slice(2).trim());
  const behind = context.state.sliceDoc(context.pos, context.pos + 2) === "]]" ? 2 : 0;
  const options = found.map((one) => ({
    ...about(one, "page"),
    apply: replacing(typed.from, (end) => end + behind, () => `[${one.label.replace(/[[\]\\]/g, "\\$&")}](${address(one.path)})`),
  }));
  return { from: typed.from + 2, options: options.length ? options : [nothing()], filter: false };
};

/** @param {Complete} complete @returns {CompletionSource} */
const addresses = (complete) => async (context) => {
  const typed = context.matchBefore(/!?\[[^\]\n]*\]\([^)\s]*$/);
  if (!typed || inCode(context)) return null;
  const kind = typed.text.startsWith("!") ? "image" : "page";
  const from = typed.from + typed.text.lastIndexOf("](") + 2;
  const query = context.state.sliceDoc(from, context.pos);
  if (!context.explicit && /^(?:https?:|mailto:|tel:|#)/.test(query)) return null;
  const found = await complete(kind, query);
  const options = found.map((one) => ({ ...about(one, kind), apply: replacing(from, (end) => end, () => address(one.path), closed) }));
  const upload = kind === "image" ? [uploading(typed.from)] : [];
  return { from, options: [...options, ...upload].length ? [...options, ...upload] : [nothing()], filter: false };
};

/** @param {Found} one @param {string} kind @returns {Offer} */
const about = (one, kind) => ({ label: one.label || one.path, detail: one.detail || one.url || one.path, icon: kind === "image" ? "picture" : "page" });

/** What stands there when nothing was found; it does nothing. @returns {Offer} */
const nothing = () => ({ label: say("writing.nothing-found"), icon: "search", apply: () => {} });

/** A path as an address between parentheses. @param {string} path */
const address = (path) => (/[\s()<>]/.test(path) ? `<${path}>` : path);

/**
 * @param {number} from @param {(to: number) => number} end @param {() => string} text
 * @param {(view: EditorView, at: number) => number} [after] how far the caret goes beyond the text
 * @returns {Completion["apply"]}
 */
const replacing = (from, end, text, after = () => 0) => (view, completion, _from, to) => {
  const insert = text();
  view.dispatch({
    changes: { from, to: end(to), insert },
    selection: { anchor: from + insert.length },
    annotations: pickedCompletion.of(completion),
    userEvent: "input.complete",
  });
  const more = after(view, from + insert.length);
  if (more) view.dispatch({ selection: { anchor: from + insert.length + more } });
};

/** Closes the address if that is not done yet, and steps over what closes it. @param {EditorView} view @param {number} at */
function closed(view, at) {
  if (view.state.sliceDoc(at, at + 1) !== ")") view.dispatch({ changes: { from: at, insert: ")" } });
  return 1;
}

/** @param {number} from where the picture's text begins @returns {Offer} */
const uploading = (from) => ({
  label: say("writing.upload"),
  icon: "upload",
  apply(view, _completion, _from, to) {
    const end = view.state.sliceDoc(to, to + 1) === ")" ? to + 1 : to;
    view.dispatch({ changes: { from, to: end } });
    chooseFiles(view);
  },
});

/** @param {Complete} complete */
export const completing = (complete) =>
  autocompletion({
    override: [blocks, pages(complete), addresses(complete)],
    icons: false,
    activateOnTypingDelay: 60,
    interactionDelay: 0, // nothing is offered unless it was asked for by a sign
    addToOptions: [{ position: 20, render: (offered) => icon(`i-${/** @type {Offer} */ (offered).icon ?? "right"}`) }],
  });
