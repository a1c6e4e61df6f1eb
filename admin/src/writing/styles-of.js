/** What each kind of Markdown looks like: names of the syntax tree and what styling does with them. */
import { CardHead, EditButton } from "./cards.js";
import { Bullet, Picture, TaskBox } from "./widgets.js";

/** @import { Look } from "./styling.js" */
/** @import { SyntaxNodeRef, SyntaxNode } from "@lezer/common" */

/** @type {Record<string, string>} nodes that are a class on their text */
export const MARKS = {
  Emphasis: "w-emphasis",
  StrongEmphasis: "w-strong",
  Strikethrough: "w-struck",
  InlineCode: "w-code",
  HTMLTag: "w-html",
  Comment: "w-html",
  Entity: "w-sign",
  TableDelimiter: "w-sign",
  LinkReference: "w-html",
};

/** @type {Record<string, string>} nodes that are a class on their lines */
export const LINES = {
  ATXHeading1: "w-heading w-h1",
  ATXHeading2: "w-heading w-h2",
  ATXHeading3: "w-heading w-h3",
  ATXHeading4: "w-heading w-h4",
  ATXHeading5: "w-heading w-h4",
  ATXHeading6: "w-heading w-h4",
  SetextHeading1: "w-heading w-h1",
  SetextHeading2: "w-heading w-h2",
  Blockquote: "w-quote",
  FencedCode: "w-block",
  CodeBlock: "w-block",
  HTMLBlock: "w-block w-html",
  CommentBlock: "w-block w-html",
  Table: "w-block",
  Component: "w-card",
  ComponentHead: "w-card w-card-head",
};

/** @typedef {(look: Look, node: SyntaxNodeRef) => boolean | void} Styled false: what is within needs no look */

/** @type {Styled} marks within a line, shown while their element is edited */
const withParent = (look, node) => {
  const parent = node.node.parent ?? node;
  if (parent.name === "FencedCode") look.mark(node.from, node.to, "w-sign");
  else look.sign(node.from, node.to, look.active(parent.from, parent.to));
};

/** @type {Styled} marks at the beginning of a line, with the space behind them, shown while the line is edited */
const withLine = (look, node) => {
  const { doc } = look.state;
  const line = doc.lineAt(node.from);
  const space = /^[ \t]*/.exec(line.text.slice(node.to - line.from))?.[0].length ?? 0;
  const closing = node.from > line.from && node.name === "HeaderMark" && node.to === line.to;
  const before = closing ? (/[ \t]*$/.exec(line.text.slice(0, node.from - line.from))?.[0].length ?? 0) : 0;
  look.sign(node.from - before, node.to + space, look.activeLine(node.from));
};

/** @type {Styled} */
const heading = (look, node) => {
  if (node.node.parent?.name.startsWith("ATX")) withLine(look, node);
  else look.mark(node.from, node.to, "w-sign");
};

/** @type {Styled} */
const link = (look, node) => {
  const marks = node.node.getChildren("LinkMark");
  const [open, close] = marks;
  if (!open || !close) return;
  look.mark(open.to, close.from, "w-link");
  if (look.active(node.from, node.to) || close.from === open.to) {
    look.mark(open.from, open.to, "w-sign");
    look.mark(close.from, node.to, "w-sign");
  } else {
    look.replace(open.from, open.to);
    look.replace(close.from, node.to);
  }
};

/** @type {Styled} */
const autolink = (look, node) => {
  const shown = look.active(node.from, node.to);
  for (const mark of node.node.getChildren("LinkMark")) look.sign(mark.from, mark.to, shown);
  const url = node.node.getChild("URL");
  if (url) look.mark(url.from, url.to, "w-link");
  return false;
};

/** @type {Styled} an address that stands in the text by itself */
const url = (look, node) => {
  const parent = node.node.parent?.name;
  if (parent !== "Link" && parent !== "Image" && parent !== "LinkReference") look.mark(node.from, node.to, "w-link");
};

/** @type {Styled} */
const picture = (look, node) => {
  const source = node.node.getChild("URL");
  const [open, close] = node.node.getChildren("LinkMark");
  if (!source || !open || !close || look.active(node.from, node.to)) {
    look.mark(node.from, node.to, "w-sign");
    return false;
  }
  const path = look.state.sliceDoc(source.from, source.to).replace(/^<|>$/g, "");
  look.replace(node.from, node.to, new Picture(look.address(path), look.state.sliceDoc(open.to, close.from)));
  return false;
};

/** @type {Styled} */
const item = (look, node) => {
  const depth = Math.min(6, depthOf(node.node));
  look.line(node.from, node.to, `w-item w-depth-${depth}`);
  const first = look.state.doc.lineAt(node.from);
  look.line(first.from, first.from, "w-item-first");
  hideIndent(look, node, first.number);
};

/** How many lists a node stands in. @param {SyntaxNode} node */
function depthOf(node) {
  let depth = 0;
  for (let at = /** @type {SyntaxNode | null} */ (node); at; at = at.parent) if (at.name === "ListItem") depth++;
  return depth;
}

/**
 * The spaces that nest an item are shown by its margin instead. Lines of lists within are left to their own items.
 *
 * @param {Look} look @param {SyntaxNodeRef} node @param {number} first
 */
function hideIndent(look, node, first) {
  const inner = node.node.getChildren("BulletList").concat(node.node.getChildren("OrderedList"))[0];
  const end = Math.min(inner ? inner.from - 1 : node.to, look.to);
  const begin = Math.max(first, look.state.doc.lineAt(look.from).number);
  for (let number = begin; number <= look.state.doc.lines; number++) {
    const line = look.state.doc.line(number);
    if (line.from > end) break;
    const width = /^[ \t]*/.exec(line.text)?.[0].length ?? 0;
    const code = number > first && inCode(node.node, line.from + width);
    if (line.to >= look.from && !code) look.replace(line.from, Math.min(line.from + width, line.to));
  }
}

/** @param {SyntaxNode} item @param {number} at */
function inCode(item, at) {
  const name = item.resolveInner(at, 1).name;
  return name.startsWith("Code") || name === "FencedCode";
}

/** @type {Styled} */
const listMark = (look, node) => {
  const { from, to } = node;
  const task = node.node.nextSibling?.name === "Task";
  const space = look.state.sliceDoc(to, to + 1) === " " ? 1 : 0;
  if (node.node.parent?.parent?.name === "OrderedList") look.mark(from, to + space, "w-number");
  else if (look.active(from, to)) look.mark(from, to + space, "w-number w-sign");
  else if (task) look.replace(from, to + space);
  else look.replace(from, to + space, new Bullet());
};

/** @type {Styled} */
const task = (look, node) => {
  const done = /x/i.test(look.state.sliceDoc(node.from, node.to));
  if (done) look.mark(node.to, node.node.parent?.to ?? node.to, "w-done");
  look.replace(node.from, node.to + (look.state.sliceDoc(node.to, node.to + 1) === " " ? 1 : 0), new TaskBox(done));
};

/** @type {Styled} */
const rule = (look, node) => {
  if (look.activeLine(node.from)) look.mark(node.from, node.to, "w-sign");
  else {
    look.line(node.from, node.from, "w-rule");
    look.replace(node.from, node.to);
  }
};

/** @type {Styled} */
const cardHead = (look, node) => {
  const { from, to } = node;
  const text = look.state.sliceDoc(from, to);
  const leaf = !text.startsWith(":::");
  if (leaf) look.line(from, from, "w-card-foot");
  if (look.activeLine(from)) {
    look.mark(from, to, "w-html");
    look.add(to, new EditButton());
  } else look.replace(from, to, new CardHead(text));
  return false;
};

/** @type {Styled} */
const cardEnd = (look, node) => {
  look.line(node.from, node.from, "w-card-foot");
  look.sign(node.from, node.to, look.activeLine(node.from));
};

/** @type {Styled} lines without words are low, so that paragraphs stand as they do in print */
const document = (look, node) => {
  const { doc } = look.state;
  for (let at = Math.max(node.from, look.from); at <= Math.min(node.to, look.to); ) {
    const line = doc.lineAt(at);
    if (!line.text.trim()) look.line(line.from, line.from, "w-empty");
    at = line.to + 1;
  }
};

/** @type {Styled} */
const escape = (look, node) => look.sign(node.from, node.from + 1, look.activeLine(node.from));

/** @type {Styled} what a table or code says is shown as it stands */
const quietWithin = (look, node) => {
  const first = look.state.doc.lineAt(node.from);
  const last = look.state.doc.lineAt(node.to);
  look.line(first.from, first.from, "w-block-first");
  look.line(last.from, last.from, "w-block-last");
};

/** @type {Record<string, Styled>} */
export const BLOCKS = {
  Document: document,
  HeaderMark: heading,
  QuoteMark: withLine,
  EmphasisMark: withParent,
  StrikethroughMark: withParent,
  CodeMark: withParent,
  CodeInfo: (look, node) => look.mark(node.from, node.to, "w-sign"),
  Link: link,
  Autolink: autolink,
  URL: url,
  Image: picture,
  ListItem: item,
  ListMark: listMark,
  TaskMarker: task,
  HorizontalRule: rule,
  ComponentHead: cardHead,
  ComponentEnd: cardEnd,
  Escape: escape,
  FencedCode: quietWithin,
  CodeBlock: quietWithin,
  Table: quietWithin,
};
