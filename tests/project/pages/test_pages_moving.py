"""Moving pages: what leads to them follows, and the old address leads to the new one."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from pages_at_work import CHANGE, ONE, AtWork, at_work

from drawn import picture
from sitegen.project.pages.moving import Move, MoveWanted, planned
from sitegen.project.pages.rewriting import Rewrite, Unable
from sites import Content

SITE = (
    "title: A\nbase_url: https://a.example/\nlanguages: {default: en, en: {label: English}, fi: {label: Suomi}}\n"
    "menus:\n  main:\n    - {label: One, page: guide/one.md} # the first\n    - {label: News, page: news/index.md}\n"
    "types:\n  news:\n    pages: [news/*.md]\n    permalink: /news/{slug}/\n"
    "    fields:\n      title: {kind: text, required: true}\n      see: {kind: reference}\n"
    "      more: {kind: list, of: {kind: reference}}\n"
)
FILES: dict[str, Content] = {
    "site.yaml": SITE,
    "content/index.md": "---\ntitle: Home\n---\n[a](guide/one.md) [b](/guide/one/#why) [c][r] [[One]]\n"
    "\n[r]: guide/one.md 'T'\n",
    "content/guide/index.md": "---\ntitle: Guide\n---\n[one](one.md) [up](../index.md)\n",
    "content/guide/one.md": "---\r\n# kept\r\ntitle:   One\r\n---\r\n## Why\r\n\r\n"
    "[two](two.md#how) ![p](p.png) [q](/shared.png)\r\n",
    "content/guide/one.fi.md": "---\ntitle: Yksi\n---\n[kaksi](two.md)\n",
    "content/guide/two.md": "---\ntitle: Two\naliases: [/zwei/]\n---\n## How\n\n"
    "[one](one.md#why) 😀 <a href='one.md'>x</a>\n",
    "content/guide/p.png": picture("PNG"),
    "content/guide/eins.md": "---\ntitle: Eins\ntranslation_of: guide/two.md\nlanguage: fi\n---\nx\n",
    "static/shared.png": picture("PNG", seed=2),
    "content/news/index.md": "---\ntitle: News\n---\n",
    "content/news/a.md": "---\ntitle: A\nsee: guide/one.md\nmore: [guide/two, news/b.md]\n---\n[b](b.md)\n",
    "content/news/b.md": "---\ntitle: B\n---\n[a](a.md) [g](../guide/)\n",
    "content/bundle/index.md": "---\ntitle: Bundle\n---\n![q](q.png) [one](../guide/one.md)\n",
    "content/bundle/q.png": picture("PNG", seed=3),
}
Editor = Callable[..., AtWork]


def test_everything_follows(editor: Editor) -> None:
    desk = editor(FILES)
    found = desk.move(MoveWanted(("content/guide/one.md",), "deep/er", "First steps"))
    assert isinstance(found, Move)
    files = desk.files()
    assert "content/guide/one.md" not in files and "content/guide/one.fi.md" not in files
    # Its own bytes stay but for what changes: the comment, the spaces and the line endings are the author's.
    assert files["content/deep/er/first-steps.md"] == (
        b"---\r\n# kept\r\ntitle:   One\r\naliases:\r\n  - /guide/one/\r\n---\r\n## Why\r\n\r\n"
        b"[two](../../guide/two.md#how) ![p](p.png) [q](/shared.png)\r\n"
    )
    assert files["content/deep/er/p.png"] == picture("PNG") and "content/guide/p.png" not in files
    assert "{label: One, page: deep/er/first-steps.md} # the first" in files["site.yaml"].decode()
    assert "see: deep/er/first-steps.md\n" in files["content/news/a.md"].decode()
    assert files["content/index.md"].decode().endswith("[r]: deep/er/first-steps.md 'T'\n")
    assert desk.urls()["content/deep/er/first-steps.fi.md"] == "/fi/deep/er/first-steps/"
    assert desk.leads()["/guide/one/"] == "content/deep/er/first-steps.md"
    assert desk.leads()["/fi/guide/one/"] == "content/deep/er/first-steps.fi.md"


def test_the_plan_says_what_is_done(editor: Editor) -> None:
    desk = editor(FILES)
    wanted = MoveWanted(("content/guide/two.md",), None, "Zweitens")
    plan = planned(desk.stage, desk.view, wanted)
    assert isinstance(plan, Move)
    assert desk.files()["content/guide/two.md"]  # nothing is done yet
    assert [(one.url, one.new_url, one.redirects) for one in plan.pages] == [
        ("/guide/two/", "/guide/zweitens/", True),
    ]
    lines = {(one.path, one.line): (one.before, one.after) for one in plan.mends}
    assert lines["content/guide/one.fi.md", 4] == ("[kaksi](two.md)", "[kaksi](zweitens.md)")
    assert lines["content/guide/eins.md", 3] == ("translation_of: guide/two.md", "translation_of: guide/zweitens.md")
    assert desk.move(wanted) == plan
    assert desk.leads()["/zwei/"] == "content/guide/zweitens.md"  # an older one still leads there
    assert desk.leads()["/guide/two/"] == "content/guide/zweitens.md"


def test_a_folder_goes_with_what_lies_below_it(editor: Editor, tmp_path: Path) -> None:
    desk = editor(FILES)
    before = desk.problems(tmp_path / "before")
    found = desk.move(MoveWanted(("content/news/index.md",), "", "Uutiset"))
    assert isinstance(found, Move)
    assert len(found.pages) == 3
    assert "pages: [uutiset/*.md]" in (desk.text("site.yaml") or "")
    assert desk.ask(lambda db: [one.type for one in found.pages]) == [one.new_type for one in found.pages]
    assert desk.urls()["content/uutiset/a.md"] == "/news/a/"  # its type says so, so nothing has to lead there
    assert desk.leads() == {"/news/": "content/uutiset/index.md", "/zwei/": "content/guide/two.md"}
    assert desk.problems(tmp_path / "after") == before


def test_there_and_back_is_as_it_was_but_for_the_redirects(editor: Editor) -> None:
    desk = editor(FILES)
    before = desk.files()
    for old, new in (("two", "drei"), ("drei", "two")):
        assert isinstance(desk.move(MoveWanted((f"content/guide/{old}.md",), None, new, redirect=False)), Move)
    assert desk.files() == before


def test_old_addresses_seen_from_a_page_stay_where_they_were(editor: Editor) -> None:
    text = "---\ntitle: T\naliases: [older, ../oldest/, /whole/]\n---\nText.\n"
    desk = editor({**FILES, "content/guide/three.md": text})
    assert desk.leads()["/guide/older/"] == desk.leads()["/oldest/"] == "content/guide/three.md"
    assert isinstance(desk.move(MoveWanted(("content/guide/three.md",), "deep/er", None)), Move)
    made = desk.files()["content/deep/er/three.md"].decode()
    assert "aliases: [/guide/older/, /oldest/, /whole/, /guide/three/]" in made
    old = {"/guide/older/", "/oldest/", "/whole/", "/guide/three/"}
    assert {desk.leads().get(alias) for alias in old} == {"content/deep/er/three.md"}


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        (MoveWanted(("content/index.md",), "news"), "home"),
        (MoveWanted(("content/guide/one.md",), None, "two"), "taken"),
        (MoveWanted(("content/guide/one.md",), None, "Index"), "no_place"),
        (MoveWanted(("content/guide/one.md",)), "nothing"),
        (MoveWanted(("content/guide/index.md",), "guide/below"), "into_itself"),
        (MoveWanted(("content/nowhere.md",), "news"), "gone"),
        (MoveWanted(("content/../site.yaml",), "news"), "gone"),
        (MoveWanted(("static/shared.png",), "news"), "gone"),
        (MoveWanted((), "news"), "none_chosen"),
        (MoveWanted(("content/guide/one.md", "content/news/a.md"), "bundle/../../x"), "ok"),
    ],
)
def test_what_cannot_be_done_is_said(editor: Editor, wanted: MoveWanted, code: str) -> None:
    desk = editor(FILES)
    before = desk.files()
    found = desk.move(wanted)
    if code == "ok":  # dots are no way out
        assert isinstance(found, Move)
        assert all(path.startswith(("content/", "static/")) or path == "site.yaml" for path in desk.files())
    else:
        assert isinstance(found, Unable) and found.code == code
        assert desk.files() == before


def test_an_address_of_another_page_is_not_taken(editor: Editor) -> None:
    """Two files may have names of their own and one address."""
    desk = editor({**FILES, "content/other.md": "---\ntitle: O\npermalink: /guide/zwei/\n---\n"})
    before = desk.files()
    found = desk.move(MoveWanted(("content/guide/two.md",), None, "zwei"))
    assert isinstance(found, Unable) and found.code == "address"
    assert desk.files() == before


def test_somebody_changes_a_page_meanwhile(editor: Editor) -> None:
    """The plan is made anew of what is there then: the last word that was saved moves along."""
    desk = editor(FILES)
    seen: list[Move] = []

    def make() -> Rewrite:
        plan = planned(desk.stage, desk.view, MoveWanted(("content/guide/two.md",), None, "drei"))
        assert isinstance(plan, Move)
        if not seen:
            data, version = desk.changes.read(CHANGE, "content/guide/two.md") or (b"", "")
            saved = desk.changes.save(CHANGE, {"content/guide/two.md": (data + b"Typed meanwhile.\n", version)}, ONE)
            assert isinstance(saved, dict)
        seen.append(plan)
        return plan.rewrite

    assert isinstance(desk.keep(make), dict)
    assert len(seen) == 2
    assert (desk.text("content/guide/drei.md") or "").endswith("Typed meanwhile.\n")
    assert desk.text("content/guide/two.md") is None


def walk(place: Path, seed: int, steps: int) -> None:
    """Random moves; after each no new problem is there and every address that was public leads somewhere."""
    chance = random.Random(seed)
    with at_work(place / "site", FILES) as desk:
        before = desk.problems(place / "0")
        known = {path: url for path, url in desk.urls().items() if path.endswith(".md")}
        for step in range(steps):
            found = desk.move(_any_move(chance, desk))
            if isinstance(found, Unable):
                continue
            assert desk.problems(place / str(step + 1)) - before == {}, found.pages
            urls, leads = desk.urls(), desk.leads()
            there = {one.path: one.new_path for one in found.pages}
            known = {there.get(path, path): url for path, url in known.items()}
            for path, url in known.items():
                assert urls[path] == url or leads.get(url) == path or url in urls.values(), (path, url)


def _any_move(chance: random.Random, desk: AtWork) -> MoveWanted:
    pages = sorted(path for path in desk.files() if path.startswith("content/") and path.endswith(".md"))
    # Where a page becomes another type its fields are other ones, and that is said: see new_type.
    news = [path for path in pages if "/a" in path or path.endswith("/b.md")]
    path = chance.choice([page for page in pages if page not in news] if chance.random() < 0.8 else pages)
    folder = chance.choice([None, "", "new place", "deep/er/still", "guide", "bundle"])
    name = chance.choice(["", "Uusi nimi", "One", "two", "C++", "日本語", "x" * 200])
    return MoveWanted((path,), folder, name, translations=True)


@pytest.mark.parametrize("seed", range(3))
def test_random_moves_break_nothing(tmp_path: Path, seed: int) -> None:
    walk(tmp_path, seed, 4)


@pytest.mark.prove
@pytest.mark.parametrize("seed", range(100, 130))
def test_many_random_moves_break_nothing(tmp_path: Path, seed: int) -> None:
    walk(tmp_path, seed, 12)
