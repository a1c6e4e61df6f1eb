/* Searches, and shows what was found: on the page of the search and in the dialog. Pagefind reads the index; the rest is here.
   Nothing is asked of anybody but this site, and nothing of what is typed leaves the browser. */

/* Letters that Pagefind does not fold; the program that makes the index folds the same ones. */
export const LETTERS = { đ: 'd', ð: 'd', ħ: 'h', ı: 'i', ł: 'l', ø: 'o', ŧ: 't', þ: 'th', æ: 'ae', œ: 'oe', ß: 'ss', ـ: '' };
const UNSPACED = /[\u2e80-\u2fdf\u3005-\u3007\u3021-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3fffd}]/u;

export const fold = text => [...text.toLowerCase()].map(letter => LETTERS[letter] ?? letter).join('');
const plain = text => fold(text).normalize('NFD').replace(/[^\p{L}\p{N}]/gu, '');

/* Queries to try in turn. Words without spaces between them are looked for as a phrase, then each for itself. */
export const queries = typed => {
  const text = fold(typed).trim(), spaced = [...text].map(letter => (UNSPACED.test(letter) ? ` ${letter} ` : letter)).join('').replace(/\s+/g, ' ').trim();
  const phrase = /^\S{2,}$/.test(text) && [...text].every(letter => UNSPACED.test(letter));
  return phrase ? [`"${spaced}"`, spaced] : [spaced];
};

/* The index of each language, opened when it is first asked for. null: it was not made. */
const opened = new Map();
const indexOf = (folder, language) => {
  const path = `${new URL(folder, location.href).pathname}${language.toLowerCase()}/`;
  if (!opened.has(path)) opened.set(path, openIndex(folder, path));
  return opened.get(path);
};
const openIndex = async (folder, path) => {
  const answer = await fetch(`${path}pagefind-entry.json`, { cache: 'no-cache' });
  if (!answer.ok) return null;
  const [{ hash }] = Object.values((await answer.json()).languages);
  const { createInstance } = await import(new URL(`${folder}pagefind.js`, location.href));
  const index = createInstance({ basePath: path, baseUrl: '/', noWorker: true, metaCacheTag: hash });
  await index.filters(); // else it would count nothing for them
  return index;
};

/* What one language has for a query: { results, counts: facet → value → number }, or null without an index. */
const ask = async (folder, language, typed, filters) => {
  const index = await indexOf(folder, language);
  if (!index) return null;
  for (const query of queries(typed)) {
    const found = await index.search(query, { filters });
    if (found.unfilteredResultCount) return { language, results: found.results, counts: found.totalFilters };
  }
  return { language, results: [], counts: {} };
};

const element = (name, values = {}, ...inside) => {
  const made = Object.assign(document.createElement(name), values);
  made.append(...inside);
  return made;
};

/* The words of a page that a result marks. Where the index has joints between words, they divide them. */
const markedWords = data => {
  const words = data.raw_content.split(data.raw_content.includes('\u200b') ? '\u200b' : /\s+/);
  return data.locations.map(place => plain(words[place] ?? ''));
};

/* True if every word of the query is much like one that was found: Pagefind also offers "do" for "duong". */
const isClose = (typed, data) => {
  const have = [...markedWords(data), ...data.meta.title.split(/\s+/).map(plain)];
  return typed.trim().split(/\s+/).every(term => UNSPACED.test(term) || have.some(word => alike(plain(term), word)));
};

/* True if two words share most of the first one's letters in a row. */
export const alike = (term, word) => {
  const need = Math.max(Math.min(3, term.length), Math.ceil(term.length * 0.6));
  for (let at = 0; at + need <= term.length; at++) if (word.includes(term.slice(at, at + need))) return true;
  return !term;
};

/* An excerpt of Pagefind's as nodes: its marks are marks, and everything else is text. */
const marked = excerpt => excerpt.replaceAll('</mark><mark>', '').split(/<mark>(.*?)<\/mark>/s).flatMap((part, i) => {
  const text = part.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('\u200b', '');
  if (i % 2 === 0) return text;
  const [, before, word, after] = text.match(/^(\P{L}*?)(\S.*?)([\s\p{P}]*)$/su) ?? [text, '', text, ''];
  return [before, element('mark', { textContent: word }), after];
});

/* A title with what was searched for marked: whole words that begin with it, or that are marked in the text. */
const markedTitle = (title, typed, excerpt) => {
  const written = typed.trim().split(/\s+/), unspaced = written.filter(term => UNSPACED.test(term));
  if (unspaced.length) {
    const parts = title.split(new RegExp(`(${unspaced.map(term => term.replace(/[^\p{L}\p{N}]/gu, '')).join('|')})`, 'u'));
    return parts.map((part, i) => (i % 2 ? element('mark', { textContent: part }) : part));
  }
  const terms = written.map(plain).filter(Boolean);
  const seen = new Set([...excerpt.matchAll(/<mark>(.*?)<\/mark>/gs)].map(match => plain(match[1])));
  return title.split(/(\s+)/).map(word => {
    const own = plain(word);
    return own && (seen.has(own) || terms.some(term => own.startsWith(term))) ? element('mark', { textContent: word }) : word;
  });
};

/* A value to narrow the results by. */
const choice = (facet, value, checked = false) => element('label', { className: 'choice' },
  element('input', { type: 'checkbox', name: facet, value, checked }), ` ${value} `, element('span', { className: 'count' }));

class Finder {
  constructor(form, { most, remember = () => {} }) {
    Object.assign(this, { form, most, remember, asked: 0, shown: 0, found: [] });
    this.status = form.querySelector('[role="status"]');
    this.list = form.querySelector('.entries');
    this.more = form.querySelector('.search-more');
    this.filters = form.querySelector('.filters');
    this.own = document.documentElement.lang;
    form.q.addEventListener('input', event => { if (!event.isComposing) this.later(); });
    form.q.addEventListener('compositionend', () => this.later());
    this.filters.addEventListener('change', () => this.search());
    this.more?.addEventListener('click', () => this.showMore());
    form.addEventListener('keydown', event => this.move(event));
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.search(), 120);
  }

  /* facet → chosen values; what nobody chose is left out. */
  chosen() {
    const found = {};
    for (const box of this.filters.querySelectorAll('input:checked')) (found[box.name] ??= []).push(box.value);
    return found;
  }

  async search() {
    clearTimeout(this.timer);
    const typed = this.form.q.value.trim(), turn = ++this.asked;
    const { lang, ...facets } = this.chosen();
    this.remember(typed, this.chosen());
    if (!typed) return this.clear();
    this.form.setAttribute('aria-busy', 'true');
    try {
      const { answers, elsewhere } = await this.ask(typed, lang, facets);
      if (turn === this.asked) await this.show(typed, answers, elsewhere);
    } catch (error) {
      console.error(error);
      if (turn === this.asked) this.say(this.form.dataset.failed);
    } finally {
      if (turn === this.asked) this.form.removeAttribute('aria-busy');
    }
  }

  /* The chosen languages, else the page's own, else, when that has nothing, all others. */
  async ask(typed, lang, facets) {
    const filters = Object.fromEntries(Object.entries(facets).map(([name, values]) => [name, { any: values }]));
    const all = languages => Promise.all(languages.map(one => ask(this.form.dataset.index, one, typed, filters)));
    const answers = await all(lang ?? [this.own]);
    const others = [...this.filters.querySelectorAll('[name="lang"]')].map(box => box.value).filter(one => one !== this.own);
    if (lang || !others.length || Object.keys(facets).length || (await this.close(typed, answers)).length) return { answers, elsewhere: false };
    const close = await this.close(typed, await all(others));
    return close.length ? { answers: close, elsewhere: true } : { answers, elsewhere: false };
  }

  /* Of answers, those results that are close to the query, looked for among the first ones. */
  async close(typed, answers) {
    const found = await Promise.all(answers.filter(Boolean).map(async answer => {
      const first = answer.results.slice(0, this.most), data = await Promise.all(first.map(result => result.data()));
      return { ...answer, counts: {}, results: first.filter((_, i) => isClose(typed, data[i])) };
    }));
    return found.filter(answer => answer.results.length);
  }

  async show(typed, answers, elsewhere) {
    const there = answers.filter(Boolean);
    if (!there.length) return this.say(this.form.dataset.missing);
    this.typed = typed;
    this.found = there.flatMap(({ language, results }) => results.map(result => ({ language, result })));
    const items = await this.items(0, this.most), held = this.places().indexOf(document.activeElement);
    this.list.replaceChildren(...items);
    this.list.hidden = !items.length;
    if (held > 0) (this.places()[held] ?? this.form.q).focus(); // somebody goes through the results of a shorter query
    this.shown = items.length;
    this.offerMore();
    this.offerFilters(there);
    const { none, one, many, elsewhere: other } = this.form.dataset, count = this.found.length;
    const words = (count ? (count === 1 ? one : many) : none).replace('{count}', count.toLocaleString(this.own));
    this.say(elsewhere ? other.replace('{language}', this.nameOf(this.own)).replace('{found}', words) : words, false);
  }

  say(words, clear = true) {
    if (clear) this.clear();
    this.status.textContent = words;
  }

  clear() {
    this.status.textContent = '';
    this.list.replaceChildren();
    this.found = [];
    this.shown = 0;
    this.list.hidden = true;
    if (!this.filters.querySelector('input:checked')) this.filters.hidden = true;
    this.offerMore();
  }

  items(from, to) {
    return Promise.all(this.found.slice(from, to).map(({ language, result }) => this.item(language, result)));
  }

  async item(language, result) {
    const data = await result.data(), { date } = data.meta, box = this.boxOf(language);
    const about = [...(data.filters.section ?? data.filters.type ?? []), ...(language === this.own ? [] : [this.nameOf(language)])];
    if (date) about.push(new Intl.DateTimeFormat(this.own, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(date)));
    const link = element('a', { href: data.raw_url }, ...markedTitle(data.meta.title, this.typed, data.excerpt));
    const places = data.sub_results.filter(place => place.anchor).slice(0, 3).map(place =>
      element('li', {}, element('a', { href: place.url }, ...markedTitle(place.title, this.typed, place.excerpt))));
    const made = element('li', {},
      ...(about.length ? [element('p', { className: 'meta', lang: this.own, dir: document.dir || 'ltr', textContent: about.join(' · ') })] : []),
      element(this.form.dataset.level, { className: 'entry-title' }, link),
      element('p', { className: 'search-excerpt' }, ...marked(data.excerpt)),
      ...(places.length ? [element('ul', { className: 'search-places' }, ...places)] : []));
    if (language !== this.own) Object.assign(made, { lang: language, dir: box?.dataset.direction ?? 'ltr' });
    return made;
  }

  boxOf(language) {
    return this.filters.querySelector(`[name="lang"][value="${CSS.escape(language)}"]`);
  }

  nameOf(language) {
    return this.boxOf(language)?.parentElement.querySelector('span').textContent ?? language;
  }

  /* What the results can be narrowed by: values with the number of pages. A facet of one value narrows nothing. */
  offerFilters(answers) {
    const counts = {};
    for (const answer of answers) {
      (counts.lang ??= {})[answer.language] = answer.results.length;
      for (const [facet, values] of Object.entries(answer.counts))
        for (const [value, count] of Object.entries(values)) ((counts[facet] ??= {})[value] = (counts[facet][value] ?? 0) + count);
    }
    for (const fieldset of this.filters.querySelectorAll('fieldset')) this.offer(fieldset, counts[fieldset.dataset.facet] ?? {});
    this.filters.hidden = !this.filters.querySelector('fieldset:not([hidden])');
  }

  offer(fieldset, counts) {
    const { facet } = fieldset.dataset;
    if (facet === 'lang') {
      for (const box of fieldset.querySelectorAll('input')) box.parentElement.querySelector('.count').textContent = counts[box.value] ?? '';
      return;
    }
    const had = new Map([...fieldset.querySelectorAll('input')].map(box => [box.value, box.parentElement]));
    const isChecked = value => had.get(value)?.querySelector('input').checked;
    for (const [value, label] of had) if (!counts[value] && !isChecked(value)) { label.remove(); had.delete(value); }
    const values = [...new Set([...had.keys(), ...Object.keys(counts).filter(value => counts[value])])];
    values.sort((a, b) => a.localeCompare(b, this.own)).forEach((value, i) => {
      const label = had.get(value) ?? choice(facet, value);
      label.querySelector('.count').textContent = (counts[value] ?? 0).toLocaleString(this.own);
      if (fieldset.children[i + 1] !== label) fieldset.insertBefore(label, fieldset.children[i + 1] ?? null);
    });
    fieldset.hidden = values.length < 2 && !values.some(isChecked);
  }

  offerMore() {
    if (this.more) this.more.hidden = this.shown >= this.found.length;
  }

  async showMore() {
    const items = await this.items(this.shown, this.shown + this.most);
    this.list.append(...items);
    this.shown += items.length;
    this.offerMore();
    items[0]?.querySelector('a').focus();
  }

  /* Where the arrows lead. */
  places() {
    return [this.form.q, ...this.list.querySelectorAll('.entry-title a')];
  }

  /* Up and down go through the field and the titles; a letter typed on a title goes on in the field. */
  move(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const places = this.places(), at = places.indexOf(document.activeElement);
    if (at < 0 || event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    if (step) {
      event.preventDefault();
      places[(at + step + places.length) % places.length].focus();
    } else if (at && event.key.length === 1 && event.key !== ' ') this.form.q.focus();
  }
}

/* The page of the search: what is searched for stands in its address, so that it can be kept and sent. */
export const searchPage = form => {
  const asked = new URLSearchParams(location.search), browse = document.querySelector('.search-browse');
  const finder = new Finder(form, {
    most: 10,
    remember: (typed, chosen) => {
      const values = new URLSearchParams([...(typed ? [['q', typed]] : []), ...Object.entries(chosen).flatMap(([name, all]) => all.map(one => [name, one]))]);
      history.replaceState(null, '', `${location.pathname}${values.size ? `?${values}` : ''}`);
      if (browse) browse.hidden = Boolean(typed);
    },
  });
  form.addEventListener('submit', event => { event.preventDefault(); finder.search(); });
  form.q.value ||= asked.get('q') ?? '';
  for (const fieldset of form.querySelectorAll('fieldset')) {
    const { facet } = fieldset.dataset;
    for (const value of asked.getAll(facet)) {
      if (facet !== 'lang') fieldset.append(choice(facet, value, true));
      else if (finder.boxOf(value)) finder.boxOf(value).checked = true;
    }
  }
  if (form.q.value) finder.search();
  else form.q.focus();
};

/* The dialog over any page. What it is made of stands in the page of the search, and is fetched once. */
let dialog;
export const openDialog = async link => {
  dialog ??= makeDialog(link).catch(error => { dialog = undefined; throw error; });
  const made = await dialog;
  if (!made.open) made.showModal();
  made.querySelector('input').select();
};

const makeDialog = async link => {
  const style = element('link', { rel: 'stylesheet', href: link.dataset.style });
  const styled = new Promise(done => { style.onload = style.onerror = done; });
  document.head.append(style);
  const answer = await fetch(link.href);
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const made = document.importNode(page.querySelector('#_search').content.querySelector('dialog'), true);
  await styled;
  document.body.append(made);
  const form = made.querySelector('form'), finder = new Finder(form, { most: 8 });
  made.addEventListener('keydown', event => {
    if (event.key !== 'Escape' || event.isComposing) return;
    event.preventDefault();
    made.close();
  });
  made.addEventListener('click', event => { if (event.target === made) made.close(); });
  made.querySelector('.search-close').onclick = () => made.close();
  form.addEventListener('submit', () => clearTimeout(finder.timer));
  return made;
};
