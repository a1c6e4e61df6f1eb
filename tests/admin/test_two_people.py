"""Two people, and an author with git, on one page at once: both texts survive, and only what clashes is asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from office_at_work import AtWork, commit, git

expect = pytest.importorskip("playwright.sync_api").expect
pytestmark = pytest.mark.browser

Make = Callable[..., AtWork]
HOURS = "/pages/edit/content/news/hours.md"
FILE = "content/news/hours.md"


def published(page: Any) -> None:
    """Make what was written public."""
    page.locator('#save-state[data-save="saved"]').wait_for()
    page.click("#open-publish")
    page.locator("#publish-notice.good").wait_for()
    page.click("#decide")


def typed_at(page: Any, key: str, words: str) -> None:
    """Type at an end of the text."""
    page.locator(".cm-content").click()
    page.keyboard.press(key)
    page.keyboard.type(words)


def test_both_texts_survive(back_office: Make, browser: Any) -> None:
    office = back_office()
    first, second = office.page(browser, "owner"), office.page(browser, "editor")
    for page in (first, second):
        page.goto(office.address + HOURS)
    typed_at(first, "Control+Home", "One began. ")
    typed_at(second, "Control+End", " Two ended.")
    published(first)
    first.locator(".toast").wait_for()
    second.locator(".cm-content", has_text="One began.").wait_for()
    published(second)
    second.locator(".toast").wait_for()
    text = git(office.root, "show", f"HEAD:{FILE}")
    assert "One began. The library is open." in text
    assert "Come in." in text and "Two ended." in text
    assert not first.wrong and not second.wrong


def test_an_authors_commit_joins_what_is_being_typed(back_office: Make, browser: Any) -> None:
    office = back_office()
    page = office.page(browser)
    page.goto(office.address + HOURS)
    typed_at(page, "Control+End", " Typed here.")
    source = office.root / FILE
    source.write_text(source.read_text().replace("The library is open.", "The library is open all day."))
    commit(office.root, "All day")
    page.locator(".cm-content", has_text="open all day").wait_for()
    published(page)
    page.locator(".toast").wait_for()
    text = git(office.root, "show", f"HEAD:{FILE}")
    assert "open all day." in text and "Typed here." in text
    assert not page.wrong


def test_only_a_true_clash_is_asked(back_office: Make, browser: Any) -> None:
    office = back_office()
    first, second = office.page(browser, "owner"), office.page(browser, "editor")
    for page, words in ((first, "Hours in spring"), (second, "Hours in autumn")):
        page.goto(office.address + HOURS)
        page.fill("#f-title", words)
        page.locator('#save-state[data-save="saved"]').wait_for()
    published(first)
    first.locator(".toast").wait_for()
    published(second)
    question = second.locator("#clashes li")
    question.wait_for()
    assert question.count() == 1
    assert "Hours in spring" in question.inner_text() and "Hours in autumn" in question.inner_text()
    second.get_by_role("button", name="Take theirs").click()
    second.click("#settle")
    expect(second.locator("#f-title")).to_have_value("Hours in spring")
    assert not second.wrong
