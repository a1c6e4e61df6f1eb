// What can be done with the file at the side: replace it, give it another name or folder, delete it and take that back.
import { all, made, one } from "../elements.js";
import { open } from "../screen/dialogs.js";
import { toast } from "../screen/toast.js";
import { Refused, send } from "../wire.js";
import { say } from "../words.js";

/** @import { Shelf } from "./shelf.js" */
/** @import { Uploads } from "./uploads.js" */

/**
 * @param {HTMLElement} main
 * @param {Shelf} shelf
 * @param {Uploads} uploads
 */
export function openDeeds(main, shelf, uploads) {
  const path = () => document.getElementById("detail")?.dataset["path"] ?? "";
  const name = () => path().split("/").at(-1) ?? "";
  /** @param {Record<string, string>} values */
  const address = (values) => {
    const wanted = new URLSearchParams(location.search);
    for (const [key, value] of Object.entries(values)) value ? wanted.set(key, value) : wanted.delete(key);
    return `/media${wanted.size ? `?${wanted}` : ""}`;
  };

  async function rename() {
    const [folder, called] = ["#rename-folder", "#rename-name"].map((id) => /** @type {HTMLInputElement} */ (one(id)).value.trim());
    const found = await send("/api/media/move", { path: path(), folder: folder?.replace(/^\/+|\/+$/g, "") ?? "", name: called ?? "" });
    await shelf.go(address({ at: found.path }));
    const words = [say("media.renamed", { name: found.path.split("/").at(-1), count: found.pages })];
    if (found.others.length) words.push(say("media.follow_too", { places: found.others.join(", "), count: found.others.length }));
    if (found.elsewhere.length) words.push(say("media.still_named", { places: found.elsewhere.join(", ") }));
    toast(words.join(" "));
    document.querySelector(/** @type {const} */ (".thumb[aria-current], .thumb-row[aria-current]"))?.closest("a")?.focus();
  }

  async function remove() {
    const [gone, called] = [path(), name()];
    await send("/api/media/delete", { path: gone });
    await shelf.go(address({ at: "" }));
    const undo = made("button", { type: "button", class: "button bare", click: async () => {
      await told(async () => {
        await send("/api/media/restore", { path: gone });
        await shelf.go(address({ at: gone }));
        toast(say("media.put_back", { name: called }));
      });
    } }, say("media.undo"));
    toast(say("media.deleted", { name: called }), undo);
  }

  main.addEventListener("click", (event) => {
    const button = /** @type {HTMLElement} */ (event.target).closest("[data-dialog]");
    if (button instanceof HTMLElement) open(button.dataset["dialog"] ?? "");
  });
  main.addEventListener("submit", (event) => {
    const form = /** @type {HTMLFormElement} */ (event.target);
    if (form.id === "rename-form") {
      event.preventDefault();
      one("#rename-problem").textContent = "";
      told(async () => rename(), (words) => (one("#rename-problem").textContent = words));
    } else if (form.id === "delete-form") told(remove);
  });
  main.addEventListener("change", (event) => {
    const input = /** @type {HTMLInputElement} */ (event.target);
    if (input.id !== "replace-file" || !input.files?.length) return;
    uploads.take([...input.files], { replace: path() });
    input.value = "";
  });
  one("#new-folder").addEventListener("click", () => newFolder(main));
}

/** @param {() => Promise<void>} deed @param {(words: string) => void} [tell] */
async function told(deed, tell = toast) {
  try {
    await deed();
  } catch (error) {
    tell(error instanceof Refused ? error.sentence : say("media.offline"));
  }
}

/** Folders are where files are: a new one is made with its first file. @param {HTMLElement} main */
function newFolder(main) {
  const input = /** @type {HTMLInputElement} */ (made("input", { class: "input", id: "new-folder-name", autocomplete: "off", dir: "auto", required: true }));
  const dialog = /** @type {HTMLDialogElement} */ (made("dialog", { class: "dialog", "aria-labelledby": "new-folder-title" }));
  const form = made("form", { method: "dialog", submit: () => {
    const folder = `${main.dataset["into"] ?? "static"}/${input.value.trim().replace(/^\/+|\/+$/g, "")}`;
    main.dataset["into"] = folder;
    toast(say("media.folder_made", { folder }));
  } },
    made("h2", { id: "new-folder-title" }, say("media.new_folder")),
    made("div", { class: "field" }, made("label", { for: "new-folder-name" }, say("media.folder_name")), input),
    made("div", { class: "actions" }, made("button", { type: "button", class: "button", "data-close": true }, say("media.leave")), made("button", { type: "submit", class: "button primary" }, say("media.new_folder"))));
  dialog.append(form);
  dialog.addEventListener("close", () => dialog.remove());
  all("main").at(0)?.append(dialog);
  dialog.showModal();
}
