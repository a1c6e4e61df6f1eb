// Moving pages: each change of the questions asks the server what would follow; the button does just that.
import { announce, made, one } from "../elements.js";
import { Refused, Unreachable, send } from "../wire.js";
import { toast } from "../screen/toast.js";
import { say } from "../words.js";
import { drawn } from "./plan.js";

const PAUSE = 250;

const kept = JSON.parse(sessionStorage.getItem("moving") ?? "[]");
const named = new URL(location.href).searchParams.getAll("path");
/** @type {string[]} */
let paths = named.length ? named : kept;

const input = (/** @type {string} */ selector) => /** @type {HTMLInputElement} */ (one(selector));
const [folder, name, translations, redirect] = ["#folder", "#name", "#translations", "#redirect"].map(input);
const button = one("#move [type=submit]");
const why = one("#move-why");

/** What was there when the screen opened: only what differs from it is a wish. */
let first = { folder: "", name: "" };
let ready = false;
/** @type {AbortController | undefined} */
let asking;

const wish = () => ({
  paths,
  folder: paths.length === 1 && folder?.value.trim() === first.folder ? null : (folder?.value.trim() ?? ""),
  name: paths.length === 1 && name?.value.trim() !== first.name ? (name?.value.trim() ?? "") : "",
  translations: translations?.checked ?? true,
  redirect: redirect?.checked ?? true,
});

async function look(wanted = wish()) {
  asking?.abort();
  asking = new AbortController();
  const { signal } = asking;
  one("#plan").setAttribute("aria-busy", "true");
  try {
    const found = await send("/api/moves", wanted, { signal });
    show(found);
    return found;
  } catch (error) {
    if (signal.aborted) return null;
    if (error instanceof Refused) why.textContent = error.sentence;
    else if (error instanceof Unreachable) why.textContent = say("deeds.unreachable");
    else throw error;
    return null;
  }
}

/** @param {any} found */
function show(found) {
  ready = Boolean(found.plan);
  button.setAttribute("aria-disabled", String(!ready));
  button.textContent = ready && found.plan.mend_count ? say("movement.do_mend", { count: found.plan.mend_count }) : say("movement.move");
  why.textContent = found.plan || found.code === "nothing" ? "" : found.why;
  const plan = one("#plan");
  plan.setAttribute("aria-busy", "false");
  plan.replaceChildren(...(found.plan ? drawn(found) : [made("p", { class: "quiet" }, found.why)]));
  announce(plan.querySelector("h2")?.textContent ?? found.why);
}

/** @param {any} facts */
function begin(facts) {
  paths = facts.paths;
  if (!paths.length) return void (why.textContent = say("movement.none"));
  const title = facts.titles[0] ?? "";
  one("#move-title").textContent = say("movement.moving", { count: paths.length, title });
  document.title = `${one("#move-title").textContent} · ${document.title.split(" · ").at(-1)}`;
  first = { folder: facts.folder, name: facts.name };
  if (folder) folder.value = facts.folder;
  if (paths.length === 1) {
    one("#name-field").hidden = false;
    if (name) name.value = facts.name;
    if (facts.below) one("#name-field label").textContent = say("movement.name_folder");
  }
  one("#translations-field").hidden = !facts.translations;
  one("#translations-field span").textContent = say("movement.translations", { count: facts.translations });
  name?.closest("[hidden]") ? folder?.select() : name?.select();
}

/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;
one("#move").addEventListener("input", () => {
  ready = false;
  asking?.abort(); // what it would say is about another wish
  button.setAttribute("aria-disabled", "true");
  clearTimeout(timer);
  timer = setTimeout(look, PAUSE);
});
one("#move").addEventListener("submit", async (event) => {
  event.preventDefault();
  clearTimeout(timer);
  if (!ready && !(await look())?.plan) return;
  button.setAttribute("aria-busy", "true");
  try {
    const found = await send("/api/move", wish());
    sessionStorage.removeItem("moving");
    sessionStorage.setItem("said", found.said);
    location.assign(found.path ? `/pages/edit/${found.path.split("/").map(encodeURIComponent).join("/")}` : `/pages?folder=${encodeURIComponent(found.folder)}`);
  } catch (error) {
    button.removeAttribute("aria-busy");
    if (error instanceof Refused) toast(error.sentence);
    else if (error instanceof Unreachable) toast(say("deeds.unreachable"));
    else throw error;
  }
});
if (named.length === 1) one("#move-cancel").setAttribute("href", `/pages/edit/${named.join("").split("/").map(encodeURIComponent).join("/")}`);
look({ paths, folder: null, name: "", translations: true, redirect: true }).then((facts) => {
  one("#move").inert = false;
  if (facts) begin(facts);
});
