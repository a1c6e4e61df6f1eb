"""What became public and clashes with what is written is told while writing; what joined may be written by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from office_at_work import AtWork, commit

expect = pytest.importorskip("playwright.sync_api").expect
pytestmark = pytest.mark.browser

FILE = "content/news/hours.md"
HOURS = f"/pages/edit/{FILE}"


@pytest.fixture
def office(back_office: Callable[..., AtWork]) -> AtWork:
    return back_office()


def written(office: AtWork) -> str:
    """The page as the editor has it."""
    found = office.office.read(office.office.change_of(office.somebody("editor").person), FILE)
    assert found is not None
    return found[0].decode()


def clashing(office: AtWork, browser: Any) -> Any:
    """A window in which a title stands that an author has just given another one, and a text."""
    page = office.page(browser, "editor")
    page.goto(office.address + HOURS)
    page.fill("#f-title", "Hours in autumn")
    page.locator('#save-state[data-save="saved"]').wait_for()
    source = office.root / FILE
    text = source.read_text("utf-8").replace("title: Opening hours", "title: Hours in spring")
    source.write_text(text.replace("Come in.", "Come in early."), "utf-8")
    commit(office.root, "Spring")
    page.locator("#notice", has_text="One place clashes").wait_for()
    return page


def test_it_is_told_at_once_and_settled_when_one_likes(office: AtWork, browser: Any) -> None:
    page = clashing(office, browser)
    page.get_by_role("button", name="Settle now").click()
    expect(page.locator("#clashes li")).to_have_count(1)
    page.get_by_role("button", name="Take theirs").click()
    page.click("#settle")
    expect(page.locator("#f-title")).to_have_value("Hours in spring")
    page.locator(".cm-content", has_text="Come in early.").wait_for()
    expect(page.locator("#notice .notice")).to_have_count(0)
    assert not page.wrong


def test_it_is_told_again_when_the_page_is_opened(office: AtWork, browser: Any) -> None:
    page = clashing(office, browser)
    page.get_by_role("button", name="Close").first.click()
    page.reload()
    page.locator("#notice", has_text="Changed by Author").wait_for()
    assert page.locator("#f-title").input_value() == "Hours in autumn"


def test_what_joined_by_itself_may_be_written_by_hand(office: AtWork, browser: Any) -> None:
    page = clashing(office, browser)
    page.get_by_role("button", name="Settle now").click()
    page.locator("#clash-joined").get_by_role("button", name="Choose myself").click()
    box = page.get_by_role("textbox", name="Text: What will be saved")
    assert "Come in early." in box.input_value() and "The library is open." in box.input_value()
    box.fill(box.input_value().replace("Come in early.", "Come in any time."))
    page.click("#settle")
    page.locator(".cm-content", has_text="Come in any time.").wait_for()
    page.locator('#save-state[data-save="saved"]').wait_for()
    assert "Come in any time." in written(office) and "title: Hours in autumn" in written(office)
    assert not page.wrong
