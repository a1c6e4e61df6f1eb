// The files on the screen: another folder, another search, another file at the side, without loading the screen anew.
import { all, announce, one } from "../elements.js";
import { Unreachable } from "../wire.js";

const PIECES = [".tree", ".title-row > div:first-child", ".media-body", ".filters .after"];
const PAUSE = 150; // milliseconds after the last letter

/** @typedef {{again: () => Promise<void>, go: (address: string) => Promise<void>, onShown: (then: () => void) => void}} Shelf */

/**
 * @param {HTMLElement} main
 * @returns {Shelf}
 */
export function openShelf(main) {
  /** @type {AbortController | undefined} */
  let asking;
  /** @type {(() => void)[]} */
  const shown = [];

  /** @param {string} address */
  async function show(address) {
    asking?.abort();
    const mine = (asking = new AbortController());
    let text;
    try {
      const response = await fetch(address, { headers: { Accept: "text/html" }, signal: mine.signal });
      if (response.redirected || !response.ok) return location.assign(address);
      text = await response.text();
    } catch (error) {
      if (error instanceof DOMException && error.name === "AbortError") return;
      throw new Unreachable();
    }
    if (asking === mine) put(new DOMParser().parseFromString(text, "text/html"));
  }

  /** @param {Document} fresh */
  function put(fresh) {
    const held = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    const [id, from, to] = held instanceof HTMLTextAreaElement ? [held.id, held.selectionStart, held.selectionEnd] : [held?.id, 0, 0];
    const [path, link] = [held?.dataset["path"], held?.closest("a")?.getAttribute("href")];
    for (const piece of PIECES) one(piece).replaceWith(one(piece, fresh));
    all(".filters > a").forEach((chip, at) => chip.replaceWith(all(".filters > a", fresh)[at] ?? chip));
    for (const input of /** @type {HTMLInputElement[]} */ (all("#media-q, #media-kind"))) {
      if (input !== held) input.value = /** @type {HTMLInputElement} */ (one(`#${input.id}`, fresh)).value;
    }
    document.title = fresh.title;
    one("#media-crumb").textContent = one("#media-crumb", fresh).textContent;
    main.dataset["into"] = one("#main", fresh).dataset["into"] ?? "";
    for (const then of shown) then();
    const again = id ? document.getElementById(id) : null;
    if (held && !held.isConnected && again) {
      again.focus();
      if (again instanceof HTMLTextAreaElement) again.setSelectionRange(from, to);
    } else if (held && !held.isConnected) {
      const same = all("[data-path], a[data-part]").find((each) => (path ? each.dataset["path"] === path : each.getAttribute("href") === link));
      (same ?? document.querySelector(".thumb[aria-current], .thumb-row[aria-current]") ?? main.querySelector("h1"))?.focus?.();
    }
    announce(one("#media-about").textContent ?? "");
  }

  const here = () => location.pathname + location.search;
  const again = () => Promise.resolve(show(here()));
  /** @param {string} address */
  const go = async (address) => {
    history.pushState(null, "", address);
    await again();
  };

  main.addEventListener("click", (event) => {
    const link = /** @type {HTMLElement} */ (event.target).closest("a[data-part]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go(link.getAttribute("href") ?? "/media");
  });
  addEventListener("popstate", again);
  main.addEventListener("keydown", byArrows);
  openFilters(go);
  return { again, go, onShown: (then) => void shown.push(then) };
}

/** @param {(address: string) => void} go */
function openFilters(go) {
  const form = /** @type {HTMLFormElement} */ (one("#media-filters"));
  let pause = 0;
  const search = () => {
    const wanted = new URLSearchParams(location.search);
    for (const [name, value] of new FormData(form)) wanted.set(name, String(value));
    for (const name of ["from", "at"]) wanted.delete(name);
    for (const [name, value] of [...wanted]) if (!value) wanted.delete(name);
    go(`/media${wanted.size ? `?${wanted}` : ""}`);
  };
  form.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(search, PAUSE);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(pause);
    search();
  });
}

/** The thumbnails as a grid under the arrow keys. @param {KeyboardEvent} event */
function byArrows(event) {
  const held = /** @type {HTMLElement} */ (event.target).closest(".thumb");
  if (!(held instanceof HTMLElement) || event.altKey || event.ctrlKey || event.metaKey) return;
  const thumbs = all(".thumb");
  const at = thumbs.indexOf(held);
  const top = held.getBoundingClientRect().top;
  const across = Math.max(1, thumbs.filter((each) => Math.abs(each.getBoundingClientRect().top - top) < 4).length);
  const ahead = getComputedStyle(held).direction === "rtl" ? -1 : 1;
  /** @type {Record<string, number>} */
  const ways = { ArrowRight: at + ahead, ArrowLeft: at - ahead, ArrowDown: at + across, ArrowUp: at - across, Home: 0, End: thumbs.length - 1 };
  const next = thumbs[ways[event.key] ?? -1];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
