// The menu: folded, unfolded, a drawer on a phone. The server draws it as it was left, so that nothing jumps.
import { all } from "../elements.js";

const FOLDED = "menu-folded";

const frame = document.querySelector(".frame, .editing");

/** @param {boolean} open */
function drawer(open) {
  frame?.classList.toggle("menu-is-open", open);
  for (const button of all(".menu-open")) button.setAttribute("aria-expanded", String(open));
}

export function fold() {
  const folded = frame?.classList.toggle(FOLDED) ?? false;
  document.cookie = `menu=${folded ? "folded" : ""}; path=/; samesite=lax; max-age=31536000`;
}

for (const button of all(".menu-open")) button.addEventListener("click", () => drawer(!frame?.classList.contains("menu-is-open")));
for (const button of all(".menu-fold")) button.addEventListener("click", fold);
document.addEventListener("click", (event) => {
  const inside = /** @type {Element} */ (event.target).closest(".menu, .menu-open");
  if (!inside) drawer(false);
});
