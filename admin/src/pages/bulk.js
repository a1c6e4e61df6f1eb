// What is done with the chosen pages. A button that does nothing says why.
import { all, one } from "../elements.js";
import { say } from "../words.js";
import { chosen, onChosen } from "./choosing.js";
import { deeds } from "./deeds.js";

const buttons = all("#bulk [data-deed]");
const why = one("#bulk-why");

/** Why a button does nothing; empty if it does. @param {HTMLElement} button */
const reason = (button) => button.dataset.mayNot ?? (chosen.size ? "" : say("pages.nothing_chosen"));

for (const button of buttons) {
  button.setAttribute("aria-describedby", "bulk-why");
  button.addEventListener("click", () => {
    const not = reason(button);
    why.textContent = not;
    if (!not) deeds[button.dataset.deed ?? ""]?.([...chosen.keys()]);
  });
  for (const kind of ["focus", "pointerenter"]) button.addEventListener(kind, () => (why.textContent = button.dataset.mayNot ?? ""));
}

onChosen(() => {
  for (const button of buttons) button.setAttribute("aria-disabled", String(Boolean(reason(button))));
  one("#bulk").classList.toggle("is-idle", !chosen.size);
  if (chosen.size) why.textContent = "";
});
