// Dialogs open and close, and the focus goes back to where it was; lists that drop down close by themselves.
import { all } from "../elements.js";

/**
 * @param {string} id
 */
export function open(id) {
  const dialog = document.getElementById(id);
  if (dialog instanceof HTMLDialogElement && !dialog.open) dialog.showModal();
}

document.addEventListener("click", (event) => {
  const target = /** @type {Element} */ (event.target);
  const opened = target.closest("details.dropdown");
  for (const list of all("details.dropdown[open]")) if (list !== opened || target.closest(".dropdown-list button")) list.removeAttribute("open");
  if (target.closest("[data-close]")) target.closest("dialog")?.close();
  if (target instanceof HTMLDialogElement && target.matches(".palette")) target.close(); // beside it
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const list of all("details.dropdown[open]")) {
    list.removeAttribute("open");
    list.querySelector("summary")?.focus();
  }
});
for (const button of all("[data-reveal]")) {
  button.addEventListener("click", () => {
    const input = /** @type {HTMLInputElement} */ (document.getElementById(button.dataset.reveal ?? ""));
    const shown = input.type === "text";
    input.type = shown ? "password" : "text";
    button.setAttribute("aria-pressed", String(!shown));
  });
}
for (const button of all("[data-keys]")) button.addEventListener("click", () => open("keys"));
