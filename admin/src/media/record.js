// What is known of the file at the side: what it shows, and what stays in view when it is cropped. Saved as one goes.
import { announce, one } from "../elements.js";
import { openFocal } from "../form/kinds/focal.js";
import { Refused, send } from "../wire.js";
import { say } from "../words.js";

const PAUSE = 500; // milliseconds after the last change, as on the editing screen
const AGAIN = 2000; // milliseconds until an unreachable server is tried anew

/** @typedef {{alt?: string, focal?: [number, number] | null}} Said */

/**
 * @param {HTMLElement} main
 * @param {import("./shelf.js").Shelf} shelf
 */
export function openRecord(main, shelf) {
  /** @type {Map<string, Said>} What is said of which file, and not saved yet. It outlives the files on the screen. */
  const unsaved = new Map();
  let pause = 0;
  let isSaving = false;
  const place = () => document.getElementById("record");
  const path = () => place()?.dataset["path"] ?? "";

  /** @param {string} words @param {boolean} [isWrong] */
  const tell = (words, isWrong = false) => {
    const state = document.getElementById("record-state");
    if (!state) return;
    state.textContent = words;
    state.classList.toggle("wanted", isWrong);
  };

  /** @param {string} of @param {Said} said @param {number} [wait] */
  const keep = (of, said, wait = PAUSE) => {
    unsaved.set(of, { ...unsaved.get(of), ...said });
    tell(say("media.record_saving"));
    clearTimeout(pause);
    pause = setTimeout(save, wait);
  };

  async function save() {
    clearTimeout(pause);
    if (isSaving) return;
    isSaving = true;
    for (const [of, said] of unsaved) {
      unsaved.delete(of);
      try {
        await send("/api/media/record", { path: of, ...said });
        if (of === path() && !unsaved.has(of)) tell(say("media.record_saved"));
      } catch (error) {
        if (error instanceof Refused) tell(error.sentence, true);
        else {
          unsaved.set(of, { ...said, ...unsaved.get(of) });
          tell(say("media.record_paused"), true);
          pause = setTimeout(save, AGAIN);
          break;
        }
      }
    }
    isSaving = false;
    if (unsaved.size && !document.querySelector("#record-state.wanted")) pause = setTimeout(save, PAUSE);
  }

  /** The side was drawn anew: what is not saved yet stands in it all the same. */
  function open() {
    const frame = document.getElementById("record-picture");
    const said = unsaved.get(path());
    const words = /** @type {HTMLTextAreaElement | null} */ (document.getElementById("record-alt"));
    if (words && said?.alt !== undefined) words.value = said.alt;
    if (frame) openPoint(frame, (focal) => keep(path(), { focal }), said?.focal);
  }

  main.addEventListener("input", (event) => {
    const words = /** @type {HTMLTextAreaElement} */ (event.target);
    if (words.id === "record-alt") keep(path(), { alt: words.value });
  });
  main.addEventListener("change", async (event) => {
    if (/** @type {HTMLElement} */ (event.target).id !== "record-alt") return;
    await save();
    if (!unsaved.size) await shelf.again(); // who wants words is counted anew
  });
  addEventListener("pagehide", () => {
    for (const [of, said] of unsaved) void send("/api/media/record", { path: of, ...said }, { last: true }).catch(() => {});
  });
  shelf.onShown(open);
  open();
}

/**
 * The circle on the picture: dragged, moved by arrow keys, or put where one clicks.
 *
 * @param {HTMLElement} frame
 * @param {(focal: [number, number]) => void} moved
 * @param {[number, number] | null} [unsaved]
 */
function openPoint(frame, moved, unsaved) {
  const circle = one(".focal", frame);
  const changed = () => moved([Number(circle.dataset["x"]) / 100, Number(circle.dataset["y"]) / 100]);
  const point = openFocal(frame, { changed, announce });
  point.shown(true);
  if (unsaved) point.put(`${Math.round(unsaved[0] * 100)}`, `${Math.round(unsaved[1] * 100)}`);
  frame.addEventListener("click", (event) => {
    if (event.target === circle) return;
    const box = frame.getBoundingClientRect();
    const shares = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
    const [x, y] = shares.map((share) => `${Math.round(Math.min(1, Math.max(0, share)) * 100)}`);
    point.put(x ?? "", y ?? "");
    circle.focus();
    changed();
    announce(say("fields.focal_at", { x: x ?? "", y: y ?? "" }));
  });
}
