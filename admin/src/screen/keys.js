// Keys that work on every screen. Plain letters do nothing while somebody writes.
import { open } from "./dialogs.js";
import { fold } from "./menu.js";
import { openPalette } from "./palette.js";

/**
 * Whether somebody writes there. A browser leaves the focus in the field of a dialog that was closed until it draws
 * the screen anew, so what cannot be seen is not written in.
 *
 * @param {EventTarget | null} target
 */
export const writes = (target) =>
  target instanceof Element && target.checkVisibility() && Boolean(target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable=true], [contenteditable='']"));

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.altKey) return;
  const command = event.ctrlKey || event.metaKey;
  if (command && event.key.toLowerCase() === "k" && !event.shiftKey) return taken(event, openPalette);
  if (command || writes(event.target) || document.querySelector("dialog[open]")) return;
  if (event.key === "?") taken(event, () => open("keys"));
  else if (event.key === "/") taken(event, () => /** @type {HTMLElement | null} */ (document.querySelector(".search-box input"))?.focus());
  else if (event.key === "[") taken(event, fold);
});

/** @param {KeyboardEvent} event @param {() => void} action */
function taken(event, action) {
  event.preventDefault();
  action();
}
