// The real page beside the form: its width, its scroll, what is clicked in it. It is of another origin, so all goes by messages.
import { one } from "../elements.js";
import { fitFrames } from "./fitting.js";

/** @param {unknown} value @returns {value is string} */
const isWord = (value) => typeof value === "string" && /^[\w.-]{1,200}$/.test(value);

/** @param {unknown} value @returns {value is number} */
const isNumber = (value) => typeof value === "number" && Number.isFinite(value) && value >= 0 && value < 1e9;

/** @param {unknown} value @returns {value is string} */
function isAddress(value) {
  if (typeof value !== "string" || !value.startsWith("/") || value.length > 2000) return false;
  try {
    decodeURI(value);
    return true;
  } catch {
    return false;
  }
}

/**
 * @param {object} options
 * @param {(line: number) => void} options.onLine somebody clicked a line of the text
 * @param {(field: string) => void} options.onField … or a field
 * @param {(line: number, fraction: number) => void} options.onScroll
 * @param {(url: string) => void} options.onGone another page is shown; empty when it is this one again
 */
export function openPage({ onLine, onField, onScroll, onGone }) {
  const page = /** @type {HTMLIFrameElement} */ (one("#page"));
  const follow = one("#follow");
  let ready = false;
  let home = "";
  let away = false;
  let empty = false;
  /** @type {string | undefined} */
  let waiting;

  /** @param {object} message */
  const tell = (message) => page.contentWindow?.postMessage(message, "*");

  window.addEventListener("message", (event) => {
    if (event.source !== page.contentWindow || typeof event.data !== "object" || !event.data) return;
    // What runs in there may be anybody's: only what our own script says there is taken, in the shape that it has.
    const { kind, url, line, field, fraction } = event.data;
    empty = kind === "ready" ? event.data.empty === true : empty;
    if (kind === "ready" && isAddress(url)) arrived(url);
    else if (away) return;
    else if (kind === "clicked" && isWord(field)) onField(field);
    else if (kind === "clicked" && isNumber(line)) onLine(line);
    else if (kind === "scrolled" && isNumber(line) && isNumber(fraction) && follows()) onScroll(line, fraction);
  });

  /** @param {string} url */
  function arrived(url) {
    ready = true;
    home ||= url;
    away = url !== home;
    onGone(away ? url : "");
    if (!away && waiting !== undefined) patch(waiting);
  }

  tell({ kind: "hello" }); // it may have been ready before we listened

  const follows = () => follow.getAttribute("aria-pressed") === "true";
  follow.addEventListener("click", () => follow.setAttribute("aria-pressed", String(!follows())));

  /** @param {string} html */
  function patch(html) {
    if (!ready || away) {
      waiting = html;
      return;
    }
    waiting = undefined;
    if (empty) page.setAttribute("src", page.src); // nothing of a page is there that could be patched
    else tell({ kind: "patch", html });
  }

  fitFrames();

  return {
    patch,
    /** @param {number} line @param {number} fraction */
    scroll: (line, fraction) => follows() && tell({ kind: "scroll", line, fraction }),
    /** The caret is in this line. @param {number} line */
    mark(line) {
      tell({ kind: "mark", line });
      if (follows()) tell({ kind: "reveal", line });
    },
    isAway: () => away,
    /** True while the frame says itself why it shows no page. */
    isEmpty: () => empty,
    /** @param {string} address */
    load(address) {
      ready = false;
      home = "";
      page.src = address;
    },
    back() {
      page.setAttribute("src", page.src); // leads it there again, wherever its links have led it
    },
  };
}
