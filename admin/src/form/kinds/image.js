import { say } from "../../words.js";
import { writeText } from "../caret.js";
import { complete } from "../completion.js";
import { takeFiles } from "../uploading.js";
import { asText, isGroup } from "../values.js";
import { openFocal } from "./focal.js";

/**
 * @typedef {import("../types").Value} Value
 */

/**
 * A picture: its path, what it shows in words, and the point that must stay in view.
 *
 * @type {import("../types").OpenControl}
 */
export function openImage(root, around, base) {
  const src = /** @type {HTMLInputElement} */ (root.querySelector("[data-part=src]"));
  const alt = /** @type {HTMLTextAreaElement} */ (root.querySelector("[data-part=alt]"));
  const frame = /** @type {HTMLElement} */ (root.querySelector("[data-picture]"));
  const clear = /** @type {HTMLElement} */ (root.querySelector("[data-clear]"));
  const focal = openFocal(frame, around);
  /** What else the page says of the picture; it stays. @type {Value | undefined} */
  let said = base;

  /** @param {string} url */
  const picture = (url) => {
    frame.querySelector("img")?.remove();
    if (url) frame.prepend(Object.assign(new Image(), { src: url, alt: "" }));
    look();
  };
  const look = () => {
    clear.hidden = !src.value;
    focal.shown(Boolean(src.value && frame.querySelector("img")));
    /** @type {HTMLElement} */ (root.querySelector("[data-replace]")).textContent = say(src.value ? "fields.replace" : "fields.upload");
  };
  /** @param {string} path @param {string} url */
  const choose = (path, url) => {
    writeText(src, path);
    focal.put("", "");
    picture(url);
    around.changed();
  };
  complete(src, around, (found) => choose(found.value ?? found.path, found.url ?? ""));
  takeFiles(root, around, choose);
  clear.addEventListener("click", () => {
    choose("", "");
    src.focus();
  });
  src.addEventListener("change", look);
  look();

  return {
    read: () => joined(said, src.value, alt.value, focal.text()),
    write(value) {
      said = value;
      const parts = isGroup(value) ? value : { src: value ?? "" };
      if (src.value !== asText(parts["src"])) picture("");
      writeText(src, asText(parts["src"]));
      writeText(alt, asText(parts["alt"]));
      const [x = "", y = ""] = asText(parts["focal"]).split(/%\s*/);
      focal.put(x.trim(), y.trim());
      look();
    },
    focus: () => src.focus(),
  };
}

/**
 * The path alone where nothing else is said of the picture; else a group, as the page had it.
 *
 * @param {Value | undefined} said @param {string} src @param {string} alt @param {string} focal
 * @returns {Value | undefined}
 */
function joined(said, src, alt, focal) {
  const rest = isGroup(said) ? Object.fromEntries(Object.entries(said).filter(([name]) => !["src", "alt", "focal"].includes(name))) : {};
  if (!src && !alt) return undefined;
  if (!alt && !focal && !Object.keys(rest).length && !isGroup(said)) return src;
  return { src, ...(alt ? { alt } : {}), ...(focal ? { focal } : {}), ...rest };
}
