// What can be done with the whole page: duplicate, move, put back, delete. What follows elsewhere is shown first.
import { all, made, one } from "../elements.js";
import { toast } from "../screen/toast.js";
import { Refused, ask, send } from "../wire.js";
import { say } from "../words.js";

/**
 * @param {string} path
 * @param {() => Promise<void>} settled
 */
export function openMoving(path, settled) {
  /** @type {Record<string, () => Promise<void>>} */
  const deeds = {
    move: () => location_of("/pages/move"),
    duplicate: async () => go(await send("/api/duplicate", { path })),
    discard: async () => {
      go(await send("/api/put-back", { path }));
    },
    delete: async () => {
      const found = await ask(`/api/consequences?path=${encodeURIComponent(path)}`);
      if (await sure(found)) go(await send("/api/delete", { paths: [path] }));
    },
  };

  async function location_of(/** @type {string} */ screen) {
    location.assign(`${screen}?path=${encodeURIComponent(path)}`);
  }

  /** @param {{go: string}} answer */
  const go = (answer) => location.assign(answer.go);

  for (const button of all("[data-do]")) {
    button.addEventListener("click", async () => {
      await settled();
      try {
        await deeds[button.dataset.do ?? ""]?.();
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        toast(error.sentence);
      }
    });
  }
}

/** @param {{links: {label: string}[]}} consequences */
function sure(consequences) {
  const dialog = /** @type {HTMLDialogElement} */ (made("dialog", { class: "dialog", "aria-labelledby": "sure-title" }));
  return new Promise((resolve) => {
    const answer = (/** @type {boolean} */ yes) => () => {
      dialog.close();
      dialog.remove();
      resolve(yes);
    };
    dialog.append(
      made("h2", { id: "sure-title" }, say("moving.delete_title")),
      made("p", {}, say("moving.delete_about")),
      ...(consequences.links.length ? [made("p", {}, say("moving.leads_here", { count: consequences.links.length })), made("ul", { class: "plain-list" }, ...consequences.links.map((link) => made("li", {}, made("bdi", {}, link.label))))] : []),
      made("div", { class: "actions" }, made("button", { type: "button", class: "button", click: answer(false) }, say("moving.leave")), made("button", { type: "button", class: "button danger", click: answer(true) }, say("moving.delete"))),
    );
    document.body.append(dialog);
    dialog.addEventListener("cancel", answer(false));
    dialog.showModal();
    one(".button", dialog).focus();
  });
}
