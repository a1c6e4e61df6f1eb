import { say } from "../words.js";
import { dragged } from "./dragging.js";

/**
 * @typedef {import("./list").List} List
 * @typedef {import("./list").Row} Row
 * @typedef {import("./types").Around} Around
 */

/** What a person does to the rows of a list: add, duplicate, remove and take back, move. */
export class Rows {
  /** @param {List} list @param {Around} around */
  constructor(list, around) {
    this.list = list;
    this.around = around;
    this.tools = /** @type {HTMLElement} */ (list.root.querySelector(":scope > [data-tools]"));
    this.tools.hidden = false;
    this.awake();
    this.tools.addEventListener("click", (event) => this.onTool(event));
    list.place.addEventListener("click", (event) => this.onClick(event));
    list.place.addEventListener("keydown", (event) => this.onKey(event));
    list.place.addEventListener("pointerdown", (event) => this.onPointer(event));
  }

  /** Shows the tools of every row. */
  awake() {
    for (const row of this.list.rows) {
      for (const tool of row.element.querySelectorAll(":scope > .handle")) /** @type {HTMLElement} */ (tool).hidden = false;
    }
    const group = this.list.root.closest("details.group");
    const count = group?.querySelector(":scope > summary > [data-count]");
    if (count && this.list.root.parentElement?.parentElement === group) count.textContent = String(this.list.rows.length);
  }

  /** @param {Event} event */
  onTool(event) {
    const button = /** @type {Element} */ (event.target).closest("button");
    if (button?.hasAttribute("data-add")) this.add();
    if (button?.hasAttribute("data-undo")) this.undo?.();
  }

  /** @param {Event} event */
  onClick(event) {
    const tool = /** @type {Element} */ (event.target).closest(".handle");
    const row = this.rowOf(tool);
    if (!row || tool?.parentElement !== row.element) return;
    if (tool.hasAttribute("data-remove")) this.remove(row);
    if (tool.hasAttribute("data-copy")) this.copy(row);
  }

  /** The row of this list (not of one in it) that an element belongs to. @param {Element | null} element */
  rowOf(element) {
    return this.list.rows.find((row) => row.element.contains(element));
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    const way = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const target = /** @type {Element} */ (event.target);
    if (!event.altKey || !way || target instanceof HTMLSelectElement || event.defaultPrevented) return;
    const row = this.rowOf(target);
    if (!row || target.closest("[data-rows]") !== this.list.place) return;
    event.preventDefault();
    this.move(row, this.list.rows.indexOf(row) + way);
    if (target instanceof HTMLElement) target.focus();
  }

  /** @param {PointerEvent} event */
  onPointer(event) {
    const handle = /** @type {Element} */ (event.target).closest("[data-move]");
    const row = this.rowOf(handle);
    if (!(handle instanceof HTMLElement) || !row || handle.parentElement !== row.element || event.button) return;
    event.preventDefault();
    handle.focus();
    const start = this.list.rows.indexOf(row);
    dragged(handle, event, row.element, () => this.list.rows.map((one) => one.element), {
      over: (index) => this.place(row, index),
      end: (kept) => (kept ? this.moved(row, start) : this.place(row, start)),
    });
  }

  /** @param {Row} row @param {number} to */
  move(row, to) {
    if (to < 0 || to >= this.list.rows.length) return;
    const from = this.list.rows.indexOf(row);
    this.place(row, to);
    this.moved(row, from);
  }

  /** @param {Row} row @param {number} from */
  moved(row, from) {
    if (this.list.rows.indexOf(row) !== from) this.done("fields.moved", row);
  }

  /** Puts a row at a place, whether it is in the list or not. @param {Row} row @param {number} index */
  place(row, index) {
    const rows = this.list.rows.filter((one) => one !== row);
    rows.splice(index, 0, row);
    this.list.rows = rows;
    this.list.place.insertBefore(row.element, rows[index + 1]?.element ?? null);
  }

  add() {
    const row = this.list.made(undefined);
    this.place(row, this.list.rows.length);
    this.done("fields.row_added", row);
    row.part.focus();
  }

  /** @param {Row} row */
  copy(row) {
    const copy = this.list.made(structuredClone(row.part.value()));
    this.place(copy, this.list.rows.indexOf(row) + 1);
    this.done("fields.row_copied", copy);
    copy.part.focus();
  }

  /** @param {Row} row */
  remove(row) {
    const index = this.list.rows.indexOf(row);
    const name = this.list.nameOf(row);
    this.list.rows = this.list.rows.filter((one) => one !== row);
    row.element.remove();
    this.offerUndo(say("fields.row_removed", { name }), () => {
      this.place(row, Math.min(index, this.list.rows.length));
      this.done("fields.put_back", row);
      row.part.focus();
    });
    this.awake();
    this.around.announce(say("fields.row_removed", { name }));
    this.around.changed();
    /** @type {HTMLElement | null} */ (this.tools.querySelector("[data-undo]"))?.focus();
  }

  /** @param {string} sentence @param {() => void} undo */
  offerUndo(sentence, undo) {
    this.tools.querySelector("[data-removed]")?.remove();
    const line = document.createElement("span");
    line.dataset["removed"] = "";
    line.className = "removed";
    const words = document.createElement("bdi");
    words.textContent = sentence;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button bare low";
    button.dataset["undo"] = "";
    button.textContent = say("fields.undo");
    line.append(words, button);
    this.tools.append(line);
    this.undo = undo;
  }

  /** After every change of the rows but a removal, which can be taken back. @param {string} words @param {Row} row */
  done(words, row) {
    this.tools.querySelector("[data-removed]")?.remove();
    this.undo = undefined;
    this.awake();
    const position = this.list.rows.indexOf(row);
    const count = this.list.rows.length;
    this.around.announce(say(words, { name: this.list.nameOf(row), position: ordinal(position), count: number(count) }));
    this.around.changed();
  }
}

/** @param {number} index */
const ordinal = (index) => say("fields.ordinals").split(" ")[index] ?? String(index + 1);
/** @param {number} count */
const number = (count) => say("fields.numbers").split(" ")[count - 1] ?? String(count);
