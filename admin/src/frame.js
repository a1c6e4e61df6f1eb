// Runs in the page that the preview shows: puts a new version of it in place without a flash, tells where it is scrolled
// and what is clicked. The page has an origin of its own, so everything goes by messages to the window around it.
import { blockAt, lineAtTop, reveal, scrollTo } from "./frame/lines.js";
import { bodyOf } from "./frame/own.js";
import { patch } from "./frame/patch.js";

const around = window.parent;

/** @param {object} message */
const tell = (message) => around !== window && around.postMessage(message, "*");

/** Where in the site this page is: the part before it is the preview's own. */
const here = () => location.pathname.replace(/^\/view\/[^/]+/, "") || "/";

let quiet = 0;

window.addEventListener("message", (event) => {
  if (event.source !== around) return;
  const { kind, html, line, fraction } = event.data ?? {};
  if (kind === "hello") ready();
  if (kind === "patch") patch(String(html));
  if (kind === "scroll") {
    quiet = performance.now() + 200; // the scroll that this makes is not told back
    scrollTo(Number(line), Number(fraction));
  }
  if (kind === "mark") mark(Number(line));
  if (kind === "reveal") {
    quiet = performance.now() + 200;
    reveal(Number(line));
  }
});

/** @type {Element | null} */
let marked = null;

/** @param {number} line */
function mark(line) {
  marked?.removeAttribute("data-sitegen-here");
  marked = blockAt(line);
  marked?.setAttribute("data-sitegen-here", "");
}

let asked = 0;
window.addEventListener(
  "scroll",
  () => {
    cancelAnimationFrame(asked);
    asked = requestAnimationFrame(() => {
      if (performance.now() > quiet) tell({ kind: "scrolled", ...lineAtTop() });
    });
  },
  { passive: true },
);

window.addEventListener("click", (event) => {
  const target = /** @type {Element} */ (event.target);
  const link = target.closest("a[href]");
  if (link instanceof HTMLAnchorElement) {
    if (new URL(link.href).origin === new URL(location.href).origin) return;
    event.preventDefault(); // a page of somebody else's cannot be shown in here
    window.open(link.href, "_blank", "noopener");
    return;
  }
  if (target.closest("button, input, select, textarea, summary, video, audio")) return;
  const line = Number(target.closest("[data-line]")?.getAttribute("data-line")?.split("-")[0] ?? 0);
  const field = target.closest("[data-field]")?.getAttribute("data-field");
  if (field || line) tell({ kind: "clicked", line, field });
});

/** `empty`: what stands here only says why the page cannot be shown. */
const ready = () => tell({ kind: "ready", url: here(), empty: bodyOf().classList.contains("broken") });
if (document.readyState === "loading") window.addEventListener("DOMContentLoaded", ready);
else ready();
