"""llms.txt: what there is to read, as llmstxt.org says it."""

from __future__ import annotations

import re
from collections.abc import Callable

from bare import bare, page
from sites import Content, Site

Make = Callable[..., Site]
FILES: dict[str, Content] = {
    "content/index.md": page(title="Home"),
    "content/index.fi.md": page(title="Koti"),
    "content/about.md": page(title="About [us]", description="What\n  we are"),
    "content/news/index.md": page(title="News"),
    "content/news/a.md": page(title="A", date="2026-01-02"),
    "content/news/b.md": page(title="B", date="2026-01-03"),
    "content/news/b.fi.md": page(title="B suomeksi", date="2026-01-03"),
    "content/docs/deep/c.md": page(title="C"),
}
SETTINGS = "description: By the lake\nllms: true\nlanguages: {en: {}, fi: {}, sv: {}}\n"
EXPECTED = """\
# Site

> By the lake

## Pages

- [About \\[us\\]](https://example.org/about/): What we are

## Docs

- [Docs](https://example.org/docs/)
- [C](https://example.org/docs/deep/c/)

## News

- [News](https://example.org/news/)
- [B](https://example.org/news/b/)
- [A](https://example.org/news/a/)

## Languages

- [English](https://example.org/)
- [Suomi](https://example.org/fi/)
"""


def test_what_there_is(project: Make) -> None:
    """The title, what the site is, its parts with their pages in list order, its languages."""
    site = project(bare(FILES, SETTINGS), cache=False)
    assert site.output("llms.txt") == EXPECTED
    assert not site.problems


def test_the_form(project: Make) -> None:
    """One title of the first level at the top; then each line is a heading, a link with its words, or empty."""
    first, *lines = project(bare(FILES, SETTINGS), cache=False).output("llms.txt").splitlines()
    assert re.fullmatch("# .+", first)
    line = re.compile(r"|> .+|## .+|- \[.+\]\(https://\S+\)(?:: .+)?")
    assert all(line.fullmatch(one) for one in lines)


def test_by_setting(project: Make) -> None:
    """Not without the setting; the site's own comes first; it follows the pages."""
    site = project(bare(FILES))
    assert "llms.txt" not in site.outputs
    site = project(bare(FILES, SETTINGS))
    site.write({"content/news/a.md": page(title="Renamed", date="2026-01-02"), "content/about.md": None})
    site.build()
    incremental = site.output("llms.txt")
    assert "[Renamed]" in incremental and "About" not in incremental
    site.build(cache=False)
    assert site.output("llms.txt") == incremental
    site.write({"static/llms.txt": "mine"})
    site.build()
    assert site.output("llms.txt") == "mine" and not site.problems
