// Who else is here: with name and role, and whether they do anything.
import { announce, made, one } from "../elements.js";
import { send } from "../wire.js";
import { say } from "../words.js";

const EVERY = 15_000;
const IDLE_AFTER = 120_000;

/** @param {string} path */
export function openPresence(path) {
  const place = one("#people-here");
  let known = "";
  let active = Date.now();

  const doing = () => (document.hidden || Date.now() - active > IDLE_AFTER ? "idle" : "editing");

  async function tell() {
    const here = await send("/api/here", { path, doing: doing() }).catch(() => undefined);
    if (here) show(here.people);
  }

  /** @param {{initials: string, name: string, words: string, idle: boolean}[]} people */
  function show(people) {
    place.replaceChildren(...people.map(mark));
    const names = people.map((one) => one.name).join(", ");
    if (names && names !== known) announce(say("edit.is_here", { name: names }));
    known = names;
  }

  for (const kind of ["keydown", "pointerdown", "focus"]) {
    window.addEventListener(kind, () => {
      const idle = doing() === "idle";
      active = Date.now();
      if (idle) void tell();
    }, { passive: true });
  }
  // Not at once: of a page that is being closed, this must not come after the word that it is gone.
  document.addEventListener("visibilitychange", () => setTimeout(tell, 200));
  window.addEventListener("pagehide", () => void send("/api/here", { path, doing: "gone" }, { last: true }).catch(() => {}));
  window.addEventListener("pageshow", (event) => event.persisted && void tell());
  void tell();
  setInterval(tell, EVERY);
  return { tell };
}

/** @param {{initials: string, words: string, idle: boolean}} person */
const mark = ({ initials, words, idle }) =>
  made("span", { class: idle ? "person idle" : "person", title: words }, made("span", { "aria-hidden": "true" }, initials), made("span", { class: "unseen" }, words));
