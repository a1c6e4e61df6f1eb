/** Markdown of one line as elements, for what is shown outside the text: cells of a table. */
import { GFM, parser } from "@lezer/markdown";
import { made } from "../elements.js";

/** @import { SyntaxNode } from "@lezer/common" */

const reader = parser.configure(GFM);

/** @type {Record<string, keyof HTMLElementTagNameMap>} */
const TAGS = { Emphasis: "em", StrongEmphasis: "strong", Strikethrough: "s", InlineCode: "code" };

/** @param {string} text @returns {Node[]} */
export function inline(text) {
  const paragraph = reader.parse(text).topNode.getChild("Paragraph");
  return paragraph ? content(paragraph, text) : [document.createTextNode(text)];
}

/** @param {SyntaxNode} node @param {string} text @returns {Node[]} */
function content(node, text) {
  const made = [];
  const [from, to] = inner(node);
  let at = from;
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (child.to <= from || child.from >= to) continue;
    made.push(document.createTextNode(text.slice(at, child.from)), ...shown(child, text));
    at = child.to;
  }
  made.push(document.createTextNode(text.slice(at, to)));
  return made;
}

/** What of a node is text: what stands between its first two marks in links and pictures. @param {SyntaxNode} node @returns {[number, number]} */
function inner(node) {
  if (node.name !== "Link" && node.name !== "Image") return [node.from, node.to];
  const [open, close] = node.getChildren("LinkMark");
  return [open?.to ?? node.from, close?.from ?? node.to];
}

/** @param {SyntaxNode} node @param {string} text @returns {Node[]} */
function shown(node, text) {
  if (node.name.endsWith("Mark")) return [];
  if (node.name === "Escape") return [document.createTextNode(text.slice(node.from + 1, node.to))];
  const tag = TAGS[node.name];
  if (tag) return [made(tag, {}, ...content(node, text))];
  if (node.name === "Link" || node.name === "Image") return [made("span", { class: "w-link" }, ...content(node, text))];
  return [document.createTextNode(text.slice(node.from, node.to))];
}
