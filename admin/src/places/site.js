// The whole site as a change would have it: how wide it is shown, and where in it one is.
import { fitFrames } from "../edit/fitting.js";
import { one } from "../elements.js";

const page = /** @type {HTMLIFrameElement} */ (one("#page"));

window.addEventListener("message", (event) => {
  if (event.source !== page.contentWindow || typeof event.data !== "object" || !event.data) return;
  if (event.data.kind === "ready") one("#site-address").textContent = String(event.data.url);
});
page.contentWindow?.postMessage({ kind: "hello" }, "*"); // it may have been ready before we listened
fitFrames();
