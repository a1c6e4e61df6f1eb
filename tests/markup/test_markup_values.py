"""Values by their declared kind."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markup_texts import TEXTS, assert_places, said

from sitegen.base.data import pack, unpack
from sitegen.base.diagnostics import Diagnostic, Location
from sitegen.markup.builtin_fields import BUILTIN_FIELDS, page_fields
from sitegen.markup.front_matter import read_front
from sitegen.markup.values import KINDS, convert, guess, read_fields
from sitegen.markup.yaml import compose
from sitegen.model.settings import ContentType, FieldSpec
from sitegen.model.yaml import YamlMap

HELSINKI = ZoneInfo("Europe/Helsinki")
CHOICES = ("planned", "open", "closed")
GROUP = (FieldSpec("name", "text", required=True), FieldSpec("link", "url"))


def value_of(written: str, kind: str, **more: Any) -> tuple[Any, tuple[Diagnostic, ...]]:
    node, problems = compose(f"x: {written}\n", "a.md")
    assert not problems and isinstance(node, YamlMap)
    return convert(node.entries[0].value, FieldSpec("x", kind, **more), "a.md", HELSINKI)


@pytest.mark.parametrize(
    ("kind", "written", "value"),
    [
        ("text", "1.10", "1.10"),
        ("text", "012", "012"),
        ("text", "NO", "NO"),
        ("text", "2026-11-21", "2026-11-21"),
        ("text", "true", "true"),
        ("text", '"null"', "null"),
        ("text", "", None),
        ("text", "~", None),
        ("text", "null", None),
        ("longtext", "|\n  one\n  two", "one\ntwo\n"),
        ("markdown", "'*a*'", "*a*"),
        ("number", "12", 12),
        ("number", "012", 12),
        ("number", "-1.50", -1.5),
        ("number", "1e3", 1000.0),
        ("number", "'7'", 7),
        ("boolean", "true", True),
        ("boolean", "No", False),
        ("boolean", "ON", True),
        ("boolean", "off", False),
        ("date", "2026-11-21", date(2026, 11, 21)),
        ("date", "'2026-11-21'", date(2026, 11, 21)),
        ("date", "2026-11-21 23:30", date(2026, 11, 21)),
        ("date", "2026-11-21T23:30:00-08:00", date(2026, 11, 21)),
        ("datetime", "2026-11-21T10:00:00Z", datetime(2026, 11, 21, 10, tzinfo=UTC)),
        ("datetime", "2026-11-21 10:00", datetime(2026, 11, 21, 10, tzinfo=timezone(timedelta(hours=2)))),
        ("datetime", "2026-07-01 10:00:30.5", datetime(2026, 7, 1, 10, 0, 30, 500000, timezone(timedelta(hours=3)))),
        ("datetime", "2026-11-21 10:00:00 -4", datetime(2026, 11, 21, 10, tzinfo=timezone(timedelta(hours=-4)))),
        ("datetime", "2026-11-21", datetime(2026, 11, 21, tzinfo=timezone(timedelta(hours=2)))),
        ("moment", "2026-11-21", date(2026, 11, 21)),
        ("moment", "2026-11-21T10:00Z", datetime(2026, 11, 21, 10, tzinfo=UTC)),
        ("choice", "open", "open"),
        ("list", "[a, 1, no]", ["a", "1", "no"]),
        ("list", "[]", []),
        ("list", "", None),
        ("group", "{name: a}", {"name": "a", "link": None}),
        ("reference", "people/desk.md", "people/desk.md"),
        ("term", "opening hours", "opening hours"),
        ("image", "door.jpg", "door.jpg"),
        ("image", "{src: door.jpg, alt: The door}", {"src": "door.jpg", "alt": "The door"}),
        ("image", "{src: door.jpg}", {"src": "door.jpg", "alt": ""}),
        ("image", "{src: a.jpg, focal: 61% 58.5%}", {"src": "a.jpg", "alt": "", "focal": "61% 58.5%"}),
        ("file", "/files/plan.pdf", "/files/plan.pdf"),
        ("url", "https://example.org/a?b#c", "https://example.org/a?b#c"),
        ("url", "/contact/", "/contact/"),
        ("url", "mailto:desk@example.org", "mailto:desk@example.org"),
        ("colour", "'#0b5fff'", "#0b5fff"),
        ("colour", "rebeccapurple", "rebeccapurple"),
        ("colour", "rgb(0 1 2 / 50%)", "rgb(0 1 2 / 50%)"),
        ("place", "60.17, 24.94", {"lat": 60.17, "lon": 24.94, "label": ""}),
        ("place", "[60.17, 24.94]", {"lat": 60.17, "lon": 24.94, "label": ""}),
        ("place", "{lat: 60.17, lon: 24.94, label: Library}", {"lat": 60.17, "lon": 24.94, "label": "Library"}),
        ("menu", "main", (("main", "", 0.0),)),
        ("menu", "[main, footer]", (("main", "", 0.0), ("footer", "", 0.0))),
        ("menu", "{main: {label: Home, order: 2}, footer: }", (("main", "Home", 2.0), ("footer", "", 0.0))),
        ("any", "{a: [1, x]}", {"a": [1, "x"]}),
    ],
)
def test_values(kind: str, written: str, value: object) -> None:
    found, problems = value_of(written, kind, choices=CHOICES, fields=GROUP)
    assert said(problems) == []
    assert (found, type(found)) == (value, type(value))
    assert unpack(pack(found)) == found


@pytest.mark.parametrize(
    ("kind", "written", "value", "expected"),
    [
        ("text", "[a]", None, 'SG106 1:4 "x" asks for text, not for a list'),
        ("text", "{a: b}", None, 'SG106 1:4 "x" asks for text, not for a group'),
        ("number", "many", None, 'SG106 1:4 "x" asks for a number, not for "many"'),
        ("number", "1,5", None, 'SG106 1:4 "x" asks for a number, not for "1,5"'),
        ("number", "[1]", None, 'SG106 1:4 "x" asks for a number, not for a list'),
        ("number", "1e999", None, 'SG106 1:4 "x" asks for a whole number, not for "1e999"'),
        ("boolean", "yes please", None, 'SG106 1:4 "x" asks for true or false, not for "yes please"'),
        ("boolean", '"yes"', None, 'SG106 1:4 "x" asks for true or false, not for "yes"'),
        ("boolean", "1", None, 'SG106 1:4 "x" asks for true or false, not for "1"'),
        ("date", "2024-13-45", None, 'SG109 1:4 "x" is "2024-13-45", but there is no month 13'),
        ("date", "2024-02-30", None, 'SG109 1:4 "x" is "2024-02-30", but February 2024 has no day 30'),
        (
            "date",
            "21 November 2026",
            None,
            'SG109 1:4 "x" asks for a date, and "21 November 2026" is not written as one',
        ),
        ("date", "[2026-11-21]", None, 'SG106 1:4 "x" asks for a date, not for a list'),
        ("datetime", "2026-11-21 25:00", None, 'SG109 1:4 "x" is "2026-11-21 25:00", but there is no time 25:00'),
        ("choice", "opne", None, 'SG107 1:4 "x" cannot be "opne"; the choices are planned, open, closed'),
        ("list", "maps", ["maps"], 'SG106 1:4 "x" asks for a list, not for "maps"'),
        ("list", "{a: b}", [], 'SG106 1:4 "x" asks for a list, not for a group'),
        ("list", "[a, [b]]", ["a"], 'SG106 1:8 an item of "x" asks for text, not for a list'),
        ("list", "[a, ~]", ["a"], 'SG106 1:8 an item of "x" is empty'),
        ("group", "a", None, 'SG106 1:4 "x" asks for a group, not for "a"'),
        (
            "group",
            "{link: /a/}",
            {"name": None, "link": "/a/"},
            'SG105 1:4 the required field "name" is missing in "x"',
        ),
        ("group", "{nam: b}", {"name": None, "link": None}, 'SG104 1:5 unknown field "nam" in "x"'),
        (
            "url",
            "javascript:alert(1)",
            None,
            'SG209 1:4 "x" is "javascript:alert(1)", an address that starts with javascript:',
        ),
        ("url", "www.example.org", None, 'SG106 1:4 "x" is "www.example.org", an address without https://'),
        ("url", "a b", None, 'SG106 1:4 "x" asks for an address, and "a b" holds blanks'),
        ("colour", "blueish", None, 'SG106 1:4 "x" asks for a colour, not for "blueish"'),
        ("colour", "'red; x: url(y)'", None, 'SG106 1:4 "x" asks for a colour, not for "red; x: url(y)"'),
        ("place", "Helsinki", None, 'SG106 1:4 "x" asks for a place, not for "Helsinki"'),
        (
            "place",
            "91, 0",
            {"lat": 91, "lon": 0, "label": ""},
            'SG108 1:4 the latitude of "x" is 91; at most 90 is allowed',
        ),
        ("image", "[a.jpg]", None, 'SG106 1:4 "x" asks for an image, not for a list'),
        (
            "image",
            "{src: a.jpg, focal: 101% 5%}",
            {"src": "a.jpg", "alt": ""},
            'SG106 1:24 the focal point of "x" cannot be "101% 5%"',
        ),
        ("image", "{alt: b}", None, 'SG105 1:4 "x" does not say which image'),
        ("menu", "[[a]]", (), 'SG106 1:5 an item of "x" has to be the name of a menu'),
    ],
)
def test_wrong_values(kind: str, written: str, value: object, expected: str) -> None:
    found, problems = value_of(written, kind, choices=CHOICES, fields=GROUP)
    assert said(problems) == [expected]
    assert found == value


@pytest.mark.parametrize(
    ("kind", "written", "more", "expected"),
    [
        ("text", "abcdef", {"max": 5}, "SG108"),
        ("text", "e\u0301🙂", {"max": 3}, None),
        ("text", "ab", {"min": 3}, "SG108"),
        ("number", "-1", {"min": 0}, "SG108"),
        ("number", "11", {"max": 10}, "SG108"),
        ("number", "1.5", {"integer": True}, "SG106"),
        ("list", "[a, b, c]", {"max": 2}, "SG108"),
        ("list", "[a]", {"min": 2}, "SG108"),
        ("image", "a.jpg", {"alt": "required"}, "SG204"),
        ("image", "{src: a.jpg}", {"alt": "required"}, "SG204"),
        ("image", "{src: a.jpg, alt: b}", {"alt": "required"}, None),
    ],
)
def test_limits(kind: str, written: str, more: dict[str, Any], expected: str | None) -> None:
    _, problems = value_of(written, kind, **more)
    assert [one.code for one in problems] == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("21.11.2026", "write 2026-11-21"),
        ("2026/11/21", "write 2026-11-21"),
        ("2026-3-5", "write 2026-03-05"),
        ("November 21, 2026", "write 2026-11-21"),
        ("21st Nov 2026", "write 2026-11-21"),
        ("Saturday, 21 November 2026", "write 2026-11-21"),
        ("soon", "write year-month-day, for example 2026-11-21"),
        ("99.99.2026", "write year-month-day, for example 2026-11-21"),
    ],
)
def test_dates_are_suggested(written: str, hint: str) -> None:
    assert [one.hint for one in value_of(written, "date")[1]] == [hint]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("", None),
        ("~", None),
        ("null", None),
        ("true", True),
        ("False", False),
        ("yes", "yes"),
        ("NO", "NO"),
        ("off", "off"),
        ("12", 12),
        ("-3", -3),
        ("0", 0),
        ("012", "012"),
        ("0x10", "0x10"),
        ("0o7", "0o7"),
        ("1_000", "1_000"),
        ("12:30:45", "12:30:45"),
        ("1.5", 1.5),
        ("1.10", 1.1),
        ("1e3", 1000.0),
        (".inf", ".inf"),
        (".5", ".5"),
        ("1.2.3", "1.2.3"),
        ("2026-11-21", date(2026, 11, 21)),
        ("2026-11-21 10:00", datetime(2026, 11, 21, 10, tzinfo=timezone(timedelta(hours=2)))),
        ("2024-13-45", "2024-13-45"),
        ("'12'", "12"),
        ('"true"', "true"),
        ("[1, a, {b: 2}]", [1, "a", {"b": 2}]),
        ("٣", "٣"),
    ],
)
def test_guesses(written: str, value: object) -> None:
    node, _ = compose(f"x: {written}", "a.md")
    assert isinstance(node, YamlMap)
    found = guess(node.entries[0].value, HELSINKI)
    assert (found, type(found)) == (value, type(value))


NEWS = ContentType(
    "news",
    "News",
    (),
    None,
    None,
    None,
    (
        FieldSpec("title", "text", required=True, max=20),
        FieldSpec("seats", "number", default=3),
        FieldSpec("tags", "list"),
    ),
    False,
    Location("site.yaml", 12, 3, 12, 7),
)


def read(text: str, content_type: ContentType | None = NEWS) -> tuple[dict[str, Any], tuple[Diagnostic, ...]]:
    _, front, problems = read_front(text, "a.md")
    extra = content_type is None or content_type.extra
    specs = page_fields(None, content_type)
    values, more = read_fields(front, specs, "a.md", HELSINKI, extra=extra, owner=content_type)
    return values, (*problems, *more)


def test_every_field_is_there() -> None:
    values, problems = read("---\ntitle: a\n---\n")
    assert not problems
    assert set(values) == {spec.name for spec in BUILTIN_FIELDS} | {"seats", "tags"}
    assert (values["seats"], values["tags"], values["draft"], values["menu"], values["date"]) == (
        3,
        [],
        False,
        (),
        None,
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\n---\n", ['SG105 1:1 the required field "title" is missing']),
        ("No front matter", ['SG105 1:1 the required field "title" is missing']),
        ("---\ntitle:\n---\n", ['SG105 2:1 the required field "title" is empty']),
        ("---\ntitle: ' '\n---\n", ['SG105 2:1 the required field "title" is empty']),
        ("---\ntitel: a\n---\n", ['SG104 2:1 unknown field "titel"']),
        ("---\ntitle: a\ndrfat: true\n---\n", ['SG104 3:1 unknown field "drfat"']),
        ("---\ntitle: [a]\n---\n", ['SG106 2:8 "title" asks for text, not for a list']),
        ("---\ntitle: a: b\n---\n", ['SG101 2:8 the value of "title" holds a colon, which begins a new field in YAML']),
        ("---\ntitle Winter\n---\n", ["SG113 2:1 fields are expected here, but this is one text"]),
        (
            "---\ntitle: a\ndraft: yes please\ndate: 2024-13-45\n---\n",
            [
                'SG106 3:8 "draft" asks for true or false, not for "yes please"',
                'SG109 4:7 "date" is "2024-13-45", but there is no month 13',
            ],
        ),
    ],
)
def test_front_matter_by_a_type(text: str, expected: list[str]) -> None:
    _, problems = read(text)
    found = said(problems)
    assert found == expected or (found[:-1] == expected and "SG113" in expected[0])


def test_an_unknown_field_points_to_the_type_and_the_nearest_name() -> None:
    (problem,) = read("---\ntitle: a\nseets: 1\n---\n")[1]
    assert problem.hint == 'did you mean "seats"?'
    assert problem.notes[0].location == NEWS.at


def test_without_a_type_any_field_is_welcome() -> None:
    values, problems = read("---\nversion: 2\nlanguages: [a]\n---\n", None)
    assert not problems
    assert (values["version"], values["languages"]) == (2, ["a"])


def test_swapped_letters_are_a_slip_even_where_any_field_is_welcome() -> None:
    assert said(read("---\ndrfat: true\n---\n", None)[1]) == ['SG104 2:1 unknown field "drfat"']
    assert said(read("---\ndrfat: true\ndraft: true\n---\n", None)[1]) == []


SPECS = st.deferred(
    lambda: st.builds(
        FieldSpec,
        st.sampled_from(["title", "date", "tags", "x"]),
        st.sampled_from([*KINDS, "moment", "menu", "any"]),
        required=st.booleans(),
        choices=st.sampled_from([(), CHOICES]),
        min=st.sampled_from([None, 0, 3]),
        max=st.sampled_from([None, 0, 3]),
        integer=st.booleans(),
        of=st.none() | SPECS,
        fields=st.lists(SPECS, max_size=2).map(tuple),
        alt=st.sampled_from(["", "required"]),
    )
)


@given(TEXTS, SPECS)
def test_any_node_has_a_value_of_any_kind(text: str, spec: FieldSpec) -> None:
    node, _ = compose(text, "a.md")
    if node is None:
        return
    value, problems = convert(node, spec, "a.md", HELSINKI)
    assert_places(problems, text)
    assert unpack(pack(value)) == value
    assert unpack(pack(guess(node, HELSINKI))) == guess(node, HELSINKI)


@given(TEXTS, st.lists(SPECS, max_size=3), st.booleans())
def test_any_front_matter_has_fields(text: str, specs: list[FieldSpec], extra: bool) -> None:
    text = f"---\n{text}\n---\n"
    _, front, _ = read_front(text, "a.md")
    values, problems = read_fields(front, specs, "a.md", HELSINKI, extra=extra)
    assert_places(problems, text)
    assert {spec.name for spec in specs} <= set(values)


@given(st.text(st.sampled_from("0123456789-:TZ +."), max_size=30) | st.datetimes().map(str) | st.dates().map(str))
def test_dates_of_any_form(text: str) -> None:
    for kind in ("date", "datetime", "moment"):
        node = compose(f"x: '{text}'", "a.md")[0]
        assert isinstance(node, YamlMap)
        value, problems = convert(node.entries[0].value, FieldSpec("x", kind), "a.md", HELSINKI)
        assert (value is None) == bool(problems) or not text
        assert unpack(pack(value)) == value
