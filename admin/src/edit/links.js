// Where the page leads, and what leads here: each link with what it is, its address, and its line in the text.
import { icon, made } from "../elements.js";
import { say } from "../words.js";

/** @typedef {{label: string, url: string, path: string, line: number, broken: boolean}} Link */

/**
 * @param {{out: Link[], in: Link[]}} links their lines are those of the page's file
 * @param {number} bodyLine the line of the file where the text begins
 * @param {(line: number) => void} go to a line of the text
 */
export function linksPanel(links, bodyLine, go) {
  const out = links.out.map((link) => ({ ...link, line: Math.max(1, link.line - bodyLine + 1) }));
  return [...listed("edit.links_out", "edit.links_out_none", out, go), ...listed("edit.links_in", "edit.links_in_none", links.in, go)];
}

/** @param {string} head @param {string} none @param {Link[]} links @param {(line: number) => void} go */
function listed(head, none, links, go) {
  const list = made("ul", { class: "leads" }, ...links.map((link) => entry(link, go)));
  return [made("h3", {}, say(head)), links.length ? list : made("p", { class: "quiet" }, say(none))];
}

/** @param {Link} link @param {(line: number) => void} go */
function entry(link, go) {
  const { label, url, path, line, broken } = link;
  const name = made("bdi", {}, label);
  const about = broken ? made("span", { class: "quiet" }, say("edit.link_broken")) : made("span", { class: "quiet", dir: "ltr" }, url === label ? "" : url);
  const way = line ? made("button", { type: "button", class: "button low bare", "aria-label": say("edit.link_at", { line, name: label }), click: () => go(line) }, say("edit.line", { line })) : "";
  return made("li", broken ? { class: "dead" } : {}, icon(sign(link)), path ? made("a", { href: `/pages/edit/${encodeURI(path)}` }, name) : made("b", {}, name), about, way);
}

/** @param {Link} link */
const sign = ({ broken, path }) => (broken ? "i-problem" : path ? "i-page" : "i-file");
