// Versions: who, when, what they said, by day; the difference; the page as it looked; put back, which can itself be undone.
import { all, made, one } from "../elements.js";
import { toast } from "../screen/toast.js";
import { ask } from "../wire.js";
import { say } from "../words.js";
import { drawn } from "./differences.js";

/**
 * @typedef {{id: string, path: string, day: string, time: string, when: string, who: string, initials: string, mine: boolean, words: string, kind: "public" | "draft"}} Version
 */

/**
 * @param {string} path
 * @param {(values: any, body: string) => () => void} put puts a version's values and text into the form; returns what takes that back
 */
export function openVersions(path, put) {
  const dialog = /** @type {HTMLDialogElement} */ (one("#version"));
  const place = encodeURIComponent(path);
  /** @type {any} */
  let shown;

  /** @returns {Promise<Version[]>} */
  async function known() {
    const found = await ask(`/api/versions?path=${place}`);
    for (const count of all('[data-count="versions"]')) count.textContent = String(found.length);
    return found;
  }

  async function panel() {
    const found = await known();
    if (!found.length) return [made("p", { class: "quiet" }, say("edit.versions_none"))];
    return byDay(found).map(([day, versions]) => made("section", { class: "day" }, made("h3", {}, day), made("ul", { class: "versions" }, ...versions.map(entry))));
  }

  /** @param {Version} version */
  function entry(version) {
    const click = () => void open(version);
    if (version.kind === "draft") return made("li", {}, made("button", { type: "button", class: "version auto", click }, say("versions.draft_by_itself", { time: version.time })));
    const person = made("span", { class: version.mine ? "person me" : "person", "aria-hidden": "true" }, version.initials);
    const about = `${version.time}, ${version.who} · ${say("versions.public")}`;
    return made("li", {}, made("button", { type: "button", class: "version", click }, person, made("b", {}, version.words || say("versions.public")), made("span", {}, about)));
  }

  /** @param {Version} version */
  async function open(version) {
    shown = await ask(`/api/version?path=${place}&id=${encodeURIComponent(version.id)}&then=${encodeURIComponent(version.path)}`);
    one("#version-title").textContent = say("versions.title", { when: `${version.day} ${version.time}`, who: version.who });
    one("#version-about").textContent = shown.differences.length ? version.words : say("versions.no_difference");
    /** @type {HTMLButtonElement} */ (one("#restore")).disabled = !shown.differences.length;
    dialog.showModal();
    draw();
  }

  function draw() {
    const way = /** @type {HTMLInputElement} */ (one('[name="version-as"]:checked')).value;
    one("#version-difference").hidden = way === "page";
    one("#version-frame").hidden = way !== "page";
    if (way === "page") /** @type {HTMLIFrameElement} */ (one("#version-page")).src = shown.frame;
    else one("#version-difference").replaceChildren(...(shown.differences.length ? drawn(shown.differences, way === "beside" && [say("versions.compare_now"), say("versions.compare_then")]) : []));
  }

  if (matchMedia("(max-width: 48rem)").matches) all('[name="version-as"]')[1]?.click(); // two texts do not fit side by side
  for (const radio of all('[name="version-as"]')) radio.addEventListener("change", draw);
  one("#restore").addEventListener("click", () => {
    dialog.close();
    const back = put(shown.values, shown.body);
    toast(say("versions.restored"), made("button", { type: "button", class: "button low", click: back }, say("publish.undo")));
  });
  return { panel, known };
}

/** @param {Version[]} versions @returns {[string, Version[]][]} */
function byDay(versions) {
  /** @type {Map<string, Version[]>} */
  const days = new Map();
  for (const version of versions) days.set(version.day, [...(days.get(version.day) ?? []), version]);
  return [...days];
}
