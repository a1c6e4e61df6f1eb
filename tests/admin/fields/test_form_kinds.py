"""Each kind of field: drawn, typed into, and the edits that come of it."""

from __future__ import annotations

from typing import Any

import pytest
from form_page import FormPage, made
from sample_form import GENERAL, OWN, PAGE

from sitegen.server.admin.form import Around

pytestmark = pytest.mark.browser


@pytest.fixture
def sample(form_page: FormPage) -> FormPage:
    form_page.open(made(OWN, PAGE, GENERAL))
    assert form_page.edits() == []
    assert form_page.values() == PAGE
    form_page.page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true; })")
    return form_page


def test_a_text_is_typed_and_counted(sample: FormPage) -> None:
    sample.box("title").fill("Opening 🕗 hours")
    assert sample.edits() == [{"at": ["title"], "value": "Opening 🕗 hours"}]
    assert sample.field("title").locator("[data-counter]").inner_text() == "15 of 90"
    sample.box("title").fill("x" * 92)
    assert "2 characters too many" in sample.field("title").locator("[data-counter]").inner_text()


def test_what_is_put_back_is_no_edit(sample: FormPage) -> None:
    sample.box("title").fill("Else")
    sample.box("title").fill(PAGE["title"])
    assert sample.edits() == []


def test_an_emptied_field_is_removed_and_a_required_one_is_empty(sample: FormPage) -> None:
    sample.box("summary").fill("")
    sample.box("title").fill("")
    assert sample.edits() == [{"at": ["title"], "value": ""}, {"at": ["summary"], "remove": True}]


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [
        ("seats", "12", 12),
        ("seats", "99999999999999999999", "99999999999999999999"),
        ("date", "2027-01-02", "2027-01-02"),
        ("starts", "2026-12-03T18:30", "2026-12-03 18:30"),
        ("booking", "https://example.org/?a=1&b=2", "https://example.org/?a=1&b=2"),
        ("author", "people/else.md", "people/else.md"),
        ("map", "b.pdf", "b.pdf"),
        ("tone", "rebeccapurple", "rebeccapurple"),
        ("topic", "Rooms", "Rooms"),
        ("notes", "*Both* hands", "*Both* hands"),
        ("slug", "frost", "frost"),
        ("colour_scheme", "light", "light"),
        ("updated", "2026-11-30", "2026-11-30"),
    ],
)
def test_one_box(sample: FormPage, name: str, typed: str, value: Any) -> None:
    sample.page.evaluate("name => form.focus(name)", name)
    sample.page.locator(":focus").fill(typed)
    assert sample.edits() == [{"at": [name], "value": value}]


def test_choices(sample: FormPage) -> None:
    sample.field("state").get_by_label("closed").check()
    sample.box("desk").select_option("Archive")
    assert sample.edits() == [{"at": ["desk"], "value": "Archive"}, {"at": ["state"], "value": "closed"}]
    sample.field("state").get_by_label("As usual: planned").check()
    assert sample.edits()[1] == {"at": ["state"], "remove": True}


def test_yes_and_no(sample: FormPage) -> None:
    sample.box("free").uncheck()
    sample.box("draft").check()
    assert sample.edits() == [{"at": ["free"], "value": False}, {"at": ["draft"], "value": True}]


def test_terms_are_taken_off_and_added(sample: FormPage) -> None:
    field = sample.field("tags")
    field.get_by_role("button", name="Take off winter").click()
    assert sample.said() == "winter taken off."
    field.get_by_role("button", name="Add").click()
    sample.page.keyboard.type("lakeside")
    sample.page.keyboard.press("Enter")
    sample.page.keyboard.type("lakeside")
    sample.page.keyboard.press("Enter")
    assert sample.said() == "lakeside is there already."
    assert sample.edits() == [{"at": ["tags"], "value": ["opening hours", "self-service", "lakeside"]}]


def test_a_page_is_found_by_its_title(sample: FormPage) -> None:
    box = sample.box("author")
    box.fill("")
    box.press_sequentially("lend")
    sample.field("author").get_by_role("option", name="Lending desk").wait_for()
    assert box.get_attribute("aria-expanded") == "true"
    box.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") == sample.field("author").get_by_role("option").get_attribute(
        "id"
    )
    box.press("Enter")
    assert box.input_value() == "Lending desk"
    assert sample.edits() == []  # it was that page
    box.fill("rooms")
    sample.page.get_by_role("option", name="Rooms").click()
    assert sample.edits() == [{"at": ["author"], "value": "rooms.md"}]
    booking = sample.box("booking")
    booking.fill("rooms")
    sample.page.get_by_role("option", name="Rooms").click()
    assert sample.edits()[1] == {"at": ["booking"], "value": "/rooms/"}


def test_a_picture_its_words_and_its_circle(sample: FormPage) -> None:
    sample.page.locator("#f-hero-alt").fill("A door")
    circle = sample.field("hero").locator(".focal")
    circle.focus()
    sample.page.keyboard.press("ArrowRight")
    sample.page.keyboard.press("Shift+ArrowUp")
    assert sample.edits() == [{"at": ["hero"], "value": {"src": "door.jpg", "alt": "A door", "focal": "62% 48%"}}]
    assert sample.said() == "62 % from the left, 48 % from the top"
    circle.hover()
    picture = sample.field("hero").locator(".picture").bounding_box()
    sample.page.mouse.down()
    sample.page.mouse.move(picture["x"] + picture["width"] / 4, picture["y"] + picture["height"] / 2)
    sample.page.mouse.up()
    assert sample.edits()[0]["value"]["focal"] == "25% 50%"


def test_a_picture_is_replaced_by_an_upload(sample: FormPage) -> None:
    upload = sample.field("hero").locator("[data-upload]")
    upload.set_input_files({"name": "bad.png", "mimeType": "image/png", "buffer": b"x"})
    sample.page.wait_for_function("() => document.getElementById('announcer').textContent.includes('not uploaded')")
    assert sample.edits() == []
    upload.set_input_files({"name": "new.png", "mimeType": "image/png", "buffer": b"x"})
    sample.page.wait_for_function("() => form.edits().length")
    assert sample.edits()[0]["value"]["src"] == "new.png"


def test_a_colour_is_picked(sample: FormPage) -> None:
    sample.field("tone").locator("[type=color]").fill("#102030")
    assert sample.edits() == [{"at": ["tone"], "value": "#102030"}]


def test_a_place_is_checked(sample: FormPage) -> None:
    where = sample.field("site").locator("[data-where]")
    assert where.inner_text() == "60.17° N, 24.94° E"
    sample.page.locator("#f-site-lon").fill("-200")
    assert "between" in where.inner_text()
    sample.page.locator("#f-site-lon").fill("-0.5")
    assert where.inner_text() == "60.17° N, 0.5° W"
    assert sample.edits() == [{"at": ["site"], "value": {"lat": 60.17, "lon": -0.5, "label": "Main library"}}]


def test_fields_in_groups_and_rows_by_themselves(sample: FormPage) -> None:
    sample.box("contact", "phone").fill("09 311")
    sample.box("hours", 2, "opens").fill("11:00")
    sample.box("steps", 0, "tools", 1).fill("code")
    sample.page.locator("#f-legacy-id").fill("813")
    assert sample.edits() == [
        {"at": ["hours", 2, "opens"], "value": "11:00"},
        {"at": ["contact", "phone"], "value": "09 311"},
        {"at": ["steps", 0, "tools", 1], "value": "code"},
        {"at": ["legacy", "id"], "value": 813},
    ]
    assert sample.values()["hours"][2] == {
        "days": "Saturday",
        "opens": "11:00",
        "closes": "16:00",
        "note": "not in July",
    }


def test_a_group_that_is_not_there_yet_is_made_whole(form_page: FormPage) -> None:
    form_page.open(made(OWN, {"title": "A"}))
    form_page.box("contact", "phone").fill("1")
    assert form_page.edits() == [{"at": ["contact"], "value": {"phone": "1"}}]
    form_page.box("contact", "phone").fill("")
    assert form_page.edits() == []


def test_closed_terms_are_only_chosen(form_page: FormPage) -> None:
    around = Around(terms={"tags": ("winter", "summer")})
    form_page.open(made(OWN, {"tags": ["winter", "fall"]}, around=around))
    box = form_page.box("tags")
    assert box.evaluate("box => box.tagName") == "SELECT"
    box.select_option("summer")
    assert form_page.edits() == [{"at": ["tags"], "value": ["winter", "fall", "summer"]}]
