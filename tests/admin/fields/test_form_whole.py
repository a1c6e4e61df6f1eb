"""Whatever a page says, its form changes nothing by being opened, and lets nothing out."""

from __future__ import annotations

import json
import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from form_page import FormPage, drawn, made, page_html
from sample_form import GENERAL, OWN, PAGE
from screen_judges import mistakes, told_by_axe

from sitegen.model.settings import FieldSpec

pytestmark = pytest.mark.browser

SCRIPT = "<script>window.out = 1</script>"
HARMFUL = [
    SCRIPT,
    f'"\'>{SCRIPT}<img src=x onerror="window.out=1">',
    "</textarea>" + SCRIPT,
    "</template></script>" + SCRIPT,
    "javascript:window.out=1",
    "{{ 7 * 7 }}{% raw %}",
]
AWKWARD = [
    *HARMFUL,
    "👩‍👩‍👧 Ærø — “quotes” 'single' \"double\"",
    "שלום, العربية ‮ mirrored",
    "x" * 5000,
    "  blanks  ",
    "a\nb\r\nc\n\n",
    "\n first",
    "\x00\x07 bell",
    "12",
    "012",
    "1.50",
    "yes",
    "null",
    "2026-13-41",
    "2026-11-21T09:00:00Z",
    "2026-11-21 9:00",
    "a, b",
    "60.1, 24.9",
    "#ABC",
    "",
]
ODD: list[Any] = [
    None,
    True,
    False,
    0,
    -1,
    3.5,
    1e21,
    10**20,
    [],
    {},
    [None],
    ["a", None, {}],
    {"a": {"b": [1]}},
    [[1, 2], [3]],
]
SHAPES: list[Any] = [
    {"src": "a.jpg", "alt": ""},
    {"src": "a.jpg", "alt": "x", "focal": "1% 2%", "by": "who"},
    {"lat": 1, "lon": "2.50"},
    [60.1, 24.9],
    {"days": "Mon", "more": 1},
    [{"days": "Mon"}, {"days": None, "x": [1]}, "not a group"],
    ["one", "one", "two"],
]


def any_value(rng: random.Random) -> Any:
    """A value of any kind, however wrong."""
    day = (date(1950, 1, 1) + timedelta(days=rng.randrange(40000))).isoformat()
    fit = [day, f"{day} 0{rng.randrange(10)}:30", f"{day}T10:00:05+05:30", rng.randrange(-100, 100), rng.random()]
    return rng.choice([*AWKWARD, *ODD, *SHAPES, *fit])


def pages(count: int) -> list[dict[str, Any]]:
    rng = random.Random(4711)
    names = [spec.name for spec in (*OWN, *GENERAL)]
    made_up = []
    for _ in range(count):
        page = {name: any_value(rng) for name in names if rng.random() < 0.8}
        made_up.append(
            page | {rng.choice(["extra", "__proto__", "a.b", "<b>", "Ä ö"]): any_value(rng) for _ in range(2)}
        )
    return made_up


def test_an_untouched_form_is_no_edit(form_page: FormPage) -> None:
    """Thirty pages, each with a value of any kind in every field: about a thousand values."""
    for number, page in enumerate(pages(30)):
        form_page.open(made(OWN, page, GENERAL))
        told = form_page.page.evaluate("[form.edits(), JSON.stringify(form.values()), window.out ?? null]")
        assert told[0] == [], f"page {number}"
        assert json.loads(told[1]) == json.loads(json.dumps(page)), f"page {number}"
        assert told[2] is None
        form_page.page.evaluate("form.set(JSON.parse(document.getElementById('spec').textContent).values)")
        assert form_page.edits() == []


@pytest.mark.parametrize("value", AWKWARD[:8])
def test_what_is_typed_is_what_is_said(form_page: FormPage, value: str) -> None:
    form_page.open(made(OWN, {"title": "A"}))
    form_page.box("title").fill(value)
    form_page.box("summary").fill(value)
    assert form_page.edits() == [{"at": ["title"], "value": value}, {"at": ["summary"], "value": value}]


@pytest.mark.parametrize("harm", HARMFUL)
def test_a_script_in_every_place_does_not_run(form_page: FormPage, harm: str) -> None:
    inner = FieldSpec(harm, "text", harm, harm)
    own = [
        *(
            FieldSpec(
                f"{spec.name}{harm}",
                spec.kind,
                harm,
                harm,
                of=spec.of,
                fields=(*spec.fields, inner),
                choices=(harm, "b"),
                taxonomy=harm,
            )
            for spec in OWN
        ),
        FieldSpec("title", "text", harm, harm, default=harm),
    ]
    values = {
        spec.name: {"src": harm, harm: harm}
        if spec.kind in ("image", "group")
        else [harm]
        if spec.kind == "list"
        else harm
        for spec in own
    }
    problems = [{"message": harm, "field": spec.name, "fixes": [{"label": harm}]} for spec in own]
    form_page.open(made(own, values | {harm: harm}, GENERAL, problems), problems)
    assert form_page.edits() == []
    assert form_page.page.evaluate("window.out ?? null") is None
    assert form_page.page.locator("form script, form img[onerror]").count() == 0


def test_a_value_that_does_not_fit_can_be_put_right(form_page: FormPage) -> None:
    page = {
        "seats": "many",
        "date": "next week",
        "tags": "winter",
        "hours": "8 to 4",
        "hero": ["a"],
        "contact": "Desk",
        "free": "perhaps",
    }
    form_page.open(made(OWN, page))
    form_page.page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true; })")
    assert form_page.box("seats").input_value() == "many"
    assert "not a number" in form_page.field("seats").inner_text()
    form_page.box("seats").fill("12")
    form_page.box("tags").fill("winter, snow")
    form_page.box("free").fill("true")
    assert form_page.edits() == [
        {"at": ["seats"], "value": 12},
        {"at": ["free"], "value": True},
        {"at": ["tags"], "value": ["winter", "snow"]},
    ]
    assert form_page.box("hero").input_value() == '["a"]'
    form_page.box("hero").fill('["b"]')
    assert form_page.edits()[-1] == {"at": ["hero"], "value": ["b"]}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_for_axe_to_say(form_page: FormPage, theme: str) -> None:
    problems = [
        {"message": "Has moved.", "field": "booking", "fixes": [{"label": "Use the new"}]},
        {"message": "Late.", "severity": "warning", "field": "hours.1.opens"},
    ]
    page = {**PAGE, "seats": "many", "author": None}
    form_page.page.set_viewport_size({"width": 600, "height": 900})
    form_page.open(made(OWN, page, GENERAL), problems, theme)
    form_page.page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true; })")
    form_page.box("booking").fill("ro")
    form_page.field("booking").get_by_role("option").wait_for()
    assert told_by_axe(form_page.page) == []


def test_nothing_for_html_validate_to_say(form_page: FormPage, tmp_path: Path) -> None:
    form = made(OWN, {**PAGE, "seats": "many", "title": HARMFUL[1]}, GENERAL)
    assert mistakes(tmp_path, {"form": page_html(drawn(form), {})}) == set()


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("width", [390, 1440])
def test_nothing_stands_out_of_the_page(form_page: FormPage, width: int, direction: str) -> None:
    form_page.page.set_viewport_size({"width": width, "height": 900})
    page = {**PAGE, "title": "x" * 300, "tags": ["y" * 200, "z"], "words": ["w" * 300]}
    form_page.open(made(OWN, page, GENERAL), direction=direction)
    form_page.page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true; })")
    assert form_page.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
