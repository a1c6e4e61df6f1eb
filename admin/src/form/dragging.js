/**
 * Follows a pointer that drags a row by its handle. `over` is told the row's new place among `all()`; `end` whether it
 * was let go there, or given up (Escape).
 *
 * @param {HTMLElement} handle
 * @param {PointerEvent} start
 * @param {HTMLElement} row
 * @param {() => HTMLElement[]} all
 * @param {{over(index: number): void, end(kept: boolean): void}} told
 */
export function dragged(handle, start, row, all, told) {
  const stop = new AbortController();
  const { signal } = stop;
  row.classList.add("is-dragged");

  /** @param {boolean} kept */
  const end = (kept) => {
    stop.abort();
    row.classList.remove("is-dragged");
    told.end(kept);
    handle.focus();
  };
  // The document hears it all: the handle itself is moved about, and a moved element loses the pointer.
  document.addEventListener("pointermove", (event) => follow(event, row, all(), told.over), { signal });
  document.addEventListener("pointerup", () => end(true), { signal });
  document.addEventListener("pointercancel", () => end(false), { signal });
  document.addEventListener("keydown", (event) => event.key === "Escape" && (event.preventDefault(), end(false)), { signal });
  start.preventDefault();
}

/** @param {PointerEvent} event @param {HTMLElement} row @param {HTMLElement[]} all @param {(index: number) => void} over */
function follow(event, row, all, over) {
  const others = all.filter((one) => one !== row);
  const index = others.filter((one) => middle(one) < event.clientY).length;
  if (index === all.indexOf(row)) return;
  over(index);
  row.scrollIntoView({ block: "nearest" });
}

/** @param {HTMLElement} element */
function middle(element) {
  const box = element.getBoundingClientRect();
  return box.top + box.height / 2;
}
