"""The table of what views have, held against the views: neither may have what the other has not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from test_contract_mistakes import contract_site

from sitegen.project.project import Project
from sitegen.render.body import views_of
from sitegen.render.contracts.filters import KNOWN
from sitegen.render.contracts.kinds import ANY, BOOLEAN, DATE, NUMBER, TEXT, Function, Kind, Many, Map, Page, View
from sitegen.render.contracts.views_table import GLOBALS, LOOP, OPEN_VIEWS, VIEWS
from sitegen.render.filters import GLOBAL_NAMES
from sitegen.render.machines.cards import CardView
from sitegen.render.sandbox import Sandbox
from sitegen.render.site_view import SiteView
from sitegen.render.templates import compiler
from sitegen.render.views import PageView
from sites import Site

Make = Callable[..., Site]
PYTHON = {TEXT: str, NUMBER: int | float, BOOLEAN: bool, DATE: date}


def _names(view: Any) -> set[str]:
    return {name for name in {*dir(type(view)), *vars(view)} if not name.startswith("_")}


class _Judge:
    """Walks through real views beside the table, and notes where they differ."""

    def __init__(self) -> None:
        self.seen: set[str] = set()
        self.wrong: list[str] = []

    def compare(self, value: Any, kind: Kind, way: str) -> None:
        if value is None or kind == ANY or isinstance(kind, Function):
            fine = not isinstance(kind, Function) or callable(value)
        elif isinstance(kind, Many):
            fine = isinstance(value, list)
            for one in value[:3] if fine else ():
                self.compare(one, kind.of, way + "[]")
        elif isinstance(kind, Map):
            fine = isinstance(value, dict)
            for one in value.values() if fine else ():
                self.compare(one, kind.of, way + "{}")
        elif isinstance(kind, Page | View):
            name = kind.name if isinstance(kind, View) else "page"
            fine = isinstance(value, PageView) == (name == "page")
            self._view(value, name, way)
        else:
            fine = isinstance(value, PYTHON[kind]) and (kind == BOOLEAN) == isinstance(value, bool)
        if not fine:
            self.wrong.append(f"{way} is {value!r}, not {kind.words}")

    def _view(self, value: Any, name: str, way: str) -> None:
        if name in self.seen or name in OPEN_VIEWS:
            return
        self.seen.add(name)
        if _names(value) != VIEWS[name].keys():
            self.wrong.append(f"{name}: {sorted(_names(value) ^ VIEWS[name].keys())}")
        for one, kind in VIEWS[name].items():
            self.compare(getattr(value, one), kind, f"{way}.{one}")


@pytest.fixture
def site(project: Make) -> Site:
    """A site with everything that views show."""
    files = contract_site({"post": ""})
    text = str(files["content/posts/a.md"]).replace("Hello", "# A\n\n## B\n\n### C\n\n[b](b.md)")
    extra = {"content/posts/a.md": text, "content/posts/index.md": "List\n", "content/posts/a.fi.md": text}
    settings = str(files["site.yaml"]) + "languages: {en: {}, fi: {}}\nper_page: 1\nsearch: true\n"
    return project({**files, **extra, "site.yaml": settings}, build=False)


def test_views(site: Site) -> None:
    """Every name of every view is in the table, with its kind; nothing else is."""
    project = Project(site.root, jobs=1, cache=False)
    try:
        project.snapshot()
        views = views_of(project.db)
        page: Any = views.page("content/posts/a.md")
        judge = _Judge()
        judge.compare(page, Page(), "page")
        judge.compare(page.hero, View(name="image"), "picture")
        judge.compare(CardView("https://example.org/p.png", "P"), View(name="card"), "card")
        judge.compare(SiteView(views, page), View(name="site"), "site")
        judge.compare(SiteView(views, page).menus.main, Many(of=View(name="entry")), "entry")
    finally:
        project.close()
    assert judge.wrong == []
    assert judge.seen == VIEWS.keys() - {LOOP.name}


def test_globals() -> None:
    """So is every name that a layout sees by itself."""
    ours = set(GLOBAL_NAMES) - {"content", "label"}  # those of components
    assert GLOBALS.keys() | {"page"} == Sandbox({}).globals.keys() | ours


def test_filters() -> None:
    """What is said of filters is said of filters that there are."""
    assert set(KNOWN) <= compiler().filters.keys()
