"""Fields written into a page: only their own lines change."""

from __future__ import annotations

from datetime import UTC, date, datetime
from difflib import ndiff
from typing import Any

import pytest
import yaml

from sitegen.editing.fields import FieldEdit, FieldPath, Plain, Unfit, with_fields
from sitegen.editing.text import split

PAGE = """---
title: A title   # the name
# about the tags
tags:
- one # first
# about two
- two
- three
hours:
  - day: Mon   # the first day
    opens: "9:00"
  # the second
  - day: Tue
    opens: '10:00'
summary: |  # shown in lists
  Some words

  in lines.

place: {lat: 60.1, lon: 24.9}
words: [a, "b", 'c d']
nothing:
price: 1.10
day: 2026-11-22
colour: #fff
---
Body
"""


def edited(path: FieldPath, value: Any = None, text: str = PAGE, **more: Any) -> list[str]:
    """The lines that are gone (-) and those that came (+), without the blanks around them."""
    after = with_fields(text.encode(), [FieldEdit(path, value, **more)])
    assert isinstance(after, bytes), after
    lines = ndiff(text.splitlines(), after.decode().splitlines())
    return [line[0] + line[2:] for line in lines if line[0] in "+-"]


@pytest.mark.parametrize(
    ("path", "value", "gone", "came"),
    [
        (("title",), "Another", ["title: A title   # the name"], ["title: Another   # the name"]),
        (("title",), "a: b", ["title: A title   # the name"], ['title: "a: b"   # the name']),
        (("title",), "a\nb", ["title: A title   # the name"], ["title: |-   # the name", "  a", "  b"]),
        (("tags", 1), "2", ["- two"], ['- "2"']),
        (("tags", 3), "four", [], ["- four"]),
        (("hours", 1, "opens"), "11:00", ["    opens: '10:00'"], ["    opens: '11:00'"]),
        (("hours", 0, "shut"), True, [], ["    shut: true"]),
        (("hours", 2), {"day": "Wed", "opens": None}, [], ["  - day: Wed", "    opens:"]),
        (("summary",), "New.\n\nLines.\n", ["  Some words", "  in lines."], ["  New.", "  Lines."]),
        (("place", "lat"), 61, ["place: {lat: 60.1, lon: 24.9}"], ["place: {lat: 61, lon: 24.9}"]),
        (("place", "l"), "x, y", ["place: {lat: 60.1, lon: 24.9}"], ['place: {lat: 60.1, lon: 24.9, l: "x, y"}']),
        (("words", 2), "it's", ["words: [a, \"b\", 'c d']"], ["words: [a, \"b\", 'it''s']"]),
        (("nothing",), "text", ["nothing:"], ["nothing: text"]),
        (("nothing", "inner", "most"), 1, [], ["  inner:", "    most: 1"]),
        (("price",), "1.20", ["price: 1.10"], ['price: "1.20"']),
        (("price",), Plain("1.20"), ["price: 1.10"], ["price: 1.20"]),
        (("day",), date(2026, 12, 1), ["day: 2026-11-22"], ["day: 2026-12-01"]),
        (("colour",), "#000", ["colour: #fff"], ['colour: "#000"']),
        (("new",), ["x", {"y": [], "z": "1"}], [], ["new:", "  - x", "  - y: []", '    z: "1"']),
        (("new",), datetime(2026, 1, 2, 3, 4, tzinfo=UTC), [], ["new: 2026-01-02 03:04:00+00:00"]),
    ],
)  # fmt: skip
def test_a_value(path: FieldPath, value: Any, gone: list[str], came: list[str]) -> None:
    """What changes is the entry; quotes, comments and the way of writing stay if they can."""
    lines = edited(path, value)
    assert [line[1:] for line in lines if line[0] == "-"] == gone
    assert [line[1:] for line in lines if line[0] == "+"] == came


@pytest.mark.parametrize(
    ("path", "gone", "came"),
    [
        (("title",), ["title: A title   # the name"], []),
        (("tags", 0), ["- one # first"], []),
        (("hours", 0, "day"), ["  - day: Mon   # the first day", '    opens: "9:00"'], ['  - opens: "9:00"']),
        (("words", 1), ["words: [a, \"b\", 'c d']"], ["words: [a, 'c d']"]),
        (("place", "lon"), ["place: {lat: 60.1, lon: 24.9}"], ["place: {lat: 60.1}"]),
        (("absent",), [], []),
        (("tags", 9), [], []),
    ],
)
def test_taken_out(path: FieldPath, gone: list[str], came: list[str]) -> None:
    """An entry goes with what stands on its own lines; a comment above it stays."""
    lines = edited(path, remove=True)
    assert [line[1:] for line in lines if line[0] == "-"] == gone
    assert [line[1:] for line in lines if line[0] == "+"] == came


def test_items_move_with_their_comments() -> None:
    """A list in a new order keeps the lines of its items, and one that changed a field keeps the rest."""
    after = with_fields(PAGE.encode(), [FieldEdit(("tags",), ["three", "two", "new", "one"])])
    assert isinstance(after, bytes)
    assert b"tags:\n- three\n# about two\n- two\n- new\n- one # first\nhours" in after
    hours = [{"day": "Tue", "opens": "10:30"}, {"day": "Mon", "opens": "9:00"}]
    after = with_fields(PAGE.encode(), [FieldEdit(("hours",), hours)])
    assert isinstance(after, bytes)
    assert b"  # the second\n  - day: Tue\n    opens: '10:30'\n  - day: Mon   # the first day\n" in after


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("title",), "A title"),
        (("price",), "1.10"),
        (("price",), 1.1),
        (("tags",), ["one", "two", "three"]),
        (("hours", 1), {"opens": "10:00", "day": "Tue"}),
        (("nothing",), None),
        (("nothing",), ""),
        (("day",), date(2026, 11, 22)),
        (("colour",), "#fff"),
    ],
)
def test_an_equal_value_changes_nothing(path: FieldPath, value: Any) -> None:
    """The colour too, which YAML takes for a comment."""
    assert with_fields(PAGE.encode(), [FieldEdit(path, value)]) == PAGE.encode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"", b"---\na: 1\n---\n"),
        (b"Body\r\n", b"---\r\na: 1\r\n---\r\nBody\r\n"),
        (b"---\n---\nx", b"---\na: 1\n---\nx"),
        (b"---\r\nb: 2\r\n---\r\nx", b"---\r\nb: 2\r\na: 1\r\n---\r\nx"),
        (b"\xef\xbb\xbf---\nb: 2\n---", b"\xef\xbb\xbf---\nb: 2\na: 1\n---"),
        (b"---\n# only this\n---\n", b"---\n# only this\na: 1\n---\n"),
        (b"---\na: 2 # x\na: 3\n---\n", b"---\na: 1 # x\na: 1\n---\n"),
        (b"---\na: &x 2\n---\n", b"---\na: 1\n---\n"),
        (b"---\nb: &x 2\na: *x\n---\n", b"---\nb: &x 2\na: 1\n---\n"),
        (b"---\na:\t2\t# x\n---\n", b"---\na:\t1\t# x\n---\n"),
        (b"---\n{b: 2}\n---\n", b"---\n{b: 2, a: 1}\n---\n"),
    ],
)
def test_files_of_every_kind(before: bytes, after: bytes) -> None:
    """Line ends, marks, empty or missing front matter, keys given twice, references, tabs."""
    assert with_fields(before, [FieldEdit(("a",), 1)]) == after


@pytest.mark.parametrize(
    ("before", "path", "reason"),
    [
        (b"---\na: &x 1\nb: *x\n---\n", ("a",), "other values refer to this one"),
        (b"---\na: &x {c: 1}\nb: *x\n---\n", ("a", "c"), "other values refer to this one"),
        (b"---\na: &x {c: 1}\nb: *x\n---\n", ("b", "c"), "it stands in a reference to another value"),
        (b"---\na: [\n---\n", ("a",), "the fields cannot be read"),
        (b"---\na: 1\nText\n", ("a",), "the line --- that ends the fields is missing"),
        (b"---\na: \xff\n---\n", ("a",), "the file is not UTF-8"),
        (b"---\na: word\n---\n", ("a", "b"), "another kind of value stands where it would belong"),
        (b"---\na: [1]\n---\n", ("a", 5), "there is no item of this number"),
        (b"---\n- a\n---\n", ("a",), "the head of the page is not a list of fields"),
    ],
)
def test_what_does_not_fit(before: bytes, path: FieldPath, reason: str) -> None:
    """What cannot be changed without harm is told, not tried."""
    found = with_fields(before, [FieldEdit(path, "x")])
    assert isinstance(found, Unfit)
    assert found.reason == reason


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 10**40, "\ud800", b"x", date(1, 1, 1)])
def test_values_that_no_file_can_hold(value: Any) -> None:
    assert isinstance(with_fields(PAGE.encode(), [FieldEdit(("title",), value)]), Unfit)


def test_many_edits_at_once() -> None:
    """They are made one after the other."""
    edits = [FieldEdit(("a",), {"b": 1}), FieldEdit(("a", "c"), "yes"), FieldEdit(("a", "b"), remove=True)]
    after = with_fields(b"Text\n", edits)
    assert after == b'---\na:\n  c: "yes"\n---\nText\n'
    assert yaml.safe_load('a:\n  c: "yes"\n') == split(after)[0] == {"a": {"c": "yes"}}
