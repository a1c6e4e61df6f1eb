"""Which layout a page gets, and what is said when one is named that is not there."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from bare import page
from sitegen.catalog.index import head_of
from sitegen.project.project import Project
from sitegen.render.lookup import candidates
from sites import Content, Site

Make = Callable[..., Site]
BASE = "title: S\nbase_url: https://example.org/\n"
TYPED = BASE + "types: {news: {pages: news/*.md, layout: news.html, extra: allow}}\n"
PAGES: dict[str, Content] = {
    "content/index.md": page(title="Home"),
    "content/news/index.md": page(title="News"),
    "content/news/a.md": page(title="A", tags="[t]"),
    "content/b.md": page(title="B"),
}


def named(*names: str) -> dict[str, Content]:
    """Layouts that show their own name."""
    return {f"layouts/{name}": name for name in names}


ALL = named("index.html", "list.html", "page.html", "term.html", "taxonomy.html", "404.html", "news.html", "own.html")


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({}, {"": "index", "news/": "list", "news/a/": "news", "b/": "page", "tags/": "taxonomy", "tags/t/": "term"}),
        ({"content/news/a.md": page(layout="own.html")}, {"news/a/": "own"}),
        ({"content/news/a.md": page(layout="own")}, {"news/a/": "own"}),
        ({"content/index.md": page(layout="own")}, {"": "own"}),
        ({"content/news/index.md": page(layout="own", defaults="{layout: page}")}, {"news/": "own", "news/a/": "page"}),
        ({"content/tags/t.md": page()}, {"tags/t/": "term"}),
        ({"content/tags/t.md": page(layout="own")}, {"tags/t/": "own"}),
        ({"content/tags/index.md": page()}, {"tags/": "taxonomy"}),
        ({"content/b.md": page(type="news")}, {"b/": "news"}),
    ],
)
def test_order(project: Make, files: Mapping[str, Content], expected: dict[str, str]) -> None:
    """The page's, its type's, that of its kind, the general one."""
    site = project({"site.yaml": TYPED, **ALL, **PAGES, **files}, cache=False)
    assert {path: site.output(f"{path}index.html") for path in expected} == {
        path: f"{name}.html" for path, name in expected.items()
    }
    assert site.output("404.html") == "404.html"
    assert not [one for one in site.problems if not one.startswith("SG411")]  # a layout that is not used by these files


def test_site_before_theme(project: Make) -> None:
    """A layout of the site stands for the theme's of that name, also where the theme includes it."""
    files = {"layouts/_footer.html": "MY FOOTER", "content/a.md": "x"}
    site = project({"site.yaml": BASE, **files}, cache=False)
    assert "MY FOOTER" in site.output("a/index.html")
    assert not site.problems
    site.write({"layouts/_footer.html": None})
    site.build()
    assert "MY FOOTER" not in site.output("a/index.html")


def test_a_layout_comes_and_goes(project: Make) -> None:
    """What was looked for and not found is noticed when it comes."""
    site = project({"site.yaml": TYPED, **ALL, **PAGES, "layouts/news.html": None})
    assert site.output("news/a/index.html") == "page.html"
    site.write(named("news.html"))
    site.build()
    assert site.output("news/a/index.html") == "news.html"


@pytest.mark.parametrize(
    ("files", "problem", "hint"),
    [
        (
            {"content/b.md": page(layout="pgae.html")},
            'SG112 content/b.md:2 there is no layout "pgae.html"',
            "page.html",
        ),
        ({"layouts/news.html": None}, 'SG112 site.yaml:3 the type "news" has the layout "news.html"', "next"),
    ],
)
def test_a_layout_that_is_not_there(project: Make, files: Mapping[str, Content], problem: str, hint: str) -> None:
    """The problem stands where it is named, with the nearest; the page gets the general layout."""
    site = project({"site.yaml": TYPED, **ALL, **PAGES, **files}, cache=False)
    assert [one[: len(problem)] for one in site.problems] == [problem]
    assert site.output("b/index.html") == "page.html"
    assert site.report is not None
    assert hint == "next" or site.report.problems[0].hint == f'did you mean "{hint}"?'


def test_candidates(project: Make) -> None:
    """They are told in the order in which they are tried, with the reason."""
    site = project({"site.yaml": TYPED, **ALL, **PAGES, "content/news/b.md": page(layout="own")})
    opened = Project(site.root, jobs=1)
    try:
        found = {}
        for path in ("content/news/b.md", "content/news/a.md", "content/index.md", "@tags/t"):
            head = head_of(opened.db, path)
            assert head is not None
            found[path] = [name for name, _ in candidates(opened.db, head)]
    finally:
        opened.close()
    assert found == {
        "content/news/b.md": ["own.html", "news.html", "page.html"],
        "content/news/a.md": ["news.html", "page.html"],
        "content/index.md": ["index.html", "page.html"],
        "@tags/t": ["term.html", "page.html"],
    }
