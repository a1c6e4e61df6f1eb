// A link that is shown once can be copied with one press.
import { all, announce } from "../elements.js";

for (const button of all("[data-copy]")) {
  button.addEventListener("click", async () => {
    const input = /** @type {HTMLInputElement} */ (document.getElementById(button.dataset.copy ?? ""));
    input.select();
    try {
      await navigator.clipboard.writeText(input.value);
    } catch {
      return; // it is selected, so the keys of the system copy it
    }
    button.lastChild?.replaceWith(button.dataset.copied ?? "");
    announce(button.dataset.copied ?? "");
  });
}
