"""What the thing under a cursor is, where it leads, and who leads there."""

from __future__ import annotations

from pathlib import Path

import pytest
from cursors import FILES, at_cursor

from sitegen.assist.links import leading_here
from sitegen.assist.meaning import leap_from, outline_of, words_at

EVENT = "content/events/b.md"
HEAD = "---\ntitle: B\n---\n"

WORDS = [
    (EVENT, "---\npla|ce: x\n---\n", "Where it is"),
    (EVENT, "---\nplace: x|y\n---\n", "Where it is"),
    (EVENT, "---\nguide: guide/o|ne.md\n---\n", "First steps"),
    (EVENT, "---\ntit|le: x\n---\n", "The page's title"),
    (EVENT, HEAD + "[x](a|.md)", "Spring walk"),
    (EVENT, HEAD + "[x][r|]\n\n[r]: ../guide/one.md", None),
    (EVENT, HEAD + "[x][r]\n\n[r]: ../gui|de/one.md", "First steps"),
    (EVENT, HEAD + "[[First st|eps]]", "content/guide/one.md"),
    (EVENT, HEAD + "![x](do|or.png)", "content/events/door.png"),
    (EVENT, HEAD + "[x](no|where.md)", "there is no page"),
    (EVENT, HEAD + ":m|ap{zoom=3}", "How near"),
    (EVENT, HEAD + "Only wo|rds", None),
    ("site.yaml", "title: A\ntime|zone: UTC\n", "The zone of dates"),
    ("site.yaml", "title: A\nfeed: {lim|it: 3}\n", "How many pages a feed holds"),
    ("site.yaml", "title: A\nproblems: {SG2|01: off}\n", "**SG201**"),
]


@pytest.mark.parametrize(("path", "text", "said"), WORDS, ids=[text for _, text, _ in WORDS])
def test_words(tmp_path: Path, path: str, text: str, said: str | None) -> None:
    """Fields, settings, links, pictures, components, codes: each says what it is; other words say nothing."""
    found = at_cursor(tmp_path, path, text, words_at)
    assert (said in found.text if found is not None else False) if said is not None else found is None


LEAPS = [
    (EVENT, HEAD + "[x](a|.md)", ("content/events/a.md", 1)),
    (EVENT, HEAD + "[x](a.md#what-|to-bring)", ("content/events/a.md", 4)),
    (EVENT, HEAD + "[x](../guide/one.md#bec|ause)", ("content/guide/one.md", 7)),
    (EVENT, HEAD + "## Here\n\n[x](#he|re)", (EVENT, 4)),
    (EVENT, HEAD + "[[Spring| walk]]", ("content/events/a.md", 1)),
    (EVENT, HEAD + "![x](door|.png)", ("content/events/door.png", 1)),
    (EVENT, HEAD + "::map|{zoom=3}", ("layouts/components/map.html", 1)),
    (EVENT, "---\nguide: guide/|one.md\n---\n", ("content/guide/one.md", 1)),
    (EVENT, "---\nlayout: eve|nt\n---\n", ("layouts/event.html", 1)),
    (EVENT, "---\npl|ace: x\n---\n", ("site.yaml", 13)),
    (EVENT, HEAD + "[x](no|where.md)", None),
    ("layouts/event.html", "{% extends 'ba|se.html' %}", ("@theme/layouts/base.html", 1)),
    ("layouts/event.html", "{% extends 'none|.html' %}", None),
]


@pytest.mark.parametrize(("path", "text", "to"), LEAPS, ids=[text for _, text, _ in LEAPS])
def test_leaps(tmp_path: Path, path: str, text: str, to: tuple[str, int] | None) -> None:
    """Links lead to pages, headings and files; fields to pages, layouts and their declarations; names to files."""
    found = at_cursor(tmp_path, path, text, leap_from)
    assert ((found.to.path, found.to.line) if found is not None else None) == to


def test_a_layout_in_the_settings(tmp_path: Path) -> None:
    """The layout of a type, and the page of a menu."""
    text = str(FILES["site.yaml"]).replace("layout: event", "layout: ev|ent")
    found = at_cursor(tmp_path, "site.yaml", text, leap_from)
    assert found is not None and found.to.path == "layouts/event.html"


LINKS = {
    "content/x.md": "[a](guide/one.md) [b](/guide/one/#because) [[First steps]] `[c](guide/one.md)` [d](events/a.md)\n",
    "content/y.md": "---\ndraft: true\n---\n[e][r]\n\n[r]: guide/one\n",
    "content/events/c.md": "---\ntitle: C\nguide: guide/one.md\n---\n",
}


def test_who_leads_here(tmp_path: Path) -> None:
    """Links of every form, wiki links, references and drafts; not what is code."""
    text = "---\ntitle: First steps\n---\nTe|xt\n"
    found = at_cursor(tmp_path, "content/guide/one.md", text, lambda db, path, _, at: leading_here(db, path, at), LINKS)
    assert [(page, start) for page, start, _ in found] == [
        ("content/events/c.md", 20),
        ("content/x.md", 4),
        ("content/x.md", 22),
        ("content/x.md", 45),
        ("content/y.md", 33),
    ]


def test_who_leads_where_a_link_leads(tmp_path: Path) -> None:
    """On a link the question is about its target; that may be a picture."""
    text = HEAD + "![x](door|.png) [y](door.png)\n"
    found = at_cursor(tmp_path, EVENT, text, lambda db, path, _, at: leading_here(db, path, at))
    assert [text.replace("|", "")[start:end] for _, start, end in found] == ["door.png", "door.png"]


def test_outline(tmp_path: Path) -> None:
    """Headings with the ends of their sections."""
    text = "# One\n\n## Two\n\ntext\n\n### 3\n\n## Four\n|"
    found = at_cursor(tmp_path, "content/x.md", text, lambda db, path, text, _: outline_of(db, path, text))
    assert [(one.name, one.level, one.section_end) for one in found] == [
        ("One", 1, 36),
        ("Two", 2, 28),
        ("3", 3, 28),
        ("Four", 2, 36),
    ]
