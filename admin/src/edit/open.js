// The editing screen: the form and the text on one side, the real page on the other, and everything in step.
import { openForm } from "../form/open.js";
import { same } from "../form/values.js";
import { all, announce, one } from "../elements.js";
import { writes } from "../screen/keys.js";
import { toast } from "../screen/toast.js";
import { ask, island, send, upload } from "../wire.js";
import { say } from "../words.js";
import { openWriting } from "../writing/open.js";
import { arrive } from "./arriving.js";
import { openBanner } from "./banner.js";
import { settle } from "./clash.js";
import { openEvents } from "./events.js";
import { showFacts, showSaving, showState } from "./facts.js";
import { openFollowing } from "./following.js";
import { openKept } from "./kept.js";
import { joinedText } from "./joining.js";
import { linksPanel } from "./links.js";
import { openMoving } from "./moving.js";
import { notice } from "./notice.js";
import { openPage } from "./page_frame.js";
import { openPresence } from "./presence.js";
import { openProblems } from "./problems.js";
import { openPublish } from "./publish.js";
import { restore } from "./restoring.js";
import { openSaving } from "./saving.js";
import { openSide } from "./side.js";
import { openVersions } from "./versions.js";
import { rewritten } from "./written.js";

const QUIET = 1000; // milliseconds after a save before what it alters elsewhere is asked for

const sheet = island("page-sheet");
const place = { path: sheet.path, version: sheet.version, change: sheet.change };
const asOf = /** @type {HTMLInputElement} */ (one("#as-of"));
const kept = openKept(`${document.body.dataset.person} ${sheet.path}`);

let body = sheet.body; // as it was saved last
let bodyLine = sheet.body_line;
let links = sheet.links;
let url = sheet.url;
let later = 0;

/**
 * @param {string} query
 * @param {string} kind
 * @param {{type?: string, taxonomy?: string}} [more]
 */
function find(query, kind, { type = "", taxonomy = "" } = {}) {
  return ask(`/api/find?${new URLSearchParams({ kind, q: query, from: sheet.path, type, taxonomy })}`);
}

/** What is found for a text, as it is written there. @param {string} kind @param {string} query */
async function complete(kind, query) {
  const found = await find(query, kind).catch(() => []);
  return found.map((/** @type {any} */ one) => ({ ...one, path: one.link || one.path }));
}

/** @param {File} file @param {(done: number) => void} [progress] */
const sendFile = (file, progress = () => {}) => upload("/api/media", file, { beside: sheet.path }, progress);

/** What every pane for Markdown is given. */
const markdown = {
  language: sheet.language,
  direction: sheet.direction,
  complete,
  upload: sendFile,
  components: sheet.components,
  address: (/** @type {string} */ path) => (/^[a-z]+:/i.test(path) ? path : `/file?${new URLSearchParams({ page: sheet.path, path })}`),
  onFix: mend,
};

const form = openForm(one("#main"), { spec: { values: sheet.values }, find, upload: sendFile, writing: markdown, onChange: changed, onFix: mend });
const writing = openWriting(one("#writing"), {
  ...markdown,
  text: sheet.body,
  label: say("edit.text"),
  onChange: () => changed(),
  onCursor: (/** @type {number} */ line) => page.mark(line + bodyLine - 1),
});

/** @param {number} line of the page's file */
const toLine = (line) => writing.goTo(Math.max(1, line - bodyLine + 1));

const page = openPage({
  onLine: toLine,
  onField: (field) => Object.hasOwn(sheet.labels, field.split(".")[0] ?? "") && form.focus(field.split(".")),
  onScroll: (line, fraction) => following.follow(line, fraction),
  onGone: gone,
});
const following = openFollowing({ scroller: one("#main"), text: writing, bodyLine: () => bodyLine, lead: page.scroll });
const banner = openBanner({ onEdit: (path) => location.assign(`/pages/edit/${encodeURI(path)}`), onBack: () => page.back() });

const problems = openProblems({ go, mend, labelOf: (field) => sheet.labels[field] ?? field });
const versions = openVersions(sheet.path, put);
const side = openSide({ problems: problems.panel, links: () => linksPanel(links, bodyLine, writing.goTo), versions: versions.panel });
const saving = openSaving({ kept, place, draft, asOf: () => asOf.value, onShown: shown, onSaved: saved, onClash: clashed, onState: showSaving });
const presence = openPresence(sheet.path);
const publish = openPublish({
  path: sheet.path,
  title: () => one("#page-title").textContent ?? "",
  address: () => url,
  problems: problems.all,
  settled: saving.now,
  onClash: clashed,
  onDone: () => void refreshed(),
  isUnseen: () => one("#page-state .state").dataset.state === "draft",
  planned: () => /** @type {Record<string, any>} */ (form.values())["publish_at"],
  onPlan: (moment) => {
    put({ .../** @type {Record<string, any>} */ (form.values()), publish_at: moment }, writing.text());
    return saving.now();
  },
});
openMoving(sheet.path, async () => void (await saving.now()));
openEvents(sheet.path, { here: presence.tell, moved: caughtUp, again: caughtUp, building: publish.building, built: publish.built });

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
  banner.broken(page.isEmpty() ? "" : answer.broken);
  if (answer.html) page.patch(answer.html);
  known(answer);
}

/** @type {Set<any>} Problems of fields that this form does not have. */
let homeless = new Set();

/** @param {any} answer what is known of the page now */
function known(answer) {
  problems.show(answer.problems);
  homeless = new Set(form.showProblems(answer.problems.filter((/** @type {any} */ problem) => problem.field)));
  writing.showProblems(answer.problems.filter((/** @type {any} */ problem) => !problem.field && problem.body_line));
  links = answer.links;
  bodyLine = answer.body_line;
  showFacts(answer);
  side.again("problems");
  side.again("links");
}

/** To where a problem is; what is in no field and in no line of the text is only in the list. @param {any} problem */
function go(problem) {
  const panes = /** @type {HTMLInputElement} */ (one('.pane-switch [value="write"]'));
  if (homeless.has(problem) || (!problem.field && !problem.body_line)) return side.show("problems");
  if (!panes.checked) panes.click();
  if (problem.field) form.focus(problem.field);
  else writing.goTo(problem.body_line);
}

/** @param {any} _problem @param {any} fix */
async function mend(_problem, fix) {
  const answer = await send("/api/mend", { path: sheet.path, change: sheet.change, version: place.version, ...draft(), edits_of: fix.edits });
  const back = put(answer.values, answer.body);
  toast(say("problems.mended"), undoing(back));
}

/** @param {any} answer @param {import("./saving.js").Draft} sent */
function saved(answer, sent) {
  const before = sent.body ?? body;
  const values = form.values();
  body = before;
  form.set(answer.values, { sent: sent.edits });
  if (answer.joined.length) {
    body = answer.body;
    const typed = joinedText(before, answer.body, writing.text());
    if (typed !== writing.text()) writing.setText(typed, { keepCursor: true });
    if (!answer.as_it_is) notice(say("edit.joined", { count: answer.joined.length, places: [...new Set(answer.joined.map(labelOf))].join(", ") }));
    else if (answer.body !== before || !same(answer.values, values)) notice(say("edit.brought_up"));
    void saving.shown();
  }
  if (answer.clashing) clashing(answer.clashing);
  if (answer.state) showState(answer.state);
  if (page.isEmpty()) page.back(); // what was saved may be shown now
  if (answer.url && answer.url !== url) void moved(answer.url);
  clearTimeout(later);
  later = window.setTimeout(elsewhere, QUIET);
}

/** @param {string} name of a place, as in a Joined */
const labelOf = (name) => sheet.labels[name] ?? sheet.labels[name.split(".")[0] ?? ""] ?? say("edit.text");

/** Ask which of two readings it is to be. @param {any} answer @param {object} [mine] what clashes; what stands here @returns {Promise<void>} */
async function clashed(answer, mine = { ...place, ...draft() }) {
  const { choices, written } = await settle(answer, canBeWritten(answer));
  const settled = await send("/api/settle", { ...mine, public: answer.public, choices });
  if (settled.clashes.length) return clashed(settled, mine);
  adopt(settled);
  const { values, text } = rewritten(settled.values, settled.body, written.filter((one) => one.path === sheet.path));
  if (written.length) put(values, text);
}

/**
 * Of what joined by itself: what can be written anew in the panel, which is what this page says in words.
 *
 * @param {import("./clash.js").Asked} answer
 * @returns {(one: import("./clash.js").JoinedOne) => boolean}
 */
function canBeWritten({ clashes }) {
  const values = /** @type {Record<string, any>} */ (form.values());
  return ({ path, place: at }) => {
    if (path !== sheet.path) return false;
    if (at !== "text") return typeof values[at] === "string" && !values[at].includes("\n");
    return !clashes.some((clash) => clash.path === path && clash.place.startsWith("text"));
  };
}

/** What became public clashes with what is written here: it waits until somebody has a moment for it. @param {import("./clash.js").Asked} answer */
function clashing(answer) {
  const { who } = answer;
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "button low", textContent: say("clash.settle_now") });
  button.addEventListener("click", async () => void ((await saving.now()) && clashed(answer)));
  notice(`${who ? say("clash.changed_by", who) : say("clash.changed_elsewhere")} ${say("clash.in_public", { count: answer.clashes.length })}`, button);
}

/** The page is now as the server has it. @param {any} answer */
function adopt(answer) {
  body = answer.body;
  form.put(answer.values);
  form.set(answer.values);
  writing.setText(answer.body, { keepCursor: true });
  if (answer.state) showState(answer.state);
  saving.settled(answer.version);
  void saving.shown();
}

/** Something written earlier, for another version: the server joins it with what the page is now. @param {any} draft */
async function join({ version, edits, body: text }) {
  await saving.now();
  const mine = { ...place, version, edits, body: text };
  const answer = await send("/api/save", mine);
  return answer.clashes?.length ? clashed(answer, mine) : adopt(answer);
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
  writing.setText(text, { keepCursor: true, undoable: true });
  changed();
  return () => put(before.values, before.text);
}

/** @param {() => void} back */
function undoing(back) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button low";
  button.textContent = say("publish.undo");
  button.addEventListener("click", back, { once: true });
  return button;
}

/** @param {string} away where the frame has gone; empty when it is back */
async function gone(away) {
  if (!away) {
    banner.away("", "");
    return void saving.shown();
  }
  banner.away(away, "");
  const found = await ask(`/api/at?url=${encodeURIComponent(away)}`).catch(() => undefined);
  if (page.isAway()) banner.away(away, found?.path ?? "");
}

/** The page has another address now. @param {string} now */
async function moved(now) {
  url = now;
  await framed();
  announce(now);
}

async function framed() {
  const found = await ask(`/api/frame?path=${encodeURIComponent(sheet.path)}&as_of=${encodeURIComponent(asOf.value)}`);
  page.load(found.frame);
  /** @type {HTMLAnchorElement} */ (one("#open-page")).href = found.frame;
}

/** The public site has moved on, or may have. */
async function caughtUp() {
  await saving.catchUp();
  void saving.shown();
}

/** What this page's change does elsewhere, and the versions that there are. */
async function elsewhere() {
  side.again("versions");
  const [found] = await Promise.all([ask("/api/altered"), versions.known()]).catch(() => [undefined]);
  if (found) one("#altered").textContent = found.count ? say("edit.altered", { count: found.count }) : say("edit.alters_nothing");
}

async function refreshed() {
  const answer = await ask(`/api/page?path=${encodeURIComponent(sheet.path)}`);
  if (answer.state) showState(answer.state);
  if (answer.version) place.version = answer.version;
  void elsewhere();
}

function preview() {
  const pane = one(".preview-pane");
  pane.hidden = !pane.hidden;
  one(".preview-toggle").setAttribute("aria-pressed", String(!pane.hidden));
}

const send_off = () => (document.getElementById("open-review") ?? one("#open-publish")).click();

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented) return;
  const command = event.ctrlKey || event.metaKey;
  const inDialog = Boolean(document.querySelector("dialog[open]"));
  if (event.key === "F8" && !inDialog) problems.next();
  else if (command && event.key.toLowerCase() === "s") void saving.now();
  else if (command && event.key === "Enter" && !inDialog) send_off();
  else if (event.key.toLowerCase() === "p" && !command && !event.altKey && !writes(event.target) && !inDialog) preview();
  else return;
  event.preventDefault();
});
asOf.addEventListener("change", framed);
asOf.addEventListener("input", () => asOf.classList.toggle("is-empty", !asOf.value));
one("#altered").addEventListener("click", () => publish.open());
document.getElementById("open-publish")?.addEventListener("click", () => publish.open());
one(".preview-toggle").addEventListener("click", preview);
for (const choice of all(".pane-switch input")) choice.addEventListener("change", () => window.dispatchEvent(new Event("resize")));

document.getElementById("open-review")?.addEventListener("click", () => void review());

/** The change as a whole is sent, with all that it holds: there it is seen first. */
async function review() {
  await saving.now();
  location.assign("/changes/mine#send");
}

one("#editor").inert = false;
known(sheet);
if (sheet.clashing) clashing(sheet.clashing);
arrive({ field: (field) => form.focus(field), line: toLine });
void restore({ kept, sheet, put, join }).then(() => saving.shown());
void elsewhere();
