// Files on their way to the server: two at once, each with its progress, each can be stopped.
import { announce, icon, made, one } from "../elements.js";
import { Refused, upload } from "../wire.js";
import { say } from "../words.js";

const AT_ONCE = 2;

/** @typedef {{take: (files: Iterable<File>, values?: Record<string, string>) => void}} Uploads */

/**
 * @param {() => string} into the folder that is looked at
 * @param {() => Promise<void>} again shows what has come
 * @returns {Uploads}
 */
export function openUploads(into, again) {
  const list = one("#uploads");
  /** @type {(() => Promise<void>)[]} */
  const waiting = [];
  let [running, come] = [0, 0];

  async function next() {
    if (running >= AT_ONCE) return;
    const send = waiting.shift();
    if (!send) return;
    running++;
    await send();
    running--;
    if (!running && !waiting.length && come) {
      announce(say("media.uploaded", { count: come }));
      come = 0;
    }
    next();
  }

  /** @param {Iterable<File>} files @param {Record<string, string>} [values] */
  function take(files, values) {
    for (const file of files) {
      const row = rowOf(file, list, () => add(file, row, values ?? { folder: into() }));
      list.append(row.root);
      add(file, row, values ?? { folder: into() });
    }
    list.hidden = !list.childElementCount;
  }

  /** @param {File} file @param {Row} row @param {Record<string, string>} values */
  function add(file, row, values) {
    waiting.push(async () => {
      if (row.stop.signal.aborted) return;
      try {
        await upload("/api/media", file, values, row.progress, row.stop.signal);
        come++;
        row.end();
        await again();
      } catch (error) {
        if (!row.stop.signal.aborted) row.failed(error instanceof Refused ? error.sentence : say("media.offline"), !(error instanceof Refused));
      }
    });
    next();
  }

  openDoors(take);
  return { take };
}

/** @typedef {{root: HTMLElement, stop: AbortController, progress: (done: number) => void, end: () => void, failed: (words: string, again: boolean) => void}} Row */

/**
 * @param {File} file
 * @param {HTMLElement} list
 * @param {() => void} once_more
 * @returns {Row}
 */
function rowOf(file, list, once_more) {
  const { name } = file;
  const bar = /** @type {HTMLProgressElement} */ (made("progress", { class: "progress", max: "1", value: "0", "aria-label": name }));
  const words = made("span", { class: "quiet" }, say("media.waiting"));
  const close = made("button", { type: "button", class: "button bare low square", "aria-label": say("media.stop", { name }), click: () => end(true) }, icon("i-close"));
  const root = made("li", {}, made("b", {}, made("bdi", {}, name)), bar, words, close);
  const row = { root, stop: new AbortController(), progress, end: () => end(false), failed };
  const all = megabytes(file.size);

  /** @param {number} done */
  function progress(done) {
    bar.value = done;
    words.textContent = say("media.progress", { done: megabytes(file.size * done), all });
  }

  /** @param {boolean} stopped */
  function end(stopped) {
    if (stopped) row.stop.abort();
    root.remove();
    list.hidden = !list.childElementCount;
  }

  /** @param {string} sentence @param {boolean} can */
  function failed(sentence, can) {
    const state = made("span", { class: "state", "data-state": "error", role: "alert" }, icon("i-problem"), sentence);
    const retry = made("button", { type: "button", class: "button bare low", click: () => {
      bar.value = 0;
      words.textContent = say("media.waiting");
      state.replaceWith(bar);
      retry.replaceWith(words);
      once_more();
    } }, say("media.again"));
    bar.replaceWith(state);
    words.replaceWith(can ? retry : made("span", {}));
    close.setAttribute("aria-label", say("media.clear", { name }));
  }
  return row;
}

/** @param {number} size */
const megabytes = (size) => (size < 1_000_000 ? say("media.kilobytes", { size: Math.round(size / 1000) }) : say("media.megabytes", { size: (size / 1_000_000).toFixed(1) }));

/** Where files come in: by the button, dropped anywhere, pasted. @param {(files: Iterable<File>) => void} take */
function openDoors(take) {
  const input = /** @type {HTMLInputElement} */ (one("#upload-files"));
  const veil = one("#drop-here");
  let over = 0;
  input.addEventListener("change", () => {
    take([...(input.files ?? [])]);
    input.value = "";
  });
  /** @param {DragEvent} event */
  const brings = (event) => event.dataTransfer?.types.includes("Files");
  addEventListener("dragenter", (event) => {
    if (brings(event) && ++over) veil.hidden = false;
  });
  addEventListener("dragleave", (event) => {
    if (brings(event) && --over <= 0) veil.hidden = true;
  });
  addEventListener("dragover", (event) => {
    if (brings(event)) event.preventDefault();
  });
  addEventListener("drop", (event) => {
    over = 0;
    veil.hidden = true;
    const files = [...(event.dataTransfer?.files ?? [])];
    if (!files.length) return;
    event.preventDefault();
    take(files);
  });
  addEventListener("paste", (event) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length) take(files);
  });
}
