/** Markdown as the compiler reads it: CommonMark, GitHub's tables, tasks and strikethrough, and components. */
import { commonmarkLanguage, markdown } from "@codemirror/lang-markdown";
import { GFM } from "@lezer/markdown";
import { readOpening } from "./components.js";

/** @import { BlockContext, Line, MarkdownConfig } from "@lezer/markdown" */

const CLOSE = /^(:{3,})[ \t]*$/;

/** @typedef {Line & {depth: number}} DeepLine the line knows how many blocks hold it; its types do not say so */

/**
 * Whether the line closes the container of so many colons. The outer container is asked first; with three colons it
 * leaves the line to the one within.
 *
 * @param {BlockContext} cx @param {DeepLine} line @param {number} colons
 */
function closes(cx, line, colons) {
  const match = CLOSE.exec(line.text.slice(line.pos));
  if (!match?.[1] || match[1].length < colons) return false;
  const within = [...Array(cx.depth - line.depth - 1).keys()].some((deep) => isComponent(cx, line.depth + 1 + deep));
  return !(match[1].length === 3 && within);
}

/** @param {BlockContext} cx @param {number} depth */
const isComponent = (cx, depth) => cx.parentType(depth).name === "Component";

/** @param {BlockContext} cx @param {Line} line @param {number} colons */
function goesOn(cx, line, colons) {
  if (!closes(cx, /** @type {DeepLine} */ (line), colons)) return true;
  const from = cx.lineStart + line.pos;
  line.addMarker(cx.elt("ComponentEnd", from, cx.lineStart + line.text.length));
  line.moveBase(line.text.length);
  return false;
}

/** @param {BlockContext} cx @param {Line} line @returns {boolean | null} */
function open(cx, line) {
  if (line.next !== 58 /* : */ || line.indent >= line.baseIndent + 4) return false;
  const text = line.text.slice(line.pos);
  const opening = readOpening(text);
  if (!opening) return false;
  const from = cx.lineStart + line.pos;
  const head = cx.elt("ComponentHead", from, from + text.trimEnd().length);
  if (opening.colons === 2) {
    cx.nextLine();
    cx.addElement(head);
    return true;
  }
  cx.startComposite("Component", line.pos, opening.colons);
  cx.addElement(head);
  line.moveBase(line.text.length);
  return null;
}

/** @type {MarkdownConfig} */
export const Components = {
  defineNodes: [
    { name: "Component", block: true, composite: goesOn },
    { name: "ComponentHead", block: true },
    { name: "ComponentEnd", block: true },
  ],
  parseBlock: [
    {
      name: "Component",
      parse: open,
      endLeaf: (_cx, line) => line.next === 58 && (CLOSE.test(line.text.slice(line.pos)) || !!readOpening(line.text.slice(line.pos))),
      before: "LinkReference",
    },
  ],
};

/** The language, without the keys (see keys.js) and without completion of HTML. */
export const language = () =>
  markdown({ base: commonmarkLanguage, extensions: [GFM, Components], addKeymap: false, completeHTMLTags: false });
