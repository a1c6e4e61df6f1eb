// The deeds of the list of pages, each with what has to be known before.
import { island } from "../wire.js";
import { made } from "../elements.js";
import { toast } from "../screen/toast.js";
import { say } from "../words.js";
import { asked, names } from "./asking.js";
import { chooseNone, chosen } from "./choosing.js";
import { done, said } from "./doing.js";
import { go } from "./list.js";

/** So many pages may stand in an address; of more the browser keeps which they are. */
const MOST_IN_ADDRESS = 40;

const again = () => go(location.href, "none");

/** @param {string[]} paths */
const titles = (paths) => paths.map((path) => chosen.get(path) ?? path);

/** @param {string} words */
const text = (words) => made("p", {}, words);

/** @type {Record<string, (paths: string[]) => Promise<void>>} */
export const deeds = { publish, offline, move, tag, delete: remove };

/** @param {string[]} paths */
async function publish(paths) {
  const count = paths.length;
  const answer = await asked({
    title: say("deeds.publish_title", { count }),
    content: [text(say("deeds.publish_about")), names(titles(paths))],
    button: say("deeds.publish", { count }),
  });
  const found = answer && (await done("/api/publish-pages", { paths }));
  if (!found) return;
  chooseNone();
  await again();
  said(found.said, async () => {
    if (await done("/api/undo", { landed: found.landed })) await again();
  });
}

/** @param {string[]} paths */
async function offline(paths) {
  const found = await done("/api/offline", { paths, offline: true });
  if (!found) return;
  if (!found.paths.length) return toast(say("deeds.nothing_to_do"));
  await again();
  said(found.said, async () => {
    const back = await done("/api/offline", { paths: found.paths, offline: false });
    if (back) await again().then(() => toast(back.said));
  });
}

/** @param {string[]} paths */
async function move(paths) {
  if (paths.length <= MOST_IN_ADDRESS) {
    location.assign(`/pages/move?${new URLSearchParams(paths.map((path) => ["path", path]))}`);
    return;
  }
  sessionStorage.setItem("moving", JSON.stringify(paths));
  location.assign("/pages/move");
}

/** @param {string[]} paths */
async function tag(paths) {
  const kinds = /** @type {[string, string][]} */ (island("taxonomies") ?? []);
  const select = made("select", { class: "input", name: "taxonomy", id: "tag-kind" }, ...kinds.map(([name, label]) => made("option", { value: name }, label)));
  const answer = await asked({
    title: say("deeds.tag_title", { count: paths.length }),
    content: [
      ...(kinds.length > 1 ? [field("tag-kind", say("deeds.tag_kind"), select)] : []),
      field("tag-add", say("deeds.tag_add"), input("tag-add", "add"), say("deeds.tag_help")),
      field("tag-remove", say("deeds.tag_remove"), input("tag-remove", "remove")),
    ],
    button: say("deeds.tag"),
  });
  if (!answer) return;
  const terms = (/** @type {string} */ name) => String(answer.get(name) ?? "").split(",").map((term) => term.trim()).filter(Boolean);
  const found = await done("/api/tag", { paths, taxonomy: String(answer.get("taxonomy") ?? kinds[0]?.[0] ?? "tags"), add: terms("add"), remove: terms("remove") });
  if (!found) return;
  await again();
  toast(found.paths.length ? found.said : say("deeds.nothing_to_do"));
}

/** @param {string} id @param {string} name */
const input = (id, name) => made("input", { class: "input", id, name, autocomplete: "off", dir: "auto" });

/** @param {string} id @param {string} label @param {HTMLElement} control @param {string} [help] */
const field = (id, label, control, help = "") =>
  made("div", { class: "field" }, made("label", { for: id }, label), control, made("p", { class: "field-note" }, help));

/** @param {string[]} paths */
async function remove(paths) {
  const count = paths.length;
  const found = await done("/api/consequences", { paths });
  if (!found) return;
  const answer = await asked({
    title: say("deeds.delete_title", { count }),
    content: [
      text(say("deeds.delete_about", { count })),
      names(titles(paths)),
      ...(found.link_count
        ? [text(say("deeds.leads_here", { count: found.link_count })), names(found.links.map((/** @type {{label: string}} */ link) => link.label), found.link_count)]
        : [text(say("deeds.nothing_leads"))]),
      ...(found.translations.length ? [text(say("deeds.translations_stay", { count: found.translations.length })), names(found.translations)] : []),
      ...(found.below ? [text(say("deeds.below_stay", { count: found.below }))] : []),
    ],
    button: say("deeds.delete", { count }),
    danger: true,
  });
  const gone = answer && (await done("/api/delete", { paths }));
  if (!gone) return;
  chooseNone();
  await again();
  said(gone.said, async () => {
    const back = await done("/api/restore", { paths: gone.paths });
    if (back) await again().then(() => toast(back.said));
  });
}
