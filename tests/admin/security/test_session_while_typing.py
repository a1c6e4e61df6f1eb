"""A session that ends while somebody types: the screen says so, keeps what is typed, and goes on after signing in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from office_at_work import PASSWORD, AtWork

pytestmark = pytest.mark.browser

Make = Callable[..., AtWork]
FILE = "content/news/hours.md"
HOURS = f"/pages/edit/{FILE}"


def typed(page: Any, words: str) -> None:
    """Type at the start of the text."""
    page.locator(".cm-content").click()
    page.keyboard.press("Control+Home")
    page.keyboard.type(words)


def sign_in(office: AtWork, page: Any, email: str) -> None:
    """Come in by the door."""
    page.goto(office.address + "/sign-in")
    page.fill("input[name=email]", email)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(office.address + "/")


def kept(office: AtWork, name: str = "") -> bytes:
    """What is kept of the page in the owner's change, or somebody else's."""
    change = office.office.change_of(office.somebody("owner", name).person)
    found = office.office.read(change, FILE)
    assert found is not None
    return found[0]


def test_it_goes_on_in_the_session_after(back_office: Make, browser: Any) -> None:
    office = back_office()
    page = office.page(browser)
    page.goto(office.address + HOURS)
    typed(page, "One. ")
    page.locator('#save-state[data-save="saved"]').wait_for()
    office.office.people.end_all(office.somebody().person.id)
    typed(page, "Two. ")
    state = page.locator('#save-state[data-save="paused"]')
    state.wait_for()
    assert "Sign in again in another tab" in state.inner_text()
    assert b"Two." not in kept(office)
    sign_in(office, page.context.new_page(), "example-owner@example.org")
    page.locator('#save-state[data-save="saved"]').wait_for()
    assert b"Two. One. The library" in kept(office)


def test_it_does_not_go_on_as_somebody_else(back_office: Make, browser: Any) -> None:
    office = back_office()
    office.somebody()
    other = office.somebody("owner", "Another")
    page = office.page(browser)
    page.goto(office.address + HOURS)
    page.locator(".cm-content").wait_for()
    office.office.people.end_all(office.somebody().person.id)
    sign_in(office, page.context.new_page(), "another@example.org")
    typed(page, "Mine. ")
    page.locator('#save-state[data-save="paused"]').wait_for()
    assert office.office.changes.get(office.office.change_of(other.person)) is None
    assert page.locator(".cm-content").inner_text().startswith("Mine.")
