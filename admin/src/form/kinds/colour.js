import { openText } from "./text.js";

/** @type {import("../types").OpenControl} */
export function openColour(root, around, base) {
  const well = /** @type {HTMLInputElement} */ (root.querySelector("[data-part=well]"));
  const box = /** @type {HTMLInputElement} */ (root.querySelector("[data-part=text]"));
  const show = () => {
    const colour = hex(box.value || box.placeholder);
    well.classList.toggle("is-empty", !colour);
    well.value = colour || "#000000";
  };
  well.hidden = false;
  well.addEventListener("input", () => {
    box.value = well.value;
    well.classList.remove("is-empty");
    around.changed();
  });
  box.addEventListener("input", show);
  show();
  const text = openText(root, around, base);
  return { ...text, write: (value) => (text.write(value), show()) };
}

/** A colour of style sheets as #rrggbb; empty for what is none. @param {string} text */
function hex(text) {
  if (!text || !CSS.supports("color", text)) return "";
  const brush = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
  brush.fillStyle = text;
  brush.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = brush.getImageData(0, 0, 1, 1).data;
  return `#${[red, green, blue].map((one) => one.toString(16).padStart(2, "0")).join("")}`;
}
