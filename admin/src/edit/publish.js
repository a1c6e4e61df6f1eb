// The whole decision as one sentence. Afterwards: the address, and Undo.
import { made, one } from "../elements.js";
import { toast } from "../screen/toast.js";
import { Refused, ask, send } from "../wire.js";
import { say } from "../words.js";
import { drawn } from "./differences.js";
import { stops } from "./problems.js";

/**
 * @param {object} options
 * @param {string} options.path
 * @param {() => string} options.title
 * @param {() => import("./problems.js").Problem[]} options.problems
 * @param {() => Promise<void>} options.settled waits until everything is saved
 * @param {(answer: any) => void} options.onClash
 * @param {() => void} options.onDone
 */
export function openPublish({ path, title, problems, settled, onClash, onDone }) {
  const panel = /** @type {HTMLDialogElement} */ (one("#publish"));
  const notice = one("#publish-notice");
  const decide = /** @type {HTMLButtonElement} */ (one("#decide"));

  async function open() {
    await settled();
    panel.showModal();
    one("#publish-sentence").textContent = say("publish.sentence", { title: title() });
    judge(problems().filter(stops).length);
    const [difference, altered] = await Promise.all([ask(`/api/difference?path=${encodeURIComponent(path)}`), ask("/api/altered")]);
    show(difference, altered);
  }

  /** @param {number} count */
  function judge(count) {
    notice.className = count ? "notice" : "notice good";
    notice.textContent = count ? say("publish.stopped", { count }) : say("publish.ready");
    decide.disabled = count > 0;
  }

  /** @param {any} difference @param {any} altered */
  function show(difference, altered) {
    const others = Math.max(0, altered.count - 1);
    const sentence = others ? say("publish.with_others", { title: title(), count: others }) : say("publish.sentence", { title: title() });
    const files = difference.files - 1;
    one("#publish-sentence").textContent = files > 0 ? `${sentence} ${say("publish.also", { count: files })}` : sentence;
    one("#publish-difference .fold-body").replaceChildren(...drawn(difference.differences, false));
    one("#publish-difference summary span").textContent = String(difference.differences.length);
    one("#publish-altered .fold-body").replaceChildren(...altered.pages.map(alteredEntry));
    one("#publish-altered summary span").textContent = String(altered.count);
    if (!difference.files) {
      notice.className = "notice";
      notice.textContent = say("publish.nothing");
      decide.disabled = true;
    } else judge(Math.max(altered.errors ?? 0, problems().filter(stops).length));
  }

  async function publish() {
    decide.disabled = true;
    try {
      const words = /** @type {HTMLInputElement} */ (one("#publish-words")).value;
      const answer = await send("/api/publish", { path, words });
      panel.close();
      if (answer.clashes?.length) return onClash(answer);
      done(answer);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      notice.className = "notice";
      notice.textContent = error.sentence;
      decide.disabled = false;
    }
  }

  /** @param {any} answer */
  function done(answer) {
    const see = answer.url ? [made("a", { class: "button low", href: answer.url, target: "_blank", rel: "noopener" }, say("publish.see"))] : [];
    const undo = made("button", { type: "button", class: "button low", click: () => undone(answer.landed) }, say("publish.undo"));
    toast(say("publish.done", { title: title() }), ...see, undo);
    onDone();
  }

  /** @param {string} landed */
  async function undone(landed) {
    try {
      await send("/api/undo", { landed });
      toast(say("publish.undone"));
      onDone();
      location.reload();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      toast(error.sentence);
    }
  }

  decide.addEventListener("click", publish);
  return { open };
}

/** @param {{title: string, url: string, why: string}} page */
const alteredEntry = ({ title, url, why }) => made("li", {}, made("bdi", {}, title || url), made("span", { class: "quiet" }, why || url));
