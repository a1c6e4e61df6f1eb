import { isGroup } from "./values.js";

/**
 * @typedef {import("./types").Value} Value
 * @typedef {import("./types").Path} Path
 * @typedef {import("./types").Part} Part
 */

/**
 * Fields that belong together. What it has besides them (and nobody declared) stays.
 *
 * @implements {Part}
 */
export class Group {
  /** @param {HTMLElement} root @param {Map<string, Part>} parts @param {Value | undefined} base */
  constructor(root, parts, base) {
    this.root = root;
    this.parts = parts;
    this.base = base;
  }

  get changed() {
    return [...this.parts.values()].some((part) => part.edits([]).length > 0);
  }

  /** @returns {Value | undefined} */
  value() {
    if (!this.changed) return this.base;
    /** @type {{[name: string]: Value}} */
    const made = isGroup(this.base) ? { ...this.base } : {};
    for (const [name, part] of this.parts) {
      const value = part.value();
      if (value === undefined) delete made[name];
      else set(made, name, value);
    }
    return Object.keys(made).length ? made : undefined;
  }

  /** @param {Path} at @returns {import("./types").Edit[]} */
  edits(at) {
    if (!this.changed) return [];
    const value = this.value();
    if (value === undefined) return [{ at, remove: true }];
    if (!isGroup(this.base)) return [{ at, value }];
    return [...this.parts].flatMap(([name, part]) => part.edits([...at, name]));
  }

  /** @param {Value | undefined} value @param {Path} at @param {import("./types").Coming} coming */
  set(value, at, coming) {
    this.each(value, (part, inner, name) => part.set(inner, [...at, name], coming));
  }

  /** @param {Value | undefined} value */
  type(value) {
    const given = isGroup(value) ? value : {};
    for (const [name, part] of this.parts) part.type(Object.hasOwn(given, name) ? given[name] : undefined);
  }

  /** @param {Value | undefined} value */
  show(value) {
    this.each(value, (part, inner) => part.show(inner));
  }

  /** @param {Value | undefined} value */
  adopt(value) {
    this.each(value, (part, inner) => part.adopt(inner));
  }

  /** @param {Value | undefined} value @param {(part: Part, inner: Value | undefined, name: string) => void} act */
  each(value, act) {
    this.base = value;
    for (const [name, part] of this.parts) act(part, isGroup(value) && Object.hasOwn(value, name) ? value[name] : undefined, name);
  }

  /** @param {string | number} name */
  child(name) {
    return this.parts.get(String(name));
  }

  focus() {
    this.parts.values().next().value?.focus();
  }
}

/** A field may be called `__proto__`. @param {{[name: string]: Value}} made @param {string} name @param {Value} value */
function set(made, name, value) {
  Object.defineProperty(made, name, { value, enumerable: true, configurable: true, writable: true });
}
