// The folders that a new page may lie in follow from what it is.
import { all, made, one } from "./elements.js";
import { island } from "./wire.js";
import { say } from "./words.js";

const folders = /** @type {Record<string, string[]>} */ (island("folders-by-kind"));
const select = /** @type {HTMLSelectElement} */ (one("#folder"));

for (const radio of all("#making [name=type]")) {
  radio.addEventListener("change", () => {
    const kept = select.value;
    const offered = folders[/** @type {HTMLInputElement} */ (radio).value] ?? [];
    select.replaceChildren(...offered.map((folder) => made("option", { value: folder }, folder || say("making.root"))));
    select.value = offered.includes(kept) ? kept : (offered[0] ?? "");
  });
}
one("#making").addEventListener("submit", () => one("#making [type=submit]").setAttribute("aria-busy", "true"));
