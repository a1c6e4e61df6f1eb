import { say } from "../../words.js";
import { asNumber, asText, isGroup } from "../values.js";

const PARTS = ["lat", "lon", "label"];

/**
 * Latitude and longitude, with a sentence that says whether they are a place.
 *
 * @type {import("../types").OpenControl}
 */
export function openPlace(root) {
  const boxes = /** @type {HTMLInputElement[]} */ (PARTS.map((name) => root.querySelector(`[data-part=${name}]`)));
  const where = /** @type {HTMLElement} */ (root.querySelector("[data-where]"));
  const texts = () => boxes.map((box) => box.value);
  const check = () => {
    where.textContent = told(texts());
  };
  root.addEventListener("input", check);
  check();
  return {
    read() {
      const said = texts().flatMap((text, index) => (text ? [[PARTS[index], index < 2 ? asNumber(text) : text]] : []));
      return said.length ? Object.fromEntries(said) : undefined;
    },
    write(value) {
      const parts = partsOf(value);
      boxes.forEach((box, index) => (box.value = parts[index] ?? ""));
      check();
    },
    focus: () => boxes[0]?.focus(),
  };
}

/** @param {import("../types").Value | undefined} value */
function partsOf(value) {
  if (isGroup(value)) return PARTS.map((name) => asText(value[name]));
  return Array.isArray(value) ? value.map(asText) : asText(value).split(/[,;]/).map((one) => one.trim());
}

/** @param {string[]} texts */
function told([lat = "", lon = ""]) {
  if (!lat && !lon) return "";
  if (!lat || !lon) return say("fields.half_place");
  const [north, east] = [Number(lat), Number(lon)];
  if (!(Math.abs(north) <= 90 && Math.abs(east) <= 180)) return say("fields.out_of_range");
  const sides = [say(north < 0 ? "fields.south" : "fields.north"), say(east < 0 ? "fields.west" : "fields.east")];
  return `${Math.abs(north)}° ${sides[0]}, ${Math.abs(east)}° ${sides[1]}`;
}
