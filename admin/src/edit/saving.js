// Drafts are shown at once and saved when typing pauses. Nothing that was typed is lost: until the server has said that
// it has it, it is kept in this browser.
import { Refused, Unreachable, send } from "../wire.js";

const KEEP_AFTER = 40; // milliseconds after a key before the draft is kept in this browser
const SHOW_AFTER = 40; // … of quiet before the page is asked for
const SAVE_AFTER = 500; // … before it is saved
const SAVE_AT_LEAST = 4000; // … and however fast somebody types
const RETRY_AFTER = 3000;
const HOPELESS = [400, 403, 413, 422]; // the same again would be refused again; another key may help

/**
 * @typedef {{path: string, version: string, change: string}} Place
 * @typedef {{edits: import("../form/types").Edit[], body: string | null}} Draft
 *
 * @param {object} options
 * @param {{keep(draft: unknown): void, forget(): Promise<unknown>}} options.kept
 * @param {Place} options.place where it goes; `version` moves on with every save
 * @param {() => Draft} options.draft what differs from the version
 * @param {() => string} options.asOf
 * @param {(answer: any) => void} options.onShown the page as the draft would have it
 * @param {(answer: any, sent: Draft) => void} options.onSaved
 * @param {(answer: any) => void} options.onClash
 * @param {(state: "saved" | "saving" | "paused", why?: Refused | Unreachable | "clash") => void} options.onState
 */
export function openSaving({ kept, place, draft, asOf, onShown, onSaved, onClash, onState }) {
  const timers = { keep: 0, show: 0, save: 0 };
  let since = 0;
  let showing = false;
  let again = false;
  let dirty = false;
  let behind = false; // others did something that this window has not taken in
  /** @type {"" | "clash" | "fault"} */
  let paused = "";
  /** @type {Draft | null} what is on its way: it may be saved already when nobody can say so any more */
  let sent = null;
  /** @type {Promise<void> | null} */
  let running = null;

  function changed() {
    dirty = true;
    if (!paused) onState("saving");
    timers.keep ||= window.setTimeout(keepNow, KEEP_AFTER);
    clearTimeout(timers.show);
    timers.show = window.setTimeout(shown, SHOW_AFTER);
    if (paused !== "clash") soon();
  }

  function soon() {
    const now = Date.now();
    since ||= now;
    clearTimeout(timers.save);
    timers.save = window.setTimeout(() => void saved(), Math.min(SAVE_AFTER, Math.max(0, since + SAVE_AT_LEAST - now)));
  }

  function keepNow() {
    timers.keep = 0;
    if (dirty || sent) kept.keep({ ...place, ...draft(), sent, when: Date.now() });
  }

  async function shown() {
    if (showing) {
      again = true;
      return;
    }
    showing = true;
    try {
      onShown(await send("/api/draft", { ...place, ...draft(), as_of: asOf() }));
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
    behind ||= catchUp;
    if (running) return running;
    if (paused === "clash" || !(dirty || behind)) return undefined;
    running = once();
    await running;
    running = null;
    if ((dirty || behind) && !paused) soon();
    return undefined;
  }

  async function once() {
    clearTimeout(timers.save);
    const catchUp = behind;
    dirty = behind = false;
    since = 0;
    sent = draft();
    try {
      const answer = await send("/api/save", { ...place, ...sent, catch_up: catchUp });
      if (answer.clashes?.length) return clashed(answer);
      place.version = answer.version;
      const saving = sent;
      sent = null;
      if (paused) void shown(); // the page has not followed meanwhile
      paused = "";
      onSaved(answer, saving);
      if (dirty) return keepNow();
      clearTimeout(timers.keep);
      timers.keep = 0;
      await kept.forget();
      if (!dirty) onState("saved");
    } catch (error) {
      dirty = true;
      behind ||= catchUp;
      failed(error);
    }
    return undefined;
  }

  /** @param {any} answer */
  function clashed(answer) {
    dirty = true;
    sent = null;
    paused = "clash";
    onState("paused", "clash");
    onClash(answer);
  }

  /** @param {unknown} error */
  function failed(error) {
    if (!(error instanceof Refused) && !(error instanceof Unreachable)) throw error;
    paused = "fault";
    onState("paused", error);
    const hopeless = error instanceof Refused && HOPELESS.includes(error.status) && error.why !== "stale";
    if (!hopeless) timers.save = window.setTimeout(() => void saved(), RETRY_AFTER);
  }

  /** Go on: the network is there again, somebody has signed in, a clash is settled. */
  function resume() {
    const was = paused;
    paused = "";
    if (dirty || behind) void saved();
    else if (was) onState("saved");
  }

  const retry = () => paused === "fault" && void saved();
  window.addEventListener("online", retry);
  window.addEventListener("focus", retry);
  window.addEventListener("pagehide", () => {
    // As far as it is small enough; the rest is kept in this browser.
    if (dirty && !paused) send("/api/save", { ...place, ...draft() }, { last: true }).then(kept.forget, () => {});
  });
  window.addEventListener("beforeunload", (event) => {
    if (dirty && paused) event.preventDefault();
  });

  return {
    changed,
    shown,
    resume,
    /** Save now. @returns {Promise<boolean>} whether everything is saved */
    async now() {
      clearTimeout(timers.save);
      await running;
      await saved();
      return !dirty && !paused;
    },
    catchUp: () => saved({ catchUp: true }),
    /** Settled elsewhere: what stands here is saved as this version. @param {string} version */
    settled(version) {
      place.version = version;
      dirty = false;
      void kept.forget();
      resume();
    },
  };
}
