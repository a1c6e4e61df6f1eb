"""Records follow their files, and every other byte stays."""

from __future__ import annotations

import pytest

from sitegen.editing.mending import Unfit
from sitegen.editing.records import renamed, taken_over, with_record, without_record
from sitegen.model.record import NOTHING, Record

DOOR = Record("The door", (0.5, 0.3))
TWO = b"# All of them\na.jpg: {alt: A} # first\n\n# the second\n'b.jpg':\n  alt: B # words\n  focal: [0.1, 0.2]\n"


@pytest.mark.parametrize(
    ("data", "record", "made"),
    [
        (b"", DOOR, b"a.jpg:\n  alt: The door\n  focal:\n    - 0.5\n    - 0.3\n"),
        (b"b.jpg: {alt: B}\r\n", Record("A"), b"b.jpg: {alt: B}\r\na.jpg:\r\n  alt: A\r\n"),
        (b"a.jpg: {alt: A} # one\n", DOOR, b"a.jpg: {alt: The door, focal: [0.5, 0.3]} # one\n"),
        (b"a.jpg: {alt: 'A', focal: [0.1, 0.2]}\n", Record("A", (0.1, 0.9)), b"a.jpg: {alt: 'A', focal: [0.1, 0.9]}\n"),
        (b"a.jpg: {alt: A, focal: [0.1, 0.2]}\n", Record("A"), b"a.jpg: {alt: A}\n"),
        (b"a.jpg:\n", Record("A"), b"a.jpg:\n  alt: A\n"),
        (b"a.jpg: {alt: A}\nb.jpg: {alt: B}\n", NOTHING, b"b.jpg: {alt: B}\n"),
        (b"a.jpg: {alt:  A}\n", Record("A"), b"a.jpg: {alt:  A}\n"),
        (b"a.jpg: {alt: A}\n", NOTHING, b""),
        (b"", NOTHING, b""),
    ],
)
def test_a_record_is_written(data: bytes, record: Record, made: bytes) -> None:
    assert with_record(data, "a.jpg", record) == made


def test_a_broken_file_is_left_alone() -> None:
    assert isinstance(with_record(b"a.jpg: [", "a.jpg", DOOR), Unfit)
    assert isinstance(with_record(b"\xff\xfe", "a.jpg", DOOR), Unfit)
    assert isinstance(renamed(b"a.jpg: [", "a.jpg", "b.jpg"), Unfit)


@pytest.mark.parametrize(
    ("old", "new", "was", "now"),
    [
        ("a.jpg", "c.jpg", b"a.jpg:", b"c.jpg:"),
        ("b.jpg", "c.jpg", b"'b.jpg':", b"c.jpg:"),
        ("a.jpg", "a: b.jpg", b"a.jpg:", b'"a: b.jpg":'),
    ],
)
def test_a_record_gets_another_name_in_its_place(old: str, new: str, was: bytes, now: bytes) -> None:
    assert renamed(TWO, old, new) == TWO.replace(was, now)


def test_a_name_that_has_a_record_already_is_not_taken() -> None:
    assert isinstance(renamed(TWO, "a.jpg", "b.jpg"), Unfit)


@pytest.mark.parametrize(
    ("data", "old", "made"),
    [
        (b"", "b.jpg", b"c.jpg:\n  alt: B # words\n  focal: [0.1, 0.2]\n"),
        (b"x.jpg: {alt: X}", "a.jpg", b"x.jpg: {alt: X}\nc.jpg: {alt: A} # first\n"),
        (b"x.jpg: {alt: X}\r\n", "b.jpg", b"x.jpg: {alt: X}\r\nc.jpg:\r\n  alt: B # words\r\n  focal: [0.1, 0.2]\r\n"),
        (b"{x.jpg: {alt: X}}\n", "a.jpg", b"{x.jpg: {alt: X}, c.jpg: {alt: A}}\n"),
    ],
)
def test_a_record_goes_into_another_file_as_it_is_written(data: bytes, old: str, made: bytes) -> None:
    assert taken_over(data, "c.jpg", TWO, old) == made


def test_what_is_left_behind_keeps_its_comments() -> None:
    """Only the lines of the record go."""
    assert without_record(TWO, "b.jpg") == b"# All of them\na.jpg: {alt: A} # first\n\n# the second\n"
    assert without_record(TWO, "a.jpg") == TWO.replace(b"a.jpg: {alt: A} # first\n", b"")
