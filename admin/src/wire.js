// What goes to the server and comes back.
import { say } from "./words.js";

/** The server said no; `sentence` says why, in the person's words. */
export class Refused extends Error {
  /** @param {string} sentence @param {number} status @param {string} why @param {any} answer */
  constructor(sentence, status, why, answer) {
    super(sentence);
    this.sentence = sentence;
    this.status = status;
    this.why = why;
    this.answer = answer;
  }
}

/** The server could not be reached. */
export class Unreachable extends Error {}

/** What every request that changes something has to carry. */
const token = () => document.body.dataset.token ?? "";

/**
 * Ask for data.
 *
 * @param {string} path
 * @param {{signal?: AbortSignal}} [options]
 * @returns {Promise<any>}
 */
export const ask = (path, options = {}) => answered(path, { ...options, headers: { Accept: "application/json" } });

/**
 * Send data that changes something, or has something worked out. `last` outlives the page (up to 64 kB).
 *
 * @param {string} path
 * @param {unknown} data
 * @param {{signal?: AbortSignal, last?: boolean}} [options]
 * @returns {Promise<any>}
 */
export const send = (path, data, { signal, last = false } = {}) =>
  answered(path, {
    method: "POST",
    body: JSON.stringify(data),
    headers: { Accept: "application/json", "Content-Type": "application/json", "X-Sitegen-Token": token() },
    keepalive: last,
    ...(signal && { signal }),
  });

/**
 * Send a file; `progress` is told the part that is done, from 0 to 1.
 *
 * @param {string} path
 * @param {File} file
 * @param {Record<string, string>} values
 * @param {(done: number) => void} progress
 * @param {AbortSignal} [signal]
 * @returns {Promise<any>}
 */
export function upload(path, file, values, progress, signal) {
  const form = new FormData();
  for (const [name, value] of Object.entries(values)) form.append(name, value);
  form.append("file", file);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest(); // fetch does not tell how far it has come
    request.open("POST", path);
    request.setRequestHeader("X-Sitegen-Token", token());
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", (event) => progress(event.total ? event.loaded / event.total : 0));
    request.addEventListener("error", () => reject(new Unreachable()));
    request.addEventListener("load", () => {
      const answer = parsed(request.responseText);
      if (request.status < 300) resolve(answer);
      else reject(refusal(answer, request.status));
    });
    request.addEventListener("abort", () => reject(new DOMException("", "AbortError")));
    signal?.addEventListener("abort", () => request.abort());
    request.send(form);
  });
}

/** @param {string} path @param {RequestInit} options @param {boolean} [isSecond] @returns {Promise<any>} */
async function answered(path, options, isSecond = false) {
  let response;
  try {
    response = await fetch(path, options);
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Unreachable();
  }
  const answer = parsed(await response.text());
  if (response.ok) return answer;
  if (answer?.why === "stale" && options.method === "POST" && !isSecond) {
    await renew();
    return answered(path, { ...options, headers: { ...options.headers, "X-Sitegen-Token": token() } }, true);
  }
  throw refusal(answer, response.status);
}

/** Somebody has signed in again in another tab: if it is the same person, this screen goes on in that session. */
async function renew() {
  const { person, token: fresh } = await answered("/api/token", {});
  if (String(person) !== document.body.dataset.person) throw new Refused(say("edit.other_person"), 401, "other_person", null);
  document.body.dataset.token = fresh;
}

/** @param {any} answer @param {number} status */
const refusal = (answer, status) => new Refused(answer?.refused ?? `${status}`, status, answer?.why ?? "", answer);

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/**
 * Data that the server put into the screen.
 *
 * @param {string} id
 * @returns {any}
 */
export const island = (id) => parsed(document.getElementById(id)?.textContent ?? "null");
