/** What is shown in place of marks: bullets, task boxes, pictures. */
import { WidgetType } from "@codemirror/view";
import { icon, made } from "../elements.js";
import { say } from "../words.js";

/** @import { EditorView } from "@codemirror/view" */

export class Bullet extends WidgetType {
  /** @override */
  toDOM() {
    return made("span", { class: "w-bullet", "aria-hidden": "true" }, "•");
  }

  /** @override @returns {boolean} */
  eq() {
    return true;
  }
}

/** A box that can be ticked in place. */
export class TaskBox extends WidgetType {
  /** @param {boolean} done */
  constructor(done) {
    super();
    this.done = done;
  }

  /** @override @param {TaskBox} other */
  eq(other) {
    return other.done === this.done;
  }

  /** @override @param {EditorView} view */
  toDOM(view) {
    const box = made("input", { type: "checkbox", "aria-label": say("writing.task"), tabindex: "-1" });
    box.checked = this.done;
    box.addEventListener("change", () => {
      const at = view.posAtDOM(whole);
      view.dispatch({ changes: { from: at + 1, to: at + 2, insert: box.checked ? "x" : " " }, userEvent: "input" });
    });
    const whole = made("span", { class: "w-task" }, box);
    return whole;
  }

  /** @override */
  ignoreEvent() {
    return true;
  }
}

/** A small picture with its alternative text. */
export class Picture extends WidgetType {
  /** @param {string} source @param {string} alt */
  constructor(source, alt) {
    super();
    this.source = source;
    this.alt = alt;
  }

  /** @override @param {Picture} other */
  eq(other) {
    return other.source === this.source && other.alt === this.alt;
  }

  /** @override @param {EditorView} view */
  toDOM(view) {
    const image = made("img", { src: this.source, alt: this.alt, loading: "lazy", decoding: "async" });
    const missing = made("span", { class: "w-picture-name" }, icon("i-picture"), this.source);
    image.addEventListener("load", () => view.requestMeasure());
    image.addEventListener("error", () => {
      image.replaceWith(missing);
      view.requestMeasure();
    });
    const caption = this.alt || say("writing.no-alt");
    return made("span", { class: this.alt ? "w-picture" : "w-picture w-wanting" }, image, made("span", {}, caption));
  }

  /** @override */
  get estimatedHeight() {
    return 120;
  }

  /** @override */
  ignoreEvent() {
    return false;
  }
}
