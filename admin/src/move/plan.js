// What follows from a move, drawn: addresses, what goes along, and every line that is mended.
import { icon, made } from "../elements.js";
import { say } from "../words.js";

/**
 * @typedef {{title: string, path: string, from: string, to: string, redirects: boolean}} Moved
 * @typedef {{path: string, title: string, line: number, before: string, after: string}} Mend
 */

/** @param {{plan: any, below: number}} found @returns {Node[]} */
export function drawn({ plan, below }) {
  const count = plan.readdressed;
  return [
    made("h2", {}, count ? say("movement.addresses", { count }) : say("movement.same_address")),
    ...(count ? [addresses(plan.pages, count)] : []),
    made("ul", { class: "plan-facts" }, ...facts(plan, below)),
    made("h2", {}, plan.mend_count ? say("movement.mends", { count: plan.mend_count }) : say("movement.no_mends")),
    ...(plan.mend_count ? [mends(plan.mends, plan.mend_count)] : []),
  ];
}

/** @param {Moved[]} pages @param {number} count */
function addresses(pages, count) {
  const shown = pages.slice(0, 12).map((page) =>
    made("li", {}, made("b", {}, made("bdi", {}, page.title)), made("span", { class: "addresses", dir: "ltr" }, made("del", {}, page.from), icon("i-right"), made("ins", {}, page.to))),
  );
  if (count > shown.length) shown.push(made("li", { class: "quiet" }, say("movement.more", { count: count - shown.length })));
  return made("ul", { class: "plan-list" }, ...shown);
}

/** @param {any} plan @param {number} below */
function* facts(plan, below) {
  for (const [name, count] of Object.entries({ below, files: plan.files, redirects: plan.redirects }))
    if (count) yield made("li", {}, icon("i-check"), say(`movement.${name}`, { count }));
  if (plan.retyped) yield made("li", { class: "mild" }, icon("i-warning"), say("movement.retyped", { count: plan.retyped }));
}

/** @param {Mend[]} lines @param {number} count */
function mends(lines, count) {
  const shown = lines.slice(0, 60).map((one) =>
    made(
      "li",
      {},
      made("b", {}, made("bdi", {}, one.title || say("movement.settings"))),
      made("span", { class: "quiet" }, ` ${say("movement.line", { line: one.line })}`),
      made("code", { dir: "auto" }, ...difference(one.before, one.after)),
    ),
  );
  if (count > shown.length) shown.push(made("li", { class: "quiet" }, say("movement.more", { count: count - shown.length })));
  return made("ul", { class: "plan-list" }, ...shown);
}

/** The part of a line that changes, with some words around it. @param {string} before @param {string} after @returns {(Node | string)[]} */
function difference(before, after) {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let end = 0;
  while (end < Math.min(before.length, after.length) - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  const lead = before.slice(0, start);
  const tail = end ? before.slice(-end) : "";
  return [
    lead.length > 40 ? `…${lead.slice(-40)}` : lead,
    made("del", {}, before.slice(start, before.length - end)),
    made("ins", {}, after.slice(start, after.length - end)),
    tail.length > 40 ? `${tail.slice(0, 40)}…` : tail,
  ];
}
