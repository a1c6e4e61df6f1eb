"""The first screen, and everything that is wrong with the site; mending leaves every other byte."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from office_at_work import AtWork
from places_at_work import ABOUT, BROKEN, HOURS, form, text, wrote

Make = Callable[..., AtWork]
HTML = {"Accept": "text/html"}
MARKED = "content/news/marked.md"
SAFE = {MARKED: b"\xef\xbb\xbf---\r\n# kept\r\ntitle:   'Marked'\r\ndate: 2026-01-02\r\n---\r\nText.  \r\n"}
"""A byte order mark is a hint with a safe fix."""


def seen(client: Any, path: str) -> str:
    """A screen's HTML."""
    answer = client.get(path, headers=HTML)
    assert answer.status_code == 200, answer.text
    return str(answer.text)


def complete(office: AtWork, role: str = "owner") -> None:
    """Look at everything, as a screen that stays open does."""
    with office.client(role) as client:
        while not client.get("/api/health").json()["complete"]:
            pass


def test_a_fresh_site_is_told_the_first_steps(back_office: Make) -> None:
    office = back_office()
    for path in ("content/about.md", "content/news/index.md"):
        (office.root / path).unlink()
    (office.root / "content/index.md").write_text("---\ntitle: Home\n---\n")
    (office.root / HOURS).write_text("---\ntitle: Hours\ndate: 2026-01-01\n---\n")
    with office.client("owner") as owner:
        owner.post("/changes/disk/publish", data=form(owner), headers=HTML)
        shown = seen(owner, "/")
        assert "First steps" in shown and "Invite others" in shown
    with office.client("writer") as writer:
        assert "Invite others" not in seen(writer, "/")


def test_the_start_says_what_waits_and_what_stops_it(back_office: Make) -> None:
    office = back_office()
    with office.client("editor") as editor:
        assert "First steps" not in seen(editor, "/")
        wrote(office, "editor", HOURS, b"date: 2026-03-01", b"date: soon")
        wrote(office, "editor", ABOUT, b"small", b"big")
        shown = seen(editor, "/")
        assert "About us and 1 more" in shown and "1 problem stops it." in shown
        assert shown.index("You worked on") < shown.index("About us</a>") < shown.index("Went public lately")
        assert "First</b>" in shown and "Author" in shown  # the author's own commit
        assert "See the site" in shown


def test_what_one_made_public_is_what_one_worked_on(back_office: Make) -> None:
    office = back_office()
    change = wrote(office, "editor", ABOUT, b"small", b"big")
    with office.client("editor") as editor, office.client("writer") as writer:
        editor.post(f"/changes/{change}/publish", data=form(editor, words="A big library"))
        shown = seen(editor, "/")
        assert shown.index("About us</a>") < shown.index("Went public lately") < shown.index("A big library")
        assert "Pages that you write stand here" in seen(writer, "/")


def test_a_page_that_is_planned_is_told(back_office: Make) -> None:
    page = "---\ntitle: Next century\ndate: 2026-01-01\npublish_at: 2099-01-01 09:00\n---\nText.\n"
    office = back_office({"content/news/next.md": page})
    with office.client("owner") as owner:
        shown = seen(owner, "/")
        assert "Next century" in shown and "2099" in shown and "They go public by themselves" in shown


def test_problems_lead_to_their_field_and_line(back_office: Make) -> None:
    office = back_office(BROKEN)
    complete(office)
    with office.client("owner") as owner:
        shown = seen(owner, "/health")
        assert "/pages/edit/content/news/bad.md#field=date" in shown
        assert "/pages/edit/content/news/bad.md#line=5" in shown
        assert "Impossible date" in shown
        by_page = seen(owner, "/health?by=page")
        assert "content/news/bad.md" in by_page and "Winter" in by_page


def test_problems_are_those_of_the_persons_own_change(back_office: Make) -> None:
    office = back_office()
    wrote(office, "writer", HOURS, b"date: 2026-03-01", b"date: soon")
    complete(office, "writer")
    complete(office, "owner")
    with office.client("owner") as owner, office.client("writer") as writer:
        assert "Nothing is wrong" in seen(owner, "/health")
        assert "Impossible date" in seen(writer, "/health")


def test_a_safe_fix_changes_nothing_else(back_office: Make) -> None:
    office = back_office(SAFE)
    complete(office)
    with office.client("owner") as owner:
        shown = seen(owner, "/health")
        assert "Byte order mark" in shown
        key = re.search(r'name="key" value="(\w+)"', shown)[1]
        assert owner.post("/health/mend", data=form(owner, key=key, fix="0"), headers=HTML).status_code == 303
        change = office.office.change_of(office.somebody().person)
        assert text(office, change, MARKED) == SAFE[MARKED].removeprefix(b"\xef\xbb\xbf")
        assert (office.root / MARKED).read_bytes() == SAFE[MARKED]
        again = owner.post("/health/mend", data=form(owner, key=key, fix="0"), headers=HTML)
        assert again.status_code == 409 and "changed meanwhile" in again.text
        assert owner.post("/health/mend", data=form(owner, key="x", fix="-1"), headers=HTML).status_code == 409


def test_everything_safe_is_mended_at_once(back_office: Make) -> None:
    more = {f"content/news/more-{number}.md": SAFE[MARKED] for number in range(3)}
    office = back_office({**BROKEN, **SAFE, **more})
    complete(office)
    with office.client("writer") as writer:
        assert "Mend 4 safely" in seen(writer, "/health")
        assert writer.post("/health/mend", data=form(writer, which="all"), headers=HTML).status_code == 303
        change = office.office.change_of(office.somebody("writer").person)
        assert sorted(office.office.altered(change)) == sorted([MARKED, *more])
        complete(office, "writer")
        shown = seen(writer, "/health?done=mended")
        assert "safely" not in shown and "Impossible date" in shown and "mended in your change" in shown


def test_layouts_and_settings_are_mended_by_those_who_look_after_them(back_office: Make) -> None:
    office = back_office({"site.yaml": b"\xef\xbb\xbftitle: Example Library\nbase_url: https://example.org/\n"})
    complete(office, "writer")
    with office.client("writer") as writer, office.client("owner") as owner:
        assert "site.yaml" in seen(writer, "/health") and "safely" not in seen(writer, "/health")
        key = re.search(r'name="key" value="(\w+)"', seen(owner, "/health"))[1]
        assert writer.post("/health/mend", data=form(writer, key=key, fix="0")).status_code == 409
        assert owner.post("/health/mend", data=form(owner, key=key, fix="0")).status_code == 303


def test_a_group_shows_some_and_leads_to_all(back_office: Make) -> None:
    office = back_office({f"content/p{number}.md": "---\ntitle: P\n---\n[x](gone.md)\n" for number in range(25)})
    complete(office)
    with office.client("owner") as owner:
        shown = seen(owner, "/health")
        assert "Show 5 more" in shown and shown.count("gone.md") == 20
        only = shown.partition('href="/health?by=code&amp;only=')[2].partition('"')[0]
        assert seen(owner, f"/health?by=code&only={only}").count("gone.md") == 25


@pytest.mark.browser
def test_a_problem_leads_to_its_field_in_the_editing_screen(back_office: Make, browser: Any) -> None:
    office = back_office(BROKEN)
    page = office.page(browser)
    page.goto(office.address + "/health")
    page.locator('#main[data-complete="yes"]').wait_for()
    page.locator('a.entry-name[href$="#field=date"]').click()
    page.wait_for_url("**/pages/edit/**")
    page.wait_for_function("() => document.activeElement?.id.startsWith('f-date')")
    page.goto(office.address + "/health")
    page.locator('a.entry-name[href$="#line=5"]').click()
    page.locator(".cm-content:focus, .cm-focused").first.wait_for()
    assert not page.wrong


@pytest.mark.browser
def test_the_list_is_drawn_again_when_everything_was_looked_at(back_office: Make, browser: Any) -> None:
    many = {f"content/p{number}.md": "---\ntitle: P\n---\n[x](gone.md)\n" for number in range(300)}
    office = back_office(many)
    page = office.page(browser)
    page.goto(office.address + "/health")
    page.locator('#main[data-complete="yes"]').wait_for()
    page.locator("#main .title-row p", has_text="300 problems").wait_for()
    assert not page.wrong
