// Site health goes on being looked at while the screen is open; when all has been seen, the list is drawn again.
import { announce, one } from "../elements.js";
import { Refused, Unreachable, ask } from "../wire.js";

const EVERY = 700; // milliseconds between two questions

async function look() {
  try {
    const found = await ask("/api/health");
    if (found.complete) return await again();
    one("#looking").textContent = found.words;
  } catch (error) {
    if (!(error instanceof Unreachable) && !(error instanceof Refused)) throw error;
  }
  setTimeout(look, EVERY);
}

async function again() {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const focused = document.activeElement?.closest("#main a[href]")?.getAttribute("href");
  one("#main").replaceWith(one("#main", page));
  if (focused) /** @type {HTMLElement | null} */ (document.querySelector(`#main a[href="${CSS.escape(focused)}"]`))?.focus();
  announce(one("#main .title-row p").textContent ?? "");
}

if (one("#main").dataset.complete === "no") void look();
