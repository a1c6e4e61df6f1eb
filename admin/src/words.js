/**
 * The words of the screen. The server puts the sections that a screen needs into <script id="words">; no sentence stands
 * in a module.
 *
 * @typedef {string | Record<string, string>} Text a text, or its plural forms: {one: "{count} word", other: "{count} words"}
 */

/** @type {Record<string, any> | undefined} */
let catalogue;

/** @returns {Record<string, any>} */
function words() {
  catalogue ??= JSON.parse(document.getElementById("words")?.textContent || "{}");
  return /** @type {Record<string, any>} */ (catalogue);
}

/**
 * The text called `name` ("writing.bold"), its {places} filled from `values`; `values.count` chooses the plural form.
 * A name that the catalogue does not have comes back as it is, so that it is seen.
 *
 * @param {string} name
 * @param {Record<string, string | number>} [values]
 * @returns {string}
 */
export function say(name, values = {}) {
  return filled(found(words(), name), name, values, document.documentElement.lang || "en");
}

/**
 * The same without a document, for tests.
 *
 * @param {Text | undefined} text
 * @param {string} name
 * @param {Record<string, string | number>} values
 * @param {string} language
 */
export function filled(text, name, values, language) {
  if (text === undefined) return name;
  const form = typeof text === "string" ? text : (text[plural(language, Number(values.count ?? 0))] ?? text.other ?? name);
  return form.replace(/\{(\w+)\}/g, (whole, key) => shown(values[key], language) ?? whole);
}

/**
 * Dotted names first lead through sections; {"writing": {"bold": …}} and {"writing.bold": …} are both read.
 *
 * @param {Record<string, any>} tree
 * @param {string} name
 * @returns {Text | undefined}
 */
export function found(tree, name) {
  if (name in tree) return tree[name];
  const [first = "", ...rest] = name.split(".");
  return rest.length && typeof tree[first] === "object" ? found(tree[first], rest.join(".")) : undefined;
}

/** @param {string} language @param {number} count */
const plural = (language, count) => new Intl.PluralRules(language).select(count);

/** @param {string | number | undefined} value @param {string} language */
const shown = (value, language) => (typeof value === "number" ? value.toLocaleString(language) : value);
