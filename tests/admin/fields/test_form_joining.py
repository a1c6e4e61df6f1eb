"""What the server joined comes into an open form: nothing that is being typed is lost."""

from __future__ import annotations

import pytest
from form_page import FormPage, made
from sample_form import OWN, PAGE

pytestmark = pytest.mark.browser


@pytest.fixture
def sample(form_page: FormPage) -> FormPage:
    return form_page.open(made(OWN, PAGE))


def taken(page: FormPage, values: dict[str, object], options: object = None) -> None:
    page.page.evaluate("([values, options]) => form.set(values, options ?? {})", [values, options])


def test_others_changes_are_shown_and_mine_stay(sample: FormPage) -> None:
    sample.box("title").fill("Mine")
    hours = [*PAGE["hours"][:3], {**PAGE["hours"][3], "opens": "13:00"}]
    taken(sample, {**PAGE, "summary": "Theirs", "seats": 7, "tags": ["theirs"], "hours": hours})
    assert sample.box("summary").input_value() == "Theirs"
    assert sample.box("hours", 3, "opens").input_value() == "13:00"
    assert sample.values() == {
        **PAGE,
        "title": "Mine",
        "summary": "Theirs",
        "seats": 7,
        "tags": ["theirs"],
        "hours": hours,
    }
    assert sample.edits() == [{"at": ["title"], "value": "Mine"}]


def test_what_was_saved_is_no_edit_any_more(sample: FormPage) -> None:
    sample.box("title").fill("Saved")
    sample.box("starts").fill("2026-12-03T18:30")
    sent = sample.edits()
    taken(sample, {**PAGE, "title": "Saved", "starts": "2026-12-03 18:30:00+02:00"}, {"sent": sent})
    assert sample.edits() == []
    sample.box("starts").fill("2026-12-03T19:00")
    assert sample.edits() == [{"at": ["starts"], "value": "2026-12-03 19:00"}]


def test_what_was_saved_and_joined_is_shown(sample: FormPage) -> None:
    sample.box("summary").fill("Mine.")
    sample.page.locator("#f-words-field [data-remove]").first.click()
    sent = sample.edits()
    taken(sample, {**PAGE, "summary": "Mine. Theirs.", "words": ["open", "theirs"]}, {"sent": sent})
    assert sample.box("summary").input_value() == "Mine. Theirs."
    assert sample.values()["words"] == ["open", "theirs"]
    assert sample.page.locator("#f-words-field input").count() == 2
    assert sample.edits() == []


def test_a_number_in_the_making_is_not_rewritten(sample: FormPage) -> None:
    sample.box("seats").fill("1.0")
    sent = sample.edits()
    taken(sample, {**PAGE, "seats": 1}, {"sent": sent})
    assert sample.box("seats").input_value() == "1.0"
    assert sample.edits() == []


def test_typing_that_went_on_during_the_save_is_an_edit(sample: FormPage) -> None:
    sample.box("title").fill("Half")
    sent = sample.edits()
    sample.box("title").press("End")
    sample.page.keyboard.type(" a word")
    taken(sample, {**PAGE, "title": "Half"}, {"sent": sent})
    assert sample.box("title").input_value() == "Half a word"
    assert sample.edits() == [{"at": ["title"], "value": "Half a word"}]
    sample.box("title").fill("Half")
    assert sample.edits() == []


def test_the_caret_stays_at_its_letters(sample: FormPage) -> None:
    box = sample.box("summary")
    box.focus()
    box.evaluate("box => box.setSelectionRange(13, 13)")
    taken(sample, {**PAGE, "summary": "Soon. " + PAGE["summary"]})
    assert box.evaluate("box => box.selectionStart") == 19


def test_a_held_place_is_left_alone(sample: FormPage) -> None:
    taken(sample, {**PAGE, "title": "Theirs", "desk": "Archive"}, {"except": ["title"]})
    assert sample.box("title").input_value() == PAGE["title"]
    assert sample.box("desk").input_value() == "Archive"


def test_rows_that_others_added(sample: FormPage) -> None:
    new = {"days": "Eve", "opens": "8:00", "closes": "12:00"}
    sample.box("hours", 1, "days").focus()
    taken(sample, {**PAGE, "hours": [new, *PAGE["hours"]]})
    assert sample.edits() == []
    assert sample.values()["hours"] == [new, *PAGE["hours"]]
    sample.box("hours", 1, "days").fill("Fri")
    assert sample.edits() == [{"at": ["hours", 2, "days"], "value": "Fri"}]


def test_rows_of_mine_stay(sample: FormPage) -> None:
    sample.page.locator("#f-words-field [data-remove]").first.click()
    taken(sample, {**PAGE, "words": ["hours", "open", "theirs"]})
    assert sample.edits() == [{"at": ["words"], "value": ["open"]}]
    taken(sample, {**PAGE, "words": ["open"]}, {"sent": sample.edits()})
    assert sample.edits() == []


def test_problems_stand_at_their_fields(sample: FormPage) -> None:
    sample.page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = false; })")
    problems = [
        {"message": "Has <b>moved</b>.", "severity": "error", "field": "booking", "fixes": [{"label": "Use the new"}]},
        {"message": "Too late.", "severity": "error", "field": "steps.0.name"},
        {"message": "Nowhere.", "severity": "error", "field": "gone.by"},
        {"message": "A list.", "severity": "warning", "field": "hours.9.opens"},
    ]
    homeless = sample.page.evaluate("problems => form.showProblems(problems)", problems)
    assert [one["message"] for one in homeless] == ["Nowhere."]
    assert sample.box("booking").get_attribute("aria-invalid") == "true"
    assert "Has <b>moved</b>." in sample.field("booking").inner_text()
    assert sample.box("steps", 0, "name").is_visible()  # what it was folded in opened
    assert "A list." in sample.page.locator("#f-hours-problems").text_content()
    sample.page.get_by_role("button", name="Use the new").click()
    assert sample.page.evaluate("fixed") == ["Use the new"]
    sample.page.evaluate("form.showProblems([])")
    assert sample.box("booking").get_attribute("aria-invalid") is None
    sample.page.evaluate("form.focus('hours.2.opens')")
    assert sample.page.evaluate("document.activeElement.value") == "10:00"
