/** The words that CodeMirror's own panels say. */
import { EditorState } from "@codemirror/state";
import { say } from "../words.js";

const SAID = {
  Find: "find", Replace: "replace-with", next: "next", previous: "previous", all: "all", "match case": "match-case", regexp: "pattern",
  "by word": "whole-words", replace: "replace", "replace all": "replace-all", close: "close", "current match": "current-match",
  "replaced $ matches": "replaced-all", "replaced match on line $": "replaced", "on line": "on-line", Completions: "completions",
  "Go to line": "go-to-line", go: "go", "Selection deleted": "deleted",
};

export const phrases = () =>
  EditorState.phrases.of(Object.fromEntries(Object.entries(SAID).map(([phrase, name]) => [phrase, say(`writing.search.${name}`)])));
