// The editing screen: the form and the text on one side, the real page on the other, and everything in step.
import { openForm } from "../form/open.js";
import { all, announce, made, one } from "../elements.js";
import { writes } from "../screen/keys.js";
import { toast } from "../screen/toast.js";
import { ask, island, send, upload } from "../wire.js";
import { say } from "../words.js";
import { openWriting } from "../writing/open.js";
import { arrive } from "./arriving.js";
import { settle } from "./clash.js";
import { forget, kept } from "./kept.js";
import { joinedText } from "./joining.js";
import { openMoving } from "./moving.js";
import { openPage } from "./page_frame.js";
import { openPresence } from "./presence.js";
import { openProblems } from "./problems.js";
import { openPublish } from "./publish.js";
import { openSaving } from "./saving.js";
import { linksPanel, openSide } from "./side.js";
import { openVersions } from "./versions.js";

const sheet = island("page-sheet");
const key = `${sheet.change} ${sheet.path}`;

/**
 * @param {string} query
 * @param {string} kind
 * @param {{type?: string, taxonomy?: string}} [more]
 */
function find(query, kind, { type = "", taxonomy = "" } = {}) {
  return ask(`/api/find?${new URLSearchParams({ kind, q: query, from: sheet.path, type, taxonomy })}`);
}

/** @param {File} file @param {(done: number) => void} [progress] */
const sendFile = (file, progress = () => {}) => upload("/api/media", file, { beside: sheet.path }, progress);

let body = sheet.body;
let bodyLine = sheet.body_line;
let links = sheet.links;

const form = openForm(one("#main"), { spec: { values: sheet.values }, find, upload: sendFile, onChange: changed });
const writing = openWriting(one("#writing"), {
  text: sheet.body,
  language: sheet.language,
  direction: sheet.direction,
  label: say("edit.text"),
  complete: (/** @type {string} */ kind, /** @type {string} */ query) => find(query, kind),
  upload: sendFile,
  components: sheet.components,
  onChange: changed,
  onCursor: (/** @type {number} */ line) => {
    page.mark(line + bodyLine - 1);
    page.scroll(line + bodyLine - 1, 0);
  },
});

const page = openPage({
  onLine: (line) => writing.goTo(Math.max(1, line - bodyLine + 1)),
  onField: (field) => form.focus(field.split(".")),
  onScroll: () => {},
  onGone: gone,
});

const problems = openProblems({
  go: (problem) => (problem.field ? form.focus(problem.field.split(".")) : writing.goTo(problem.body_line ?? 1)),
  mend: async (problem, fix) => {
    const answer = await send("/api/mend", { path: sheet.path, change: sheet.change, version: place.version, ...draft(), edits_of: fix.edits });
    put(answer.values, answer.body);
    announce(say("problems.mended"));
    toast(say("problems.mended"));
  },
  labelOf: (field) => sheet.labels[field] ?? field,
});

const versions = openVersions(sheet.path, put);
const side = openSide({ problems: problems.panel, links: () => linksPanel(links), versions: versions.panel });

const place = { path: sheet.path, version: sheet.version, change: sheet.change };
const asOf = /** @type {HTMLInputElement} */ (one("#as-of"));
const saving = openSaving({
  key,
  place,
  draft,
  asOf: () => asOf.value,
  onShown: shown,
  onSaved: saved,
  onClash: clashed,
  onState: stateOf,
});

openPresence(sheet.path, {
  onMoved: async () => {
    await saving.catchUp();
    void saving.shown();
  },
});
const publish = openPublish({
  path: sheet.path,
  title: () => one("#page-title").textContent ?? "",
  problems: problems.all,
  settled: async () => {
    await saving.now();
  },
  onClash: clashed,
  onDone: () => void refreshed(),
});
openMoving(sheet.path, () => saving.now());

function changed() {
  saving.changed();
}

/** What differs from the version that was opened, or saved last. */
function draft() {
  const text = writing.text();
  return { edits: form.edits(), body: text === body ? null : text };
}

/** @param {any} answer */
function shown(answer) {
  if (answer === null) return; // a newer draft was on its way
  const banner = one("#preview-banner");
  banner.replaceChildren(...(answer.broken ? [made("p", { class: "notice" }, say("edit.last_good", { why: answer.broken }))] : []));
  if (answer.html) page.patch(answer.html);
  known(answer);
}

/** @param {any} answer what is known of the page now */
function known(answer) {
  problems.show(answer.problems);
  form.showProblems(answer.problems.filter((/** @type {any} */ problem) => problem.field));
  writing.showProblems(answer.problems.filter((/** @type {any} */ problem) => !problem.field && problem.body_line));
  links = answer.links;
  bodyLine = answer.body_line;
  one('[data-count="links"]').textContent = String(links.in.length + links.out.length);
  one("#words-count").textContent = say("edit.words", { count: answer.words });
  one("#minutes").textContent = say("edit.minutes", { count: answer.minutes });
  one("#page-address").textContent = answer.url ?? "";
  one("#page-title").textContent = answer.title;
  document.title = document.title.replace(/^.* · /, `${answer.title} · `);
  side.again("problems");
  side.again("links");
}

/** @param {any} answer @param {{edits: import("../form/types").Edit[], body: string | null}} sent */
function saved(answer, sent) {
  const before = sent.body ?? body;
  body = before;
  form.set(answer.values, { sent: sent.edits });
  if (answer.joined.length) {
    body = answer.body;
    const typed = joinedText(before, answer.body, writing.text());
    if (typed !== writing.text()) writing.setText(typed, { keepCursor: true });
    if (!answer.as_it_is) one("#notice").replaceChildren(made("p", { class: "notice" }, say("edit.joined", { count: answer.joined.length })));
  }
  if (answer.state) state(answer.state);
  side.again("versions");
  void altered();
}

/** @param {any} answer @returns {Promise<void>} */
async function clashed(answer) {
  const choices = await settle(answer.clashes, answer.joined);
  const settled = await send("/api/settle", { ...place, ...draft(), public: answer.public, choices });
  if (settled.clashes.length) return clashed(settled);
  place.version = settled.version;
  body = settled.body;
  form.set(settled.values);
  writing.setText(settled.body, { keepCursor: true });
  saving.resume();
}

/**
 * Put values and a text into the form, as one more edit.
 *
 * @param {any} values
 * @param {string} text
 * @returns {() => void} takes it back
 */
function put(values, text) {
  const before = { values: form.values(), text: writing.text() };
  form.put(values);
  writing.setText(text, { keepCursor: true });
  changed();
  return () => put(before.values, before.text);
}

/** @param {"saved" | "saving" | "paused"} name @param {string} [why] */
function stateOf(name, why = "") {
  const place = one("#save-state");
  place.dataset.save = name;
  const words = name === "paused" ? say("edit.paused", { why: why === "offline" ? say("edit.offline") : why }) : say(`edit.${name}`);
  one("span", place).textContent = words;
  place.title = words;
}

/** @param {string} name */
function state(name) {
  const place = one("#page-state .state");
  place.dataset.state = name;
  const use = one("use", place);
  use.setAttribute("href", (use.getAttribute("href") ?? "").replace(/#.*/, `#s-${name}`));
  place.lastChild?.replaceWith(say(`states.${name}`));
}

/** @param {string} url where the frame has gone; empty when it is back */
function gone(url) {
  const banner = one("#preview-banner");
  if (!url) return banner.replaceChildren();
  const back = made("button", { type: "button", class: "button low", click: () => page.back() }, say("edit.back_to_page"));
  const edit = made("button", { type: "button", class: "button low", click: () => void editAt(url) }, say("edit.edit_this"));
  banner.replaceChildren(made("p", { class: "notice" }, made("span", {}, say("edit.gone_on", { url })), edit, back));
}

/** @param {string} url */
async function editAt(url) {
  const found = await ask(`/api/at?url=${encodeURIComponent(url)}`);
  if (found.path) location.assign(`/pages/edit/${encodeURI(found.path)}`);
}

async function altered() {
  const found = await ask("/api/altered");
  one("#altered").textContent = found.count ? say("edit.altered", { count: found.count }) : say("edit.alters_nothing");
}

async function refreshed() {
  const answer = await ask(`/api/page?path=${encodeURIComponent(sheet.path)}`);
  if (answer.state) state(answer.state);
  if (answer.version) place.version = answer.version;
  side.again("versions");
  void altered();
}

asOf.addEventListener("change", async () => {
  const found = await ask(`/api/frame?path=${encodeURIComponent(sheet.path)}&as_of=${encodeURIComponent(asOf.value)}`);
  page.load(found.frame);
});
one("#altered").addEventListener("click", () => publish.open());
document.getElementById("open-publish")?.addEventListener("click", () => publish.open());
one(".preview-toggle").addEventListener("click", preview);

function preview() {
  const pane = one(".preview-pane");
  pane.hidden = !pane.hidden;
  one(".preview-toggle").setAttribute("aria-pressed", String(!pane.hidden));
}

document.addEventListener("keydown", (event) => {
  const command = event.ctrlKey || event.metaKey;
  if (event.key === "F8") problems.next();
  else if (command && event.key.toLowerCase() === "s") void saving.now();
  else if (command && event.key === "Enter") void (document.getElementById("open-publish") ? publish.open() : review());
  else if (event.key === "p" && !command && !event.altKey && !writes(event.target) && !document.querySelector("dialog[open]")) preview();
  else return;
  event.preventDefault();
});

/** What was typed and not saved when this browser was closed. */
async function restored() {
  const found = await kept(key).catch(() => undefined);
  if (!found) return;
  if (found.version !== sheet.version && !found.edits.length && found.body === null) return forget(key);
  const answer = await send("/api/draft", { ...found, as_of: "", whole: true });
  if (answer?.values) {
    put(answer.values, answer.body);
    one("#notice").replaceChildren(made("p", { class: "notice" }, say("edit.kept_here")));
  }
}

document.getElementById("open-review")?.addEventListener("click", () => void review());

/** The change as a whole is sent, with all that it holds: there it is seen first. */
async function review() {
  await saving.now();
  location.assign("/changes/mine#send");
}

known(sheet);
arrive({ field: (field) => form.focus(field), line: (line) => writing.goTo(Math.max(1, line - bodyLine + 1)) });
void restored();
void altered();
for (const label of all(".pane-switch input")) label.addEventListener("change", () => window.dispatchEvent(new Event("resize")));
