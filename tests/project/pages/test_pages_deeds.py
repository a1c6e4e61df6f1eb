"""Pages made, copied, marked, deleted, put back and published in a real repository."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pages_at_work import CHANGE, ONE, AtWork, commit, git

from drawn import picture
from sitegen.catalog.heads import heads
from sitegen.model.change import Landed
from sitegen.project.pages.binned import binned, put_back
from sitegen.project.pages.copying import copied
from sitegen.project.pages.deleting import consequences, deleted
from sitegen.project.pages.making import Made, PageWanted, kinds, made
from sitegen.project.pages.marking import marked_offline, tagged
from sitegen.project.pages.moving import MoveWanted
from sitegen.project.pages.publishing import landed, parted
from sitegen.project.pages.rewriting import Unable
from sites import Content

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
FILES: dict[str, Content] = {
    "site.yaml": (
        "title: A\nbase_url: https://a.example/\nlanguages: {default: en, en: {label: English}, fi: {label: Suomi}}\n"
        "menus: {main: [{label: About, page: about.md}]}\n"
        "types:\n"
        "  news:\n    pages: news/*.md\n    permalink: /news/{year}/{slug}/\n    fields:\n"
        "      title: {kind: text, required: true, max: 90}\n      date: {kind: date, required: true}\n"
        "      state: {kind: choice, choices: [open, closed], required: true}\n"
        "      lead: {kind: text, required: true, default: To be written}\n"
        "      tags: {kind: list, of: {kind: term, taxonomy: tags}}\n"
        "  recipe: {label: Recipe, pages: recipes/**/index.md, fields: {serves: {kind: number}}}\n"
        "  row: {pages: rows/*.md, from: data/rows.csv}\n"
    ),
    "data/rows.csv": "title\nx\n",
    "content/index.md": "---\ntitle: Home\n---\n[about](about.md)\n",
    "content/about.md": "---\ntitle: About\naliases: [/us/]\nmenu: main\n---\nUs. [[About]]\n",
    "content/about.fi.md": "---\ntitle: Meistä\n---\nMe.\n",
    "content/news/index.md": "---\ntitle: News\n---\n",
    "content/news/hours.md": "---\r\n# kept\r\ntitle: Hours\r\ndate: 2026-01-02\r\nstate: open\r\nlead: x\r\n"
    "tags: [Winter,  hours]\r\n---\r\nT\r\n",
    "content/recipes/soup/index.md": "---\ntitle: Soup\n---\n![p](p.png)\n",
    "content/recipes/soup/p.png": picture("PNG"),
}
Editor = Callable[..., AtWork]


def make(desk: AtWork, wanted: PageWanted) -> str:
    """A page that is made: its path."""
    found: list[Made] = []

    def asked() -> object:
        one = made(desk.stage, desk.view, wanted, NOW)
        if isinstance(one, Unable):
            return one
        found.append(one)
        return one.rewrite

    kept = desk.keep(asked)  # type: ignore[arg-type]
    assert isinstance(kept, dict), kept
    return found[-1].path


@pytest.mark.parametrize(
    ("title", "path"),
    [
        ("Night of the poem", "content/news/night-of-the-poem.md"),
        ("  Winter\n hours ", "content/news/winter-hours.md"),
        ("Hours", "content/news/hours-2.md"),
        ("🎉", "content/news/tada.md"),
        ("ساعات العمل", "content/news/s-t-l-ml.md"),
        ("词语", "content/news/ciyu.md"),
        ("???", "content/news/x.md"),
        ("index", "content/news/index-2.md"),
        ('"Quoted": #1 – [x] {y}', "content/news/quoted-sharp-1-x-y.md"),
        ("word " * 60, "content/news/" + "-".join(["word"] * 16) + ".md"),
        ("x" * 300, "content/news/" + "x" * 80 + ".md"),
    ],
)
def test_any_title_makes_a_page(editor: Editor, title: str, path: str) -> None:
    desk = editor(FILES)
    assert make(desk, PageWanted(title, "news")) == path
    head = desk.ask(lambda db: db.get(heads)[path])
    assert (head.title, head.type, str(head.date)) == (" ".join(title.split()), "news", "2026-11-22")
    assert (
        desk.text(path)
        == f"---\ntitle: {_written(desk, path)}\ndate: 2026-11-22\nstate: open\nlead: To be written\n---\n"
    )
    assert desk.urls()[path].startswith("/news/2026/")


def _written(desk: AtWork, path: str) -> str:
    return (desk.text(path) or "").splitlines()[1].removeprefix("title: ")


def test_a_new_page_has_no_problem(editor: Editor, tmp_path: Path) -> None:
    desk = editor(FILES)
    before = desk.problems(tmp_path / "before")
    for kind in ("news", "recipe", ""):
        make(desk, PageWanted("Fresh", kind))
        make(desk, PageWanted("Tuore", kind, language="fi"))
    assert set(desk.files()) >= {
        "content/news/fresh.md",
        "content/news/tuore.fi.md",
        "content/recipes/fresh/index.md",
        "content/fresh.md",
        "content/tuore.fi.md",
    }
    assert desk.problems(tmp_path / "after") - before == {}


def test_what_can_be_made(editor: Editor) -> None:
    desk = editor(FILES)
    found = desk.ask(kinds)
    assert [one.name for one in found] == ["news", "recipe", ""]
    assert found[0].folders[0] == "news" and found[0].required == ("date", "state", "lead")
    assert "news" not in found[2].folders


def test_without_a_title_there_is_no_page(editor: Editor) -> None:
    desk = editor(FILES)
    assert made(desk.stage, desk.view, PageWanted(" \n", "news"), NOW) == Unable("no_title")
    assert made(desk.stage, desk.view, PageWanted("x", "nothing"), NOW) == Unable("no_type", other="nothing")


def test_an_address_that_is_taken_is_left_alone(editor: Editor) -> None:
    """Another file answers there, or an old address leads on from there."""
    desk = editor({**FILES, "content/other.md": "---\ntitle: O\npermalink: /fresh/\n---\n"})
    assert make(desk, PageWanted("Fresh")) == "content/fresh-2.md"
    assert make(desk, PageWanted("Us")) == "content/us-2.md"


def test_a_copy_is_a_page_of_its_own(editor: Editor) -> None:
    desk = editor(FILES)
    for path in ("content/about.md", "content/recipes/soup/index.md", "content/about.fi.md"):
        found = desk.ask(lambda db, path=path: copied(db, path, "Copy: it"))  # type: ignore[misc]
        assert isinstance(found, Made)
        assert isinstance(desk.keep(lambda found=found: found.rewrite), dict)  # type: ignore[misc]
    assert desk.text("content/about-2.md") == '---\ntitle: "Copy: it"\n---\nUs. [[About]]\n'
    assert desk.files()["content/recipes/soup-2/p.png"] == picture("PNG")
    assert "content/about-2.fi.md" in desk.files()


# away and back


def test_deleted_and_put_back_byte_for_byte(editor: Editor) -> None:
    desk = editor(FILES)
    before = desk.files()
    paths = ["content/news/hours.md", "content/about.md"]
    assert isinstance(desk.keep_of(lambda db: deleted(db, paths)), dict)
    assert not set(paths) & set(desk.files())
    found = binned(desk.changes, CHANGE)
    assert {(one.path, one.title, one.by, one.is_public) for one in found} == {
        ("content/news/hours.md", "Hours", "One editor", False),
        ("content/about.md", "About", "One editor", False),
    }
    assert isinstance(put_back(desk.changes, CHANGE, paths, ONE, "back"), dict)
    assert desk.files() == before
    assert binned(desk.changes, CHANGE) == []


def test_a_page_that_went_public_as_deleted_comes_back(editor: Editor) -> None:
    desk = editor(FILES)
    before = desk.files()
    assert isinstance(desk.keep_of(lambda db: deleted(db, ["content/news/hours.md"])), dict)
    assert isinstance(desk.changes.land(CHANGE, ONE, "gone"), Landed)
    assert [(one.path, one.is_public) for one in binned(desk.changes, CHANGE)] == [("content/news/hours.md", True)]
    assert isinstance(put_back(desk.changes, CHANGE, ["content/news/hours.md"], ONE, "back"), dict)
    assert desk.files() == before


def test_a_page_that_was_never_public_comes_back(editor: Editor) -> None:
    desk = editor(FILES)
    path = make(desk, PageWanted("Fresh", "news"))
    before = desk.files()
    assert isinstance(desk.keep_of(lambda db: deleted(db, [path])), dict)
    assert [one.path for one in binned(desk.changes, CHANGE)] == [path]
    assert isinstance(put_back(desk.changes, CHANGE, [path], ONE, "back"), dict)
    assert desk.files() == before


def test_what_an_author_deleted_is_in_the_bin_and_what_was_moved_is_not(editor: Editor) -> None:
    desk = editor(FILES)
    commit(desk.root, {"content/news/hours.md": None})
    git(desk.root, "mv", "content/about.md", "content/us.md")
    commit(desk.root, {})
    assert desk.move(MoveWanted(("content/recipes/soup/index.md",), None, "broth"))
    assert [(one.path, one.by) for one in binned(desk.changes, CHANGE)] == [("content/news/hours.md", "Author")]


def test_only_what_is_in_the_bin_comes_back(editor: Editor) -> None:
    desk = editor(FILES)
    for path in ("content/about.md", "site.yaml", "content/nowhere.md"):
        assert put_back(desk.changes, CHANGE, [path], ONE, "back") == Unable("not_in_bin", path)


def test_consequences_name_what_leads_there(editor: Editor) -> None:
    desk = editor(FILES)
    found = desk.ask(lambda db: consequences(db, ["content/about.md", "content/nowhere.md"]))
    assert found.titles == ("About",)
    assert [(one.label, one.path, one.menu) for one in found.links] == [
        ("Home", "content/index.md", ""),
        ("About", "", "main"),
    ]
    assert found.translations == ("Meistä",)
    assert desk.ask(lambda db: consequences(db, ["content/news/index.md"])).below == 1


@pytest.mark.parametrize("seed", range(3))
def test_random_deletions_come_back(editor: Editor, seed: int) -> None:
    chance = random.Random(seed)
    desk = editor(FILES)
    before = desk.files()
    pages = sorted(path for path in before if path.endswith(".md"))
    for _ in range(4):
        gone = chance.sample(pages, chance.randint(1, len(pages)))
        assert isinstance(desk.keep_of(lambda db, gone=gone: deleted(db, gone)), dict)  # type: ignore[misc]
        if chance.random() < 0.5:
            assert isinstance(desk.changes.land(CHANGE, ONE, "gone"), Landed)
        chance.shuffle(gone)
        for path in gone:
            assert isinstance(put_back(desk.changes, CHANGE, [path], ONE, "back"), dict)
        assert desk.files() == before


# marks


def test_offline_and_online_change_one_line(editor: Editor) -> None:
    desk = editor(FILES)
    before = desk.files()
    paths = ["content/news/hours.md", "content/about.md"]
    assert isinstance(desk.keep_of(lambda db: marked_offline(db, paths, True)), dict)
    was, now = before[paths[0]], desk.files()[paths[0]]
    assert now == was.replace(b"hours]\r\n", b"hours]\r\ndraft: true\r\n")
    assert isinstance(desk.keep_of(lambda db: marked_offline(db, paths, False)), dict)
    assert desk.files() == before


def test_tags_are_given_and_taken(editor: Editor) -> None:
    desk = editor(FILES)
    path = "content/news/hours.md"
    desk.keep_of(lambda db: tagged(db, [path, "content/about.md"], "tags", ["Poem: one"], ["winter"]))
    text = desk.text(path) or ""
    assert re.search(r"tags: \[hours,  ['\"]Poem: one['\"]\]\r\n", text)
    assert text.replace(re.search(r"tags:.*\r\n", text)[0], "") == FILES[path].replace("tags: [Winter,  hours]\r\n", "")  # type: ignore[index,union-attr]
    head = desk.ask(lambda db: db.get(heads)["content/about.md"])
    assert head.terms == {"tags": ("Poem: one",)}
    before = desk.files()
    assert desk.keep_of(lambda db: tagged(db, [path], "tags", ["HOURS"], ["nothing"])) == {}
    assert desk.files() == before


# some pages made public


def test_chosen_pages_go_public_and_the_rest_goes_on(editor: Editor) -> None:
    desk = editor(FILES)
    desk.keep_of(lambda db: tagged(db, ["content/about.md", "content/news/hours.md"], "tags", ["new"], []))
    part = parted(desk.changes, CHANGE, ["content/about.md"], ONE)
    assert isinstance(part, str)
    assert isinstance(landed(desk.changes, CHANGE, part, ONE, "some"), Landed)
    assert git(desk.root, "show", "--name-only", "--format=%an", "HEAD").splitlines() == [
        "One editor",
        "",
        "content/about.md",
    ]
    assert set(desk.changes.altered(CHANGE)) == {"content/news/hours.md"}
    assert desk.changes.get(part) is None
    assert parted(desk.changes, CHANGE, ["content/about.md"], ONE) == Unable("nothing_new")
