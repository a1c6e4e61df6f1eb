/** Pasting: pictures are taken in, formatted words become clean Markdown, and an address on chosen words makes a link. */
import { syntaxTree } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { insertBlock } from "./commands.js";
import { harmless, markdownFrom } from "./from-html.js";
import { take } from "./uploading.js";

/** @import { Extension } from "@codemirror/state" */

/** @param {EditorView} view @param {DataTransfer} data */
function pasted(view, data) {
  const html = data.getData("text/html");
  const files = [...data.files];
  if (files.length && !html.includes("<p")) return take(view, files, view.state.selection.main.head);
  if (pastedLink(view, data.getData("text/plain").trim())) return true;
  if (!html || inCode(view) || data.types.includes("vscode-editor-data")) return false;
  const text = markdownFrom(new DOMParser().parseFromString(harmless(html), "text/html"));
  if (!text) return false;
  put(view, text);
  return true;
}

/** @param {EditorView} view */
const inCode = (view) => /Code/.test(syntaxTree(view.state).resolveInner(view.state.selection.main.head, -1).name);

/** @param {EditorView} view @param {string} text */
function pastedLink(view, text) {
  const range = view.state.selection.main;
  const words = view.state.sliceDoc(range.from, range.to);
  if (range.empty || !/^(?:https?:\/\/|mailto:)\S+$/.test(text) || /[\n[\]]/.test(words) || inCode(view)) return false;
  view.dispatch({
    changes: [{ from: range.from, insert: "[" }, { from: range.to, insert: `](${text})` }],
    selection: { anchor: range.to + text.length + 4 },
    userEvent: "input.paste",
  });
  return true;
}

/** Words of one line go where the caret is; blocks get lines of their own. @param {EditorView} view @param {string} text */
function put(view, text) {
  const { state } = view;
  const inLine = !/\n|^(?:#{1,6} |[-*+] |\d+\. |> |```|---)/.test(text);
  if (inLine) view.dispatch(state.replaceSelection(text), { userEvent: "input.paste", scrollIntoView: true });
  else {
    const empty = state.selection.main.empty ? state : state.update(state.replaceSelection("")).state;
    if (empty !== state) view.dispatch(state.replaceSelection(""), { userEvent: "delete" });
    const spec = insertBlock(text)(view.state);
    if (spec) view.dispatch(spec, { userEvent: "input.paste" });
  }
}

/** @type {Extension} */
export const pasting = [
  EditorView.clipboardInputFilter.of((text) => text.replace(/\r\n?/g, "\n")),
  EditorView.domEventHandlers({
    paste(event, view) {
      if (view.state.readOnly || !event.clipboardData || !pasted(view, event.clipboardData)) return false;
      event.preventDefault();
      return true;
    },
  }),
];
