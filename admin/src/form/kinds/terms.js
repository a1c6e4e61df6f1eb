import { say } from "../../words.js";
import { complete } from "../completion.js";

/**
 * Terms as chips.
 *
 * @type {import("../types").OpenControl}
 */
export function openTerms(root, around) {
  const chips = /** @type {HTMLElement} */ (root.querySelector("[data-chips]"));
  const template = /** @type {HTMLTemplateElement} */ (root.querySelector("template[data-new]"));
  const box = /** @type {HTMLInputElement | HTMLSelectElement} */ (root.querySelector("[data-add]"));
  const opener = /** @type {HTMLElement | null} */ (root.querySelector("[data-open]"));
  const all = () => /** @type {HTMLElement[]} */ ([...chips.children]);
  const texts = () => all().map((chip) => chip.dataset["term"] ?? "");

  /** @param {string} text */
  const chip = (text) => {
    const made = /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
    made.dataset["term"] = text;
    /** @type {HTMLElement} */ (made.querySelector("bdi")).textContent = text;
    made.querySelector("button")?.setAttribute("aria-label", say("fields.take_off", { name: text }));
    return made;
  };
  /** @param {string} typed */
  const add = (typed) => {
    const name = typed.trim();
    box.value = "";
    if (!name) return;
    if (texts().includes(name)) return around.announce(say("fields.there_already", { name }));
    chips.append(chip(name));
    around.announce(say("fields.added", { name }));
    around.changed();
  };
  /** @param {HTMLElement | undefined} one */
  const takeOff = (one) => {
    if (!one) return;
    const next = /** @type {HTMLElement | null} */ (one.nextElementSibling?.querySelector("button") ?? null);
    one.remove();
    (next ?? (opener?.hidden === false ? opener : box)).focus();
    around.announce(say("fields.taken_off", { name: one.dataset["term"] ?? "" }));
    around.changed();
  };
  chips.addEventListener("click", (event) => {
    const target = /** @type {Element} */ (event.target);
    if (target.closest("button")) takeOff(all().find((one) => one.contains(target)));
  });
  if (box instanceof HTMLSelectElement) box.addEventListener("change", () => add(box.value));
  else typedInto(box, opener, { add, last: () => takeOff(all().at(-1)), around });

  return {
    read: () => (all().length ? texts() : undefined),
    write: (value) => chips.replaceChildren(...(Array.isArray(value) ? value : []).map((one) => chip(String(one)))),
    focus: () => (opener?.hidden === false ? opener : box).focus(),
  };
}

/**
 * @param {HTMLInputElement} box
 * @param {HTMLElement | null} opener the button that the box hides behind while it is not used
 * @param {{add(text: string): void, last(): void, around: import("../types").Around}} act
 */
function typedInto(box, opener, { add, last, around }) {
  /** @param {boolean} open */
  const opened = (open) => {
    if (opener) opener.hidden = open;
    box.closest(".chip-input-place, .picker")?.toggleAttribute("hidden", !open);
    box.hidden = !open;
  };
  complete(box, around, (found) => add(found.label));
  opened(false);
  opener?.addEventListener("click", () => {
    opened(true);
    box.focus();
  });
  box.addEventListener("keydown", (event) => {
    if (event.isComposing || event.defaultPrevented) return;
    if (event.key === "Enter" || event.key === ",") {
      event.preventDefault();
      add(box.value);
    } else if (event.key === "Backspace" && !box.value) last();
  });
  box.addEventListener("blur", () => {
    add(box.value);
    opened(false);
  });
}
