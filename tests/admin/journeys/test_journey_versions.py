"""An old version is looked at, put back, and that is taken back; what went public is undone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from at_the_desk import FILE, draft_of, opened, published, saved, text_of, typed
from office_at_work import AtWork, git

expect = pytest.importorskip("playwright.sync_api").expect
pytestmark = pytest.mark.browser

Make = Callable[..., AtWork]


def test_an_old_version_is_put_back_and_that_is_taken_back(back_office: Make, browser: Any) -> None:
    office = back_office()
    page = opened(office, browser)
    page.fill("#f-title", "Opening hours in winter")
    typed(page, " Bring a coat.")
    page.get_by_role("button", name="Take off hours").click()
    published(page)
    page.click('.strip [data-side="versions"]')
    page.get_by_role("button", name="First").click()
    page.locator("#version del", has_text="Bring a coat.").wait_for()
    page.locator('#version label:has([value="page"])').click()
    page.frame_locator("#version-page").get_by_role("heading", name="Opening hours", exact=True).wait_for()
    page.click("#restore")
    expect(page.locator("#f-title")).to_have_value("Opening hours")
    page.frame_locator("#page").get_by_role("heading", name="Opening hours", exact=True).wait_for()
    saved(page)
    assert "Bring a coat." not in draft_of(office) and "- hours" in draft_of(office)
    page.locator(".toast").get_by_role("button", name="Undo").click()
    expect(page.locator("#f-title")).to_have_value("Opening hours in winter")
    saved(page)
    assert "Bring a coat." in text_of(page)
    assert draft_of(office) == git(office.root, "show", f"HEAD:{FILE}")
    assert not page.wrong


def test_putting_back_is_one_step_of_undo_in_the_text(back_office: Make, browser: Any) -> None:
    office = back_office()
    page = opened(office, browser)
    typed(page, " Bring a coat.")
    published(page)
    page.click('.strip [data-side="versions"]')
    page.get_by_role("button", name="First").click()
    page.click("#restore")
    expect(page.locator("#writing")).not_to_contain_text("Bring a coat.")
    page.locator("#writing .cm-content").click()
    page.keyboard.press("Control+z")
    expect(page.locator("#writing")).to_contain_text("Bring a coat.")


def test_what_went_public_is_undone(back_office: Make, browser: Any) -> None:
    office = back_office()
    before = git(office.root, "show", f"HEAD:{FILE}")
    page = opened(office, browser)
    page.fill("#f-title", "Opening hours in winter")
    published(page)
    assert git(office.root, "show", f"HEAD:{FILE}") != before
    page.locator(".toast").get_by_role("button", name="Undo").click()
    page.locator(".toast", has_text="taken back").wait_for()
    assert git(office.root, "show", f"HEAD:{FILE}") == before
    expect(page.locator("#f-title")).to_have_value("Opening hours")
    assert not page.wrong
