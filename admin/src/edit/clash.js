// Only what two people changed differently is asked: theirs, mine, before. Everything else has joined by itself.
import { made, one } from "../elements.js";
import { say } from "../words.js";

/** @typedef {{path: string, place: string, label: string, before: string, theirs: string, mine: string}} Clash */

/**
 * Ask, and say what was chosen: path → place → "theirs" | "mine" | "before".
 *
 * @param {Clash[]} clashes
 * @param {number} joined how many places joined by themselves
 * @returns {Promise<Record<string, Record<string, string>>>}
 */
export function settle(clashes, joined) {
  const panel = /** @type {HTMLDialogElement} */ (one("#clash"));
  one("#clash-sentence").textContent = say("clash.sentence", { count: clashes.length, joined });
  one("#clashes").replaceChildren(...clashes.map(question));
  panel.addEventListener("cancel", (event) => event.preventDefault());
  panel.showModal();
  return new Promise((resolve) => {
    one("#settle").addEventListener("click", () => {
      panel.close();
      /** @type {Record<string, Record<string, string>>} */
      const choices = {};
      for (const [index, clash] of clashes.entries()) (choices[clash.path] ??= {})[clash.place] = chosen(index);
      resolve(choices);
    }, { once: true });
  });
}

/** @param {number} index */
const chosen = (index) => /** @type {HTMLInputElement} */ (one(`[name="clash-${index}"]:checked`)).value;

/** @param {Clash} clash @param {number} index */
function question(clash, index) {
  const ways = [["theirs", clash.theirs], ["mine", clash.mine], ["before", clash.before]];
  const rows = ways.map(([way = "", text = ""]) => {
    const id = `clash-${index}-${way}`;
    const radio = made("input", { type: "radio", name: `clash-${index}`, value: way, id, checked: way === "mine" });
    return made("div", { class: "choice" }, radio, made("label", { for: id }, made("b", {}, say(`clash.${way}`)), made("span", { class: "clash-text", dir: "auto" }, text)));
  });
  return made("li", {}, made("fieldset", { class: "field" }, made("legend", {}, clash.label || say("clash.text")), ...rows));
}
