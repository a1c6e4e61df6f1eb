"""What the theme makes of a site that says next to nothing: its folders are the menu, its pages say their language."""

from __future__ import annotations

import re
from collections.abc import Callable

from sites import Content, Site

_SETTINGS = "title: A\nbase_url: https://example.org/\n"
_PAGE = "---\ntitle: {}\n---\nText.\n"


def _site(project: Callable[..., Site], folders: list[str], more: dict[str, Content] | None = None) -> Site:
    pages = {f"content/{name}/a.md": _PAGE.format("A page") for name in folders}
    return project({"site.yaml": _SETTINGS, **pages, **(more or {})}, cache=False)


def _menu(html: str) -> list[str]:
    found = re.search(r'<nav class="site-menu".*?</nav>', html, re.DOTALL)
    return re.findall(r"<(?:a|summary)\b[^>]*>([^<]+)", found[0]) if found else []


def test_a_few_folders_stand_in_one_line(project: Callable[..., Site]) -> None:
    site = _site(project, [f"part-{number}" for number in range(8)])
    assert site.problems == []
    assert _menu(site.output("index.html")) == [f"Part {number}" for number in range(8)]


def test_more_of_them_are_folded_away_but_reached(project: Callable[..., Site]) -> None:
    """And a page behind the fold says so, as others do."""
    site = _site(project, [f"part-{number}" for number in range(9)])
    titles = [f"Part {number}" for number in range(9)]
    home, page = site.output("index.html"), site.output("part-8/a/index.html")
    assert _menu(home) == [*titles[:7], "More", *titles[7:]]
    assert "data-current" not in home
    assert "<summary data-current>" in page
    assert re.search(r'<a href="/part-8/" aria-current="true">', page)


def test_folders_of_languages_are_no_menu(project: Callable[..., Site]) -> None:
    site = _site(project, ["ar", "de", "pcm", "zh-hans", "Handbook"])
    assert _menu(site.output("index.html")) == ["Handbook"]


def test_a_page_says_that_it_is_in_another_language(project: Callable[..., Site]) -> None:
    pages: dict[str, Content] = {
        "content/a.md": "---\ntitle: A\nlang: ar\n---\nنص\n",
        "content/b.md": "---\ntitle: B\nlang: [no, code]\n---\nText\n",
        "content/c.md": "---\ntitle: C\nlang: Arabic\n---\nText\n",
        "content/d.md": "---\ntitle: D\nlang: en\n---\nText\n",
    }
    site = _site(project, [], pages)
    said = [re.findall(r'<article[^>]*? lang="([^"]*)"', site.output(f"{name}/index.html")) for name in "abcd"]
    assert said == [["ar"], [], [], []]
