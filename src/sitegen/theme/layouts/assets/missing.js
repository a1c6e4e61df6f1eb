/* On the page for addresses that lead nowhere: proposes the known address that is most like the one asked for. */
{
  const place = document.getElementById('_near');
  const known = JSON.parse(document.getElementById('_addresses').textContent);
  const plain = path => {
    try { path = decodeURIComponent(path); } catch {}
    return path.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replace(/(index)?\.html?$/, '').replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
  };
  const pairs = text => {
    const found = new Map();
    for (let i = 0; i < text.length - 1; i++) {
      const pair = text.slice(i, i + 2);
      found.set(pair, (found.get(pair) ?? 0) + 1);
    }
    return found;
  };
  /* Sørensen and Dice: how many pairs of letters two texts have in common, from 0 to 1. */
  const alike = (one, other) => {
    if (one === other) return 1;
    const left = pairs(one), right = pairs(other);
    let common = 0;
    for (const [pair, count] of left) common += Math.min(count, right.get(pair) ?? 0);
    return 2 * common / (Math.max(one.length - 1, 0) + Math.max(other.length - 1, 0) || 1);
  };
  const asked = plain(location.pathname).slice(-200), last = asked.split(' ').slice(-3).join(' ');
  let best = 0, address = '';
  for (const one of known) {
    const path = plain(one), value = Math.max(alike(asked, path), .95 * alike(last, plain(one.replace(/\/$/, '').split('/').pop())));
    if (path && value > best) [best, address] = [value, one];
  }
  if (best >= .5) {
    const link = document.createElement('a');
    link.href = address;
    try { link.textContent = decodeURI(address); } catch { link.textContent = address; }
    const [before, after] = place.dataset.words.split('{address}');
    place.append(before, link, after ?? '');
    place.hidden = false;
  }
}
