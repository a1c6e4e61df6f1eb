"""Moving sources and giving headings other words: links follow."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from drawn import picture
from sitegen.base.diagnostics import Edit
from sitegen.project.project import Project
from sitegen.project.unsaved import Unsaved
from sites import Content, put

FILES: dict[str, Content] = {
    "site.yaml": "title: A\nbase_url: https://a.example/\nmenus:\n  main:\n    - {label: G, page: guide/one.md}\n"
    "types:\n  event: {pages: events/*.md, fields: {guide: {kind: reference}, picture: image}}\n",
    "content/index.md": "# Home\n\n[a](guide/one.md) [b](/guide/one/#why) [c][r] [d](guide/one) [[One]]\n"
    "\n[r]: guide/one.md 'T'\n",
    "content/guide/one.md": "---\ntitle: One\n---\n## Why\n\n[two](two.md#how) ![p](../p.png) [r](/guide/two.md)\n",
    "content/guide/two.md": "# Two\n\n## How\n\n[one](one.md#why) 😀 <a href='one.md'>x</a>\n",
    "content/p.png": picture("PNG"),
    "content/events/e.md": "---\ntitle: E\nguide: guide/one.md\npicture: ../p.png\n---\n![p](../p.png)\n",
}


def edited(root: Path, edits: Iterable[Edit]) -> None:
    """Apply edits on disk."""
    by_path: dict[str, list[Edit]] = {}
    for edit in edits:
        by_path.setdefault(edit.path, []).append(edit)
    for path, own in by_path.items():
        text = (root / path).read_bytes().decode()
        for edit in sorted(own, key=lambda one: one.start, reverse=True):
            text = text[: edit.start] + edit.text + text[edit.end :]
        (root / path).write_bytes(text.encode())


def problems(root: Path) -> list[tuple[str, str]]:
    """What check finds."""
    site = Project(root, cache=False, jobs=1)
    try:
        return [(one.code, one.message) for one in site.check()]
    finally:
        site.close()


def moved(root: Path, moves: Mapping[str, str], *, alias: bool = True) -> None:
    """Move files as an editor does: first the edits, then the files."""
    site = Unsaved(root)
    site.open()
    try:
        found = site.moving(moves)
    finally:
        site.close()
    edited(root, [*found.edits, *([found.alias] if alias and found.alias is not None else [])])
    for old, new in moves.items():
        (root / new).parent.mkdir(parents=True, exist_ok=True)
        (root / old).rename(root / new)


MOVES = [
    {"content/guide/one.md": "content/guide/first.md"},
    {"content/guide/one.md": "content/deep/er/first.md"},
    {"content/guide/one.md": "content/guide/one/index.md"},
    {"content/guide": "content/manual"},
    {"content/p.png": "content/pictures/p.png"},
    {"content/guide/one.md": "content/a.md", "content/guide/two.md": "content/b/b.md"},
    {"content/events/e.md": "content/events/e e.md"},
]


@pytest.mark.parametrize("moves", MOVES, ids=str)
def test_no_link_breaks(tmp_path: Path, moves: dict[str, str]) -> None:
    """Pages, folders and pictures; links of every form, references, menus; those on the moved page too."""
    put(tmp_path, FILES)
    assert problems(tmp_path) == []
    moved(tmp_path, moves)
    assert problems(tmp_path) == []


def test_what_is_written(tmp_path: Path) -> None:
    """Each address stays in the manner in which it was written, and the old one becomes an alias."""
    put(tmp_path, FILES)
    moved(tmp_path, {"content/guide/one.md": "content/first.md"})
    assert (tmp_path / "content/index.md").read_text() == (
        "# Home\n\n[a](first.md) [b](/first/#why) [c][r] [d](first) [[One]]\n\n[r]: first.md 'T'\n"
    )
    assert (tmp_path / "content/first.md").read_text() == (
        "---\ntitle: One\naliases: [/guide/one/]\n---\n## Why\n\n"
        "[two](guide/two.md#how) ![p](p.png) [r](/guide/two.md)\n"
    )
    assert "[one](../first.md#why) 😀 <a href='../first.md'>" in (tmp_path / "content/guide/two.md").read_text()
    assert "page: first.md" in (tmp_path / "site.yaml").read_text()
    assert "guide: first.md" in (tmp_path / "content/events/e.md").read_text()


ALIASES = [
    ("Text\n", "---\naliases: [/a/]\n---\nText\n"),
    ("---\ntitle: A\n---\n", "---\ntitle: A\naliases: [/a/]\n---\n"),
    ("---\r\ntitle: A\r\n---\r\n", "---\r\ntitle: A\r\naliases: [/a/]\r\n---\r\n"),
    ("---\naliases: [/b/]\n---\n", "---\naliases: [/b/, /a/]\n---\n"),
    ("---\naliases:\n  - /b/\ntitle: A\n---\n", "---\naliases:\n  - /b/\n  - /a/\ntitle: A\n---\n"),
    ("---\npermalink: /c/\n---\n", "---\npermalink: /c/\n---\n"),
    ("---\naliases: [/b/, /a/]\n---\n", "---\naliases: [/b/, /a/]\n---\n"),
]


@pytest.mark.parametrize(("before", "after"), ALIASES, ids=[before for before, _ in ALIASES])
def test_alias(tmp_path: Path, before: str, after: str) -> None:
    """The old address is added to those that are there; a page that says its own address keeps it anyway."""
    put(tmp_path, {"site.yaml": "title: A\nbase_url: https://a.example/\n", "content/a.md": before})
    moved(tmp_path, {"content/a.md": "content/z.md"})
    assert (tmp_path / "content/z.md").read_bytes().decode() == after


def test_a_heading_gets_other_words(tmp_path: Path) -> None:
    """The links to its anchor follow, from this page and from others; a heading with an id of its own keeps it."""
    put(tmp_path, FILES)
    put(
        tmp_path,
        {"content/guide/one.md": "---\ntitle: One\n---\n## Why ##\n\n[here](#why) [two](two.md)\n\n## By id {#x}\n"},
    )
    site = Unsaved(tmp_path)
    site.open()
    try:
        text = site.text_of("content/guide/one.md") or ""
        found = site.heading_renamed("content/guide/one.md", text.index("Why"), "What for?")
        own = site.heading_renamed("content/guide/one.md", text.index("By id"), "Another")
        nothing = site.heading_renamed("content/guide/one.md", text.index("[here]"), "Another")
    finally:
        site.close()
    assert found is not None and own is not None and nothing is None
    assert [edit.text for edit in own.edits] == ["Another"]
    edited(tmp_path, found.edits)
    assert "## What for? ##\n\n[here](#what-for)" in (tmp_path / "content/guide/one.md").read_text()
    assert "[b](/guide/one/#what-for)" in (tmp_path / "content/index.md").read_text()
    assert problems(tmp_path) == []
