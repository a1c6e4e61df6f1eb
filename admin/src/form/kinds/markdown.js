import { openText } from "./text.js";

/**
 * A text in Markdown. The small writing pane takes the textarea's place when it is loaded; until then, and where it
 * cannot be had, the textarea does. The textarea keeps the value either way.
 *
 * @type {import("../types").OpenControl}
 */
export function openMarkdown(root, around, base) {
  const plain = openText(root, around, base);
  const box = /** @type {HTMLTextAreaElement} */ (root.querySelector("textarea"));
  /** @type {{set(text: string): void, focus(): void} | undefined} */
  let pane;
  around.write?.(box).then((opened) => (pane = opened), () => undefined);
  return {
    read: plain.read,
    write(value) {
      plain.write(value);
      pane?.set(box.value);
    },
    focus: () => (pane ?? plain).focus(),
  };
}
