// Drafts are shown at once and saved when typing pauses. Nothing that was typed is lost: until the server has said that
// it has it, it is kept in this browser.
import { Refused, Unreachable, send } from "../wire.js";
import { forget, keep } from "./kept.js";

const SHOW_AFTER = 40; // milliseconds of quiet before the page is asked for
const SAVE_AFTER = 500; // … before it is saved
const SAVE_AT_LEAST = 4000; // … and however fast somebody types
const RETRY_AFTER = 2000;

/**
 * @typedef {{path: string, version: string, change: string}} Place
 * @typedef {{edits: import("../form/types").Edit[], body: string | null}} Draft
 *
 * @param {object} options
 * @param {string} options.key what the draft is kept under
 * @param {Place} options.place where it goes; `version` moves on with every save
 * @param {() => Draft} options.draft what differs from the version
 * @param {() => string} options.asOf
 * @param {(answer: any) => void} options.onShown the page as the draft would have it
 * @param {(answer: any, sent: Draft) => void} options.onSaved
 * @param {(answer: any) => void} options.onClash
 * @param {(state: "saved" | "saving" | "paused", why?: string) => void} options.onState
 */
export function openSaving({ key, place, draft, asOf, onShown, onSaved, onClash, onState }) {
  let show = 0;
  let save = 0;
  let since = 0;
  let showing = false;
  let saving = false;
  let again = false;
  let dirty = false;
  let stopped = false;

  function changed() {
    dirty = true;
    onState("saving");
    clearTimeout(show);
    show = window.setTimeout(shown, SHOW_AFTER);
    const now = Date.now();
    since ||= now;
    clearTimeout(save);
    save = window.setTimeout(() => void saved(), Math.min(SAVE_AFTER, Math.max(0, since + SAVE_AT_LEAST - now)));
  }

  const payload = () => ({ ...place, ...draft(), as_of: asOf() });

  async function shown() {
    if (showing) {
      again = true;
      return;
    }
    showing = true;
    const now = payload();
    if (dirty) void keep(key, { ...now, when: Date.now() }).catch(() => {});
    try {
      onShown(await send("/api/draft", now));
    } catch (error) {
      if (!(error instanceof Unreachable) && !(error instanceof Refused)) throw error;
    } finally {
      showing = false;
      if (again) {
        again = false;
        void shown();
      }
    }
  }

  /** @param {{catchUp?: boolean}} [options] `catchUp`: also when nothing was typed, to take in what others did */
  async function saved({ catchUp = false } = {}) {
    if (saving || stopped || !(dirty || catchUp)) return;
    saving = true;
    dirty = false;
    since = 0;
    const sent = draft();
    try {
      const answer = await send("/api/save", { ...place, ...sent, catch_up: catchUp });
      if (answer.clashes?.length) {
        dirty = true;
        stopped = true;
        onClash(answer);
      } else {
        place.version = answer.version;
        onSaved(answer, sent);
        if (!dirty) {
          await forget(key).catch(() => {});
          onState("saved");
        }
      }
    } catch (error) {
      dirty = true;
      failed(error);
    } finally {
      saving = false;
      if (dirty && !stopped) save = window.setTimeout(() => void saved(), SAVE_AFTER);
    }
  }

  /** @param {unknown} error */
  function failed(error) {
    if (error instanceof Refused) onState("paused", error.sentence);
    else if (error instanceof Unreachable) onState("paused", "offline");
    else throw error;
    stopped = true;
    window.setTimeout(resume, RETRY_AFTER);
  }

  function resume() {
    stopped = false;
    if (dirty) void saved();
  }

  window.addEventListener("online", resume);
  window.addEventListener("pagehide", () => {
    // As far as it is small enough; the rest is kept in this browser.
    if (dirty) send("/api/save", { ...place, ...draft() }, { last: true }).then(() => forget(key), () => {});
  });
  window.addEventListener("beforeunload", (event) => {
    if (dirty && stopped) event.preventDefault();
  });

  /** Save now, and wait until it is done. */
  async function now() {
    clearTimeout(save);
    while (saving) await new Promise((resolve) => setTimeout(resolve, 20));
    await saved();
  }

  return { changed, shown, resume, now, catchUp: () => saved({ catchUp: true }), isDirty: () => dirty || saving };
}
