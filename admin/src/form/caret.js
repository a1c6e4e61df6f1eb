/**
 * Writes a text where somebody may be typing: their caret stays at the same letters.
 *
 * @param {HTMLInputElement | HTMLTextAreaElement} box
 * @param {string} text
 */
export function writeText(box, text) {
  const before = box.value;
  if (before === text) return;
  const caret = document.activeElement === box ? selection(box) : undefined;
  box.value = text;
  if (caret) box.setSelectionRange(moved(before, text, caret.start), moved(before, text, caret.end), caret.direction);
}

/** @param {HTMLInputElement | HTMLTextAreaElement} box */
function selection(box) {
  const { selectionStart: start, selectionEnd: end, selectionDirection: direction } = box;
  return start === null || end === null ? undefined : { start, end, direction: direction ?? "none" };
}

/**
 * Where a place of one text is in another: what is the same at both ends keeps its distance from that end.
 *
 * @param {string} before @param {string} after @param {number} place
 */
export function moved(before, after, place) {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head += 1;
  if (place <= head) return place;
  let tail = 0;
  while (tail < most - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  return before.length - place <= tail ? after.length - (before.length - place) : Math.min(place, after.length - tail);
}
