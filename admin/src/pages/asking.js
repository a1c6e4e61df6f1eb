// A question before something is done: what it is about, what follows from it, and a button that says what it does.
import { made, one } from "../elements.js";
import { say } from "../words.js";

/**
 * Ask. `content` stands between the question and the buttons; `ready` is asked whether the button may do it.
 *
 * @param {{title: string, content: Node[], button: string, danger?: boolean}} question
 * @returns {Promise<FormData | null>} what was filled in; null if it was left
 */
export function asked({ title, content, button, danger = false }) {
  const before = /** @type {HTMLElement | null} */ (document.activeElement);
  const form = /** @type {HTMLFormElement} */ (made("form", { method: "dialog" }));
  const dialog = /** @type {HTMLDialogElement} */ (made("dialog", { class: "dialog", "aria-labelledby": "asked-title" }, form));
  form.append(
    made("h2", { id: "asked-title" }, title),
    ...content,
    made(
      "div",
      { class: "actions" },
      made("button", { type: "button", class: "button", click: () => dialog.close() }, say("deeds.cancel")),
      made("button", { type: "submit", class: danger ? "button danger" : "button primary", value: "yes" }, button),
    ),
  );
  document.body.append(dialog);
  dialog.showModal();
  /** @type {HTMLElement} */ (form.querySelector("input") ?? one(".button", dialog)).focus();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      const answer = dialog.returnValue === "yes" ? new FormData(form) : null;
      dialog.remove();
      before?.focus();
      resolve(answer);
    });
  });
}

/** A list of names, with how many more there are. @param {string[]} names @param {number} [count] @param {number} [most] */
export function names(names, count = names.length, most = 8) {
  const shown = names.slice(0, most).map((name) => made("li", {}, made("bdi", {}, name)));
  if (count > shown.length) shown.push(made("li", { class: "quiet" }, say("deeds.more", { count: count - shown.length })));
  return made("ul", { class: "name-list", tabindex: "0" }, ...shown);
}
