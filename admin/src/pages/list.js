// The list changes in place: the server draws it for an address, and what differs takes the place of what was there.
import { all, announce, one } from "../elements.js";

/** @type {AbortController | undefined} */
let asking;
/** @type {(() => void)[]} */
const listeners = [];

/** @param {() => void} listener is called when other rows are shown */
export const onShown = (listener) => void listeners.push(listener);

/**
 * Show what an address says. `how` it comes into the history: as a step, in place of this one, or not at all.
 *
 * @param {string} address
 * @param {"push" | "replace" | "none"} [how]
 */
export async function go(address, how = "push") {
  asking?.abort();
  asking = new AbortController();
  const { signal } = asking;
  let response;
  try {
    response = await fetch(address, { headers: { Accept: "text/html" }, signal });
    if (!response.ok || response.redirected) throw new TypeError("not the list");
    show(new DOMParser().parseFromString(await response.text(), "text/html"));
  } catch (error) {
    if (signal.aborted) return;
    location.assign(address); // the browser says what is wrong better than we could
    return;
  }
  if (how === "push") history.pushState(null, "", address);
  else if (how === "replace") history.replaceState(null, "", address);
  for (const listener of listeners) listener();
  announce(one("#summary").textContent ?? "");
}

/** @param {Document} made */
function show(made) {
  document.title = made.title;
  for (const selector of ["#list", "#summary", ".title-row h1", ".crumbs", "#place"]) swap(selector, made);
  const [every, fresh] = [one("#choose-every"), one("#choose-every", made)];
  every.textContent = fresh.textContent;
  every.dataset.count = fresh.dataset.count ?? "";
  swapFilters(made);
  swapFolders(made);
  const link = document.querySelector("#new-page");
  if (link) link.setAttribute("href", one("#new-page", made).getAttribute("href") ?? "");
}

/** @param {string} selector @param {Document} made */
const swap = (selector, made) => one(selector).replaceChildren(...one(selector, made).childNodes);

/** The search box stays, since somebody may be typing in it; all else around it is new. @param {Document} made */
function swapFilters(made) {
  const [old, fresh] = [one("#filters"), one("#filters", made)];
  const form = one(".filter-search", old);
  const other = one(".filter-search", fresh);
  for (const input of all("[type=hidden]", form)) input.remove();
  form.append(...all("[type=hidden]", other));
  const box = /** @type {HTMLInputElement} */ (one("#pages-search", form));
  if (document.activeElement !== box) box.value = /** @type {HTMLInputElement} */ (one("#pages-search", other)).value;
  const opened = old.querySelector("details[open]")?.getAttribute("data-filter");
  while (form.nextSibling) form.nextSibling.remove();
  other.remove();
  old.append(...fresh.childNodes);
  if (opened) old.querySelector(`[data-filter="${opened}"]`)?.setAttribute("open", "");
}

/** Folders that were opened by hand stay open. @param {Document} made */
function swapFolders(made) {
  const open = new Set(all(".twist[aria-expanded=true]", one("#folders")).map(address));
  for (const twist of all(".twist", one("#folders", made))) if (open.has(address(twist))) turn(twist, true);
  const focused = document.activeElement?.closest("#folders") ? document.activeElement.getAttribute("href") : null;
  swap("#folders", made);
  if (focused) document.querySelector('#folders [aria-current="true"]')?.setAttribute("data-was", "");
  /** @type {HTMLElement | null} */ (document.querySelector("#folders [data-was]"))?.focus();
}

/** Which folder a twist belongs to. @param {HTMLElement} twist */
const address = (twist) => twist.parentElement?.querySelector("bdi")?.textContent ?? "";

/** @param {HTMLElement} twist @param {boolean} open */
export function turn(twist, open) {
  twist.setAttribute("aria-expanded", String(open));
  twist.parentElement?.querySelector("ul")?.toggleAttribute("hidden", !open);
}
