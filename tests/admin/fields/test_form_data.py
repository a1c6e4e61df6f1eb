"""The form as plain data: what fits its kind, what stands where, nothing left out."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml
from form_page import REPOSITORY, drawn, made
from sample_form import GENERAL, OWN, PAGE

from sitegen.markup.builtin_fields import BUILTIN_FIELDS
from sitegen.markup.values import KINDS
from sitegen.server.admin.fitting import plain, shown
from sitegen.server.admin.form import FormField

HELSINKI = "Europe/Helsinki"


@pytest.mark.parametrize(
    ("kind", "value", "seen"),
    [
        ("text", "one\ntwo", None),
        ("text", 12, "12"),
        ("text", ["a"], None),
        ("longtext", "one\ntwo", "one\ntwo"),
        ("number", "1e3", "1e3"),
        ("number", "+5", None),
        ("number", "5.", None),
        ("number", True, None),
        ("boolean", "Yes", "true"),
        ("boolean", None, "false"),
        ("boolean", 1, None),
        ("date", "2026-02-29", None),
        ("date", "2028-02-29", "2028-02-29"),
        ("date", "20260221", None),
        ("datetime", "2026-12-03T07:00:00Z", {"day": "2026-12-03", "time": "09:00"}),
        ("datetime", "2026-07-03 23:30:05 -0100", {"day": "2026-07-04", "time": "03:30:05"}),
        ("datetime", "2026-12-03", {"day": "2026-12-03", "time": "00:00"}),
        ("datetime", "0001-01-01T00:00:00+14:00", None),
        ("datetime", "2026-12-03 25:00", None),
        ("moment", "2026-12-03", {"day": "2026-12-03", "time": ""}),
        ("image", "a.jpg", {"src": "a.jpg", "alt": "", "x": "", "y": ""}),
        ("image", {"src": "a.jpg", "focal": "10% 20.5%"}, {"src": "a.jpg", "alt": "", "x": "10", "y": "20.5"}),
        ("image", {"src": ["a"]}, None),
        ("place", "60.17, 24.94", {"lat": "60.17", "lon": "24.94", "label": ""}),
        ("place", [60.17], None),
        ("place", {"lat": 1, "lon": 2, "height": 3}, None),
        ("reference", "a.md", "a.md"),
    ],
)
def test_what_fits(kind: str, value: Any, seen: Any) -> None:
    assert shown(kind, plain(value), HELSINKI) == seen


def all_fields(form: Any) -> list[FormField]:
    lines = [*form.head, *(line for section in (*form.own, *form.general) for line in section.lines)]
    return [one for line in lines for one in line]


def test_every_field_stands_in_the_form_once() -> None:
    form = made(OWN, PAGE, GENERAL)
    names = [one.name for one in all_fields(form)]
    asked = {spec.name for spec in (*OWN, *GENERAL)} - {"defaults"}
    assert sorted(names) == sorted(asked | set(PAGE))
    assert names[:3] == ["title", "summary", "date"]
    assert [section.word for section in form.general][-1] == "undeclared"


def test_a_general_field_with_a_value_is_never_left_out() -> None:
    form = made((), {"defaults": {"layout": "a.html"}, "title": "A"}, GENERAL)
    assert "defaults" in [one.name for one in all_fields(form)]


def test_a_problem_stands_at_the_nearest_field_and_opens_its_part() -> None:
    problems = [{"message": "Wrong.", "field": "aliases.7"}, {"message": "Late.", "field": "hours.1.opens"}]
    form = made(OWN, {**PAGE, "aliases": ["/a/"]}, GENERAL, problems)
    fields = {one.name: one for one in all_fields(form)}
    assert [one.message for one in fields["aliases"].problems] == ["Wrong."]
    assert [one.message for one in fields["hours"].rows[1].fields[1].problems] == ["Late."]
    assert next(section for section in form.general if section.word == "address").open


def test_without_scripts_the_form_says_everything() -> None:
    html = drawn(made(OWN, PAGE, GENERAL))
    for text in (
        "Opening hours in winter",
        "Monday–Thursday",
        "not in July",
        "60.17",
        "Bring your **card**.",
        "812",
        "people/desk.md",
    ):
        assert text in html
    assert "style=" not in html
    assert "<script" not in html


def keys(tree: dict[str, Any], before: str = "") -> set[str]:
    """Keys of the texts; the plural forms of one are one."""
    found = set()
    for name, text in tree.items():
        found |= keys(text, f"{before}{name}.") if isinstance(text, dict) and "other" not in text else {before + name}
    return found


def test_finnish_says_what_english_says() -> None:
    folder = REPOSITORY / "src/sitegen/server/admin/words"
    english, finnish = (
        yaml.safe_load((folder / name / "fields.yaml").read_text(encoding="utf-8")) for name in ("en", "fi")
    )
    assert keys(english) == keys(finnish)


def test_every_general_field_has_words() -> None:
    folder = REPOSITORY / "src/sitegen/server/admin"
    said = yaml.safe_load((folder / "words/en/fields.yaml").read_text(encoding="utf-8"))
    assert {spec.name for spec in BUILTIN_FIELDS} == set(said["of"]) == set(said["about"])
    assert set(KINDS) <= {path.stem for path in (folder / "screens/fields").iterdir()}
    assert set(KINDS) <= set(said["odd"])


def test_every_word_that_is_said_is_there() -> None:
    folder = REPOSITORY / "src/sitegen/server/admin"
    sources = [*(REPOSITORY / "admin/src/form").rglob("*.js"), *(folder / "screens/fields").glob("*.html")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    asked = set(re.findall(r'"fields\.([a-z_]+)"', text))
    known = keys(yaml.safe_load((folder / "words/en/fields.yaml").read_text(encoding="utf-8")))
    assert len(asked) > 40
    assert asked <= known
    assert {name for name in known if "." not in name} <= asked | {"lat", "lon"}
