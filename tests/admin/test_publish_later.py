"""Publishing later: the page says when, and the back office makes the site at that moment."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from office_at_work import AtWork, git

from sitegen.project.stage import View
from sitegen.project.trees import PUBLIC
from sitegen.project.turning import next_turn

Make = Callable[..., AtWork]
FILE = "content/news/autumn.md"


def planned(office: AtWork, browser: Any, moment: str) -> Any:
    """The panel of a page that is new, with a moment in it."""
    page = office.page(browser, "editor", locale="en-GB")
    page.goto(f"{office.address}/pages/new?type=news&title=Autumn")
    page.locator("main form button[type=submit], main form .primary").first.click()
    page.locator("#editor:not([inert]) #f-title").wait_for()
    page.fill("#f-date", "2027-01-01")
    page.locator('#save-state[data-save="saved"]').wait_for()
    page.click("#open-publish")
    page.locator("#publish-notice.good").wait_for()
    page.fill("#publish-later", moment)
    return page


def shot(page: Any, name: str) -> None:
    """A picture of the screen, where somebody wants to look at it."""
    if folder := os.environ.get("SHOTS"):
        page.screenshot(path=f"{folder}/{name}.png")


@pytest.mark.browser
def test_a_new_page_goes_public_at_a_moment(back_office: Make, browser: Any) -> None:
    office = back_office()
    page = planned(office, browser, "2087-05-01T09:00")
    page.locator("#publish-sentence", has_text="goes public on 1 May 2087").wait_for()
    shot(page, "publish-later")
    page.get_by_role("button", name="Publish then").click()
    page.locator(".toast", has_text="goes public on 1 May 2087").wait_for()
    text = git(office.root, "show", f"HEAD:{FILE}")
    assert "publish_at: 2087-05-01 09:00" in text
    page.locator('#page-state .state[data-state="scheduled"]').wait_for()
    assert not page.wrong


@pytest.mark.browser
def test_a_moment_that_has_passed_is_not_taken(back_office: Make, browser: Any) -> None:
    office = back_office()
    page = planned(office, browser, "2020-05-01T09:00")
    page.locator("#publish-notice.bad", has_text="has passed").wait_for()
    assert page.locator("#decide").is_disabled()
    page.fill("#publish-later", "")
    page.locator("#publish-notice.good").wait_for()
    assert page.locator("#decide").inner_text() == "Publish now"


@pytest.mark.browser
def test_what_is_public_already_is_not_planned(back_office: Make, browser: Any) -> None:
    """It would vanish until then."""
    office = back_office()
    page = office.page(browser, "editor")
    page.goto(f"{office.address}/pages/edit/content/about.md")
    page.fill("#f-title", "About the house")
    page.locator('#save-state[data-save="saved"]').wait_for()
    page.click("#open-publish")
    page.locator("#publish-notice.good").wait_for()
    assert not page.locator("#publish-when").is_visible()


def test_the_site_is_made_when_the_moment_has_come(back_office: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once for each moment, whoever sleeps."""
    first, second = (datetime.now(UTC).replace(microsecond=0) + timedelta(days=days) for days in (1, 2))
    moments = f"publish_at: {first:%Y-%m-%d %H:%M:%S}\nexpires_at: {second:%Y-%m-%d %H:%M:%S}\n"
    page = f"---\ntitle: A\ndate: 2026-01-01\n{moments}---\n"
    office = back_office({FILE: page, "content/news/draft.md": page.replace("title", "draft: true\ntitle")}).office
    asked = threading.Semaphore(0)
    monkeypatch.setattr(office.builds, "ask", asked.release)
    for moment in (first, second):
        assert office.stage.ask(View(PUBLIC), next_turn(office.now())) == moment
        monkeypatch.setattr(office, "now", lambda moment=moment: moment)
        assert asked.acquire(timeout=60)
    assert office.stage.ask(View(PUBLIC), next_turn(office.now())) is None
