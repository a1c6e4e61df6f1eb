import { say } from "../words.js";
import { fresh } from "./fresh.js";
import { same } from "./values.js";

/**
 * @typedef {import("./types").Value} Value
 * @typedef {import("./types").Path} Path
 * @typedef {import("./types").Part} Part
 * @typedef {import("./types").Coming} Coming
 * @typedef {{element: HTMLElement, part: Part}} Row
 */

/**
 * A list. While its rows are those that it was opened with, in their order, a change is one of its rows' fields; else
 * it is the whole list. A new row in which nothing stands yet does not count.
 *
 * @implements {Part}
 */
export class List {
  /**
   * @param {HTMLElement} root
   * @param {Value | undefined} base
   * @param {(row: HTMLElement, value: Value | undefined) => Part} open opens what is in a row
   */
  constructor(root, base, open) {
    this.root = root;
    this.base = base;
    this.open = open;
    this.place = /** @type {HTMLElement} */ (root.querySelector(":scope > [data-rows]"));
    this.template = /** @type {HTMLTemplateElement} */ (root.querySelector(":scope > template[data-new]"));
    const items = Array.isArray(base) ? base : [];
    /** @type {Row[]} */
    this.rows = [...this.place.children].map((element, index) => this.row(/** @type {HTMLElement} */ (element), items[index]));
    /** @type {Row[] | undefined} */
    this.opened = [...this.rows];
  }

  /** @param {HTMLElement} element @param {Value | undefined} value @returns {Row} */
  row(element, value) {
    return { element, part: this.open(element, value) };
  }

  /** A row that is not in the list yet, showing a value. @param {Value | undefined} value */
  made(value) {
    const element = fresh(this.template);
    const row = this.row(element, undefined);
    if (value !== undefined) row.part.show(value);
    return row;
  }

  /** Rows that say something. */
  get full() {
    return this.rows.filter((row) => row.part.value() !== undefined);
  }

  /** True if the rows are not those that it was opened with. */
  get shifted() {
    const full = this.full;
    return !this.opened || full.length !== this.opened.length || full.some((row, index) => row !== this.opened?.[index]);
  }

  /** @returns {Value | undefined} */
  value() {
    if (!this.shifted && !this.rows.some((row) => row.part.edits([]).length)) return this.base;
    const values = this.full.map((row) => /** @type {Value} */ (row.part.value()));
    return values.length ? values : undefined;
  }

  /** @param {Path} at @returns {import("./types").Edit[]} */
  edits(at) {
    if (!this.shifted) return this.full.flatMap((row, index) => row.part.edits([...at, index]));
    const value = this.value();
    if (same(value, this.base)) return [];
    if (value !== undefined) return [{ at, value }];
    return this.base === undefined || this.base === null ? [] : [{ at, remove: true }];
  }

  /** @param {Value | undefined} value @param {Path} at @param {Coming} coming */
  set(value, at, coming) {
    const items = Array.isArray(value) ? value : [];
    const now = this.value();
    const sent = coming.sent(at);
    if (!this.shifted && items.length === this.rows.length) {
      this.base = value;
      this.rows.forEach((row, index) => row.part.set(items[index], [...at, index], coming));
    } else if (same(now, value)) this.adopt(value);
    else if (sent && same(sent.value, now) && !coming.held(at)) this.show(value);
    else if (this.edits(at).length || coming.held(at)) this.hold(value);
    else this.show(value);
  }

  /** @param {Value | undefined} value */
  hold(value) {
    if (same(value, this.base)) return;
    this.base = value;
    this.opened = undefined;
  }

  /** @param {Value | undefined} value */
  type(value) {
    const items = Array.isArray(value) ? value : [];
    if (!this.shifted && items.length === this.rows.length) this.rows.forEach((row, index) => row.part.type(items[index]));
    else this.fill(items);
  }

  /** @param {Value | undefined} value */
  show(value) {
    this.fill(Array.isArray(value) ? value : []);
    this.adopt(value);
  }

  /** Rows that say the same stay as they are. @param {Value[]} items */
  fill(items) {
    const left = [...this.rows];
    this.rows = items.map((item) => {
      const found = left.findIndex((row) => same(row.part.value(), item));
      return found < 0 ? this.made(item) : /** @type {Row} */ (left.splice(found, 1)[0]);
    });
    this.place.replaceChildren(...this.rows.map((row) => row.element));
  }

  /** @param {Value | undefined} value */
  adopt(value) {
    const items = Array.isArray(value) ? value : [];
    this.base = value;
    this.opened = this.full;
    this.opened.forEach((row, index) => row.part.adopt(items[index]));
  }

  /** What a row is called: its first text, else its number. @param {Row} row */
  nameOf(row) {
    const box = row.element.querySelector("input:not([type=file]):not([type=checkbox]), textarea, select");
    const text = box instanceof HTMLInputElement || box instanceof HTMLTextAreaElement || box instanceof HTMLSelectElement ? box.value : "";
    return text.trim().slice(0, 80) || say("fields.row", { number: this.rows.indexOf(row) + 1 });
  }

  /** @param {string | number} name */
  child(name) {
    return this.full[Number(name)]?.part;
  }

  focus() {
    const first = this.rows[0];
    if (first) first.part.focus();
    else /** @type {HTMLElement | null} */ (this.root.querySelector("[data-add]"))?.focus();
  }
}
