// The bin: a page comes back with one click, and its row goes.
import { all, made } from "./elements.js";
import { done } from "./pages/doing.js";
import { toast } from "./screen/toast.js";
import { say } from "./words.js";

for (const button of all("[data-restore]")) {
  button.addEventListener("click", async () => {
    button.setAttribute("aria-busy", "true");
    const found = await done("/api/restore", { paths: [button.dataset.restore] });
    button.removeAttribute("aria-busy");
    if (!found) return;
    const row = button.closest("tr");
    const next = /** @type {HTMLElement | null} */ ((row?.nextElementSibling ?? row?.previousElementSibling)?.querySelector("[data-restore]") ?? document.querySelector("h1 ~ * a"));
    row?.remove();
    if (!document.querySelector("[data-restore]")) location.reload();
    next?.focus();
    toast(found.said, ...(found.go ? [made("a", { href: found.go }, say("deeds.bin.open"))] : []));
  });
}
