// Keeps the page that is shown true of the files: fetches it anew when something was saved, and patches it in place.
import { patch, sameShape } from "./patch.js";
import { mark, showProblems } from "./overlay.js";

const SELF = 'script[src="/_sitegen/live.js"]';
const tag = document.querySelector(SELF);
let version = tag.dataset.version;
const broken = "broken" in tag.dataset;
let before = null; // the page as the server sent it last; scripts may have changed the one that is shown
let busy = false;
let wanted = null;
const versions = new Map(); // path of a file that changed → what to ask for instead

mark(tag.dataset.mark ?? "");

async function fetched() {
  const response = await fetch(location.href, { cache: "no-store" });
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const script = page.querySelector(SELF);
  return { page, script, broken: !script || "broken" in script.dataset, version: script?.dataset.version, response };
}

/* Scripts that run only once cannot be patched. */
const scripts = (page) => [...page.querySelectorAll("script")].filter((one) => !one.matches(SELF))
  .map((one) => `${one.type} ${one.getAttribute("src") ?? one.textContent}`).join("\n");

/* Points a page at the files as they are now. */
function renew(page) {
  for (const [name, selector] of [["href", 'link[rel~="stylesheet"], link[rel~="icon"]'], ["src", "img, video, audio, source"]]) {
    for (const element of page.querySelectorAll(selector)) {
      const address = element.getAttribute(name);
      const path = address && new URL(address, location.href).pathname;
      if (versions.has(path)) element.setAttribute(name, `${address.split(/[?#]/)[0]}?v=${versions.get(path)}`);
    }
  }
}

/* A new stylesheet takes the place of the old one when it is there, so that the page is never without. */
function restyle(link) {
  const path = plain(link.href);
  const next = link.cloneNode();
  next.removeAttribute("integrity");
  next.href = `${path}?v=${versions.get(path) ?? version}`;
  next.onload = next.onerror = () => link.remove();
  link.after(next);
}

/* The name of a file without its fingerprint: what a page asks for under the one is served under the other too. */
function plain(address) {
  return new URL(address, location.href).pathname.replace(/\.[0-9a-f]{12}(?=\.(?:css|js)$)/, "");
}

function showFiles(files) {
  for (const path of files) versions.set(path, version);
  if ([...document.scripts].some((script) => script.src && files.includes(plain(script.src)))) return location.reload();
  const links = [...document.querySelectorAll('link[rel~="stylesheet"]')];
  const known = new Set(links.map((link) => plain(link.href)));
  const styles = files.filter((path) => path.endsWith(".css"));
  // A stylesheet that no link names may be imported by any of them.
  const imported = styles.some((path) => !known.has(path));
  for (const link of links) {
    if (imported || styles.includes(plain(link.href))) restyle(link);
  }
  for (const image of document.querySelectorAll("img[src]")) {
    const path = new URL(image.src).pathname;
    if (files.includes(path)) image.src = `${path}?v=${version}`;
  }
}

async function update() {
  const next = await fetched();
  if (next.broken) {
    if (broken) location.reload();
    return; // the last good view stays; the problems are listed over it
  }
  if (broken || next.response.redirected || scripts(next.page) !== scripts(before ?? document)) return location.reload();
  if (!sameShape((before ?? document).body, next.page.body)) return location.reload();
  renew(next.page);
  const old = before ?? document;
  if (before) renew(before);
  patch(document.documentElement, old.documentElement, next.page.documentElement, true);
  patch(document.head, old.head, next.page.head);
  patch(document.body, old.body, next.page.body);
  before = next.page;
  mark(next.script.dataset.mark ?? "");
  document.dispatchEvent(new CustomEvent("sitegen:patched"));
}

async function follow() {
  if (busy) return;
  busy = true;
  try {
    while (wanted !== version) {
      const to = wanted;
      await update();
      version = to;
      document.documentElement.dataset.sitegenVersion = version;
    }
  } catch (error) {
    console.warn("sitegen: the page could not be brought up to date", error);
  } finally {
    busy = false;
  }
}

/* The path as files have it: %20 is a space. */
function shownPath() {
  try {
    return decodeURIComponent(location.pathname);
  } catch {
    return location.pathname;
  }
}

const events = new EventSource(`/_sitegen/events?${new URLSearchParams({ page: shownPath() })}`);
events.addEventListener("change", (event) => {
  const change = JSON.parse(event.data);
  const isNew = change.version !== version;
  wanted = change.version;
  if (isNew && change.files.length) showFiles(change.files);
  follow();
});
events.addEventListener("problems", (event) => {
  if (!document.querySelector("body > main.plain")) showProblems(JSON.parse(event.data)); // that page has its own list
});
addEventListener("pagehide", () => events.close());

/* Remember the page as it was sent, once there is time for it. */
(window.requestIdleCallback ?? setTimeout)(async () => {
  try {
    const first = await fetched();
    if (!before && !first.broken && first.version === version) before = first.page;
    document.documentElement.dataset.sitegenVersion = version;
  } catch {
    // the server has gone; the stream of events tells when it is back
  }
});
