/** Pasted HTML (Word, Google Docs, web pages) as clean Markdown: what it says is kept, how it looked is not. */
import { dropped, runsOf, style, written } from "./html-runs.js";

/** @typedef {{text: string, tight?: boolean}} Block tight: stands directly below the block before it */

const BLOCKS = /^(ADDRESS|ARTICLE|ASIDE|BLOCKQUOTE|BODY|CENTER|DD|DETAILS|DIV|DL|DT|FIELDSET|FIGCAPTION|FIGURE|FOOTER|FORM|H[1-6]|HEADER|HR|LI|MAIN|NAV|OL|P|PRE|SECTION|SUMMARY|TABLE|TBODY|TD|TFOOT|TH|THEAD|TR|UL)$/;

/**
 * @param {Document} pasted
 * @returns {string} Markdown; without line breaks if what was pasted are words of one line
 */
export function markdownFrom(pasted) {
  return blocksOf(pasted.body.childNodes).join("\n\n");
}

/**
 * Pasted HTML without what the policy of the screens refuses (and complains of) even in a document that is never shown:
 * styles and scripts written in attributes get other names.
 *
 * @param {string} html
 */
export const harmless = (html) =>
  html
    .replace(/<(style|script)\b[^]*?<\/\1\s*>/gi, "")
    .replace(/<[a-z](?:"[^"]*"|'[^']*'|[^>"'])*>/gi, (tag) => tag.replace(/\s(style|on\w+)\s*=/gi, " data-$1="));

/** @param {Iterable<Node>} nodes @returns {string[]} */
function blocksOf(nodes) {
  /** @type {string[]} */
  const made = [];
  /** @type {Node[]} */
  let line = [];
  const end = () => {
    const text = lineStart(written(runsOf(line)));
    if (text) made.push(text);
    line = [];
  };
  const all = [...nodes];
  for (let nth = 0; nth < all.length; nth++) {
    const node = /** @type {Node} */ (all[nth]);
    if (!isBlock(node)) {
      line.push(node);
      continue;
    }
    end();
    const word = wordList(all.slice(nth));
    if (word) nth += word.used - 1;
    made.push(...(word ? [word.text] : block(/** @type {Element} */ (node))));
  }
  end();
  return made;
}

/** Whether a node makes lines of its own; a span round paragraphs does. @param {Node} node */
function isBlock(node) {
  if (node.nodeType !== 1) return false;
  const element = /** @type {Element} */ (node);
  return BLOCKS.test(element.tagName) || [...element.querySelectorAll("*")].some((one) => BLOCKS.test(one.tagName));
}

/** @param {Element} element @returns {string[]} */
function block(element) {
  if (dropped(element)) return [];
  const tag = element.tagName;
  const heading = /^H([1-6])$/.exec(tag) ?? wordHeading(element);
  if (heading) return headingOf(element, Number(heading[1]));
  if (tag === "UL" || tag === "OL") return some(list(element));
  if (tag === "BLOCKQUOTE") return some(blocksOf(element.childNodes).join("\n\n").replace(/^/gm, "> ").replace(/^> $/gm, ">"));
  if (tag === "PRE") return some(code(element));
  if (tag === "TABLE") return table(element);
  if (tag === "HR") return ["---"];
  return blocksOf(element.childNodes);
}

/** @param {string} text */
const some = (text) => (text.trim() ? [text] : []);

/** Word's headings in a language other than English keep their class. @param {Element} element */
const wordHeading = (element) => /^MsoHeading([1-6])$/.exec(element.className) ?? /mso-outline-level:\s*([1-6])/.exec(style(element));

/** @param {Element} element @param {number} level */
function headingOf(element, level) {
  const runs = runsOf(element.childNodes).map((run) => ({ ...run, bold: false, ...(run.text === "\\\n" ? { text: " " } : {}) }));
  const text = written(runs).replace(/\s+/g, " ");
  return text ? [`${"#".repeat(level)} ${text}`] : [];
}

/** @param {Element} list @returns {string} */
function list(list) {
  const ordered = list.tagName === "OL";
  let number = Number(list.getAttribute("start") ?? 1);
  /** @type {string[]} */
  const items = [];
  for (const child of list.children) {
    if (dropped(child)) continue;
    // Google Docs nests a list beside its item instead of within.
    if (/^[OU]L$/.test(child.tagName) && items.length) items.push(indented(listText(child), ordered ? 3 : 2));
    else items.push(item(blocksOf(child.tagName === "LI" ? child.childNodes : [child]), ordered ? `${number++}. ` : "- "));
  }
  return items.filter((one) => one.trim().length > 1).join("\n");
}

/** @param {Element} element */
const listText = (element) => list(element);

/** @param {string[]} blocks @param {string} mark */
function item(blocks, mark) {
  const [first = "", ...rest] = blocks;
  const joined = rest.reduce((text, one) => `${text}${/^(?:[-*+]|\d+[.)]) /.test(one) ? "\n" : "\n\n"}${one}`, first.replace(/^\[([ xX])\] /, "[$1] "));
  return mark + indented(joined, mark.length).trimStart();
}

/** @param {string} text @param {number} width */
const indented = (text, width) => text.replace(/^(?=.)/gm, " ".repeat(width));

/** @param {Element} element */
function code(element) {
  const text = (element.textContent ?? "").replace(/\r\n?/g, "\n").replace(/\u00a0/g, " ").replace(/^\n|\s+$/g, "");
  const language = /(?:language|lang|highlight-source)-([\w+-]+)/.exec(`${element.className} ${element.firstElementChild?.className ?? ""}`)?.[1] ?? "";
  const fence = "`".repeat(Math.max(3, ...(text.match(/`+/g) ?? []).map((one) => one.length + 1)));
  return text ? `${fence}${language}\n${text}\n${fence}` : "";
}

/** A table of data; one that only lays out a page is its cells, one after another. @param {Element} element @returns {string[]} */
function table(element) {
  const rows = [...element.querySelectorAll("tr")].filter((row) => row.closest("table") === element && !dropped(row));
  const cells = rows.map((row) => [...row.children].filter((cell) => /^T[DH]$/.test(cell.tagName)));
  const width = Math.max(0, ...cells.map((row) => row.length));
  const nested = element.querySelector("table, ul, ol, h1, h2, h3, pre");
  if (width < 2 || rows.length < 2 || nested) return cells.flat().flatMap((cell) => blocksOf(cell.childNodes));
  const lines = cells.map((row) => `| ${[...Array(width).keys()].map((nth) => cellText(row[nth])).join(" | ")} |`);
  return [[lines[0], `|${" --- |".repeat(width)}`, ...lines.slice(1)].join("\n")];
}

/** @param {Element | undefined} cell */
const cellText = (cell) => (cell ? blocksOf(cell.childNodes).join(" ").replace(/\\?\n/g, " ").replace(/\|/g, "\\|") : "");

/**
 * Word writes lists as paragraphs: level and number stand in their style and in a span that is to be ignored.
 *
 * @param {Node[]} nodes from the first one on
 * @returns {{text: string, used: number} | null} null if the first is none; `used`: how many nodes belong to the list
 */
function wordList(nodes) {
  /** @type {{level: number, mark: string, text: string}[]} */
  const items = [];
  let used = 0;
  for (const node of nodes) {
    const read = node.nodeType === 1 ? wordItem(/** @type {Element} */ (node)) : null;
    if (!read && (node.nodeValue ?? "x").trim()) break;
    used++;
    if (read) items.push(read);
  }
  return items.length ? { text: nestedItems(items), used } : null;
}

/** @param {Element} element */
function wordItem(element) {
  const read = /mso-list:\s*[^;]*\blevel(\d)/i.exec(style(element));
  const ignored = [...element.querySelectorAll("span")].find((one) => /mso-list:\s*Ignore/i.test(style(one)));
  if (!read || !ignored) return null;
  const mark = (ignored.textContent ?? "").trim();
  ignored.remove();
  return { level: Number(read[1]), mark: /^\(?(?:\d+|[a-z]{1,3})[.)]$/i.test(mark) ? "1." : "-", text: written(runsOf(element.childNodes)) };
}

/** @param {{level: number, mark: string, text: string}[]} items */
function nestedItems(items) {
  /** @type {{level: number, width: number, count: number}[]} */
  const open = [];
  return items.map(({ level, mark, text }) => {
    while (open.length && /** @type {any} */ (open.at(-1)).level > level) open.pop();
    if (open.at(-1)?.level !== level) open.push({ level, width: 0, count: 0 });
    const own = /** @type {{level: number, width: number, count: number}} */ (open.at(-1));
    const shown = mark === "-" ? "- " : `${++own.count}. `;
    const indent = open.slice(0, -1).reduce((sum, one) => sum + one.width, 0);
    own.width = shown.length;
    return " ".repeat(indent) + shown + text;
  }).join("\n");
}

/** A paragraph whose first letters would make it something else. @param {string} text */
function lineStart(text) {
  return text.replace(/^(?=#{1,6}(?:\s|$)|>|[-+](?:\s|$)|:{2,}[A-Za-z]|:{3,}$|={2,}$|-{2,}$|~{3,})/gm, "\\").replace(/^(\d{1,9})(?=[.)](?:\s|$))/gm, "$1\\");
}
