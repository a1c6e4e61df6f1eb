"""Layouts that somebody vouches for never fail, whatever page comes; and whatever fails for a page is doubted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bare import bare, page
from sitegen.engine.database import Database
from sitegen.project.project import Project
from sitegen.render.body import views_of
from sitegen.render.contracts.vouching import bounds
from sitegen.render.contracts.vouching.bounds import Bounds, bounds_of
from sitegen.render.contracts.vouching.certain import (
    Boolean,
    Certain,
    Day,
    Function,
    Many,
    Maybe,
    Named,
    Number,
    Page,
    Text,
    View,
)
from sitegen.render.contracts.vouching.views import Having, table_of
from sitegen.render.contracts.vouching.vouch import doubt
from sitegen.render.site_view import SiteView
from sitegen.render.views import PageView
from sites import Content, Site, put

Make = Callable[..., Site]

SETTINGS = """description: A & B
languages: {en: {}, fi: {}}
taxonomies: {tags: {label: Tags}, items: {label: Items}}
menus:
  main: [{label: Home, page: index.md}, {label: More, url: /x, children: [{label: "<b>", page: p/bare.md}]}]
types:
  post:
    pages: p/*.md
    extra: allow
    fields:
      lead: {kind: text}
      day: {kind: date}
      open: {kind: boolean}
      stars: {kind: number}
      hero: {kind: image}
      intro: {kind: markdown}
      links: {kind: list, of: {kind: group, fields: {to: {kind: url}}}}
      author: {kind: reference, to: post}
"""

VOUCHED = [
    "",
    "plain {# not shown #} {% raw %}{{ page.nothing }}{% endraw %}",
    "{{ page.title }} {{ page.description }} {{ page.url }} {{ page.absolute_url }} {{ page.type }} {{ page.layout }}",
    "{{ page.content }}{{ page.text }}{{ page.words }} {{ page.reading_time }}{{ page.draft }}{{ page.kind }}",
    "{{ page.date | date }} {{ page.updated | date('iso') }} {{ page.date | date('long') }} {{ page.date }}",
    "{{ page.date | date('short') }}{{ page.date | date('full') }}{{ page.date | date('year') }}",
    "{{ page.date | date('time') }}{{ page.date | date('month_day') }}",
    "{{ page.language.code }} {{ page.language.label }} {{ page.language.url }} {{ page.feed_url }}",
    "{% if page.previous %}{{ page.previous.title }} {{ page.previous.date | date('iso') }}{% endif %}",
    "{% if not page.next %}none{% else %}{{ page.next.url }}{% endif %}",
    "{% if page.next and page.next.parent %}{{ page.next.parent.title }}{% endif %}",
    "{{ page.next.title if page.next else 'last' }}",
    "{% if page.parent is not none %}{{ page.parent.title }}{% elif page.next %}{{ page.next.title }}{% endif %}",
    "{% set other = page.previous or page.next %}{% if other %}{{ other.title }}{% endif %}",
    "{% for one in page.ancestors %}{{ loop.index }}/{{ loop.last }} {{ one.title }}{% else %}top{% endfor %}",
    "{% for one in page.tags if one.count > 1 %}{{ one.title }} {{ one.url }}{% endfor %}",
    "{% for one in page.children | sort_by('-date', 'title') | limit(3) %}{{ one.title | upper }}{% endfor %}",
    "{% for one in site.menus.main %}{{ one.label }}{% for two in one.children %}{{ two.url }}{% endfor %}{% endfor %}",
    "{% for one in site.languages %}{{ one.label }} {{ one.direction }}{% endfor %}{{ site.url }}{{ site.title }}",
    "{% for one in site.pages('post') %}{{ one.title }}{% endfor %}{{ site.pages() | length }}{{ site.now | date }}",
    "{% for one in site.taxonomies.tags.terms %}{{ one.title }} {{ one.count }}{% endfor %}",
    "{% if site.home %}{{ site.home.title }}{% endif %}{{ site.absolute(page.url) }}{{ site['title'] }}",
    "{{ asset('a.css') }} {{ integrity('a.css') }}",
    "{{ page.lead }} {{ page.day | date('iso') }} {{ page.open }}",
    "{% if page.lead %}{{ page.lead | excerpt(5) }}{% endif %}",
    "{{ (page.title ~ ' - ' ~ site.title) | trim }}{{ 'a' if page.words > 3 else 'b' }}{{ page.title == 'x' }}",
    "{% set a = 'x' %}{% if page.draft %}{% set a = 'y' %}{% endif %}{{ a }}",
    "{% set a %}{{ page.title }}{% endset %}{{ a }}{% with b = a %}{{ b }}{% endwith %}",
    "{% include '_part.html' %}{% include 'none.html' ignore missing %}{% include ['none.html', '_part.html'] %}",
    "{% extends '_base.html' %}{% block main %}{{ super() }}{{ page.title }}{% endblock %}",
    "{% for one in page.related %}{{ one.title }}{% endfor %}{% for one in page.backlinks %}{{ one.url }}{% endfor %}",
    "{% for one in page.translations %}{{ one.language.label }}{% endfor %}",
]
"""Layouts of many styles that nothing can bring down."""

DOUBTED: list[tuple[str, str]] = [
    ("{{ page.previous.title.x }}", page()),
    ("{{ page.next.title }}", page()),
    ("{{ page.next.next.title }}", page()),
    ("{% if page.title %}{{ page.next.title }}{% endif %}", page()),
    ("{% if page.next or page.title %}{{ page.next.title }}{% endif %}", page()),
    ("{% if not page.next %}{{ page.next.title }}{% endif %}", page()),
    ("{% set a = page %}{% if a.next %}{% set a = page.ancestors[0] %}{% endif %}{{ a.next.title }}", page()),
    ("{{ page.date.year }}", page()),
    ("{{ page.hero.url.x }}", page()),
    ("{{ page.lead | date }}", page(lead="x")),
    ("{{ page.title | date }}", page()),
    ("{{ page.stars + 1 }}", page()),
    ("{{ page.stars / 0 }}", page(stars=1)),
    ("{{ 1 // (page.words - 1) }}", page("one")),
    ("{{ page.words % (page.title | length - 1) }}", page(title="x")),
    ("{{ page.titel.deep }}", page()),
    ("{% for a in page.links %}{{ a.to.x.y }}{% endfor %}", page(links="[{to: /x}]")),
    ("{% for a in page.colours %}{{ a }}{% endfor %}", page(colours="3")),
    ("{{ page.odd | upper | first | date }}", page(odd="x")),
    ("{{ page.odd + 1 }}", page(odd="x")),
    ("{% include page.title ~ '.html' %}", page(title="x")),
    ("{% include '_nowhere.html' %}", page()),
    ("{% extends page.layout ~ 'x' %}", page()),
    ("{% include '_broken.html' %}{{ page.titel }}", page()),
    ("{{ asset(page.title) }}", page(title="x")),
    ("{{ asset('none.css') }}", page()),
    ("{{ page.ancestors[5].title }}", page()),
    ("{{ site.taxonomies.items.title }}", page()),
    ("{{ site.taxonomies.nothing.title }}", page()),
    ("{{ site.pages }}", page()),
    ("{{ site }}", page()),
    ("{{ page.title.center(9999) }}", page()),
    ("{{ page.title | replace('x', page.content) | date }}", page(title="x")),
    ("{% for a in range(page.words * 3000000) %}{% endfor %}", page("one two three")),
    ("{% for a in page.content %}{{ a.x.y }}{% endfor %}", page("x")),
    ("{% macro m(x) %}{{ x.title }}{% endmacro %}{{ m(page.next) }}", page()),
    ("{{ loop.index }}", page()),
    ("{% for a in page.ancestors if loop.first %}{{ a.title }}{% endfor %}", page()),
    ("{% for a in page.ancestors %}{% include '_loop.html' %}{% endfor %}", page()),
    ("{% if page.draft %}{% set a = 1 %}{% endif %}{{ a }}", page()),
    ("{% for a in page.ancestors %}{% endfor %}{{ a.title }}", page()),
    ("{% for a in page.title and page.next %}{{ a }}{% endfor %}", page()),
    ("{% extends '_late.html' %}{% set word = page %}{% block main %}{{ word.next.title }}{% endblock %}", page()),
    ("{% include '_part.html' without context %}", page()),
    ("{% block x required %}{% endblock %}", page()),
    ("{{ page.title if page.draft }}{{ (page.title if page.draft).x }}", page()),
    ("{{ page.intro | markdown | date }}", page(intro="x")),
    ("{{ page.date | date('long') | date }}", page(date="2026-01-01")),
    ("{{ 'a' < page.words }}", page()),
    ("{{ self.main() }}", page()),
]  # fmt: skip
"""Layouts that fail, each with a page for which it does."""

PARTS: dict[str, Content] = {
    "layouts/_part.html": "{{ page.title }}{% block inner %}{{ site.title }}{% endblock %}",
    "layouts/_base.html": "<title>{{ page.title }}</title>{% block main %}base{% endblock %}",
    "layouts/_late.html": "{% block main %}{% endblock %}",
    "layouts/_loop.html": "{{ loop.index }}",
    "layouts/_broken.html": "{% if %}",
    "layouts/assets/a.css": "p { color: red }",
}

EXTREME: dict[str, str] = {
    "bare": "",
    "empty": page(title="''", tags="[]", description="''", lead="''"),
    "full": page(
        "# One\n\n[b](bare.md) " + "word " * 3000, title='"T & <b> \\"q\\""', date="2026-03-04 23:59",
        updated="1999-12-31",
        description="a" * 3000, tags=[f"t{n}" for n in range(60)], lead="<i>", day="2026-01-01", open="true", order=2,
    ),
    "deep/er/rtl": page(title="שלום", date="2026-12-31", tags="[t1]", day="9000-01-01"),
    "two.fi": page("Teksti", title="Kaksi", date="2026-02-28"),
    "two": page("Text", title="Two", draft="false", date="1970-01-01 00:00+14:00"),
}  # fmt: skip


def _site(layouts: dict[str, str], pages: dict[str, str]) -> dict[str, Content]:
    own = {f"layouts/{name}.html": text for name, text in layouts.items()}
    written = {f"content/p/{name}.md": text for name, text in pages.items()}
    home = {"content/index.md": page(title="Home"), "content/p/bare.md": ""}
    return {**bare({}, SETTINGS), **PARTS, **own, **home, **written}


def _with(layout: str, text: str) -> str:
    return text.replace("---\n", f"---\nlayout: {layout}\n", 1) if text else f"---\nlayout: {layout}\n---\n"


@contextmanager
def opened(root: Path) -> Iterator[Database]:
    """The memos of a site, nothing kept."""
    project = Project(root, jobs=1, cache=False)
    try:
        project.db.refresh()
        yield project.db
    finally:
        project.close()


def test_nothing_brings_down_what_is_vouched_for(project: Make) -> None:
    """Rendered for pages that are as odd as they can be, none has a problem."""
    layouts = {f"v{at}": text for at, text in enumerate(VOUCHED)}
    pages = {f"{name}-{layout}": _with(layout, text) for layout in layouts for name, text in EXTREME.items()}
    pages = {name.replace(".fi-", "-") + (".fi" if ".fi-" in name else ""): text for name, text in pages.items()}
    site = project(_site(layouts, pages))
    assert [one for one in site.problems if "layouts/v" in one] == []
    with opened(site.root) as db:
        measured = bounds_of(db)
        assert measured is not None
        found = {text: db.get(doubt, f"{name}.html", "post", *measured) for name, text in layouts.items()}
    assert {text: why for text, why in found.items() if why} == {}


def test_what_fails_is_doubted(project: Make) -> None:
    """Nobody vouches for a layout that fails for some page."""
    layouts = {f"d{at}": text for at, (text, _) in enumerate(DOUBTED)}
    pages = {f"only/d{at}/d{at}": _with(f"d{at}", text) for at, (_, text) in enumerate(DOUBTED)}
    site = project({**_site(layouts, {}), **_typed(pages)})
    assert site.report is not None
    failed = {note.location.path for one in site.report.problems for note in (one, *one.notes)}
    fine = [text for name, text in layouts.items() if f"layouts/{name}.html" not in failed]
    assert not fine, fine
    with opened(site.root) as db:
        measured = bounds_of(db)
        assert measured is not None
        assert [t for name, t in layouts.items() if not db.get(doubt, f"{name}.html", "post", *measured)] == []


def _typed(pages: dict[str, str]) -> dict[str, Content]:
    return {f"content/p/{name}.md": text.replace("---\n", "---\ntype: post\n", 1) for name, text in pages.items()}


MENU = {"site.yaml": "title: S\nmenus: {main: [{label: x, page: none.md}]}\n"}


def test_menus_are_vouched_for_where_every_page_shows_them(tmp_path: Path) -> None:
    """What is wrong in a menu is told by the page that shows it."""
    shown = "{% for one in site.menus.main %}{{ one.url }}{% endfor %}"
    layouts = {"layouts/a.html": shown, "layouts/b.html": "{% if page.draft %}" + shown + "{% endif %}"}
    put(tmp_path, {**MENU, **layouts})
    with opened(tmp_path) as db:
        small = Bounds(1, 1, 1, 1, 1, 256)
        assert db.get(doubt, "a.html", "", *small) == ""
        assert "only some pages" in db.get(doubt, "b.html", "", *small)
        assert [one.code for one in db.problems() if one.code == "SG307"] == ["SG307"]


@pytest.mark.parametrize(
    "text",
    [
        "{% for one in site.pages() %}{{ one.title }}{{ one.description }}{% endfor %}",
        "{% for one in page.children %}{% for two in one.children %}{% endfor %}{% endfor %}",
        "{% set a %}{% for one in site.pages() %}{{ one.title }}{% endfor %}{% endset %}{{ a }}{{ a }}",
        "{% for one in site.pages() %}{% include '_part.html' %}{{ one.title ~ page.title }}{% endfor %}",
        "{{ page.content }}" * 101,
    ],
)
def test_what_a_large_site_makes_too_much_is_doubted(tmp_path: Path, text: str) -> None:
    """The same layout is vouched for in a small site, but for one that shows the text of a page many times."""
    put(tmp_path, {"site.yaml": "title: S\n", "layouts/a.html": text, **PARTS})
    with opened(tmp_path) as db:
        assert (db.get(doubt, "a.html", "", *Bounds(64, 1, 64, 64, 8, 256)) == "") == ("content" not in text)
        assert "a large site" in db.get(doubt, "a.html", "", *Bounds(1 << 17, 1, 1 << 17, 64, 8, 256))


def test_lists_count_with_what_stands_on_one_page(tmp_path: Path) -> None:
    """How large the site is does not matter to them, but for those of pages that are not the one that is shown."""
    shown = "{% for one in page.items %}{{ one.title }}{{ one.description }}{% endfor %}"
    others = "{% for up in page.ancestors %}" + shown.replace("page", "up") + "{% endfor %}"
    put(tmp_path, {"site.yaml": "title: S\n", "layouts/a.html": shown, "layouts/b.html": others})
    large = Bounds(1 << 17, 1, 1 << 17, 64, 8, 256)
    with opened(tmp_path) as db:
        assert db.get(doubt, "a.html", "", *large) == ""
        assert "a large site" in db.get(doubt, "b.html", "", *large)
        assert "a large site" in db.get(doubt, "a.html", "", *large.of("home"))
        assert "a large site" in db.get(doubt, "a.html", "", *large._replace(items=1 << 17))


@pytest.mark.parametrize(("per_page", "items"), [(3, 4), (5, 8), (100, 16)])
def test_how_long_lists_are(tmp_path: Path, per_page: int, items: int) -> None:
    """The home page lists the pages of folders that have no page of their own; that is left out."""
    pages = {f"content/{folder}/{n}.md": page(tags=["t"] if n < 9 else []) for folder in "abc" for n in range(5)}
    put(tmp_path, {"site.yaml": f"title: S\npagination: {{per_page: {per_page}}}\n", "content/index.md": "", **pages})
    terms = {f"content/one/{n}.md": page(tags=["many"]) for n in range(11)}
    put(tmp_path, terms)
    with opened(tmp_path) as db:
        measured = bounds_of(db)
    assert measured is not None
    assert (measured.items, measured.below) == (items, 16)


@pytest.mark.parametrize(
    "odd",
    [
        {"date": date(1, 1, 1)},
        {"updated": date(9999, 12, 31)},
        {"fields": {"day": date(9999, 1, 1)}},
        {"date": "soon"},
        {"title": "half \ud800"},
        {"layout": 3},
    ],
)
def test_heads_that_are_not_what_heads_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, odd: dict[str, Any]
) -> None:
    """Nobody vouches for anything where a year, half a character or what is no date may bring a layout down."""
    put(tmp_path, {**bare({}, SETTINGS), "content/p/a.md": ""})
    with opened(tmp_path) as db:
        heads = bounds.all_heads(db)
        assert bounds_of(db) is not None
        heads["content/p/a.md"] = replace(heads["content/p/a.md"], **odd)
        monkeypatch.setattr(bounds, "all_heads", lambda db: heads)
        assert bounds_of(db) is None


class _Judge:
    """Walks through real views beside the table of what they have for certain."""

    def __init__(self, having: Having, measured: Bounds) -> None:
        self.having = having
        self._names = {view: list(names) for view, names in table_of(measured).items()}
        self.wrong: list[str] = []
        self.seen: set[str] = set()

    def compare(self, value: Any, kind: Certain, way: str) -> None:
        if value is None or type(value).__name__ == "Absent":
            fine = isinstance(kind, Maybe)
            kind = Certain()
        else:
            kind = kind.of if isinstance(kind, Maybe) else kind
            fine = isinstance(value, PYTHON[type(kind)]) and not (isinstance(kind, Number) and isinstance(value, bool))
        if isinstance(kind, Text):
            fine = fine and len(value) <= kind.length
        if isinstance(kind, Many):
            fine = fine and len(value) <= kind.most
            for one in value[:5]:
                self.compare(one, kind.of, way + "[]")
        if isinstance(kind, Page | View):
            self._view(value, kind, way)
        if not fine:
            self.wrong.append(f"{way} is {value!r}, not {kind}")

    def _view(self, value: Any, kind: Page | View, way: str) -> None:
        name = kind.name if isinstance(kind, View) else "page"
        if way.count(".") < 4:
            self.seen.add(name)
            for one in self._names.get(name, ()):
                self.compare(getattr(value, one), self.having.attribute(kind, one), f"{way}.{one}")


PYTHON: dict[type, Any] = {
    Text: str, Number: int, Boolean: bool, Day: date, Page: PageView, View: object, Many: list, Named: dict,
    Function: object, Certain: object,
}  # fmt: skip


def test_the_table_of_what_is_certain(project: Make) -> None:
    """Every name of it is there, of its kind, and no larger than it says; on pages that have everything or nothing."""
    site = project(_site({}, EXTREME), build=False)
    with opened(site.root) as db:
        measured = bounds_of(db)
        assert measured is not None
        judge = _Judge(Having(db, measured), measured)
        for name in ("index", "p/bare", "p/full", "p/two", "p/two.fi", "p/deep/er/rtl"):
            shown: Any = views_of(db).page(f"content/{name}.md")
            judge.having = Having(db, measured.of("home" if name == "index" else "page"))
            judge.compare(shown, Page(own=True, type="post" if "/" in name else ""), "page")
            judge.compare(SiteView(views_of(db), shown), View(name="site"), "site")
            judge.compare(shown.tags, Many(of=View(name="term"), most=measured.few), "page.tags")
            judge.compare(
                SiteView(views_of(db), shown).menus.main, Many(of=View(name="entry"), most=measured.few), "menu"
            )
        judge.compare(SiteView(views_of(db), shown).taxonomies["tags"], View(name="taxonomy"), "taxonomy")
    assert judge.wrong == []
    assert judge.seen >= table_of(measured).keys() - {"loop"}
