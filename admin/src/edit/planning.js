// Publishing later: a page that nobody has seen yet gets the moment at which it goes public.
import { onClocks } from "../form/kinds/moment.js";
import { one } from "../elements.js";

/**
 * The moment in the panel. It is offered for pages that are not public yet: one that is would vanish until then.
 *
 * @param {() => void} onChange
 */
export function openPlanning(onChange) {
  const place = one("#publish-when");
  const input = /** @type {HTMLInputElement} */ (one("#publish-later"));
  const zone = place.dataset["zone"] || "UTC";
  input.addEventListener("input", onChange);

  /** Now, on the clocks of the site: as the input has it. */
  const now = () => {
    const { day, time } = onClocks(new Date().toISOString().replace(/\.\d+/, ""), zone);
    return `${day}T${time}`.slice(0, 16);
  };

  return {
    /** @param {boolean} isOffered @param {unknown} chosen what the page says already */
    show(isOffered, chosen) {
      place.hidden = !isOffered;
      const { day, time } = onClocks(typeof chosen === "string" ? chosen : "", zone);
      const known = day && `${day}T${time || "00:00"}`.slice(0, 16);
      input.value = isOffered && known > now() ? known : "";
    },
    /** As a page has it; empty for now. */
    moment: () => (place.hidden ? "" : input.value.replace("T", " ")),
    isPast: () => !place.hidden && input.value !== "" && input.value <= now(),
    /** For people, in their language. */
    words: () =>
      new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long", timeStyle: "short", timeZone: "UTC" }).format(new Date(`${input.value}Z`)),
  };
}
