"""The exported schemas, with jsonschema as the judge, agree with what sitegen itself says of the same text.

The judge sees the YAML as editors do: as data of YAML 1.2's core schema, without quotes and forms of numbers. So a
schema may be the milder judge, in the few ways of `MILDER`; it is never the stricter one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from schema_yaml import WORDS, as_data

from sitegen.base.codes import CODES
from sitegen.markup.builtin_fields import page_fields, read_page
from sitegen.markup.front_matter import read_front
from sitegen.markup.schemas import page_schema
from sitegen.markup.settings import parse_settings
from sitegen.model.settings import ContentType

SITE = """
title: Example
taxonomies: {tags: {label: Tags, terms: [winter, summer]}, topics: {}}
types:
  every:
    label: Everything
    fields:
      title: {kind: text, required: true, max: 12, help: Shown in lists}
      short: {kind: text, min: 2, max: 5}
      body: {kind: markdown}
      needed: {kind: longtext, required: true}
      count: {kind: number, min: 1, max: 9.5}
      whole: {kind: number, integer: true}
      yes: {kind: boolean}
      day: {kind: date}
      moment: {kind: datetime, required: true}
      state: {kind: choice, choices: [planned, "1", "2.50", "true"]}
      tags: {kind: list, of: {kind: term, taxonomy: tags}, min: 1, max: 2}
      numbers: {kind: list, of: number}
      author: {kind: reference, to: every}
      hero: {kind: image}
      told: {kind: image, alt: required}
      paper: {kind: file}
      home: {kind: url}
      shade: {kind: colour}
      where: {kind: place}
      source: {kind: group, fields: {name: {kind: text, required: true}, link: url}}
      sources: {kind: list, of: {kind: group, fields: {name: {kind: text, required: true}}}}
  open: {extra: allow, fields: {title: {kind: text}, price: {kind: number, required: true}}}
"""
READ, _ = parse_settings(SITE)
TYPES: dict[str, ContentType | None] = {**{one.name: one for one in READ.types}, "page": None}
JUDGES = {name: Draft202012Validator(page_schema(READ, one)) for name, one in TYPES.items()}


UNKNOWN = ("colour_of_door", "zzz", "Untitled thing")


@st.composite
def fronts(draw: st.DrawFn) -> tuple[str, str]:
    """(type, text of a front matter): required fields are mostly there, values are of every sort."""
    name = draw(st.sampled_from(sorted(TYPES)))
    known = [spec.name for spec in page_fields(READ, TYPES[name])]
    fields = draw(st.lists(st.sampled_from(known), max_size=3, unique=True))
    values = {field: draw(st.sampled_from(WORDS)) for field in fields}
    if draw(st.integers(0, 5)):
        for field, value in (("title", "A"), ("needed", "B"), ("moment", "2026-11-21"), ("price", "3")):
            if field in known:
                values.setdefault(field, value)
    if not draw(st.integers(0, 5)):
        values[draw(st.sampled_from(UNKNOWN))] = draw(st.sampled_from(WORDS))
    return name, "".join(f"{field}: {value}\n" for field, value in values.items())


def ours(name: str, text: str) -> list[tuple[str, str]]:
    """(code, message) of what sitegen says of a front matter: errors, and warnings about a picture's words."""
    _, front, problems = read_front(f"---\n{text}---\n", "content/a.md")
    specs = page_fields(READ, TYPES[name])
    values, found = read_page(front, specs, TYPES[name], "content/a.md", UTC)
    said = [(one.code, one.message) for one in (*problems, *found)]
    if values.get("type") and READ.type(values["type"]) is None:  # what the catalog says of it
        said.append(("SG111", '"type" names no type'))
    return [one for one in said if CODES[one[0]].severity == "error" or one[0] == "SG204"]


MILDER: tuple[tuple[str, str, Callable[[Any], bool]], ...] = (
    ("SG105", r'"(title|date)" is (missing|empty)|field "(title|date)" is missing', lambda value: value is None),
    ("SG106", "true or false, not for", lambda value: isinstance(value, str)),
    ("SG106", "asks for a whole number", lambda value: isinstance(value, float)),
    ("SG107", "cannot be", lambda value: isinstance(value, bool | float)),
    ("SG108", "characters long", lambda value: not isinstance(value, str)),
    ("SG108", r"is [-+\d.]+; at", lambda value: isinstance(value, str)),
)
"""(code, words, what the value is as data) of the differences, each explained in the documentation:
a title may be the heading's and a date the file name's; quotes are not seen (a truth value in quotes, a number with
limits); nor is how a number is written (1e3 is whole, 2.5 is the choice 2.50, 7 has no length)."""


def milder(said: list[tuple[str, str]], data: dict[str, Any]) -> bool:
    """True if a schema need not see any of what sitegen says."""
    return all(
        any(
            code == one and re.search(words, message) and fits(data.get(field_of(message)))
            for one, words, fits in MILDER
        )
        for code, message in said
    )


def field_of(message: str) -> str:
    found = re.search(r'"(.*?)"', message)
    return found[1] if found else ""


def judge(name: str, text: str) -> bool:
    """True if both say the same; it fails where they may not differ."""
    data = as_data(text) or None
    said = ours(name, text)
    judged = [one.message for one in JUDGES[name].iter_errors(data)]
    same = bool(said) == bool(judged)
    assert same or (not judged and milder(said, data or {})), (name, text, said, judged)
    return same


@settings(max_examples=100)
@given(fronts())
def test_the_schema_agrees_on_random_front_matters(one: tuple[str, str]) -> None:
    """An error for one is an error for the other."""
    judge(*one)


@pytest.mark.prove
@settings(max_examples=3000, suppress_health_check=list(HealthCheck), deadline=None)
@given(fronts())
def test_the_schema_agrees_on_thousands_of_front_matters(one: tuple[str, str]) -> None:
    """The same with many more."""
    judge(*one)


def test_each_value_in_each_field() -> None:
    """Every pair of a field and a value, so that no kind rests on luck; they differ for a handful."""
    base = {"title": "A", "needed": "B", "moment": "2026-11-21"}
    same = []
    for spec in page_fields(READ, TYPES["every"]):
        for value in WORDS:
            fields = {**base, spec.name: value}
            same.append(judge("every", "".join(f"{name}: {text}\n" for name, text in fields.items())))
    assert len(same) > 4000
    assert same.count(False) < 20


def test_the_judge_judges() -> None:
    """It refuses what it should; and among the pairs above there are many that it does, and many that it takes."""
    valid = [
        JUDGES["every"].is_valid({"title": "A", "needed": "B", "moment": "2026-11-21", "count": n}) for n in (1, 99)
    ]
    assert valid == [True, False]


def test_schemas_are_schemas_and_say_what_fields_are_for() -> None:
    """Draft 2020-12 by its own schema; labels, helps, terms and types are what an editor offers."""
    for name in TYPES:
        Draft202012Validator.check_schema(JUDGES[name].schema)
    properties = JUDGES["every"].schema["properties"]
    assert properties["title"]["description"] == "Shown in lists"
    assert properties["state"]["enum"] == ["planned", "1", "2.50", "true", 1, 2.5, True, None]
    assert properties["tags"]["examples"] == [["winter", "summer"]]
    assert properties["type"]["enum"][:2] == ["every", "open"]
    assert JUDGES["every"].schema["additionalProperties"] is False
    assert "2026-11-21" in properties["day"]["patternErrorMessage"]
    assert "additionalProperties" not in JUDGES["open"].schema


def test_what_a_folder_gives_need_not_be_there() -> None:
    """``defaults:`` of a folder: a page below has no error, so the schema may have none."""
    front = {"title": "A", "moment": "2026-11-21"}
    assert not JUDGES["every"].is_valid(front)
    assert Draft202012Validator(page_schema(READ, TYPES["every"], ["needed"])).is_valid(front)
