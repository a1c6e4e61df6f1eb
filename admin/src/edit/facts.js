// What the head, the strip and the foot say of the page: title, address, state, counts, whether it is saved.
import { icon, made, one } from "../elements.js";
import { Refused, Unreachable } from "../wire.js";
import { say } from "../words.js";

/** @param {any} answer what is known of the page */
export function showFacts({ title, url, words, minutes, links }) {
  one('[data-count="links"]').textContent = String(links.in.length + links.out.length);
  one("#words-count").textContent = say("edit.words", { count: words });
  one("#minutes").textContent = say("edit.minutes", { count: minutes });
  one("#page-address").textContent = url ?? "";
  one("#page-title").textContent = title;
  document.title = document.title.replace(/^.* · /, () => `${title} · `);
}

/** @param {string} name of a state, as in words/states.yaml */
export function showState(name) {
  const place = one("#page-state .state");
  place.dataset.state = name;
  const use = one("use", place);
  use.setAttribute("href", (use.getAttribute("href") ?? "").replace(/#.*/, `#s-${name}`));
  place.lastChild?.replaceWith(say(`states.${name}`));
}

const SIGNS = { saved: "i-check", saving: "i-sync", paused: "i-warning" };

/**
 * Saved, saving, or paused: then why, and what to do.
 *
 * @param {"saved" | "saving" | "paused"} name
 * @param {Refused | Unreachable | "clash"} [why]
 */
export function showSaving(name, why) {
  const place = one("#save-state");
  const words = name === "paused" ? say("edit.paused", { why: because(why) }) : say(`edit.${name}`);
  if (place.dataset.save === name && place.title === words) return;
  place.dataset.save = name;
  place.title = words;
  const signIn = why instanceof Refused && why.status === 401 ? [" ", made("a", { href: "/sign-in", target: "_blank" }, say("edit.sign_in"))] : [];
  place.replaceChildren(icon(SIGNS[name]), made("span", {}, words, ...signIn));
}

/** @param {Refused | Unreachable | "clash" | undefined} why */
function because(why) {
  if (why === "clash") return say("edit.clash_waits");
  if (why instanceof Refused) return why.status >= 500 && !why.answer?.refused ? say("edit.server_failed", { status: String(why.status) }) : why.sentence;
  return say("edit.offline");
}
