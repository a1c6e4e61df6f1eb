// Who else is here, and what happens elsewhere while one writes.
import { announce, made, one } from "../elements.js";
import { send } from "../wire.js";
import { say } from "../words.js";

const EVERY = 20_000;

/**
 * @param {string} path
 * @param {{onMoved: () => void}} options `onMoved`: the public site has changed
 */
export function openPresence(path, { onMoved }) {
  const place = one("#people-here");
  let known = "";

  async function tell() {
    const here = await send("/api/here", { path }).catch(() => undefined);
    if (!here) return;
    show(here.people);
    if (events.readyState === EventSource.CLOSED) events = listen(); // who was signed out meanwhile is back
  }

  /** @param {{initials: string, name: string, words: string, idle: boolean}[]} people */
  function show(people) {
    place.replaceChildren(...people.map((one) => made("span", { class: one.idle ? "person idle" : "person", title: one.words }, one.initials)));
    const names = people.map((one) => one.name).join(", ");
    if (names && names !== known) announce(say("edit.is_here", { name: names }));
    known = names;
  }

  function listen() {
    const made = new EventSource(`/api/events?path=${encodeURIComponent(path)}`);
    made.addEventListener("here", () => void tell());
    made.addEventListener("moved", onMoved);
    return made;
  }

  let events = listen();
  void tell();
  setInterval(tell, EVERY);
}
