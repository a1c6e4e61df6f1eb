"""What is being worked on: seen, sent, handed back, made public, thrown away and put back; and by whom it may be."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from office_at_work import AtWork, git
from places_at_work import ABOUT, BROKEN, HOURS, form, state, text, wrote

from sitegen.office.person import ChangeState

Make = Callable[..., AtWork]


def post(client: Any, path: str, **values: str) -> Any:
    """Send a form."""
    return client.post(path, data=form(client, **values))


def seen(client: Any, path: str) -> str:
    """A screen's HTML."""
    answer = client.get(path, headers={"Accept": "text/html"})
    assert answer.status_code == 200, answer.text
    return str(answer.text)


def test_a_writer_sends_and_an_editor_makes_it_public_in_the_writers_name(back_office: Make) -> None:
    office = back_office()
    change = wrote(office, "writer", HOURS, b"is open", b"is open all day")
    with office.client("writer") as writer, office.client("editor") as editor:
        assert "Publish now" not in seen(writer, f"/changes/{change}")
        assert post(writer, f"/changes/{change}/publish").status_code == 403
        sent = post(writer, f"/changes/{change}/send", words="Open all day")
        assert sent.headers["location"] == "/changes?done=sent"
        assert state(office, change) is ChangeState.WAITING
        assert "Open all day" in seen(editor, "/") and "Open all day" in seen(writer, "/")
        landed = post(editor, f"/changes/{change}/publish", words="")
        assert landed.headers["location"].startswith("/changes?done=published")
        assert git(office.root, "log", "-1", "--format=%an|%s") == "Example writer|Open all day\n"
        assert b"all day" in (office.root / HOURS).read_bytes()
        assert "Open all day" in seen(writer, "/")  # under what went public lately
        assert "Undo" in seen(editor, landed.headers["location"])


def test_what_is_written_after_sending_is_another_change(back_office: Make) -> None:
    office = back_office()
    first = wrote(office, "writer", HOURS, b"is open", b"is open all day")
    with office.client("writer") as writer:
        post(writer, f"/changes/{first}/send")
    second = wrote(office, "writer", ABOUT, b"small", b"big")
    assert second != first
    assert b"all day" in text(office, first, HOURS) and b"all day" not in text(office, second, HOURS)


def test_an_editor_hands_back_with_a_note_that_the_writer_reads(back_office: Make) -> None:
    office = back_office()
    change = wrote(office, "writer", HOURS, b"is open", b"is open all day")
    with office.client("writer") as writer, office.client("editor") as editor:
        post(writer, f"/changes/{change}/send")
        assert post(editor, f"/changes/{change}/hand-back", note="Which day? <b>").status_code == 303
        assert state(office, change) is ChangeState.OPEN
        assert "Which day? &lt;b&gt;" in seen(writer, "/")
        assert "Which day?" in seen(writer, f"/changes/{change}")
        assert office.office.change_of(office.somebody("writer").person) == change
        post(writer, f"/changes/{change}/send")
        assert "Which day?" not in seen(writer, "/")


def test_a_writer_takes_back_what_was_sent_and_goes_on_with_either(back_office: Make) -> None:
    office = back_office()
    writer_person = office.somebody("writer").person
    first = wrote(office, "writer", HOURS, b"is open", b"is open all day")
    with office.client("writer") as writer:
        post(writer, f"/changes/{first}/send")
        second = wrote(office, "writer", ABOUT, b"small", b"big")
        assert post(writer, f"/changes/{first}/take-back").status_code == 303
        assert office.office.change_of(writer_person) == first
        assert "Go on with it" in seen(writer, "/changes")
        assert post(writer, f"/changes/{second}/work-on").status_code == 303
        assert office.office.change_of(writer_person) == second


def test_nobody_looks_into_the_work_of_others_without_the_right(back_office: Make) -> None:
    office = back_office()
    change = wrote(office, "editor", HOURS, b"is open", b"is a secret")
    with office.client("writer") as writer:
        listed = seen(writer, "/changes")
        assert "Opening hours" in listed and f"/changes/{change}" not in listed
        for path in (f"/changes/{change}", f"/changes/{change}/site", "/changes/disk", "/changes/p99-1"):
            assert writer.get(path, headers={"Accept": "text/html"}).status_code == 404
        difference = writer.get(f"/changes/{change}/difference", params={"path": HOURS})
        assert difference.status_code == 404 and "secret" not in difference.text
        for deed in ("send", "discard", "take-back", "work-on", "restore"):
            assert post(writer, f"/changes/{change}/{deed}", which="all", entry="1").status_code in (403, 404)
    assert b"secret" in text(office, change, HOURS)


def test_an_editor_looks_into_the_work_of_others_and_sees_the_difference(back_office: Make) -> None:
    office = back_office()
    change = wrote(office, "writer", HOURS, b"is open", b"is open all day")
    with office.client("editor") as editor:
        assert "Opening hours" in seen(editor, f"/changes/{change}")
        found = editor.get(f"/changes/{change}/difference", params={"path": HOURS}).json()
        added = [piece["text"] for one in found["differences"] for piece in one["pieces"] if piece["kind"] == "added"]
        assert "all day" in "".join(added)


def test_some_of_a_change_is_thrown_away_and_put_back(back_office: Make) -> None:
    office = back_office()
    change = wrote(office, "writer", HOURS, b"is open", b"is open all day")
    wrote(office, "writer", ABOUT, b"small", b"big")
    mine = text(office, change, HOURS)
    with office.client("writer") as writer:
        assert "Nothing is chosen" in post(writer, f"/changes/{change}/discard", which="chosen").text
        post(writer, f"/changes/{change}/discard", which="chosen", **{f"file:{HOURS}": "on"})
        assert b"all day" not in text(office, change, HOURS) and b"big" in text(office, change, ABOUT)
        listed = seen(writer, "/changes?done=discarded")
        assert "Put back" in listed
        entry = office.office.people.entries()[0]
        assert post(writer, f"/changes/{change}/restore", entry=str(entry.id)).status_code == 303
        assert text(office, change, HOURS) == mine
        assert "Put back" not in seen(writer, "/changes")


def test_a_whole_change_is_thrown_away_and_put_back(back_office: Make) -> None:
    office = back_office()
    change = wrote(office, "writer", HOURS, b"is open", b"is open all day")
    mine = text(office, change, HOURS)
    with office.client("writer") as writer, office.client("editor") as editor:
        post(writer, f"/changes/{change}/discard", which="all")
        assert state(office, change) is ChangeState.DISCARDED
        assert "Nothing is being worked on" in seen(writer, "/changes")
        entry = office.office.people.entries()[0]
        # Only who threw it away finds it, and nobody by another number.
        assert post(editor, f"/changes/{change}/restore", entry=str(entry.id)).status_code == 404
        assert post(writer, f"/changes/{change}/restore", entry="1").status_code == 404
        assert post(writer, f"/changes/{change}/restore", entry=str(entry.id)).status_code == 303
    assert state(office, change) is ChangeState.OPEN
    assert text(office, change, HOURS) == mine
    assert office.office.change_of(office.somebody("writer").person) == change


def test_problems_stop_a_change_and_a_publication_is_taken_back(back_office: Make) -> None:
    office = back_office()
    change = wrote(office, "editor", HOURS, b"date: 2026-03-01", b"date: soon")
    with office.client("editor") as editor:
        told = seen(editor, f"/changes/{change}")
        assert "has to be mended first" in told
        # What it is, and the way to where it is mended; for somebody else there is none: they are at another change.
        assert "Opening hours" in told and "&#34;soon&#34;" in told
        way = "/pages/edit/content/news/hours.md#field=date"
        with office.client("owner") as owner:
            assert way in told and way not in seen(owner, f"/changes/{change}")
        stopped = post(editor, f"/changes/{change}/publish")
        assert stopped.status_code == 409 and "has to be mended first" in stopped.text
        assert state(office, change) is ChangeState.OPEN
        wrote(office, "editor", HOURS, b"date: soon", b"date: 2026-03-02")
        landed = git(office.root, "rev-parse", "HEAD").strip()
        assert post(editor, f"/changes/{change}/publish", words="Another day").status_code == 303
        now = git(office.root, "rev-parse", "HEAD").strip()
        assert now != landed
        assert post(editor, f"/changes/{change}/undo", landed=now).headers["location"] == "/changes?done=undone"
        assert (office.root / HOURS).read_bytes().count(b"date: 2026-03-01") == 1
        assert post(editor, f"/changes/{change}/undo", landed="nothing").status_code == 409


def test_words_that_became_public_meanwhile_are_asked_for(back_office: Make) -> None:
    office = back_office()
    change = wrote(office, "writer", HOURS, b"is open", b"is open all day")
    other = wrote(office, "editor", HOURS, b"is open", b"is closed")
    with office.client("writer") as writer, office.client("editor") as editor:
        post(writer, f"/changes/{change}/send")
        assert post(editor, f"/changes/{other}/publish").status_code == 303
        clashed = post(editor, f"/changes/{change}/publish")
        assert clashed.status_code == 409
        assert "Hand it back" in clashed.text and "Opening hours" in clashed.text
    assert state(office, change) is ChangeState.WAITING


def test_what_lies_on_the_disk_is_one_more(back_office: Make) -> None:
    office = back_office()
    (office.root / ABOUT).write_text("---\ntitle: About us\n---\nBy hand.\n")
    (office.root / "content/new.md").write_text("---\ntitle: New here\n---\nBy hand.\n")
    office.office.stage.moved()
    with office.client("editor") as editor, office.client("writer") as writer:
        found = seen(editor, "/changes/disk")
        assert "About us" in found and "New here" in found
        assert "on this computer" not in seen(writer, "/changes")
        assert post(editor, "/changes/disk/discard", which="all").status_code == 403
        assert post(editor, "/changes/disk/publish", words="By hand").status_code == 303
    assert git(office.root, "log", "-1", "--format=%an|%s") == "Example editor|By hand\n"
    assert git(office.root, "status", "--porcelain") == ""


def test_nothing_is_sent_when_there_is_nothing(back_office: Make) -> None:
    office = back_office()
    with office.client("writer") as writer:
        mine = writer.get("/changes/mine").headers["location"]
        assert "Nothing in it yet" in seen(writer, mine)
        assert post(writer, f"{mine}/send").status_code == 409


@pytest.mark.browser
def test_a_writer_sends_from_the_editing_screen(back_office: Make, browser: Any) -> None:
    office = back_office(BROKEN)
    page = office.page(browser, "writer")
    page.goto(office.address + "/pages/edit/" + HOURS)
    page.fill("#f-title", "Opening hours in winter")
    page.click("#open-review")
    page.wait_for_url("**/changes/p*")
    page.locator("details[data-difference] summary").click()
    page.locator("details[data-difference] ins", has_text="in winter").wait_for()
    page.fill("#send-words", "Winter comes")
    page.get_by_role("button", name="Send for review").click()
    page.wait_for_url("**/changes?done=sent")
    assert page.get_by_text("Winter comes").count() == 1
    assert not page.wrong


@pytest.mark.browser
def test_the_whole_site_is_seen_as_it_would_be(back_office: Make, browser: Any) -> None:
    office = back_office()
    change = wrote(office, "writer", HOURS, b"is open", b"is open all day")
    page = office.page(browser, "editor")
    page.goto(f"{office.address}/changes/{change}/site")
    frame = page.frame_locator("#page")
    frame.locator("a", has_text="Opening hours").first.click()
    frame.get_by_text("open all day").wait_for()
    page.locator("#site-address", has_text="/news/hours/").wait_for()
    assert not page.wrong
