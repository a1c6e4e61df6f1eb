// What stands over the page in the frame: that it is another one, or that it is as it was when it could last be shown.
import { icon, made, one } from "../elements.js";
import { say } from "../words.js";

/**
 * @param {object} options
 * @param {(path: string) => void} options.onEdit the page that is shown is to be edited
 * @param {() => void} options.onBack
 */
export function openBanner({ onEdit, onBack }) {
  const place = one("#preview-banner");
  let away = { url: "", path: "" };
  let broken = "";

  function draw() {
    if (away.url) place.replaceChildren(line(say("edit.gone_on", { url: away.url }), ...ways()));
    else if (broken) place.replaceChildren(line(say("edit.last_good", { why: broken })));
    else place.replaceChildren();
  }

  function ways() {
    const { path } = away;
    const edit = path ? [button(say("edit.edit_this"), () => onEdit(path))] : [];
    return [...edit, button(say("edit.back_to_page"), onBack)];
  }

  return {
    /** @param {string} why the page cannot be shown as it is written now; empty if it can */
    broken(why) {
      broken = why;
      draw();
    },
    /** @param {string} url where the frame is; empty for the page itself @param {string} path its source, if it has one */
    away(url, path) {
      away = { url, path };
      draw();
    },
  };
}

/** @param {string} words @param {...HTMLElement} actions */
const line = (words, ...actions) => made("div", { class: "notice mild" }, icon("i-info"), made("span", {}, words), ...actions);

/** @param {string} words @param {() => void} click */
const button = (words, click) => made("button", { type: "button", class: "button low", click }, words);
