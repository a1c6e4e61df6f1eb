"""Places in a text and positions of the protocol."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types

from sitegen.base.diagnostics import Location
from sitegen.lsp.positions import Positions

TEXTS = st.text(alphabet="ab \n\rä😀\u2028\x0c\u0301", max_size=40)
CODED = {"utf-8": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}
UNIT = {"utf-8": 1, "utf-16": 2, "utf-32": 4}


@pytest.mark.parametrize("encoding", list(CODED))
@given(text=TEXTS, data=st.data())
def test_there_and_back(encoding: str, text: str, data: st.DataObject) -> None:
    """An offset is a line, ended by LF, CRLF or CR alone, and as many units as the text before it has when coded."""
    offset = data.draw(st.integers(0, len(text)))
    if text[offset - 1 : offset + 1] == "\r\n":
        offset += 1
    positions = Positions(text, encoding)
    found = positions.position(offset)
    before = text[:offset].replace("\r\n", "\n").replace("\r", "\n")
    line = before.rpartition("\n")[2]
    assert found == types.Position(before.count("\n"), len(line.encode(CODED[encoding])) // UNIT[encoding])
    assert positions.offset(found) == offset


@given(text=TEXTS, line=st.integers(0, 50), character=st.integers(0, 100))
def test_positions_outside_of_the_text(text: str, line: int, character: int) -> None:
    """The nearest offset before it; never inside of a line's end, or of a character."""
    positions = Positions(text, "utf-16")
    offset = positions.offset(types.Position(line, character))
    assert 0 <= offset <= len(text)
    assert positions.position(offset).line <= line


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (Location("a", 2, 2, 2, 4), (1, 1, 1, 4)),
        (Location("a", 2, 2), (1, 1, 1, 5)),
        (Location("a"), (0, 0, 0, 3)),
        (Location("a", 9, 1, 9, 9), (2, 0, 2, 0)),
        (Location("a", 1, 2, 2, 99), (0, 1, 1, 5)),
    ],
)
def test_places(place: Location, expected: tuple[int, int, int, int]) -> None:
    """The file as a whole is its first line; a place without an end goes to its line's end; none leaves the text."""
    found = Positions("abc\r\na😀bc\r\n", "utf-16").of(place)
    assert (found.start.line, found.start.character, found.end.line, found.end.character) == expected
