// Changes a live page from one version to the next. What the server did not change is left alone, so that whatever
// scripts made of it stays: each step compares the old version with the new one, and touches the live page only there.

const ELEMENT = 1;

/** Bring `live` from `before` to `after`. `before` is `live` itself where no old version is known. `shallow`: not its children. */
export function patch(live, before, after, shallow = false) {
  if (!shallow && before.isEqualNode(after)) return;
  if (live.nodeName !== after.nodeName) {
    live.replaceWith(document.importNode(after, true));
    return;
  }
  if (live.nodeType !== ELEMENT) {
    live.nodeValue = after.nodeValue;
    return;
  }
  attributes(live, before, after);
  if (!shallow) children(live, before, after);
}

/** True if two bodies are alike enough to be patched. */
export function sameShape(before, after) {
  const names = (body) => [...body.children].filter((one) => one.localName !== "script").map((one) => `${one.localName}#${one.id}`);
  const old = names(before);
  const next = names(after);
  const shared = next.filter((name) => old.includes(name)).length;
  return shared * 2 >= Math.max(old.length, next.length);
}

function attributes(live, before, after) {
  for (const { name, value } of [...after.attributes]) {
    if (before.getAttribute(name) !== value) {
      live.setAttribute(name, value);
      if (name === "value" && "value" in live && document.activeElement !== live) live.value = value;
    }
  }
  for (const { name } of [...before.attributes]) {
    if (!after.hasAttribute(name)) live.removeAttribute(name);
  }
}

function children(live, before, after) {
  let old = [...before.childNodes];
  let shown = aligned(live, old);
  if (!shown) {
    old = [...live.childNodes];
    shown = old;
  }
  const next = [...after.childNodes];
  const pairs = matched(old, next);
  const kept = new Set(pairs);
  old.forEach((node, index) => { if (!kept.has(index)) shown[index].remove(); });
  let place = null;
  let last = -1;
  // From the end to the beginning, so that each new node can be put before the one that follows it.
  for (let index = next.length - 1; index >= 0; index -= 1) {
    const at = pairs[index];
    if (at === null) {
      const made = document.importNode(next[index], true);
      live.insertBefore(made, place);
      place = made;
      continue;
    }
    const node = shown[at];
    place = node.previousSibling;
    patch(node, old[at], next[index]);
    place = place ? place.nextSibling : live.firstChild;
    last = at;
  }
  return last;
}

/** The live node that stands for each old one; null if that cannot be told. Scripts may have added nodes between. */
function aligned(live, old) {
  const shown = [...live.childNodes];
  if (shown.length === old.length) return shown;
  const found = [];
  let at = 0;
  for (const node of old) {
    while (at < shown.length && !alike(shown[at], node)) at += 1;
    if (at === shown.length) return null;
    found.push(shown[at]);
    at += 1;
  }
  return found;
}

const alike = (one, other) => one.nodeName === other.nodeName
  && (one.nodeType === ELEMENT ? one.id === other.id : one.nodeValue === other.nodeValue);

/** For each new node the index of the old one that it continues, or null; in rising order. */
function matched(old, next) {
  const pairs = new Array(next.length).fill(null);
  let start = 0;
  while (start < old.length && start < next.length && old[start].isEqualNode(next[start])) pairs[start] = start++;
  let end = 0;
  while (end < old.length - start && end < next.length - start
      && old[old.length - 1 - end].isEqualNode(next[next.length - 1 - end])) {
    pairs[next.length - 1 - end] = old.length - 1 - end;
    end += 1;
  }
  let at = start;
  const stop = old.length - end;
  for (let index = start; index < next.length - end; index += 1) {
    const found = continued(old, at, stop, next[index]);
    if (found !== null) {
      pairs[index] = found;
      at = found + 1;
    }
  }
  return pairs;
}

const AHEAD = 12;

/** The old node, from `at` and not far, that is equal to `node` or has its id; else the next one if it is of its kind. */
function continued(old, at, stop, node) {
  for (let index = at; index < Math.min(stop, at + AHEAD); index += 1) {
    if (old[index].isEqualNode(node) && node.nodeType === ELEMENT) return index;
    if (node.id && old[index].id === node.id && old[index].nodeName === node.nodeName) return index;
  }
  return at < stop && old[at].nodeName === node.nodeName ? at : null;
}
