/** Keys of the text. Tab leaves it, except in a table and in a list; after Esc it leaves these too. */
import { completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, historyKeymap, indentLess, indentMore } from "@codemirror/commands";
import { deleteMarkupBackward, insertNewlineContinueMarkup } from "@codemirror/lang-markdown";
import { searchKeymap } from "@codemirror/search";
import { keymap } from "@codemirror/view";
import { bold, bullets, code, doing, heading, italic, link, numbers } from "./actions.js";
import { openFormAtCaret } from "./cards.js";
import { enclosing, toggleTask } from "./commands.js";
import { mend, nextProblem } from "./problems.js";
import { cellStep, intoTable } from "./tables.js";

/** @import { EditorView, KeyBinding } from "@codemirror/view" */

/** @param {(view: EditorView) => boolean} run */
const inList = (run) => (/** @type {EditorView} */ view) => !!enclosing(view.state, view.state.selection.main, "ListItem") && run(view);

/** @param {{run: (view: EditorView) => void}} action */
const press = (action) => (/** @type {EditorView} */ view) => (action.run(view), true);

/** @param {EditorView} view */
function toToolbar(view) {
  const bar = view.dom.parentElement?.querySelector(".toolbar");
  /** @type {HTMLElement | null | undefined} */ (bar?.querySelector('[tabindex="0"]'))?.focus();
  return !!bar;
}

/** @type {KeyBinding[]} */
const own = [
  { key: "Mod-b", run: press(bold), preventDefault: true },
  { key: "Mod-i", run: press(italic), preventDefault: true },
  { key: "Mod-k", run: press(link), stopPropagation: true, preventDefault: true },
  { key: "Mod-e", run: press(code) },
  { key: "Mod-Shift-7", run: press(numbers) },
  { key: "Mod-Shift-8", run: press(bullets) },
  ...[0, 2, 3, 4].map((level) => ({ key: `Mod-Alt-${level}`, run: press(heading(level)) })),
  { key: "Alt-Enter", run: (view) => openFormAtCaret(view) || doing(toggleTask)(view) },
  { key: "Alt-F10", run: toToolbar },
  { key: "F8", run: nextProblem },
  { key: "Mod-.", run: mend },
  { key: "Tab", run: doing((state) => cellStep(state, 1)), shift: doing((state) => cellStep(state, -1)) },
  { key: "Tab", run: inList(indentMore), shift: inList(indentLess) },
  { key: "ArrowDown", run: intoTable(true) },
  { key: "ArrowUp", run: intoTable(false) },
  { key: "Enter", run: insertNewlineContinueMarkup },
  { key: "Backspace", run: deleteMarkupBackward },
];

// The screen's own: find in the site, publish, the palette.
const screens = new Set(["Mod-Enter", "Mod-Alt-\\"]);

export const keys = keymap.of([
  ...own,
  ...completionKeymap,
  ...searchKeymap,
  ...historyKeymap,
  ...defaultKeymap.filter((one) => !screens.has(one.key ?? "")),
]);
