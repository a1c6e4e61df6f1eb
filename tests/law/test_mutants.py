"""Mistakes planted in the engine: the law must catch each of them, or it would not guard anything."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from author import Step
from lawful import walked

from sitegen.build import making
from sitegen.build.folder import Folder
from sitegen.engine import wave
from sitegen.engine.database import Database
from sitegen.engine.inputs import MISSING
from sitegen.engine.journal import Found
from sitegen.engine.trees import disk, glance
from sites import Content

Plant = Callable[[pytest.MonkeyPatch], None]

BASE = "{{ site.title }}{% block main %}{% endblock %}{% include '_foot.html' ignore missing %}"

MANY: dict[str, Content] = {f"content/more/{n}.md": f"[bad](none{n}.md) [later](../later.md)" for n in range(30)}

NEWS = "---\ntitle: {}\ndate: 2026-01-0{}\ntags: [{}]\n---\n{}\n"

SITE = """title: {}
base_url: https://example.org/
types: {{news: {{pages: news/*.md, extra: allow, fields: {{title: {{kind: text, required: true}}}}}}}}
"""

FIRST: dict[str, Content] = {
    "site.yaml": SITE.format("Library"),
    "content/index.md": "---\ntitle: Home\n---\n[one](news/1.md), [[Later]] and [later](later.md)\n",
    "content/early.md": "---\ntitle: Early\npublish_at: 2026-03-01 00:00\n---\nText\n",
    "content/news/index.md": "---\ntitle: News\ndefaults: {order: 1}\n---\n",
    "content/news/1.md": NEWS.format("One", 1, "maps", "[two](2.md) -- \"quoted\""),
    "content/news/2.md": NEWS.format("Two", 2, "maps", "![x](door.png)"),
    "content/news/3.md": NEWS.format("Three", 3, "hours", "[bad](nowhere.md)"),
    "layouts/base.html": BASE,
    "layouts/page.html": '{% extends "base.html" %}{% block main %}{{ page.title }}{{ page.content }}'
    "<{{ page.previous.title }}|{{ page.next.title }}>{% for t in page.tags %}{{ t.count }}{% endfor %}{% endblock %}",
    "layouts/index.html": "{{ page.content }}{{ site.now | date }}{{ data.facts.open }}{{ t('own') }}",
    "layouts/list.html": "{% for p in page.items %}{{ p.title }}{% endfor %}",
    "data/facts.yaml": "open: always\n",
}  # fmt: skip

SCRIPT = (
    Step("a body", {"content/news/1.md": NEWS.format("One", 1, "maps", "[two](2.md) again -- \"quoted\"")}),
    Step("a layout", {"layouts/base.html": "new " + BASE}),
    Step("a layout that was missed", {"layouts/_foot.html": "foot"}),
    Step("the theme's layout is replaced", {"layouts/term.html": "{{ page.title }}{{ page.items | length }}"}),
    Step("a setting", {"site.yaml": SITE.format("Other")}),
    Step("Markdown's settings", {"site.yaml": SITE.format("Other") + "markdown: {typography: false}\n"}),
    Step("data", {"data/facts.yaml": "open: never\n"}),
    Step("a day later", options={"as_of": "2026-02-06T10:00:00+00:00"}),
    Step("a month later", options={"as_of": "2026-03-06T10:00:00+00:00"}),
    Step("back", options={"as_of": "2026-02-06T10:00:00+00:00"}),
    Step("a title", {"content/news/2.md": NEWS.format("Second", 2, "maps", "![x](door.png)")}),
    Step("a page between two others", {"content/news/1b.md": NEWS.format("Between", 1, "", "")}),
    Step("another order", {"content/news/2.md": NEWS.format("Second", 4, "maps", "![x](door.png)")}),
    Step("a term", {"content/news/2.md": NEWS.format("Second", 4, "maps, hours", "![x](door.png)")}),
    Step("the page that was linked to", {"content/later.md": "---\ntitle: Later\n---\n"}),
    Step("the file that was linked to", {"content/news/door.png": b"png"}),
    Step("a page with a problem goes", {"content/news/3.md": None}),
    Step("a page goes", moves=(("content/news/1.md", "content/news/one.md"),)),
    Step("problems are found by workers", MANY, options={"jobs": 2}),
    Step("what workers read changes", {"content/later.md": "---\ntitle: Latest\nslug: latest\n---\n"}),
    Step("somebody changes an output", spoil=(("+", 1), ("-", 4))),
    Step("a text of the same length", {"content/later.md": "---\ntitle: Oldest\nslug: oldest\n---\n"}, restart=True),
)  # fmt: skip


@pytest.fixture(autouse=True)
def little_is_enough_for_two(monkeypatch: pytest.MonkeyPatch) -> None:
    """Work is handed to other processes however little it is."""
    monkeypatch.setattr(making, "_FEW", 3)


def forgets(reader: str, read: str, when: Callable[[str, bytes], bool] = lambda part, fp: True) -> Plant:
    """The query ``reader`` reads the queries ``read`` behind the engine's back."""

    def plant(patch: pytest.MonkeyPatch) -> None:
        note = Database._note

        def forgetful(db: Database, node: Any, part: str, fp: bytes) -> None:
            if not (db._frames[-1].query.name == reader and node.query.name in read.split() and when(part, fp)):
                note(db, node, part, fp)

        patch.setattr(Database, "_note", forgetful)

    return plant


def _is_miss(part: str, fp: bytes) -> bool:
    """An entry that is not there, or the whole table, which is read for a suggestion."""
    return fp == MISSING or not part


def wrong(owner: Any, name: str, replacement: Callable[..., Any]) -> Plant:
    """``owner.name`` is replaced; the replacement gets the true one first."""

    def plant(patch: pytest.MonkeyPatch) -> None:
        true = getattr(owner, name)
        patch.setattr(owner, name, lambda *args, **options: replacement(true, *args, **options))

    return plant


def _rows_stay(true: Any, db: Database, frame: Any, action: Any) -> Any:
    names = true(db, frame, action)
    node = db._nodes.get(frame.key)
    return names if node is None or node.query.name != "heads" else tuple(sorted({*names, *db.parts(node)}))


def _always_equal(true: Any, db: Database, node: Any) -> Any:
    changed = true(db, node)
    return None if node.query.name == "page_head" else changed


def _equal_in_length(true: Any, db: Database, node: Any) -> Any:
    before = len(db.store.value(node.id) or b"")
    changed = true(db, node)
    return None if node.query.name == "page_head" and before == len(db.store.value(node.id) or b"") else changed


def _problems_lost(true: Any, db: Database, found: Found, *rest: Any) -> None:
    true(db, found._replace(memos=[(*row[:9], None) for row in found.memos]), *rest)


def _reads_lost(true: Any, db: Database, found: Found, *rest: Any) -> None:
    true(db, found._replace(reads=[]), *rest)


def _by_size(patch: pytest.MonkeyPatch) -> None:
    for module in (disk, glance):
        patch.setattr(module, "mark_of", lambda info: (info.st_mode, 1, 1, info.st_size, 1))


MUTANTS: dict[str, Plant] = {
    "a layout is read behind the engine's back": forgets("layout_code", "file"),
    "a missed layout is not recorded": forgets("layout_file", "exists", lambda part, fp: fp == MISSING),
    "a missed page is not recorded": forgets("page_body", "urls addresses titles folded", _is_miss),
    "a missed file is not recorded": forgets("page_body", "asset_urls known_files folded", _is_miss),
    "the site's title is read behind the engine's back": forgets("output", "site_title"),
    "Markdown's settings are read behind the engine's back": forgets("document", "markdown_options"),
    "data are read behind the engine's back": forgets("output", "data_file"),
    "the clock is not recorded": forgets("shown", "passed"),
    "the day is not recorded": forgets("output", "today"),
    "neighbours are stale": forgets("output", "neighbours"),
    "heads are stale": forgets("output", "heads"),
    "a term's pages are stale": forgets("output", "term_items"),
    "readers of a changed text are not warned": wrong(wave.Wave, "_warn", lambda true, wave, id: None),
    "a change stops at the first reader": wrong(wave.Wave, "_mark", lambda true, *args: None),
    "a gathered table keeps rows that have gone": wrong(Database, "run_frame", _rows_stay),
    "a gathered table does not see rows that changed": wrong(wave.Wave, "rows_touched", lambda true, *args: set()),
    "cut-off takes every head for equal": wrong(Database, "rerun", _always_equal),
    "cut-off compares lengths": wrong(Database, "rerun", _equal_in_length),
    "what nobody reads is kept": wrong(Database, "collect", lambda true, db: None),
    "workers' problems are lost": wrong(Database, "merge", _problems_lost),
    "workers' reads are lost": wrong(Database, "merge", _reads_lost),
    "changed outputs are not noticed": wrong(Folder, "_is_there", lambda true, it, path, fp, disk, marks: path in disk),
    "files of one size are taken for equal": _by_size,
}  # fmt: skip


def test_the_script_holds(tmp_path: Path) -> None:
    """Without a mistake the law holds at every step."""
    assert walked(tmp_path, FIRST, SCRIPT) == (len(SCRIPT) + 1, [])


@pytest.mark.parametrize("name", MUTANTS)
def test_a_mistake_is_caught(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    MUTANTS[name](monkeypatch)
    taken, found = walked(tmp_path, FIRST, SCRIPT)
    assert found, f"nobody noticed in {taken} steps"
