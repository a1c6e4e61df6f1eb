/**
 * Components in Markdown, as the compiler reads them: `:::name[label]{key="value"}` … `:::` and `::name[label]{…}`.
 * Pure functions on one line of text. A change of a property alters only that property's characters.
 *
 * @typedef {{name: string, value: string, from: number, to: number}} Property `from`–`to`: the whole `key="value"`
 * @typedef {object} Opening
 * @property {number} colons 2: stands alone; 3 and more: holds text up to its closing line
 * @property {string} name
 * @property {number} nameEnd
 * @property {{from: number, to: number} | null} label what stands between the brackets
 * @property {{from: number, to: number} | null} braces with the braces themselves
 * @property {Property[]} properties
 *
 * @typedef {object} DeclaredProperty what the server tells of a property
 * @property {string} name
 * @property {string} [label]
 * @property {string} [kind] text, longtext, number, yesno, choice, image, file, url, date …
 * @property {string} [help]
 * @property {boolean} [required]
 * @property {string[]} [choices]
 *
 * @typedef {object} DeclaredComponent
 * @property {string} name
 * @property {string} label
 * @property {string} [help]
 * @property {boolean} [holds] whether it is written round text; true when not said
 * @property {DeclaredProperty[]} [properties]
 */

const OPEN = /^(:{2,})[ \t]*([A-Za-z][\w-]*)(?=[[{ \t]|$)/;
const ITEM =
  /\s*(?:#[^\s#{}"'<>=`]+|\.[^\s#.{}"'<>=`]+|([A-Za-z_][\w:.-]*)(=(?:"([^"]*)"|'([^']*)'|([^\s{}"'<>=`]+)))?)(?=[\s}.#])/y;

/**
 * Reads the line that calls a component. `text` begins at the colons.
 *
 * @param {string} text
 * @returns {Opening | null} null if the line calls none
 */
export function readOpening(text) {
  const match = OPEN.exec(text);
  if (!match) return null;
  const [whole, colons = "", name = ""] = match;
  if (colons.length === 2 && text.charAt(2) !== name.charAt(0)) return null;
  let at = whole.length;
  let label = null;
  if (text.charAt(at) === "[") {
    const end = bracketEnd(text, at);
    if (end < 0) return null;
    label = { from: at + 1, to: end };
    at = end + 1;
  }
  const read = text.charAt(at) === "{" ? readProperties(text, at) : { properties: [], to: at };
  if (!read || text.slice(read.to).trim()) return null;
  const braces = read.to > at ? { from: at, to: read.to } : null;
  return { colons: colons.length, name, nameEnd: whole.length, label, braces, properties: read.properties };
}

/** The bracket that closes the one at `begin`; -1 if none does. @param {string} text @param {number} begin */
function bracketEnd(text, begin) {
  for (let at = begin, depth = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === "\\") at++;
    else if (char === "[") depth++;
    else if (char === "]" && --depth === 0) return at;
  }
  return -1;
}

/**
 * @param {string} text
 * @param {number} begin where the brace opens
 * @returns {{properties: Property[], to: number} | null}
 */
function readProperties(text, begin) {
  const properties = [];
  ITEM.lastIndex = begin + 1;
  let at = begin + 1;
  for (let match; (match = ITEM.exec(text)); at = ITEM.lastIndex) {
    const [whole, name, value, double, single, bare] = match;
    if (!name) continue;
    const from = match.index + whole.length - whole.trimStart().length;
    properties.push({ name, value: value ? (double ?? single ?? bare ?? "") : "true", from, to: ITEM.lastIndex });
  }
  const close = /^\s*\}/.exec(text.slice(at));
  return close ? { properties, to: at + close[0].length } : null;
}

/**
 * The change that gives a property a value, or takes it away (value ""). What is equal is no change.
 *
 * @param {string} text the line, from its colons
 * @param {string} name
 * @param {string} value
 * @returns {{from: number, to: number, insert: string} | null}
 */
export function propertyChange(text, name, value) {
  const opening = readOpening(text);
  if (!opening) return null;
  const given = opening.properties.filter((one) => one.name === name).at(-1);
  if ((given?.value ?? "") === value) return null;
  if (given && value) return { from: given.from, to: given.to, insert: `${name}=${quoted(value)}` };
  if (given) return withoutProperty(text, opening, given);
  const { braces, nameEnd, label } = opening;
  if (!braces) return insertion(label ? label.to + 1 : nameEnd, `{${name}=${quoted(value)}}`);
  const end = text.slice(0, braces.to - 1).trimEnd().length;
  return insertion(end, `${text.charAt(end - 1) === "{" ? "" : " "}${name}=${quoted(value)}`);
}

/** @param {string} text @param {Opening} opening @param {Property} given */
function withoutProperty(text, opening, given) {
  const braces = /** @type {{from: number, to: number}} */ (opening.braces);
  const left = text.slice(braces.from + 1, given.from) + text.slice(given.to, braces.to - 1);
  if (!left.trim()) return { from: braces.from, to: braces.to, insert: "" };
  const space = /\s/.test(text.charAt(given.to)) ? 1 : 0; // one of the two spaces round it goes as well
  const before = !space && /\s/.test(text.charAt(given.from - 1)) ? 1 : 0;
  return { from: given.from - before, to: given.to + space, insert: "" };
}

/**
 * The change that gives a component its label.
 *
 * @param {string} text
 * @param {string} label
 */
export function labelChange(text, label) {
  const opening = readOpening(text);
  if (!opening) return null;
  const clean = label.replace(/\s+/g, " ").trim();
  const given = opening.label ? text.slice(opening.label.from, opening.label.to) : "";
  if (clean === given) return null;
  const insert = bracketEnd(`[${clean}]`, 0) === clean.length + 1 ? clean : clean.replace(/[[\]\\]/g, "\\$&");
  if (opening.label && !clean) return { from: opening.label.from - 1, to: opening.label.to + 1, insert: "" };
  return opening.label ? { ...opening.label, insert } : insertion(opening.nameEnd, `[${insert}]`);
}

/** @param {number} at @param {string} insert */
const insertion = (at, insert) => ({ from: at, to: at, insert });

/** A value in quotation marks. One with both kinds cannot be written; its double ones become typographic. @param {string} value */
export function quoted(value) {
  const flat = value.replace(/\s*\n\s*/g, " ");
  if (!flat.includes('"')) return `"${flat}"`;
  return flat.includes("'") ? `"${flat.replaceAll('"', "”")}"` : `'${flat}'`;
}

/**
 * A new call of a component, and where the caret goes in it.
 *
 * @param {DeclaredComponent} component
 * @returns {{text: string, caret: number}}
 */
export function newCall(component) {
  const wanted = (component.properties ?? []).filter((one) => one.required).map((one) => `${one.name}=""`);
  const braces = wanted.length ? `{${wanted.join(" ")}}` : "";
  if (component.holds === false) return { text: `::${component.name}${braces}`, caret: component.name.length + 2 + braces.length };
  const head = `:::${component.name}${braces}\n`;
  return { text: `${head}\n:::`, caret: head.length };
}
