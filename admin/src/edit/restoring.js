// What windows that were closed or killed left unsaved. It is put back where the page is still the one it was written
// for; else it is offered, because others have changed the page since.
import { made } from "../elements.js";
import { send } from "../wire.js";
import { say } from "../words.js";
import { notice } from "./notice.js";

/**
 * @param {object} options
 * @param {ReturnType<typeof import("./kept.js").openKept>} options.kept
 * @param {{version: string, values: any, body: string}} options.sheet the page as it was opened
 * @param {(values: any, body: string) => void} options.put has it in the form, to be saved as usual
 * @param {(draft: any) => Promise<void>} options.join has the server join it with what the page is now
 */
export async function restore({ kept, sheet, put, join }) {
  for (const { key, draft } of await kept.left().catch(() => [])) {
    if (!draft.edits?.length && draft.body === null) {
      kept.drop(key);
      continue;
    }
    if (await isOfThis(draft, sheet)) {
      const whole = await send("/api/draft", { ...draft, as_of: "", whole: true });
      if (whole?.values) {
        put(whole.values, whole.body);
        kept.drop(key);
        notice(say("edit.kept_here"));
      }
      continue;
    }
    return offer(key, draft);
  }

  /** @param {string} key @param {any} draft */
  function offer(key, draft) {
    const when = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" }).format(draft.when);
    const take = async () => {
      await join(draft);
      kept.drop(key);
    };
    notice(say("edit.kept_moved", { when }), button("edit.kept_put", take), button("edit.kept_drop", () => kept.drop(key)));
  }
}

/** @param {string} name @param {() => void} click */
const button = (name, click) => made("button", { type: "button", class: "button low", click }, say(name));

/**
 * Whether a draft was written for the page as it is: for its version, or for one that the draft's own last save made.
 *
 * @param {any} draft @param {{version: string, values: any, body: string}} sheet
 */
async function isOfThis(draft, sheet) {
  if (draft.version === sheet.version) return true;
  if (!draft.sent) return false;
  const made = await send("/api/draft", { path: draft.path, version: draft.version, change: draft.change, ...draft.sent, as_of: "", whole: true });
  return made?.body === sheet.body && JSON.stringify(made.values) === JSON.stringify(sheet.values);
}
