// Versions: who, when, what they said; the difference; the page as it looked; put back, which can itself be undone.
import { made, one } from "../elements.js";
import { toast } from "../screen/toast.js";
import { ask } from "../wire.js";
import { say } from "../words.js";
import { drawn } from "./differences.js";

/** @typedef {{id: string, when: string, who: string, words: string, kind: "public" | "draft"}} Version */

/**
 * @param {string} path
 * @param {(values: any, body: string) => () => void} put puts a version's values and text into the form; returns what takes that back
 */
export function openVersions(path, put) {
  const dialog = /** @type {HTMLDialogElement} */ (one("#version"));
  const place = encodeURIComponent(path);
  /** @type {any} */
  let shown;

  async function panel() {
    const found = await ask(`/api/versions?path=${place}`);
    for (const count of document.querySelectorAll('[data-count="versions"]')) count.textContent = String(found.length);
    if (!found.length) return [made("p", { class: "quiet" }, say("edit.versions_none"))];
    return [made("ol", { class: "findings versions" }, ...found.map(entry))];
  }

  /** @param {Version} version */
  const entry = (version) =>
    made(
      "li",
      { class: "mild" },
      made("button", { type: "button", class: "finding", click: () => open(version) }, made("b", {}, version.when), made("span", {}, version.who, ...(version.words ? [`: ${version.words}`] : [])), made("span", { class: "quiet" }, say(`versions.${version.kind}`))),
    );

  /** @param {Version} version */
  async function open(version) {
    shown = await ask(`/api/version?path=${place}&id=${encodeURIComponent(version.id)}`);
    one("#version-title").textContent = say("versions.title", { when: version.when, who: version.who });
    dialog.showModal();
    draw();
  }

  function draw() {
    const way = /** @type {HTMLInputElement} */ (one('[name="version-as"]:checked')).value;
    one("#version-difference").hidden = way === "page";
    one("#version-frame").hidden = way !== "page";
    if (way === "page") /** @type {HTMLIFrameElement} */ (one("#version-page")).src = shown.frame;
    else one("#version-difference").replaceChildren(...drawn(shown.differences, way === "beside"));
  }

  for (const radio of document.querySelectorAll('[name="version-as"]')) radio.addEventListener("change", draw);
  one("#restore").addEventListener("click", () => {
    dialog.close();
    const back = put(shown.values, shown.body);
    toast(say("versions.restored"), made("button", { type: "button", class: "button low", click: back }, say("publish.undo")));
  });
  return { panel };
}
