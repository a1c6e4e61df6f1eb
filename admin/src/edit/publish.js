// The whole decision as one sentence. Afterwards: the address, Undo, and how far the public site is.
import { icon, made, one } from "../elements.js";
import { toast } from "../screen/toast.js";
import { Refused, Unreachable, ask, send } from "../wire.js";
import { say } from "../words.js";
import { drawn } from "./differences.js";
import { openPlanning } from "./planning.js";
import { stops } from "./problems.js";

const SIGNS = { good: "i-check", mild: "i-info", bad: "i-problem" };

/**
 * @param {object} options
 * @param {string} options.path
 * @param {() => string} options.title
 * @param {() => string} options.address of the page within the site
 * @param {() => import("./problems.js").Problem[]} options.problems
 * @param {() => Promise<boolean>} options.settled waits until everything is saved; false if that cannot be
 * @param {(answer: any) => void} options.onClash
 * @param {() => void} options.onDone
 * @param {() => boolean} options.isUnseen whether nobody has ever seen the page
 * @param {() => unknown} options.planned when it is to go public, as it says itself
 * @param {(moment: string) => Promise<boolean>} options.onPlan has it say so; false if that could not be saved
 */
export function openPublish({ path, title, address, problems, settled, onClash, onDone, isUnseen, planned, onPlan }) {
  const panel = /** @type {HTMLDialogElement} */ (one("#publish"));
  const notice = one("#publish-notice");
  const decide = /** @type {HTMLButtonElement | null} */ (document.getElementById("decide")); // who may not publish looks only
  /** @type {HTMLElement | undefined} where it is told how far the public site is */
  let progress;
  let far = ""; // what was told last: that may come before the answer to what it is about
  const planning = openPlanning(() => last && show(...last));
  /** @type {[any, any] | undefined} what was found out for the panel */
  let last;

  async function open() {
    if (!(await settled())) return toast(say("publish.unsaved"));
    if (!panel.open) panel.showModal();
    last = undefined;
    planning.show(Boolean(decide) && isUnseen(), planned());
    sentence(say("publish.sentence", { title: title() }));
    const known = problems().filter(stops).length;
    judge(known);
    if (!known) wait();
    try {
      const [difference, altered] = await Promise.all([ask(`/api/difference?path=${encodeURIComponent(path)}`), ask("/api/altered")]);
      last = [difference, altered];
      show(difference, altered);
    } catch (error) {
      say_so("bad", error instanceof Refused ? error.sentence : say("edit.offline"));
      if (!(error instanceof Refused || error instanceof Unreachable)) throw error;
    }
  }

  /** What the change does to the rest of the site is not known yet. */
  function wait() {
    say_so("mild", say("publish.looking"));
    if (decide) decide.disabled = true;
  }

  /** The sentence, with the page's title as a title. @param {string} words */
  function sentence(words) {
    const [before = "", ...after] = words.split(title());
    one("#publish-sentence").replaceChildren(...(after.length && title() ? [before, made("i", {}, title()), after.join(title())] : [words]));
  }

  /** @param {keyof typeof SIGNS} kind @param {string} words @param {...Node} ways */
  function say_so(kind, words, ...ways) {
    notice.className = `notice ${kind}`;
    notice.replaceChildren(icon(SIGNS[kind]), made("span", {}, words), ...ways);
  }

  /** @param {number} count of problems that stop it */
  function judge(count) {
    say_so(count ? "bad" : "good", count ? say("publish.stopped", { count }) : say("publish.ready"));
    if (decide) decide.disabled = count > 0;
  }

  /** @param {any} difference @param {any} altered */
  function show(difference, altered) {
    const others = Math.max(0, altered.count - 1);
    const files = difference.files - 1;
    const later = planning.moment();
    if (decide) decide.textContent = say(later ? "publish.plan" : "publish.now");
    const main = later ? say("publish.planned_sentence", { title: title(), when: planning.words() }) : others ? say("publish.with_others", { title: title(), count: others }) : say("publish.sentence", { title: title() });
    sentence(files > 0 ? `${main} ${say(later ? "publish.planned_others" : "publish.also", { count: files })}` : main);
    one("#publish-difference .fold-body").replaceChildren(...drawn(difference.differences, false));
    one("#publish-difference summary .quiet").textContent = say("publish.fields", { count: difference.differences.length });
    one("#publish-altered .fold-body").replaceChildren(...altered.pages.map((/** @type {any} */ page) => alteredEntry(page, page.url === address())));
    one("#publish-altered summary .quiet").textContent = String(altered.count);
    if (altered.stopped) {
      say_so("bad", altered.stopped, made("a", { class: "button low", href: "/health" }, say("publish.see_problems")));
      if (decide) decide.disabled = true;
    } else judge(problems().filter(stops).length);
    if (planning.isPast()) {
      say_so("bad", say("publish.past"));
      if (decide) decide.disabled = true;
    }
    if (!difference.files) {
      sentence(say("publish.nothing"));
      say_so("mild", say("publish.nothing"));
      if (decide) decide.disabled = true;
    }
  }

  async function publish() {
    if (decide) decide.disabled = true;
    try {
      const moment = planning.moment();
      if (moment && moment !== planned() && !(await onPlan(moment))) return say_so("bad", say("publish.unsaved"));
      const words = /** @type {HTMLInputElement} */ (one("#publish-words")).value;
      far = "";
      const answer = await send("/api/publish", { path, words });
      panel.close();
      if (answer.clashes?.length) return onClash(answer);
      done(answer);
    } catch (error) {
      say_so("bad", error instanceof Refused ? error.sentence : say("edit.offline"));
      if (decide) decide.disabled = false;
      if (!(error instanceof Refused)) throw error;
    }
  }

  /** @param {any} answer */
  function done(answer) {
    progress = made("span", { class: "toast-more", role: "status" }, far);
    const see = answer.url && !planning.moment() ? [made("a", { class: "button low", href: answer.url, target: "_blank", rel: "noopener" }, say("publish.see"))] : [];
    const undo = made("button", { type: "button", class: "button low", click: () => undone(answer.landed) }, say("publish.undo"));
    const later = planning.moment();
    const where = later ? "" : answer.address ? ` ${say("publish.shown_at", { address: answer.address })}` : "";
    toast((later ? say("publish.planned_done", { title: title(), when: planning.words() }) : say("publish.done", { title: title() })) + where, progress, ...see, undo);
    /** @type {HTMLInputElement} */ (one("#publish-words")).value = "";
    onDone();
  }

  /** @param {string} landed */
  async function undone(landed) {
    try {
      await send("/api/undo", { landed });
      toast(say("publish.undone"));
      onDone();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      toast(error.sentence);
    }
  }

  /** @param {string} words */
  function told(words) {
    far = words;
    if (progress) progress.textContent = words;
  }

  decide?.addEventListener("click", publish);
  return {
    open,
    /** The public site is being made. */
    building: () => told(say("publish.building")),
    /** It has been made, or could not be: then the last good one stays. @param {{errors: number}} found */
    built: ({ errors: count }) => told(count ? say("publish.not_built_with", { count }) : say("publish.built")),
  };
}

/**
 * A page that changes: as it would be, and as it is. One that goes has no title any more.
 *
 * @param {{title: string, url: string, how: string, before: string, after: string}} page @param {boolean} isThis
 */
const alteredEntry = ({ title, url, how, before, after }, isThis) =>
  how === "gone"
    ? made("li", {}, before ? link(before, url) : made("bdi", {}, url), made("span", { class: "quiet" }, say("publish.goes")))
    : alteredPage({ title, url, before, after }, isThis);

/** @param {{title: string, url: string, before: string, after: string}} page @param {boolean} isThis */
const alteredPage = ({ title, url, before, after }, isThis) =>
  made(
    "li",
    {},
    after ? link(after, title || url) : made("bdi", {}, title || url),
    ...(before && after ? [link(before, say("publish.as_it_is"), "quiet")] : []),
    made("span", { class: "quiet", ...(isThis ? {} : { dir: "ltr" }) }, isThis ? say("publish.this_page") : url),
  );

/** @param {string} href @param {string} words @param {string} [name] */
const link = (href, words, name = "") => made("a", { href, target: "_blank", rel: "noopener", ...(name && { class: name }) }, made("bdi", {}, words));
