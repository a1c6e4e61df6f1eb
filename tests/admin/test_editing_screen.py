"""The editing screen in a real browser: what is typed is seen on the page, kept, and goes public."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from office_at_work import AtWork, git

expect = pytest.importorskip("playwright.sync_api").expect
pytestmark = pytest.mark.browser

Make = Callable[..., AtWork]
HOURS = "/pages/edit/content/news/hours.md"


def test_words_typed_are_on_the_page_and_kept(back_office: Make, browser: Any) -> None:
    office = back_office()
    page = office.page(browser)
    page.goto(office.address + HOURS)
    page.locator(".cm-content").click()
    page.keyboard.press("Control+Home")
    page.keyboard.type("Come and see. ")
    page.frame_locator("#page").get_by_text("Come and see.").wait_for()
    page.locator('#save-state[data-save="saved"]').wait_for()
    change = office.office.change_of(office.somebody().person)
    assert office.office.changes.read(change, "content/news/hours.md")[0] == (
        b"---\n# hours of the house\ntitle: Opening hours\ndate: 2026-03-01\ntags: [hours]\n---\n"
        b"Come and see. The library is open.\n\nCome in.\n"
    )
    assert not page.wrong


def test_a_field_changes_its_own_line_and_goes_public(back_office: Make, browser: Any) -> None:
    office = back_office()
    page = office.page(browser)
    page.goto(office.address + HOURS)
    page.fill("#f-title", "Opening hours in winter")
    page.frame_locator("#page").get_by_role("heading", name="Opening hours in winter").wait_for()
    page.locator('#save-state[data-save="saved"]').wait_for()
    page.click("#open-publish")
    page.locator("#publish-altered summary span", has_text="4").wait_for()
    page.click("#decide")
    page.locator(".toast").wait_for()
    assert git(office.root, "log", "-1", "--format=%an <%ae>") == "Example owner <example-owner@example.org>\n"
    assert git(office.root, "show", "--stat", "--format=", "HEAD").count("|") == 1
    assert "title: Opening hours in winter\n" in git(office.root, "diff", "-U0", "HEAD~1", "HEAD")
    assert (
        (office.root / "content/news/hours.md")
        .read_text()
        .startswith("---\n# hours of the house\ntitle: Opening hours in")
    )
    assert not page.wrong


def test_nothing_is_taken_before_somebody_listens(back_office: Make, browser: Any) -> None:
    """On a slow line the form is there long before its program: what is typed into it meanwhile would be lost."""
    office = back_office()
    page = office.page(browser, "editor")
    held: list[Any] = []
    page.route("**/edit.js*", lambda route: held.append(route))
    with page.expect_request("**/edit.js*"):
        page.goto(office.address + HOURS, wait_until="commit")
    page.locator("#f-title").wait_for()
    page.locator("#f-title").evaluate("field => field.focus()")
    page.keyboard.type("Lost")
    assert page.input_value("#f-title") == "Opening hours"
    held[0].continue_()
    page.click("#f-title")
    page.keyboard.type("!")
    page.frame_locator("#page").get_by_role("heading", name="!").wait_for()
    page.locator('#save-state[data-save="saved"]').wait_for()


def test_links_are_listed_both_ways_and_lead_to_their_lines(back_office: Make, browser: Any) -> None:
    office = back_office()
    page = office.page(browser)
    page.goto(office.address + HOURS)
    page.locator(".cm-content").click()
    page.keyboard.press("Control+End")
    page.keyboard.type("See [the room](room.md), or [home](../index.md).")
    page.locator('.strip [data-side="problems"].hot').wait_for()
    page.locator('#save-state[data-save="saved"]').wait_for()  # nothing is drawn anew any more
    page.click('.strip [data-side="links"]')
    out, back = (page.locator("#side .leads").nth(number).locator("li") for number in (0, 1))
    expect(out).to_have_count(2)
    assert [one.split("\n") for one in out.all_inner_texts()] == [
        ["room.md", "There is nothing at this address.", "Line 4"],
        ["Home", "/", "Line 4"],
    ]
    assert [one.split("\n") for one in back.all_inner_texts()] == [["About us", "/about/"]]
    page.keyboard.press("Control+Home")
    page.get_by_role("button", name="Home: line 4 of the text").click()
    page.keyboard.type("Now. ")
    page.frame_locator("#page").get_by_text("Now. See the room").wait_for()
    page.locator('#save-state[data-save="saved"]').wait_for()
    page.locator("#side").get_by_role("link", name="About us").click()
    expect(page.locator("#f-title")).to_have_value("About us")
    assert not page.wrong


HEARD = """const Plain = EventSource;
window.EventSource = class extends Plain {
  constructor(address) {
    super(address);
    this.addEventListener("built", () => { window.built = true; });
  }
};"""


def test_the_site_may_be_made_before_the_answer_is_here(back_office: Make, browser: Any) -> None:
    """That it has been made is told all the same."""
    office = back_office()
    page = office.page(browser)
    page.add_init_script(HEARD)
    answers: list[Any] = []
    page.route("**/api/publish", lambda route: answers.append((route, route.fetch())))
    page.goto(office.address + HOURS)
    page.fill("#f-title", "Opening hours in winter")
    page.locator('#save-state[data-save="saved"]').wait_for()
    page.click("#open-publish")
    page.locator("#publish-notice.good").wait_for()
    page.click("#decide")
    page.wait_for_function("() => window.built")
    for route, answer in answers:
        route.fulfill(response=answer)
    page.locator(".toast-more", has_text="has been made").wait_for()
