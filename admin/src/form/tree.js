import { Group } from "./group.js";
import { KINDS } from "./kinds.js";
import { Leaf } from "./leaf.js";
import { List } from "./list.js";
import { Rows } from "./rows.js";
import { openRaw } from "./kinds/raw.js";
import { isGroup } from "./values.js";

/**
 * @typedef {import("./types").Value} Value
 * @typedef {import("./types").Part} Part
 * @typedef {import("./types").Around} Around
 */

/**
 * Opens every field of a form.
 *
 * @param {HTMLElement} root @param {Value} values @param {Around} around
 */
export function openAll(root, values, around) {
  return new Group(root, partsIn(root, values, around), values);
}

/**
 * The fields in an element that are not in another field of it, by name.
 *
 * @param {HTMLElement} root @param {Value | undefined} values @param {Around} around
 */
function partsIn(root, values, around) {
  /** @type {Map<string, Part>} */
  const parts = new Map();
  for (const field of outermost(root)) {
    const name = field.dataset["field"] ?? "";
    const value = isGroup(values) && Object.hasOwn(values, name) ? values[name] : undefined;
    parts.set(name, openPart(field, value, around));
  }
  return parts;
}

/** @param {HTMLElement} root @returns {HTMLElement[]} */
const outermost = (root) =>
  /** @type {HTMLElement[]} */ ([...root.querySelectorAll("[data-field]")]).filter(
    (field) => field.parentElement?.closest("[data-field]") === root.closest("[data-field]"),
  );

/** @param {HTMLElement} field @param {Value | undefined} value @param {Around} around @returns {Part} */
function openPart(field, value, around) {
  const kind = field.dataset["kind"] ?? "";
  if (kind === "group") return new Group(field, partsIn(field, value, around), value);
  if (kind === "list") {
    const list = new List(field, value, (row, item) => openPart(/** @type {HTMLElement} */ (row.querySelector("[data-field]")), item, around));
    new Rows(list, around);
    return list;
  }
  return new Leaf(field, (KINDS[kind] ?? openRaw)(field, around, value), value);
}
