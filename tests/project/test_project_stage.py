"""A stage: what an editing screen is told of a page, of its preview, and of the site around it."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from markupsafe import escape

from sitegen.engine.trees import DiskTree, OverlayTree, Tree
from sitegen.project.sheet import Seen, Sheet
from sitegen.project.stage import MARK, Stage, View
from sites import put

SITE = """title: A
base_url: https://a.example/docs/
languages: {en: English, ar: العربية}
types:
  event:
    label: Event
    pages: events/*
    fields:
      place: {label: Where, required: true, max: 10}
      hours: {kind: list, of: {kind: group, fields: {day: {required: true}, opens: {kind: number}}}}
"""
FILES = {
    "site.yaml": SITE,
    "content/index.md": "# Home\n\n[the fair](events/fair.md)\n",
    "content/events/fair.md": "---\ntitle: Fair\nplace: Turku\nhours:\n  - {day: Monday, opens: 9}\nmood: glad\n"
    "draft: true\n---\n# Fair\n\nOne two three. [home](/) [nothing](nothing.md)\n",
    "content/cafe.md": "---\ntitle: Le Café\ndescription: Coffee and cake\ndate: 2026-02-01\n---\nText\n",
    "content/ar/page.md": "---\ntitle: صفحة\n---\nنص\n",
    "content/tokyo.md": "---\ntitle: 東京の天気\n---\nText\n",
}
PUBLISHED = View("published")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    put(tmp_path, FILES)
    return tmp_path


@pytest.fixture
def stage(root: Path) -> Iterator[Stage]:
    disk = DiskTree(root)
    made = Stage(root, lambda change: disk, jobs=1)
    made.open(PUBLISHED)
    yield made
    made.close()


def drafted(path: str, text: str) -> View:
    return View("published", {path: text.encode()})


def sheet_in(stage: Stage, view: View, path: str) -> Sheet:
    found = stage.sheet(view, path)
    assert found is not None
    return found


def shown_in(stage: Stage, view: View, url: str) -> Seen:
    found = stage.show(view, url)
    assert found is not None
    return found


# a page's sheet


def test_a_sheet_says_what_is_declared_and_what_is_written(stage: Stage) -> None:
    sheet = sheet_in(stage, PUBLISHED, "content/events/fair.md")
    assert (sheet.title, sheet.url, sheet.type, sheet.type_label) == ("Fair", "/events/fair/", "event", "Event")
    assert sheet.values == {
        "title": "Fair",
        "place": "Turku",
        "hours": [{"day": "Monday", "opens": "9"}],
        "mood": "glad",
        "draft": "true",
    }
    groups = {one.spec.name: one.group for one in sheet.fields}
    assert [name for name, group in groups.items() if group == "type"] == ["place", "hours"]
    assert (groups["title"], groups["tags"], groups["mood"]) == ("page", "terms", "more")
    place = next(one.spec for one in sheet.fields if one.spec.name == "place")
    assert (place.label, place.required, place.max) == ("Where", True, 10)
    assert sheet.body.startswith("# Fair\n")
    assert (sheet.body_line, sheet.state, sheet.words, sheet.minutes) == (9, "draft", 6, 1)


def test_a_sheet_says_where_links_lead(stage: Stage) -> None:
    sheet = sheet_in(stage, PUBLISHED, "content/events/fair.md")
    assert [(one.path, one.line, one.broken) for one in sheet.links_out] == [
        ("content/index.md", 11, False),
        ("", 11, True),
    ]
    assert [(one.path, one.title) for one in sheet.links_in] == [("content/index.md", "Home")]


def test_problems_have_the_way_to_their_field(stage: Stage) -> None:
    text = "---\ntitle: Fair\nplace: A place of a long name\nhours:\n  - {opens: nine}\n---\n[x](nothing.md)\n"
    sheet = sheet_in(stage, drafted("content/events/fair.md", text), "content/events/fair.md")
    assert {(one.problem.code, one.field) for one in sheet.problems} == {
        ("SG108", ("place",)),
        ("SG105", ("hours", 0, "day")),
        ("SG106", ("hours", 0, "opens")),
        ("SG201", ()),
    }


def test_a_missing_field_is_named(stage: Stage) -> None:
    sheet = sheet_in(stage, drafted("content/events/new.md", "---\ntitle: New\n---\n"), "content/events/new.md")
    assert [one.field for one in sheet.problems] == [("place",)]


def test_a_page_that_is_not_there_has_the_fields_of_its_place(stage: Stage) -> None:
    sheet = sheet_in(stage, PUBLISHED, "content/events/new.md")
    assert (sheet.exists, sheet.type, sheet.url, sheet.values, sheet.problems) == (False, "event", "", {}, ())
    assert "place" in {one.spec.name for one in sheet.fields}
    assert stage.problems(PUBLISHED).found == stage.problems(PUBLISHED).found
    assert not any(one.location.path == "content/events/new.md" for one in stage.problems(PUBLISHED).found)


@pytest.mark.parametrize("path", ["layouts/page.html", "content/p.png", "../content/a.md", "site.yaml"])
def test_what_is_no_page_has_no_sheet(stage: Stage, path: str) -> None:
    assert stage.sheet(PUBLISHED, path) is None


@pytest.mark.parametrize("text", ["---\ntitle: A: B\n---\nText\n", "---\ntitle: [\n---\nText\n", "---\ntitle: x\nText"])
def test_damaged_front_matter_still_has_a_sheet(stage: Stage, text: str) -> None:
    sheet = sheet_in(stage, drafted("content/cafe.md", text), "content/cafe.md")
    assert sheet.damaged
    assert sheet.problems
    assert "Text" in sheet.body


def test_a_page_of_five_megabytes_has_a_sheet(stage: Stage) -> None:
    text = "---\ntitle: Long\n---\n" + "Some words. " * 430_000
    sheet = sheet_in(stage, drafted("content/cafe.md", text), "content/cafe.md")
    assert len(sheet.body) > 5_000_000


def test_the_language_of_a_page_has_a_direction(stage: Stage) -> None:
    sheet = sheet_in(stage, PUBLISHED, "content/ar/page.md")
    assert (sheet.language, sheet.direction) == ("ar", "rtl")
    assert [(one.language, one.path) for one in sheet.versions] == [("en", "")]


def test_line_ends_are_one_kind(stage: Stage) -> None:
    view = drafted("content/cafe.md", "---\r\ntitle: A\r\n---\r\nOne\r\nTwo\r\n")
    sheet = sheet_in(stage, view, "content/cafe.md")
    assert (sheet.body, sheet.body_line) == ("One\nTwo\n", 4)


# the preview


def test_addresses_begin_with_the_mark(stage: Stage) -> None:
    html = shown_in(stage, PUBLISHED, "/").data.decode()
    assert f'href="{MARK}/events/fair/"' in html
    assert "https://a.example/~preview~/" in html
    assert "/docs/" not in html


def test_blocks_say_where_they_stand(stage: Stage) -> None:
    html = shown_in(stage, PUBLISHED, "/events/fair/").data.decode()
    assert re.search(r'<p data-line="11-11">One two', html)


@pytest.mark.parametrize("title", ["Café & <b>", r"a\1 (b)", "東京"])
def test_the_title_is_marked(stage: Stage, title: str) -> None:
    view = drafted("content/cafe.md", f"---\ntitle: '{title}'\n---\nText\n")
    html = shown_in(stage, view, "/cafe/").data.decode()
    assert html.count(f'<h1 data-field="title">{escape(title)}</h1>') == 1
    assert "data-field" not in shown_in(stage, PUBLISHED, "/404.html").data.decode()


def test_a_title_in_the_text_says_its_lines(stage: Stage) -> None:
    view = drafted("content/cafe.md", "# Coffee\n\nText\n")
    html = shown_in(stage, view, "/cafe/").data.decode()
    assert html.count("<h1") == 1


def test_a_site_without_an_address_gets_no_feed(stage: Stage) -> None:
    view = drafted("site.yaml", "title: A\n")
    assert stage.show(view, "/feed.xml") is None
    assert f'href="{MARK}/events/fair/"' in shown_in(stage, view, "/").data.decode()


def test_drafts_are_shown_and_marked(stage: Stage) -> None:
    assert shown_in(stage, PUBLISHED, "/events/fair/").state == "draft"


def test_what_is_not_there_is_none(stage: Stage) -> None:
    assert stage.show(PUBLISHED, "/nowhere/") is None
    assert shown_in(stage, PUBLISHED, "/404.html").kind == "page"
    assert shown_in(stage, PUBLISHED, f"{MARK}/cafe/").source == "content/cafe.md"


def test_a_broken_layout_is_told_after_the_own_problems(stage: Stage) -> None:
    view = View(
        "published",
        {"layouts/page.html": b"{% if %}", "content/cafe.md": b"---\ntitle: A\n---\n[x](nothing.md)\n"},
    )
    seen = shown_in(stage, view, "/cafe/")
    assert (seen.broken, seen.data) == (True, b"")
    assert seen.problems[0].problem.location.path == "content/cafe.md"
    assert seen.problems[-1].problem.location.path == "layouts/page.html"
    assert not shown_in(stage, PUBLISHED, "/cafe/").broken


def test_a_keystroke_gives_the_page(stage: Stage) -> None:
    view = drafted("content/cafe.md", "---\ntitle: Other\n---\nOne [two](nothing.md)\n")
    draft = stage.draft(view, "content/cafe.md", "me")
    assert draft is not None and draft.seen is not None
    assert (draft.title, draft.url, draft.words) == ("Other", "/cafe/", 2)
    assert b"Other" in draft.seen.data
    assert [one.problem.code for one in draft.problems] == ["SG201"]


def test_only_the_latest_stroke_of_somebody_is_answered(stage: Stage) -> None:
    gate, began = threading.Event(), threading.Event()

    def hold(db: object) -> None:
        began.set()
        gate.wait(10)

    first = threading.Thread(target=lambda: stage.ask(PUBLISHED, hold))
    first.start()
    assert began.wait(10)
    answers: dict[int, object] = {}

    def stroke(number: int, who: str) -> threading.Thread:
        view = drafted("content/cafe.md", f"---\ntitle: Title {number}\n---\n")
        thread = threading.Thread(target=lambda: answers.__setitem__(number, stage.draft(view, "content/cafe.md", who)))
        waiting = stage.waiting()
        thread.start()
        while stage.waiting() == waiting:
            threading.Event().wait(0.001)
        return thread

    threads = [stroke(1, "me"), stroke(2, "you"), stroke(3, "me")]
    gate.set()
    for thread in [first, *threads]:
        thread.join(10)
    assert answers[1] is None
    assert [getattr(answers[number], "title", None) for number in (2, 3)] == ["Title 2", "Title 3"]


def test_a_moment_can_be_chosen(stage: Stage) -> None:
    text = "---\ntitle: Soon\npublish_at: 2026-06-01T00:00:00Z\n---\n"
    before = View("published", {"content/soon.md": text.encode()}, datetime(2026, 5, 1, tzinfo=UTC))
    after = before._replace(as_of=datetime(2026, 7, 1, tzinfo=UTC))
    assert sheet_in(stage, before, "content/soon.md").state == "planned"
    assert sheet_in(stage, after, "content/soon.md").state == "public"


# the site around it


def test_the_table_has_every_page(stage: Stage) -> None:
    rows = {row.source: row for row in stage.rows(PUBLISHED)}
    assert rows["content/cafe.md"].date == "2026-02-01"
    fair = rows["content/events/fair.md"]
    assert (fair.state, fair.type, fair.language) == ("draft", "event", "en")
    stage.sheet(PUBLISHED, "content/events/fair.md")
    errors = {row.source: row.errors for row in stage.rows(PUBLISHED)}
    assert errors["content/events/fair.md"] == 2  # a field that nobody declared, a link to nowhere


@pytest.mark.parametrize(
    ("query", "path"),
    [
        ("cafe", "content/cafe.md"),
        ("CAFÉ", "content/cafe.md"),
        ("le ca", "content/cafe.md"),
        ("cake", "content/cafe.md"),
        ("天気", "content/tokyo.md"),
        ("صفحة", "content/ar/page.md"),
        ("events/fa", "content/events/fair.md"),
        ("fair events", "content/events/fair.md"),
    ],
)
def test_pages_are_found(stage: Stage, query: str, path: str) -> None:
    assert stage.find(PUBLISHED, query)[0].path == path


@pytest.mark.parametrize("query", ["", "  ", "zzz", "cafe zzz"])
def test_what_nobody_meant_is_not_found(stage: Stage, query: str) -> None:
    assert stage.find(PUBLISHED, query) == []


def test_a_title_comes_before_the_rest(stage: Stage) -> None:
    view = drafted("content/other.md", "---\ntitle: Fairly other\n---\n")
    assert [one.label for one in stage.find(view, "fair")] == ["Fair", "Fairly other"]


def test_what_a_change_alters(stage: Stage) -> None:
    view = View("published", {"content/cafe.md": b"---\ntitle: Tea\n---\n", "content/new.md": b"# New\n"})
    found = stage.altered(view, PUBLISHED)
    assert found.complete
    altered = {one.url: one for one in found.outputs}
    assert altered["/cafe/"].how == "different"
    assert (altered["/new/"].how, altered["/new/"].title) == ("new", "New")
    assert "/tokyo/" not in altered or altered["/tokyo/"].why
    assert stage.altered(PUBLISHED, PUBLISHED).outputs == ()


def test_problems_say_when_all_is_known(stage: Stage) -> None:
    while stage.look(PUBLISHED):
        pass
    problems = stage.problems(PUBLISHED)
    assert problems.complete
    assert "SG201" in {one.code for one in problems.found}


def test_layouts_are_tried_on_made_up_pages(stage: Stage) -> None:
    """What is wrong with a layout's HTML is known before it is published, as it is to a build."""
    view = View("published", {"layouts/page.html": b"<a href='/'></a>{{ page.content }}"})
    while stage.look(view):
        pass
    problems = stage.problems(view)
    assert problems.complete and problems.left == 0
    assert "SG418" in {one.code for one in problems.found}
    assert "SG418" not in {one.code for one in stage.problems(PUBLISHED).found}


# changes, and the disk


def test_changes_are_told_apart(root: Path) -> None:
    disk = DiskTree(root)
    texts: Mapping[str, dict[str, bytes | None]] = {"a": {"content/cafe.md": b"---\ntitle: Mine\n---\n"}, "b": {}}
    trees: dict[str, Tree] = {name: OverlayTree(disk, found) for name, found in texts.items()}
    stage = Stage(root, trees.__getitem__, jobs=1)
    stage.open(View("b"))
    try:
        titles = [sheet_in(stage, View(name), "content/cafe.md").title for name in "abab"]
        assert titles == ["Mine", "Le Café", "Mine", "Le Café"]
    finally:
        stage.close()


def test_what_is_saved_on_disk_is_seen(stage: Stage, root: Path) -> None:
    assert sheet_in(stage, PUBLISHED, "content/cafe.md").title == "Le Café"
    put(root, {"content/cafe.md": "---\ntitle: Saved\n---\n"})
    stage.moved()
    assert sheet_in(stage, PUBLISHED, "content/cafe.md").title == "Saved"


def test_a_stage_that_is_opened_again_knows_what_it_knew(root: Path) -> None:
    disk = DiskTree(root)
    for number in range(2):
        stage = Stage(root, lambda change: disk, jobs=1)
        stage.open(PUBLISHED)
        ran = stage.ask(PUBLISHED, lambda db: dict(db.ran))
        stage.close()
        assert ("document" in ran) == (number == 0)


def test_two_stages_of_a_site_do_not_disturb_each_other(root: Path, stage: Stage) -> None:
    disk = DiskTree(root)
    other = Stage(root, lambda change: disk, jobs=1)
    other.open(PUBLISHED)
    assert sheet_in(other, PUBLISHED, "content/cafe.md") == sheet_in(stage, PUBLISHED, "content/cafe.md")
    other.close()
