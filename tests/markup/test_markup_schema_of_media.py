"""The schema of ``media.yaml`` agrees with what sitegen says of the same text."""

from __future__ import annotations

import pytest
from jsonschema import Draft202012Validator
from schema_yaml import as_data

from sitegen.markup.records import parse_records
from sitegen.markup.schemas import media_schema

JUDGE = Draft202012Validator(media_schema())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a.jpg:",
        "a.jpg: {alt: Door, focal: [0.5, 1]}",
        "a.jpg: {alt: 12, focal: }",
        "a.jpg: Door",
        "a.jpg: [Door]",
        "a.jpg: {alt: [Door]}",
        "a.jpg: {atl: Door}",
        "a.jpg: {focal: [0.5]}",
        "a.jpg: {focal: [0.5, 1.5]}",
        "a.jpg: {focal: [0.5, -1]}",
        "a.jpg: {focal: 50% 50%}",
        "a.jpg: {focal: [left, top]}",
        "- a.jpg",
    ],
)
def test_both_say_the_same(text: str) -> None:
    assert JUDGE.is_valid(as_data(text)) == (not parse_records(text.encode(), "content/media.yaml")[2])
