import { same } from "./values.js";

/**
 * @typedef {import("./types").Value} Value
 * @typedef {import("./types").Path} Path
 * @typedef {import("./types").Coming} Coming
 * @typedef {import("./types").Control} Control
 * @typedef {import("./types").Part} Part
 */

/**
 * A field with one value. It is changed when its control reads otherwise than when it was opened: so what the browser
 * does to a value by showing it is no change.
 *
 * @implements {Part}
 */
export class Leaf {
  /** @param {HTMLElement} root @param {Control} control @param {Value | undefined} base */
  constructor(root, control, base) {
    this.root = root;
    this.control = control;
    this.base = base;
    this.opened = control.read();
    this.required = root.hasAttribute("data-required");
  }

  get changed() {
    return !same(this.control.read(), this.opened);
  }

  value() {
    return this.changed ? this.typed() : this.base;
  }

  /** What is typed; a required field that is emptied is empty, it is not gone. @returns {Value | undefined} */
  typed() {
    const value = this.control.read();
    return value === undefined && this.required && this.base !== undefined ? "" : value;
  }

  /** @param {Path} at @returns {import("./types").Edit[]} */
  edits(at) {
    if (!this.changed) return [];
    const value = this.typed();
    if (value !== undefined) return [{ at, value }];
    return this.base === undefined ? [] : [{ at, remove: true }];
  }

  /** @param {Value | undefined} value @param {Path} at @param {Coming} coming */
  set(value, at, coming) {
    const sent = coming.sent(at);
    const held = coming.held(at);
    const saved = sent && same(sent.value, this.typed());
    if (saved && (held || same(sent.value, value ?? undefined))) this.adopt(value);
    else if (saved) this.show(value);
    else if (held || this.changed) this.hold(value, sent);
    else if (!same(value ?? undefined, this.base ?? undefined)) this.show(value);
  }

  /**
   * What is typed stays; what it differs from is another value now.
   *
   * @param {Value | undefined} value @param {{value: Value | undefined} | undefined} sent
   */
  hold(value, sent) {
    if (same(value ?? undefined, this.base ?? undefined)) return;
    this.base = value;
    this.opened = sent ? sent.value : (value ?? undefined);
  }

  /** @param {Value | undefined} value */
  type(value) {
    if (!same(value ?? undefined, this.value())) this.control.write(value ?? undefined);
  }

  /** @param {Value | undefined} value */
  show(value) {
    this.control.write(value ?? undefined);
    this.adopt(value);
  }

  /** @param {Value | undefined} value */
  adopt(value) {
    this.base = value;
    this.opened = this.control.read();
  }

  child() {
    return undefined;
  }

  focus() {
    this.control.focus();
  }
}
