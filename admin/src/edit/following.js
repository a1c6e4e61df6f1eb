// The text and the page scroll together. Who is scrolled by hand leads; what that moves is not told back.

const QUIET = 200; // milliseconds in which a scroll is taken for the one that we made
const EDGE = 56; // the toolbar stands over the first lines of the pane, in pixels

/**
 * @typedef {{topOf(line: number): number, lineAt(height: number): {line: number, fraction: number}}} Lines
 *
 * @param {object} options
 * @param {HTMLElement} options.scroller holds the form and, further down, the text
 * @param {Lines} options.text lines from 1
 * @param {() => number} options.bodyLine the line of the file in which the text begins: the page counts from there
 * @param {(line: number, fraction: number) => void} options.lead have the page show a line at its top; 0: what stands
 *   above the text, and how far down in it
 */
export function openFollowing({ scroller, text, bodyLine, lead }) {
  let quiet = 0;
  let asked = 0;
  const edge = () => scroller.getBoundingClientRect().top + EDGE;
  /** How far down the text begins. */
  const start = () => text.topOf(1) - edge() + scroller.scrollTop;

  scroller.addEventListener("scroll", () => {
    if (performance.now() < quiet) return;
    cancelAnimationFrame(asked);
    asked = requestAnimationFrame(tell);
  }, { passive: true });

  function tell() {
    const before = start();
    if (scroller.scrollTop < before) return lead(0, scroller.scrollTop / before);
    const { line, fraction } = text.lineAt(edge());
    return lead(line + bodyLine() - 1, fraction);
  }

  return {
    /** The page was scrolled: have the text there too. @param {number} line of the file @param {number} fraction */
    follow(line, fraction) {
      quiet = performance.now() + QUIET;
      if (line < bodyLine()) scroller.scrollTop = start() * Math.min(1, fraction);
      else {
        const own = line - bodyLine() + 1;
        const top = text.topOf(own);
        scroller.scrollTop += top + (text.topOf(own + 1) - top) * fraction - edge();
      }
    },
  };
}
