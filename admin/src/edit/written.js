// What somebody wrote anew where two readings clashed, put in place of their own.

/**
 * @param {any} values of the page, with mine at the places that clashed
 * @param {string} body likewise
 * @param {import("./clash.js").Written[]} written
 * @returns {{values: any, text: string}}
 */
export function rewritten(values, body, written) {
  let text = body;
  const made = structuredClone(values);
  for (const one of written) {
    if (one.whole && one.place === "text") text = one.text;
    else if (/^text(\.\d+)?$/.test(one.place)) text = text.replace(one.mine, () => one.text);
    else replace(made, one.place.split("."), one.text);
  }
  return { values: made, text };
}

/** @param {any} values @param {string[]} at @param {string} text */
function replace(values, at, text) {
  const [name = "", ...rest] = at;
  if (values === null || typeof values !== "object") return;
  if (rest.length) replace(values[name], rest, text);
  else if (typeof values[name] === "string") values[name] = text;
}
