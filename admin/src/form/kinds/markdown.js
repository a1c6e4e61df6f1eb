import { openText } from "./text.js";

/**
 * A text in Markdown. A writing pane takes the box's place when it is loaded; until then, and where it cannot be had,
 * the box does. The box keeps the value either way.
 *
 * @type {import("../types").OpenControl}
 */
export function openMarkdown(root, around, base) {
  const plain = openText(root, around, base);
  const box = /** @type {HTMLTextAreaElement} */ (root.querySelector("textarea"));
  /** @type {Pane | undefined} */
  let pane;
  if (around.writing) openPane(box, around).then((opened) => (pane = opened), () => undefined);
  return {
    read: plain.read,
    write(value) {
      plain.write(value);
      pane?.setText(box.value);
    },
    focus: () => (pane ? pane.view.focus() : box.focus()),
  };
}

/**
 * @typedef {{setText(text: string): void, view: {focus(): void}}} Pane
 * @param {HTMLTextAreaElement} box @param {import("../types").Around} around
 * @returns {Promise<Pane>}
 */
async function openPane(box, around) {
  const { openWriting } = await import("../../writing/open.js");
  const label = box.labels?.[0];
  if (label) label.id ||= `${box.id}-label`;
  const place = document.createElement("div");
  place.className = "writing-small";
  box.after(place);
  const pane = openWriting(place, {
    .../** @type {object} */ (around.writing),
    text: box.value,
    ...(label ? { labelledby: label.id } : {}),
    onChange(text) {
      box.value = text;
      around.changed();
    },
  });
  box.hidden = true;
  return pane;
}
