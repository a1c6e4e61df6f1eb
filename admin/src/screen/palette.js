// Go to a page or do something: pages first, then things to do (a combobox as in the ARIA Authoring Practices Guide).
import { all, icon, made } from "../elements.js";
import { say } from "../words.js";
import { ask } from "../wire.js";
import { turn } from "./theme.js";

/** @typedef {{label: string, detail: string, sign: string, mark?: string, go: () => void}} Choice */

const dialog = /** @type {HTMLDialogElement | null} */ (document.getElementById("palette"));
const input = /** @type {HTMLInputElement | null} */ (document.getElementById("palette-input"));
const list = document.getElementById("palette-list");

/** @type {Choice[]} */
let choices = [];
let at = 0;
/** @type {AbortController | undefined} */
let asking;
/** The last question: it is answered, or another one was asked. */
let looking = Promise.resolve();

export function openPalette() {
  if (!dialog || !input || dialog.open) return;
  input.value = "";
  dialog.showModal();
  looking = look();
}

async function look() {
  const wanted = input?.value.trim() ?? "";
  asking?.abort();
  asking = new AbortController();
  try {
    const pages = wanted ? await ask(`/api/find?kind=page&q=${encodeURIComponent(wanted)}`, { signal: asking.signal }) : [];
    show(pages.map(page), deeds(wanted));
  } catch (error) {
    if (!(error instanceof DOMException)) show([], deeds(wanted));
  }
}

/** @param {{label: string, path: string, url: string}} found @returns {Choice} */
const page = ({ label, path, url }) => ({ label, detail: url, sign: "i-page", go: () => location.assign(`/pages/edit/${encodeURI(path)}`) });

/** @param {string} wanted @returns {Choice[]} */
function deeds(wanted) {
  /** @type {Choice[]} */
  const known = [
    ...all(".menu-link[href]").map((link) => ({ label: link.title, detail: "", sign: "i-right", go: () => location.assign(link.getAttribute("href") ?? "/") })),
    { label: say("browser.account"), detail: "", sign: "i-right", go: () => location.assign("/account") },
    { label: say("frame.theme"), detail: "", sign: "i-half", go: turn },
  ];
  const folded = wanted.toLocaleLowerCase();
  const fitting = known.filter((one) => one.label.toLocaleLowerCase().includes(folded));
  // What was named comes before what could be made of the name.
  return wanted ? [...fitting, ...newPage(wanted)] : [...newPage(wanted), ...fitting];
}

/** A page can be made where there is a screen for it, and by who may. @param {string} wanted @returns {Choice[]} */
function newPage(wanted) {
  const path = dialog?.dataset.new;
  if (!path) return [];
  const label = wanted ? say("browser.new_called", { name: wanted }) : say("browser.new_page");
  return [{ label, detail: "", sign: "i-plus", go: () => location.assign(`${path}?title=${encodeURIComponent(wanted)}`) }];
}

/** @param {Choice[]} pages @param {Choice[]} todo */
function show(pages, todo) {
  choices = [...pages, ...todo];
  at = 0;
  const groups = [group(say("menu.pages"), pages, 0), group(say("browser.do"), todo, pages.length)];
  list?.replaceChildren(...groups.flat());
  mark();
}

/** @param {string} name @param {Choice[]} members @param {number} first */
function group(name, members, first) {
  if (!members.length) return [];
  const rows = members.map((one, index) => row(one, first + index));
  return [made("h3", { role: "presentation" }, name), made("ul", { role: "group", "aria-label": name }, ...rows)];
}

/** @param {Choice} choice @param {number} index */
function row(choice, index) {
  const words = made("span", {}, made("bdi", {}, ...matched(choice.label)));
  return made(
    "li",
    { role: "option", id: `palette-${index}`, click: () => go(index), mousemove: () => mark(index) },
    icon(choice.sign), words, made("span", { class: "quiet" }, choice.detail),
  );
}

/** @param {string} label */
function matched(label) {
  const wanted = input?.value.trim() ?? "";
  const start = wanted ? label.toLocaleLowerCase().indexOf(wanted.toLocaleLowerCase()) : -1;
  if (start < 0) return [label];
  const end = start + wanted.length;
  return [label.slice(0, start), made("mark", {}, label.slice(start, end)), label.slice(end)];
}

/** @param {number} [index] */
function mark(index = at) {
  at = index;
  for (const [each, option] of all("[role=option]", list ?? document).entries()) option.setAttribute("aria-selected", String(each === at));
  input?.setAttribute("aria-activedescendant", choices.length ? `palette-${at}` : "");
  document.getElementById(`palette-${at}`)?.scrollIntoView({ block: "nearest" });
}

/** @param {number} index */
function go(index) {
  dialog?.close();
  choices[index]?.go();
}

/** What stands there is for fewer letters as long as the answer is on its way: who is quick gets what was typed. */
async function chosen() {
  const mine = looking;
  if (!at) await mine; // who has gone down the list means what is marked there
  if (mine === looking && dialog?.open) go(at);
}

input?.addEventListener("input", () => (looking = look()));
input?.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && choices.length) {
    event.preventDefault();
    mark((at + step + choices.length) % choices.length);
  } else if (event.key === "Enter") {
    event.preventDefault();
    void chosen();
  }
});
for (const button of all("[data-palette]")) button.addEventListener("click", openPalette);
