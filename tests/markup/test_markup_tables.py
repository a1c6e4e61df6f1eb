"""Data files."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markup_texts import TEXTS, assert_places, said

from sitegen.base.diagnostics import Location
from sitegen.markup.tables import convert_cell, parse_data, parse_rows
from sitegen.markup.tables.objects import item_spans
from sitegen.model.settings import ContentType, FieldSpec

PRODUCT = ContentType(
    "product",
    "Product",
    (),
    "data/products.csv",
    None,
    None,
    (
        FieldSpec("title", "text", required=True),
        FieldSpec("price", "number", required=True),
        FieldSpec("tags", "list", of=FieldSpec("", "term")),
    ),
    False,
    Location("site.yaml", 3, 3, 3, 10),
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a,b\n1,2\n", [{"a": "1", "b": "2"}]),
        ('a,b\r\n"x, y","he said ""no"""\r\n', [{"a": "x, y", "b": 'he said "no"'}]),
        ('a,b\n"one\ntwo",2\n\n3,\n', [{"a": "one\ntwo", "b": "2"}, {"a": "3", "b": ""}]),
        ("a;b\n1,5;2\n", [{"a": "1,5", "b": "2"}]),
        ("a\tb\n1\t2", [{"a": "1", "b": "2"}]),
        ("\ufeffa\nx\n", [{"a": "x"}]),
        ("a,b", []),
        ("", []),
    ],
)
def test_sheets(text: str, value: object) -> None:
    found, problems = parse_data(text.encode(), "data/a.csv")
    assert found == value
    assert [one.code for one in problems if one.code != "SG007"] == []


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("a.csv", 'a,b\n"x\ny",2\n1,2,3\n', ["SG115 4:5 the row has 3 cells, but there are 2 columns"]),
        ("a.csv", "a,b\n1\n", ["SG115 2:1 the row has 1 cell, but there are 2 columns"]),
        ("a.csv", 'a,b\n1,"x\n2,3\n', ["SG114 2:3 the cell begins with a quote, but does not end with one"]),
        ("a.csv", "a,,b\n1,2,3\n", ["SG114 1:3 column 2 has no name"]),
        ("a.csv", "a,b,a\n1,2,3\n", ['SG103 1:5 the column "a" is given twice']),
        ("a.json", '{"a": [1, 2}', ["SG114 1:12 this is not JSON: a comma or a closing bracket is missing here"]),
        ("a.json", '{"a": 1,\n}', ["SG114 2:1 this is not JSON: a name in double quotes is missing here"]),
        ("a.json", "", ["SG114 1:1 this is not JSON: a value is missing here"]),
        ("a.json", "[1]\r\nx", ["SG114 2:1 this is not JSON: something stands after the end"]),
        ("a.json", "[" * 100 + "]" * 100, ["SG114 1:1 this is not JSON: values are nested too deep"]),
        ("a.yaml", "a: b: c", ['SG114 1:4 the value of "a" holds a colon, which begins a new field in YAML']),
        ("a.toml", "a = 1", ["SG114 0:0 data files are YAML, JSON or CSV; this one is not used"]),
    ],
)
def test_mistakes(path: str, text: str, expected: list[str]) -> None:
    assert said(parse_data(text, path)[1]) == expected


def test_yaml_is_guessed() -> None:
    value, problems = parse_data(b"- {name: Oodi, opened: 2018-12-05, floors: 3}\n- {name: NO}\n", "a.yaml")
    assert value == [{"name": "Oodi", "opened": date(2018, 12, 5), "floors": 3}, {"name": "NO"}]
    assert not problems


def test_json_is_as_it_is() -> None:
    assert parse_data('{"a": ["2026-11-21", 1.5, null, "\\ud83d\\ude00"]}', "a.json") == (
        {"a": ["2026-11-21", 1.5, None, "😀"]},
        (),
    )
    assert parse_data('["\\ud83d"]', "a.json")[0] == ["\ufffd"]


def test_rows_of_a_sheet_by_a_type() -> None:
    text = b'title,price,tags,sku\nLamp,12,"lamps, light",007\nDesk,much,,\n,3,a;b,\n'
    rows, problems = parse_rows(text, "data/products.csv", PRODUCT)
    assert [
        (place.line, values["title"], values["price"], values["tags"], values["sku"]) for values, place in rows
    ] == [
        (2, "Lamp", 12, ["lamps", "light"], "007"),
        (3, "Desk", None, [], ""),
        (4, None, 3, ["a", "b"], ""),
    ]
    assert said(problems) == [
        'SG106 3:6 "price" asks for a number, not for "much"',
        'SG105 4:1 the required field "title" is empty',
    ]


def test_a_column_is_one_problem_for_all_rows() -> None:
    _, problems = parse_rows(b"titel,sku\na,1\nb,2\n", "data/products.csv", PRODUCT)
    assert said(problems) == [
        'SG104 1:1 unknown field "titel"',
        'SG105 1:1 the column of the required field "price" is missing',
    ]


@pytest.mark.parametrize(
    ("path", "text", "lines"),
    [
        ("a.json", '[{"title": "Lamp", "price": 1},\n {"title": "Desk", "price": "2"},\n 3]', [1, 2]),
        ("a.yaml", "- {title: Lamp, price: 1}\n- {title: Desk, price: '2'}\n- 3\n", [1, 2]),
    ],
)
def test_rows_of_other_files(path: str, text: str, lines: list[int]) -> None:
    rows, problems = parse_rows(text, path, PRODUCT)
    assert [(place.line, values["title"], values["price"]) for values, place in rows] == [
        (lines[0], "Lamp", 1),
        (lines[1], "Desk", 2),
    ]
    assert [one.code for one in problems] == ["SG114"]


def test_rows_of_what_is_no_list() -> None:
    assert said(parse_rows("a: b", "a.yaml", PRODUCT)[1]) == [
        "SG114 1:1 pages are made from a list of groups, and this file holds something else"
    ]


def test_a_cell() -> None:
    at = Location("a.csv", 2, 1, 2, 4)
    assert convert_cell(" a, b ", FieldSpec("x", "list"), at) == (["a", "b"], ())
    assert convert_cell("null", FieldSpec("x", "text"), at) == ("null", ())
    value, problems = convert_cell("yes please", FieldSpec("x", "boolean"), at)
    assert (value, problems[0].location) == (None, at)


CELLS = st.text(st.sampled_from('ab, "\n\r;é🙂\u2028'), max_size=6)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), max_size=5))
def test_what_the_standard_library_writes_is_read(rows: list[list[str]]) -> None:
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([["a", "b"], *rows])
    found, problems = parse_data(out.getvalue(), "a.csv")
    assert not problems
    assert [[row["a"], row["b"]] for row in found] == rows


JSON: Any = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(codec="utf-8")),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
)


@given(st.lists(JSON, max_size=5), st.sampled_from([None, 1]))
def test_items_of_json_have_places(items: list[Any], indent: int | None) -> None:
    text = json.dumps(items, indent=indent)
    assert parse_data(text, "a.json") == (items, ())
    assert len(item_spans(text)) == len(items)


@given(TEXTS | TEXTS.map(lambda text: f"title,price\n{text}"), st.sampled_from(["a.csv", "a.json", "a.yaml", "a.x"]))
def test_any_text_has_a_value_and_rows(text: str, path: str) -> None:
    for _, problems in (parse_data(text, path), parse_rows(text, path), parse_rows(text, path, PRODUCT)):
        inside = [one for one in problems if one.location.path == path]
        assert_places([type(one)(one.code, one.message, one.location) for one in inside], text)


@given(st.binary(), st.sampled_from(["a.csv", "a.json", "a.yaml"]))
def test_any_bytes_have_a_value(data: bytes, path: str) -> None:
    parse_data(data, path)
    parse_rows(data, path, PRODUCT)
