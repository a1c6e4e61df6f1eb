/* Opens the search on /, Ctrl+K or a click. It loads what searches only then; without it the link leads to the page. */
const link = document.querySelector('.search-link'), form = document.querySelector('.search-in-page');
const finder = () => import(new URL(link.dataset.finder, location.href));
const typing = target => target.closest?.('input, textarea, select, [contenteditable]') && !/^(?:checkbox|radio|button|submit)$/.test(target.type);

const open = event => {
  event.preventDefault();
  if (form) form.q.focus();
  else finder().then(found => found.openDialog(link)).catch(() => { location.href = link.href; });
};

if (link) {
  link.addEventListener('click', event => {
    if (!event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey) open(event);
  });
  addEventListener('keydown', event => {
    if (event.defaultPrevented || event.isComposing || document.querySelector('dialog:modal')) return;
    const k = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
    const slash = event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && !typing(event.target);
    if (k || slash) open(event);
  });
  if (form) finder().then(found => found.searchPage(form));
}
