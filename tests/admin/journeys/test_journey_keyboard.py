"""From the door to a public page without a mouse; and on a telephone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from at_the_desk import FILE, HOURS, draft_of, opened, saved, watched
from office_at_work import PASSWORD, AtWork, git

expect = pytest.importorskip("playwright.sync_api").expect
pytestmark = pytest.mark.browser

Make = Callable[..., AtWork]


def tabbed_to(page: Any, selector: str, most: int = 80) -> None:
    """Press Tab until the focus is there, as somebody would who cannot point."""
    for _ in range(most):
        if page.evaluate("selector => document.activeElement?.matches(selector) ?? false", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{most} times Tab do not lead to {selector}")


def test_everything_by_keyboard_alone(back_office: Make, browser: Any) -> None:
    office = back_office()
    person = office.somebody().person
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    watched(page)
    page.goto(office.address)
    expect(page.locator("#email")).to_be_focused()
    page.keyboard.type(person.email)
    tabbed_to(page, "#password")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(office.address + "/")
    page.keyboard.press("Control+k")
    page.keyboard.type("Opening")
    page.locator("#palette-list [role=option]", has_text="Opening hours").wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{HOURS}")
    saved(page)
    tabbed_to(page, "#f-title")
    page.keyboard.press("End")
    page.keyboard.type(" in winter")
    tabbed_to(page, ".cm-content")
    page.keyboard.type("Come and see. ")
    page.keyboard.press("Control+s")
    saved(page)
    page.keyboard.press("Escape")
    page.keyboard.press("Control+Enter")
    page.locator("#publish-notice.good").wait_for()
    tabbed_to(page, "#decide")
    page.keyboard.press("Enter")
    page.locator(".toast", has_text="is public").wait_for()
    text = git(office.root, "show", f"HEAD:{FILE}")
    assert "title: Opening hours in winter" in text and "Come and see. The library is open." in text
    assert not page.wrong


def test_keys_of_the_editing_screen(back_office: Make, browser: Any) -> None:
    office = back_office({"content/news/bad.md": "---\ntitle: Bad\n---\n[x](nowhere.md)\n"})
    page = opened(office, browser, path="/pages/edit/content/news/bad.md")
    page.locator("#page-title").click()
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()
    page.keyboard.press("p")
    expect(page.locator(".preview-pane")).to_be_hidden()
    page.keyboard.press("p")
    expect(page.locator(".preview-pane")).to_be_visible()
    page.keyboard.press("F8")
    page.wait_for_function("() => document.activeElement.closest('#main')")
    first = page.evaluate("document.activeElement.id || document.activeElement.className")
    page.keyboard.press("F8")
    page.wait_for_function(
        "first => (document.activeElement.id || document.activeElement.className) !== first", arg=first
    )
    assert not page.wrong


def test_written_and_made_public_on_a_telephone(back_office: Make, browser: Any) -> None:
    office = back_office()
    page = opened(office, browser)
    page.set_viewport_size({"width": 390, "height": 844})
    expect(page.locator(".preview-pane")).to_be_hidden()
    page.fill("#f-title", "Hours on the go")
    saved(page)
    page.locator('.pane-switch label:has([value="page"])').click()
    page.frame_locator("#page").get_by_role("heading", name="Hours on the go").wait_for()
    page.locator('.pane-switch label:has([value="checks"])').click()
    expect(page.locator("#side")).to_be_visible()
    page.locator('.pane-switch label:has([value="write"])').click()
    assert "title: Hours on the go" in draft_of(office)
    page.click("#open-publish")
    page.locator("#publish-notice.good").wait_for()
    page.click("#decide")
    page.locator(".toast", has_text="is public").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert "title: Hours on the go" in git(office.root, "show", f"HEAD:{FILE}")
    assert not page.wrong
