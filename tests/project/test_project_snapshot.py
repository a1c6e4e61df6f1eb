"""A site asked as plain data, and why something was rendered."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen.engine.explain import chain, state_of
from sitegen.project.live import Live
from sitegen.project.project import Project
from sites import Site

FILES = {
    "site.yaml": "title: Harbour\nbase_url: https://example.org/docs/\ntaxonomies: {tags: {label: Tags}}\n",
    "content/index.md": "---\ntitle: Home\n---\nHello.\n",
    "content/news/a.md": "---\ntitle: A\ndate: 2026-11-21\ntags: [boats]\n---\nText.\n",
    "data/x.json": "{}",
}
Make = Callable[..., Site]


def test_rows_say_what_is_written_and_what_is_made(project: Make) -> None:
    rows = Project(project(FILES).root).snapshot().pages()
    assert [row.source for row in rows[:2]] == ["content/index.md", "content/news/a.md"]
    made = {row.url: row.kind for row in rows if row.source is None}
    assert made == {"/news/": "folder", "/tags/": "taxonomy", "/tags/boats/": "term"}


@pytest.mark.parametrize("url", ["/news/a/", "/docs/news/a/", "https://example.org/docs/news/a/?q#top", "/news/a"])
def test_a_page_is_found_by_its_address(project: Make, url: str) -> None:
    found = Project(project(FILES).root).snapshot().page_at(url)
    assert found is not None
    assert found.source == "content/news/a.md"


def test_what_is_no_page_is_explained_too(project: Make) -> None:
    snapshot = Project(project({**FILES, "static/a.txt": "A"}).root).snapshot()
    found = snapshot.explain("static/a.txt")
    assert found is not None
    assert (found.url, found.kind, found.page, found.layouts) == ("/a.txt", "asset", None, ())
    assert snapshot.explain("/nowhere/") is None
    assert snapshot.similar("/news/b/") == "/news/a/"


def test_the_chain_leads_from_an_output_to_the_file_that_changed(project: Make) -> None:
    site = project(FILES)
    key = ("output", "tags/boats/index.html", "page", "@tags/boats", 1)
    site.write({"content/news/a.md": "---\ntitle: Another\ndate: 2026-11-21\ntags: [boats]\n---\nText.\n"})
    one = Project(site.root)
    one.snapshot()
    assert state_of(one.db, key) == "stale"
    found = chain(one.db, key)
    assert found[0] == key
    assert found[-1] == ("file", "content/news/a.md")
    assert ("page_head", "content/news/a.md") in found
    assert chain(one.db, ("output", "nothing", "page", "", 1)) == []


def test_texts_come_from_the_tree(project: Make) -> None:
    one = Project(project(FILES).root)
    assert one.text_of("content/index.md") == FILES["content/index.md"]
    assert "{%" in (one.text_of("@theme/layouts/page.html") or "")
    assert one.text_of("content/none.md") is None
    assert one.text_of("../../etc/passwd") is None


def test_a_live_site_forgets_nothing_that_it_showed(project: Make, tmp_path: Path) -> None:
    site = project(FILES)

    def opened() -> Live:
        live = Live(Project(site.root, drafts=True, view="-serve"))
        live.open(lambda what, done, of: None)
        return live

    live = opened()
    while live.idle():
        pass
    live.close()
    live = opened()
    assert live.idle() is False
    assert live._project.db.ran["output"] == 0
    site.write({"content/index.md": "---\ntitle: Home\n---\nChanged.\n"})
    live.refresh()
    shown = live.show("index.html")
    assert shown is not None
    assert b"Changed." in shown.data
    live.close()


def test_a_live_site_lives_on_when_its_memos_are_damaged(project: Make) -> None:
    site = project(FILES)
    live = Live(Project(site.root, drafts=True, view="-serve"))
    live.open(lambda what, done, of: None)
    assert live.show("index.html") is not None
    live._project.db.store.db.execute("UPDATE memo SET reads = x'00'")
    live._project.db.store.db.execute("UPDATE value SET data = x'00'")
    site.write({"content/index.md": "---\ntitle: Home\n---\nChanged.\n"})
    live.refresh()
    shown = live.show("index.html")
    assert shown is not None
    assert b"Changed." in shown.data
    live.close()
