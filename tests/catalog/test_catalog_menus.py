"""Menus: entries of site.yaml, entries that pages put in, and which one is shown as current."""

from __future__ import annotations

from collections.abc import Callable

from bare import bare, page
from sites import Site

Make = Callable[..., Site]
MENU = (
    "{% macro show(entries) %}{% for e in entries %}{{ e.label }}={{ e.url }}={{ e.current or '' }}"
    "{% if e.children %}({{ show(e.children) }}){% endif %} {% endfor %}{% endmacro %}{{ show(site.menus.main) }}"
)
SETTINGS = """
menus:
  main:
    - {label: News, page: news/index.md, children: [{label: First, page: news/a.md}]}
    - {label: Outside, url: "https://other.example/?a=1&b=2"}
    - {label: Inside, url: /news/}
    - page: b.md
"""


def test_entries(project: Make) -> None:
    """Pages by their file with base_path, addresses as they are written, children; the page and what is above it."""
    files = {
        "content/news/index.md": page(title="N"),
        "content/news/a.md": page(title="A"),
        "content/b.md": page(title="B"),
        "content/b/c.md": page(title="C"),
    }
    site = project(bare(files, SETTINGS + "base_url: https://example.org/x/\n", MENU), cache=False)
    outside = "Outside=https://other.example/?a=1&amp;b=2="
    assert site.output("news/a/index.html") == (
        f"News=/x/news/=true(First=/x/news/a/=page ) {outside} Inside=/news/= B=/x/b/= "
    )
    assert site.output("b/c/index.html").endswith("B=/x/b/=true ")
    assert "News=/x/news/=page(" in site.output("news/index.html")
    assert site.output("404.html").startswith("News=/x/news/=(")
    assert not site.problems


def test_a_page_puts_itself_in(project: Make) -> None:
    """After what site.yaml has: by order, then by label; its title if it gives no label; in its language only."""
    files = {
        "content/a.md": page(title="A", menu="main"),
        "content/b.md": page(title="B", menu="{main: {label: Second, order: 2}}"),
        "content/c.md": page(title="C", menu="{main: {order: 1}}"),
        "content/c.fi.md": page(title="C fi", menu="main"),
        "content/d.md": page(title="D", menu="[main, foot]", draft="true"),
        "content/e.md": page(title="E", menu="foot"),
    }
    settings = "languages: {en: {}, fi: {}}\nmenus: {main: [{label: Home, url: /}]}\n"
    show = "{{% for e in site.menus.{} %}}{{{{ e.label }}}} {{% endfor %}}"
    layout = show.format("main") + "|" + show.format("foot")
    site = project(bare(files, settings, layout), cache=False)
    assert site.output("a/index.html") == "Home A C Second |E "
    assert site.output("fi/c/index.html") == "Home C fi |"


def test_an_entry_to_nowhere(project: Make) -> None:
    """It is a problem at its place in site.yaml, with the nearest page, and is left out. A draft is nowhere."""
    settings = (
        "menus:\n  main:\n    - {label: X, page: abuot.md}\n    - {label: Y, page: draft.md}\n    - page: about.md\n"
    )
    files = {"content/about.md": page(title="About"), "content/draft.md": page(draft="true")}
    site = project(bare(files, settings, "{% for e in site.menus.main %}{{ e.label }}{% endfor %}"), cache=False)
    assert site.output("about/index.html") == "About"
    assert [problem.split(" ")[0] for problem in site.problems] == ["SG307", "SG307"]
    assert site.report is not None
    assert site.report.problems[0].location.line == 5
    assert site.report.problems[0].hint == 'did you mean "about.md"?'


def test_a_menu_that_nobody_declares(project: Make) -> None:
    """It is empty, so that a theme may ask for it."""
    site = project(bare({"content/a.md": ""}, layout="{{ site.menus.side | length }}"), cache=False)
    assert site.output("a/index.html") == "0"
