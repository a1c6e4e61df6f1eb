// What a change holds: the difference of a file is asked for when somebody opens it.
import { drawn } from "../edit/differences.js";
import { all, made, one } from "../elements.js";
import { Refused, ask } from "../wire.js";

for (const fold of /** @type {HTMLDetailsElement[]} */ (all("details[data-difference]"))) {
  fold.addEventListener("toggle", () => void opened(fold), { once: true });
}

/** @param {HTMLDetailsElement} fold */
async function opened(fold) {
  const place = one(".differences", fold);
  try {
    const { differences } = await ask(fold.dataset.difference ?? "");
    place.replaceChildren(...drawn(differences, false));
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    place.replaceChildren(made("p", { class: "notice bad" }, error.sentence));
  }
}
