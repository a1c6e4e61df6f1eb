import { asText } from "../values.js";

const FORM = /^(\d{4}-\d{2}-\d{2})(?:[Tt]|[ \t]+)?(?:(\d{1,2}:\d{2})(:\d{2})?(?:\.\d+)?)?[ \t]*(Z|z|[+-]\d{2}:?\d{2})?$/;

/**
 * A moment on the site's clocks: `2026-12-03 09:00`, without an offset.
 *
 * @type {import("../types").OpenControl}
 */
export function openDatetime(root) {
  const box = /** @type {HTMLInputElement} */ (root.querySelector("input"));
  return {
    read: () => box.value.replace("T", " ") || undefined,
    write(value) {
      const { day, time } = onClocks(asText(value), root.dataset["zone"]);
      box.value = day && `${day}T${time || "00:00"}`;
    },
    focus: () => box.focus(),
  };
}

/**
 * A day, or a day and a time.
 *
 * @type {import("../types").OpenControl}
 */
export function openMoment(root) {
  const [day, time] = ["day", "time"].map((name) => /** @type {HTMLInputElement} */ (root.querySelector(`[data-part=${name}]`)));
  if (!day || !time) throw new Error("a moment has a day and a time");
  return {
    read: () => (day.value && time.value ? `${day.value} ${time.value}` : day.value || undefined),
    write(value) {
      const parts = onClocks(asText(value), root.dataset["zone"]);
      day.value = parts.day;
      time.value = parts.time;
    },
    focus: () => day.focus(),
  };
}

/**
 * The day and the time that the clocks of a zone show.
 *
 * @param {string} text @param {string | undefined} zone
 */
export function onClocks(text, zone) {
  const found = FORM.exec(text);
  if (!found) return { day: "", time: "" };
  const [, day = "", minutes, seconds, offset] = found;
  const time = minutes ? minutes.padStart(5, "0") + (seconds && seconds !== ":00" ? seconds : "") : "";
  if (!offset || !time) return { day, time };
  const colon = offset.length === 5 ? `${offset.slice(0, 3)}:${offset.slice(3)}` : offset.toUpperCase();
  const at = new Date(`${day}T${time}${colon}`);
  const shown = new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeStyle: "medium", timeZone: zone || "UTC" }).format(at);
  const [there = "", clock = ""] = shown.split(" ");
  return { day: there, time: clock.replace(/:00$/, "") };
}
