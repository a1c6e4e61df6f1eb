// A page in a frame is as wide as the chosen screen is, whatever room there is for it.
import { all } from "../elements.js";

/** From now on every frame of this screen is fitted whenever its room changes, or another width is chosen. */
export function fitFrames() {
  if (matchMedia("(max-width: 48rem)").matches) all('input[name="width"]')[0]?.click(); // a phone shows it as a phone does
  for (const frame of all(".page-frame")) new ResizeObserver(() => fit(frame)).observe(frame);
  document.addEventListener("change", (event) => {
    if (event.target instanceof HTMLInputElement && event.target.name === "width") all(".page-frame").forEach(fit);
  });
}

/**
 * The page keeps its own width and is scaled down to fit, never up.
 *
 * @param {HTMLElement} frame
 */
function fit(frame) {
  const page = frame.querySelector("iframe");
  if (!page || !frame.clientWidth) return;
  const chosen = /** @type {HTMLInputElement | null} */ (document.querySelector('input[name="width"]:checked'));
  const wanted = Number(chosen?.value ?? 1024);
  const scale = Math.min(1, frame.clientWidth / wanted);
  page.style.setProperty("--page-width", `${wanted}px`);
  page.style.setProperty("--page-scale", String(scale));
  page.style.setProperty("--page-height", `${frame.clientHeight / scale}px`);
}
