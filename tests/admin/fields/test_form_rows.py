"""Rows of lists: added, duplicated, removed and taken back, moved by mouse and by keys."""

from __future__ import annotations

from typing import Any

import pytest
from form_page import FormPage, made
from sample_form import OWN, PAGE

pytestmark = pytest.mark.browser


@pytest.fixture
def sample(form_page: FormPage) -> FormPage:
    form_page.open(made(OWN, PAGE))
    form_page.page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true; })")
    return form_page


def row(page: FormPage, index: int) -> Any:
    return page.page.locator("#f-hours-field > [data-rows] > li").nth(index)


def days(page: FormPage) -> list[str]:
    return [one["days"] for one in page.values()["hours"]]


def test_moved_by_keys_and_told(sample: FormPage) -> None:
    sample.box("hours", 2, "days").press("Alt+ArrowUp")
    assert days(sample) == ["Monday–Thursday", "Saturday", "Friday", "Sunday"]
    assert sample.said() == "Saturday, second of four"
    assert sample.page.evaluate("document.activeElement.value") == "Saturday"
    (edit,) = sample.edits()
    assert edit["at"] == ["hours"]
    assert edit["value"][1] == PAGE["hours"][2]  # what nobody declared is still there
    sample.page.keyboard.press("Alt+ArrowDown")
    assert sample.edits() == []


def test_moved_by_mouse_and_given_up(sample: FormPage) -> None:
    sample.page.evaluate("document.querySelectorAll('.row-fold').forEach(fold => { fold.open = false; })")
    row(sample, 0).scroll_into_view_if_needed()
    handle = row(sample, 3).locator(":scope > [data-move]")
    handle.hover()
    target = row(sample, 0).bounding_box()
    sample.page.mouse.down()
    sample.page.mouse.move(target["x"] + 10, target["y"] + 2, steps=4)
    sample.page.mouse.up()
    assert days(sample) == ["Sunday", "Monday–Thursday", "Friday", "Saturday"]
    assert sample.said() == "Sunday, first of four"
    before = days(sample)
    row(sample, 0).locator(":scope > [data-move]").hover()
    last = row(sample, 3).bounding_box()
    sample.page.mouse.down()
    sample.page.mouse.move(last["x"] + 10, last["y"] + last["height"], steps=4)
    sample.page.wait_for_function("first => form.values().hours[0].days !== first", arg=before[0])
    sample.page.keyboard.press("Escape")
    sample.page.mouse.up()
    assert days(sample) == before


def test_removed_and_taken_back(sample: FormPage) -> None:
    sample.box("hours", 1, "opens").fill("9:00")
    row(sample, 1).locator(":scope > [data-remove]").click()
    assert days(sample) == ["Monday–Thursday", "Saturday", "Sunday"]
    assert sample.said() == "Friday removed."
    sample.page.keyboard.press("Enter")  # Undo has the focus
    assert sample.edits() == [{"at": ["hours", 1, "opens"], "value": "9:00"}]
    assert sample.said() == "Friday is back, second of four."


def test_a_new_row_counts_when_something_stands_in_it(sample: FormPage) -> None:
    sample.field("hours").locator(":scope > [data-tools] > [data-add]").click()
    assert sample.edits() == []
    assert sample.said() == "Row added, fifth of five."
    sample.page.keyboard.type("Holidays")
    assert sample.edits() == [{"at": ["hours"], "value": [*PAGE["hours"], {"days": "Holidays"}]}]
    ids = sample.page.evaluate("[...document.querySelectorAll('[id]')].map(one => one.id)")
    assert len(ids) == len(set(ids))


def test_duplicated_with_what_is_in_it(sample: FormPage) -> None:
    sample.page.locator("#f-steps-field > [data-rows] > li > [data-copy]").click()
    step = PAGE["steps"][0]
    assert sample.edits() == [{"at": ["steps"], "value": [step, step]}]
    copy = sample.page.locator("#f-steps-field > [data-rows] > li").nth(1)
    copy.locator("[data-kind=list] > [data-tools] > [data-add]").click()
    sample.page.keyboard.type("patience")
    assert sample.edits()[0]["value"] == [step, {**step, "tools": ["card", "PIN", "patience"]}]


def test_the_last_row_gone_is_the_list_gone(sample: FormPage) -> None:
    for _ in PAGE["words"]:
        sample.page.locator("#f-words-field [data-remove]").first.click()
    assert sample.edits() == [{"at": ["words"], "remove": True}]


def test_an_emptied_item_is_no_item(sample: FormPage) -> None:
    sample.box("words", 0).fill("")
    assert sample.edits() == [{"at": ["words"], "value": ["open"]}]
