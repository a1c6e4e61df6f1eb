/** Pictures and files that are dropped, pasted or chosen: a place in the text tells how far they are, then they are text. */
import { Facet, StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, WidgetType } from "@codemirror/view";
import { icon, made } from "../elements.js";
import { say } from "../words.js";

/** @import { Extension } from "@codemirror/state" */
/** @import { DecorationSet } from "@codemirror/view" */

/**
 * Takes a file in. `progress` is told a number from 0 to 1; the promise gives the path for the text, or fails with a
 * sentence as its message.
 *
 * @typedef {(file: File, progress: (done: number) => void) => Promise<{path: string}>} Upload
 */

/** @type {Facet<Upload, Upload | undefined>} */
const uploader = Facet.define({ combine: (given) => given[0] });

/** @type {import("@codemirror/state").StateEffectType<{at: number, place: Place}>} */
const begun = StateEffect.define({ map: ({ at, place }, mapping) => ({ at: mapping.mapPos(at, 1), place }) });
/** @type {import("@codemirror/state").StateEffectType<Place>} */
const ended = StateEffect.define();

/** The place of one file in the text. */
class Place extends WidgetType {
  /** @param {File} file */
  constructor(file) {
    super();
    this.file = file;
    this.bar = made("progress", { class: "progress", max: 1, value: 0, "aria-label": say("writing.uploading", { name: file.name }) });
    this.words = made("span", {}, say("writing.uploading", { name: file.name }));
    this.dom = made("span", { class: "w-upload" }, icon("i-upload"), this.words, this.bar);
  }

  /** @override @param {Place} other */
  eq(other) {
    return other === this;
  }

  /** @override */
  toDOM() {
    return this.dom;
  }

  /** @override */
  ignoreEvent() {
    return true;
  }

  /** @param {string} message @param {() => void} again @param {() => void} leave */
  failed(message, again, leave) {
    const button = (/** @type {string} */ words, /** @type {() => void} */ press) => made("button", { type: "button", class: "fix", click: press }, words);
    this.dom.classList.add("w-failed");
    this.dom.replaceChildren(icon("i-problem"), made("span", { role: "alert" }, say("writing.not-uploaded", { name: this.file.name }), " ", message),
      button(say("writing.again"), again), button(say("writing.leave-out"), leave));
  }
}

/** @type {StateField<DecorationSet>} */
const places = StateField.define({
  create: () => Decoration.none,
  update(value, tr) {
    let now = value.map(tr.changes);
    for (const effect of tr.effects) {
      if (effect.is(begun)) now = now.update({ add: [Decoration.widget({ widget: effect.value.place, side: 1 }).range(effect.value.at)] });
      if (effect.is(ended)) now = now.update({ filter: (_from, _to, one) => one.spec.widget !== effect.value });
    }
    return now;
  },
  provide: (own) => EditorView.decorations.from(own),
});

/** @param {EditorView} view @param {Place} place @returns {number | null} */
function whereIs(view, place) {
  for (let at = view.state.field(places).iter(); at.value; at.next()) if (at.value.spec.widget === place) return at.from;
  return null;
}

/** @param {EditorView} view @param {File[]} files @param {number} at */
export function take(view, files, at) {
  const upload = view.state.facet(uploader);
  if (!upload) return false;
  for (const file of files) {
    const place = new Place(file);
    view.dispatch({ effects: begun.of({ at, place }) });
    void send(view, upload, place);
  }
  return files.length > 0;
}

/** @param {EditorView} view @param {Upload} upload @param {Place} place */
async function send(view, upload, place) {
  try {
    const { path } = await upload(place.file, (done) => (place.bar.value = done));
    settle(view, place, path);
  } catch (problem) {
    const again = () => {
      const at = whereIs(view, place);
      view.dispatch({ effects: ended.of(place) });
      if (at !== null) take(view, [place.file], at);
    };
    place.failed(problem instanceof Error ? problem.message : "", again, () => view.dispatch({ effects: ended.of(place) }));
    view.requestMeasure();
  }
}

/** Puts what was taken in where its place is. @param {EditorView} view @param {Place} place @param {string} path */
function settle(view, place, path) {
  const at = whereIs(view, place);
  if (at === null) return;
  const address = /[\s()<>]/.test(path) ? `<${path}>` : path;
  const text = place.file.type.startsWith("image/") ? `![](${address})` : `[${place.file.name.replace(/[[\]\\]/g, "\\$&")}](${address})`;
  const line = view.state.doc.lineAt(at);
  const before = at > line.from && line.text.trim() ? (at === line.to ? "\n\n" : " ") : "";
  view.dispatch({ changes: { from: at, insert: before + text }, effects: ended.of(place), userEvent: "input.upload" });
}

/** Lets the person choose pictures of their own. @param {EditorView} view */
export function chooseFiles(view) {
  const input = made("input", { type: "file", accept: "image/*", multiple: true });
  input.addEventListener("change", () => {
    take(view, [...(input.files ?? [])], view.state.selection.main.head);
    view.focus();
  });
  input.click();
}

/** @param {Upload | undefined} upload @returns {Extension} */
export const uploading = (upload) => [
  places,
  upload ? uploader.of(upload) : [],
  EditorView.domEventHandlers({
    drop(event, view) {
      const files = [...(event.dataTransfer?.files ?? [])];
      if (!files.length || !view.state.facet(uploader)) return false;
      event.preventDefault();
      return take(view, files, view.posAtCoords({ x: event.clientX, y: event.clientY }) ?? view.state.doc.length);
    },
  }),
];
