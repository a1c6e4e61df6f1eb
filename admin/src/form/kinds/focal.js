import { say } from "../../words.js";

const MIDDLE = 50;
/** @type {Record<string, [number, number]>} */
const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/**
 * The circle on a picture: dragged, or moved by arrow keys (with Shift by tens). It never mirrors.
 *
 * @param {HTMLElement} frame
 * @param {import("../types").Around} around
 */
export function openFocal(frame, around) {
  const circle = /** @type {HTMLElement} */ (frame.querySelector(".focal"));
  /** @param {string} x @param {string} y per cent from the left and from the top; empty where nobody chose */
  const put = (x, y) => {
    Object.assign(circle.dataset, { x, y });
    circle.style.setProperty("--focal-x", `${x || MIDDLE}%`);
    circle.style.setProperty("--focal-y", `${y || MIDDLE}%`);
  };
  /** @param {number} x @param {number} y */
  const move = (x, y) => {
    const [left, top] = [x, y].map((one) => String(Math.round(Math.min(100, Math.max(0, one)))));
    put(left ?? "", top ?? "");
    around.changed();
  };
  const tell = () => around.announce(say("fields.focal_at", { x: circle.dataset["x"] ?? "", y: circle.dataset["y"] ?? "" }));
  circle.addEventListener("keydown", (event) => {
    const way = WAYS[event.key];
    if (!way || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const step = event.shiftKey ? 10 : 1;
    move(Number(circle.dataset["x"] || MIDDLE) + way[0] * step, Number(circle.dataset["y"] || MIDDLE) + way[1] * step);
    tell();
  });
  circle.addEventListener("pointerdown", (event) => {
    circle.setPointerCapture(event.pointerId);
    circle.focus();
    event.preventDefault();
  });
  circle.addEventListener("pointermove", (event) => {
    if (!circle.hasPointerCapture(event.pointerId)) return;
    const box = frame.getBoundingClientRect();
    move(((event.clientX - box.left) / box.width) * 100, ((event.clientY - box.top) / box.height) * 100);
  });
  circle.addEventListener("lostpointercapture", () => circle.dataset["x"] && tell());
  put(circle.dataset["x"] ?? "", circle.dataset["y"] ?? "");
  return {
    put,
    text: () => (circle.dataset["x"] ? `${circle.dataset["x"]}% ${circle.dataset["y"]}%` : ""),
    /** @param {boolean} yes */
    shown: (yes) => void (circle.hidden = !yes),
  };
}
