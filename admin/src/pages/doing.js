// Something is sent, and what came of it is said.
import { made } from "../elements.js";
import { toast } from "../screen/toast.js";
import { Refused, Unreachable, send } from "../wire.js";
import { say } from "../words.js";

/**
 * Send; on a refusal the sentence is shown and nothing comes back.
 *
 * @param {string} path @param {unknown} data
 * @returns {Promise<any>}
 */
export async function done(path, data) {
  try {
    return await send(path, data);
  } catch (error) {
    if (error instanceof Refused) toast(error.sentence);
    else if (error instanceof Unreachable) toast(say("deeds.unreachable"));
    else throw error;
    return null;
  }
}

/** @param {string} words @param {() => Promise<void>} back */
export const said = (words, back) => toast(words, made("button", { type: "button", click: back }, say("deeds.undo")));
