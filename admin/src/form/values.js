/**
 * Values of a page: when two are the same, and what a typed text means.
 *
 * @typedef {import("./types").Value} Value
 */

/** @param {unknown} one @param {unknown} other @returns {boolean} */
export function same(one, other) {
  if (Object.is(one, other)) return true;
  if (typeof one !== "object" || typeof other !== "object" || !one || !other) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const names = Object.keys(one);
  const these = /** @type {Record<string, unknown>} */ (one);
  const those = /** @type {Record<string, unknown>} */ (other);
  return names.length === Object.keys(other).length && names.every((name) => name in those && same(these[name], those[name]));
}

/** @param {Value | undefined} value @returns {value is {[name: string]: Value}} */
export const isGroup = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** The text that a control shows for a value. @param {Value | undefined} value */
export const asText = (value) => (value === undefined || value === null ? "" : typeof value === "string" ? value : JSON.stringify(value));

/**
 * A number as a page has it; one that the browser would round stays text, and so does what is no number.
 *
 * @param {string} text
 * @returns {number | string}
 */
export function asNumber(text) {
  const number = Number(text);
  const exact = Number.isFinite(number) && (!Number.isInteger(number) || Number.isSafeInteger(number));
  return text.trim() && exact ? number : text;
}

/**
 * What a text means that is typed where a value of some kind is wanted, or in place of `base`, whose kind nobody told.
 *
 * @param {string} text
 * @param {string} wants
 * @param {Value | undefined} base
 * @returns {Value | undefined}
 */
export function meant(text, wants, base) {
  if (text === "") return undefined;
  if (typeof base === "object" && base !== null) return structure(text) ?? text;
  if (wants === "number" || (wants === "any" && typeof base === "number")) return asNumber(text);
  if ((wants === "boolean" || typeof base === "boolean") && /^(true|false)$/.test(text)) return text === "true";
  if (wants === "list") return text.split(",").map((one) => one.trim()).filter(Boolean);
  return text;
}

/** @param {string} text @returns {Value | undefined} */
function structure(text) {
  try {
    const value = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
