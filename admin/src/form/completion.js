import { say } from "../words.js";

let made = 0;

/**
 * Finds while somebody types: the editable combobox with list completion of the ARIA Authoring Practices Guide. What is
 * typed stays unless something found is chosen.
 *
 * @param {HTMLInputElement} box with data-find (what is looked for), data-type, data-taxonomy
 * @param {import("./types").Around} around
 * @param {(found: import("./types").Found) => void} choose
 */
export function complete(box, around, choose) {
  if (around.find) new Completion(box, around, around.find, choose);
}

class Completion {
  /**
   * @param {HTMLInputElement} box @param {import("./types").Around} around
   * @param {import("./types").Find} find @param {(found: import("./types").Found) => void} choose
   */
  constructor(box, around, find, choose) {
    this.box = box;
    this.around = around;
    this.find = find;
    this.choose = choose;
    this.asked = 0;
    this.at = -1;
    /** @type {import("./types").Found[]} */
    this.results = [];
    this.list = this.dress();
    box.addEventListener("input", () => this.ask());
    box.addEventListener("keydown", (event) => this.onKey(event));
    box.addEventListener("blur", () => this.close());
    // A press would take the caret out of the box before the click is known.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.take([...this.list.children].indexOf(option(event.target))));
  }

  dress() {
    const place = document.createElement("span");
    place.className = "picker";
    this.box.replaceWith(place);
    const list = document.createElement("ul");
    list.id = `found-${(made += 1)}`;
    list.className = "picker-list";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", say("fields.find_page"));
    place.append(this.box, list);
    const { box } = this;
    box.setAttribute("role", "combobox");
    box.setAttribute("aria-autocomplete", "list");
    box.setAttribute("aria-expanded", "false");
    box.setAttribute("aria-controls", list.id);
    return list;
  }

  async ask() {
    const asked = (this.asked += 1);
    const words = this.box.value.trim();
    if (!words) return this.close();
    const { find: kind = "page", type, taxonomy } = this.box.dataset;
    const found = await this.find(words, kind, { ...(type ? { type } : {}), ...(taxonomy ? { taxonomy } : {}) }).catch(() => []);
    if (asked !== this.asked || document.activeElement !== this.box) return undefined;
    this.results = found.slice(0, 12);
    this.draw();
    this.around.announce(found.length ? say("fields.found", { count: found.length }) : say("fields.found_none"));
    return undefined;
  }

  draw() {
    this.at = -1;
    this.list.replaceChildren(...this.results.map((found, index) => this.line(found, index)));
    this.list.hidden = !this.results.length;
    this.box.setAttribute("aria-expanded", String(!this.list.hidden));
    this.box.removeAttribute("aria-activedescendant");
  }

  /** @param {import("./types").Found} found @param {number} index */
  line(found, index) {
    const line = document.createElement("li");
    line.id = `${this.list.id}-${index}`;
    line.setAttribute("role", "option");
    line.setAttribute("aria-selected", "false");
    for (const [text, name] of [[found.label, ""], [found.detail ?? "", "quiet"]]) {
      const part = document.createElement("bdi");
      part.textContent = text ?? "";
      part.className = name ?? "";
      if (text) line.append(part);
    }
    return line;
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    if (event.isComposing || event.altKey) return;
    const open = !this.list.hidden;
    const acts = {
      ArrowDown: () => (open ? this.go(this.at + 1) : this.ask()),
      ArrowUp: () => open && this.go(this.at - 1),
      Enter: () => open && this.at >= 0 && this.take(this.at),
      Escape: () => open && (this.close(), true),
    };
    const act = acts[/** @type {keyof typeof acts} */ (event.key)];
    if (act?.()) event.preventDefault();
  }

  /** @param {number} index */
  go(index) {
    this.at = (index + this.results.length) % this.results.length;
    [...this.list.children].forEach((line, place) => line.setAttribute("aria-selected", String(place === this.at)));
    const line = this.list.children[this.at];
    this.box.setAttribute("aria-activedescendant", line?.id ?? "");
    line?.scrollIntoView({ block: "nearest" });
    return true;
  }

  /** @param {number} index */
  take(index) {
    const found = this.results[index];
    if (!found) return false;
    this.close();
    this.choose(found);
    return true;
  }

  close() {
    this.asked += 1;
    this.results = [];
    this.draw();
  }
}

/** @param {EventTarget | null} target */
const option = (target) => /** @type {Element} */ (/** @type {Element} */ (target).closest("[role=option]"));
