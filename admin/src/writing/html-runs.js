/**
 * Inline content of pasted HTML as runs of text with their marks. Runs, unlike nested elements, can be joined: word
 * processors split one bold word into many spans.
 *
 * @typedef {object} Run
 * @property {string} text raw Markdown for breaks and pictures, else plain text
 * @property {boolean} [raw]
 * @property {boolean} [bold]
 * @property {boolean} [italic]
 * @property {boolean} [struck]
 * @property {boolean} [code]
 * @property {string} [href]
 */

/** @typedef {Omit<Run, "text" | "raw">} Marks */

const DROPPED = new Set(
  "SCRIPT STYLE META LINK HEAD TITLE IFRAME OBJECT EMBED NOSCRIPT TEMPLATE SVG MATH BUTTON INPUT SELECT TEXTAREA CANVAS AUDIO VIDEO".split(" "),
);

/** Whether an element says nothing to a reader. @param {Element} element */
export function dropped(element) {
  if (DROPPED.has(element.tagName.toUpperCase()) || element.hasAttribute("hidden")) return true;
  return /display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all/i.test(style(element)) || isTracker(element);
}

/** A picture that nobody sees. @param {Element} element */
function isTracker(element) {
  if (element.tagName !== "IMG") return false;
  const small = (/** @type {string} */ name) => {
    const size = element.getAttribute(name);
    return size !== null && Number.parseFloat(size) <= 3;
  };
  const styled = /(?:^|;)\s*(?:width|height)\s*:\s*[0-3](?:\.\d+)?px/i.test(style(element));
  return small("width") || small("height") || styled || !/^https?:/i.test(element.getAttribute("src") ?? "");
}

/** The style that was written on an element; see `harmless`. @param {Element} element */
export const style = (element) => element.getAttribute("data-style") ?? element.getAttribute("style") ?? "";

/**
 * @param {Iterable<Node>} nodes
 * @param {Marks} [marks] those round the nodes
 * @returns {Run[]}
 */
export function runsOf(nodes, marks = {}) {
  return [...nodes].flatMap((node) => {
    if (node.nodeType === 3) return [{ ...marks, text: spaced(node.nodeValue ?? "") }];
    if (node.nodeType !== 1 || dropped(/** @type {Element} */ (node))) return [];
    return runsOfElement(/** @type {Element} */ (node), marks);
  });
}

/** @param {Element} element @param {Marks} marks @returns {Run[]} */
function runsOfElement(element, marks) {
  const tag = element.tagName;
  if (tag === "BR") return [{ text: "\\\n", raw: true }];
  if (tag === "IMG") return [{ ...marks, raw: true, text: `![${plain(element.getAttribute("alt") ?? "")}](${address(element.getAttribute("src") ?? "")})` }];
  return runsOf(element.childNodes, marksWithin(element, marks));
}

/** @param {Element} element @param {Marks} marks @returns {Marks} */
function marksWithin(element, marks) {
  const tag = element.tagName;
  const written = style(element);
  const weight = /(?<![-\w])font-weight\s*:\s*(\w+)/i.exec(written)?.[1];
  const slant = /(?<![-\w])font-style\s*:\s*(\w+)/i.exec(written)?.[1];
  const made = { ...marks };
  if (/^(B|STRONG)$/.test(tag)) made.bold = true;
  if (weight) made.bold = /^(bold|bolder|[6-9]00)$/.test(weight);
  if (/^(I|EM|CITE|DFN)$/.test(tag)) made.italic = true;
  if (slant) made.italic = /^(italic|oblique)$/.test(slant);
  if (/^(S|DEL|STRIKE)$/.test(tag)) made.struck = true;
  if (/^(CODE|TT|KBD|SAMP)$/.test(tag)) made.code = true;
  if (tag === "A") made.href = target(element.getAttribute("href")) ?? marks.href;
  return made;
}

/** Where a link leads; nothing for scripts, places of the old page and files of somebody's disk. @param {string | null} href */
function target(href) {
  const unwrapped = /^https:\/\/www\.google\.com\/url\?(?:.*&)?q=([^&]+)/.exec(href ?? "")?.[1];
  const found = unwrapped ? decodeURIComponent(unwrapped) : (href ?? "").trim();
  return /^(https?:|mailto:|tel:)/i.test(found) ? found : undefined;
}

/** White space as HTML shows it. @param {string} text */
const spaced = (text) => text.replace(/[ \t\r\n\f]+/g, " ");

/** A hard space stays between two words; elsewhere it only made room. @param {string} text */
const soft = (text) => text.replace(/(?<=^|\s)\u00a0+|\u00a0+(?=\s|$)|\u00a0{2,}/g, " ");

/** @param {string} text */
const plain = (text) => text.replace(/\s+/g, " ").trim().replace(/[[\]\\]/g, "\\$&");

/** An address between parentheses. @param {string} url */
const address = (url) => (/[\s()<>]/.test(url) ? `<${url.replace(/[<>\n]/g, encodeURIComponent)}>` : url);

/**
 * Runs as Markdown of one paragraph.
 *
 * @param {Run[]} runs
 * @returns {string} without space at its ends
 */
export function written(runs) {
  const text = marked(runs, ["href", "bold", "italic", "struck", "code"]);
  return soft(text).replace(/[ \t]+/g, " ").replace(/ *\\\n */g, "\\\n").replace(/^(?:\s|\\\n)+|(?:\s|\\\n)+$/g, "");
}

/** @param {Run[]} runs @param {(keyof Marks)[]} kinds @returns {string} */
function marked(runs, [kind, ...kinds]) {
  if (!kind) return runs.map((run) => (run.raw ? run.text : run.code ? run.text : escaped(run.text))).join("");
  return groups(runs, kind).map(({ value, members }) => {
    const text = marked(members, kinds);
    return value && text.trim() ? wrapped(text, kind, value) : text;
  }).join("");
}

/** Neighbours with the same mark. Spaces and breaks between two of them belong to them. @param {Run[]} runs @param {keyof Marks} kind */
function groups(runs, kind) {
  /** @type {{value: string | boolean | undefined, members: Run[]}[]} */
  const found = [];
  for (const run of runs) {
    const last = found.at(-1);
    if (last && (last.value || undefined) === (run[kind] || undefined)) last.members.push(run);
    else found.push({ value: run[kind], members: [run] });
  }
  return found;
}

/** @param {string} text @param {keyof Marks} kind @param {string | boolean} value */
function wrapped(text, kind, value) {
  const [, before = "", inner = "", after = ""] = /^((?:\s|\\\n)*)([^]*?)((?:\s|\\\n)*)$/.exec(text) ?? [];
  if (kind === "href") return `${before}${linked(inner, String(value))}${after}`;
  const mark = { bold: "**", italic: "*", struck: "~~", code: inner.includes("`") ? "``" : "`" }[kind];
  const pad = kind === "code" && inner.includes("`") ? " " : "";
  return `${before}${mark}${pad}${inner}${pad}${mark}${after}`;
}

/** @param {string} text @param {string} href */
const linked = (text, href) => (text === escaped(href) && /^https?:/.test(href) ? `<${href}>` : `[${text}](${address(href)})`);

/** Plain text that Markdown would take for marks. @param {string} text */
export const escaped = (text) => text.replace(/[\\`*[\]]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|<(?=[A-Za-z/!?])|~~/gu, "\\$&").replace(/&(?=#?\w+;)/g, "\\&");
