/** What can be put into the text: the toolbar and the `/` menu offer the same. */
import { startCompletion } from "@codemirror/autocomplete";
import { say } from "../words.js";
import { openFormAtCaret } from "./cards.js";
import { insertBlock, makeHeading, makeLink, toggleList, toggleMarks, toggleQuote } from "./commands.js";
import { newCall } from "./components.js";
import { emptyTable } from "./tables.js";

/** @import { EditorView } from "@codemirror/view" */
/** @import { Edit } from "./commands.js" */
/** @import { DeclaredComponent } from "./components.js" */

/** @typedef {{name: string, icon: string, label: () => string, detail?: string, run: (view: EditorView) => void}} Action */

/** Carries out an edit; false if there was nothing to do. @param {Edit} edit */
export const doing = (edit) => (/** @type {EditorView} */ view) => {
  const spec = view.state.readOnly ? null : edit(view.state);
  if (spec) view.dispatch(view.state.update(spec));
  return spec !== null;
};

/** @param {string} name @param {string} drawing @param {(view: EditorView) => void} run @param {string} [detail] @returns {Action} */
const action = (name, drawing, run, detail) => ({ name, icon: drawing, label: () => say(`writing.${name}`), run, ...(detail ? { detail } : {}) });

export const bold = action("bold", "bold", doing(toggleMarks("**", "StrongEmphasis")));
export const italic = action("italic", "italic", doing(toggleMarks("*", "Emphasis")));
export const code = action("code", "code", doing(toggleMarks("`", "InlineCode")));
export const link = action("link", "link", (view) => {
  doing(makeLink)(view);
  startCompletion(view);
});
export const bullets = action("bullets", "bullets", doing(toggleList("bullets")), "-");
export const numbers = action("numbers", "numbers", doing(toggleList("numbers")), "1.");
export const tasks = action("tasks", "check", doing(toggleList("tasks")), "- [ ]");
export const quote = action("quote", "quote", doing(toggleQuote), ">");
export const picture = action("picture", "picture", (view) => {
  doing(insertBlock("![]()", 4))(view);
  startCompletion(view);
}, "![]()");
export const table = action("table", "data", (view) => {
  const text = emptyTable((_row, column) => say("writing.column", { number: column }));
  doing(insertBlock(text, 2, 2 + say("writing.column", { number: 1 }).length))(view);
});
export const rule = action("rule", "line", doing(insertBlock("---\n\n")), "---");
export const fence = action("fence", "code", doing(insertBlock("```\n\n```", 4)), "```");

/** @param {number} level */
export const heading = (level) =>
  action(level ? `heading-${level}` : "plain", "heading", doing(makeHeading(level)), level ? "#".repeat(level) : undefined);

export const headings = [0, 2, 3, 4].map(heading);

/** @param {DeclaredComponent} component @returns {Action} */
export const componentAction = (component) => ({
  name: `component-${component.name}`,
  icon: "component",
  label: () => component.label || component.name,
  run(view) {
    const { text, caret } = newCall(component);
    doing(insertBlock(text, caret))(view);
    if (component.properties?.length) openFormAtCaret(view);
  },
});

export const blockActions = [...headings.slice(1), bullets, numbers, tasks, quote, picture, table, fence, rule];
