// The strip at the far side: figures, and one panel at a time.
import { all, icon, made, one } from "../elements.js";
import { say } from "../words.js";

/**
 * @param {Record<string, () => (Node[] | Promise<Node[]>)>} panels what each panel shows, asked for when it is opened
 */
export function openSide(panels) {
  const side = one("#side");
  let shown = "";

  /** @param {string} name */
  async function draw(name) {
    const title = say(`edit.strip.${name}`);
    side.setAttribute("aria-label", title);
    const close = made("button", { type: "button", class: "button bare square", "aria-label": say("edit.close"), click: () => show("") }, icon("i-close"));
    const inside = await (panels[name]?.() ?? []);
    if (shown !== name) return;
    side.replaceChildren(made("div", { class: "side-head" }, made("h2", {}, title), close), ...inside);
  }

  /** @param {string} name of a panel; empty closes */
  function show(name) {
    const from = shown;
    shown = name;
    side.hidden = !name;
    for (const button of all(".strip button")) button.setAttribute("aria-expanded", String(button.dataset.side === name));
    if (name) void draw(name);
    else if (from && side.contains(document.activeElement)) one(`.strip [data-side="${from}"]`).focus();
  }

  for (const button of all(".strip button")) {
    button.addEventListener("click", () => show(button.dataset.side === shown ? "" : (button.dataset.side ?? "")));
  }
  const onChecks = document.querySelector('.pane-switch [value="checks"]');
  onChecks?.addEventListener("change", () => shown || show("problems"));
  return { show, again: (/** @type {string} */ name) => void (shown === name && draw(name)) };
}
