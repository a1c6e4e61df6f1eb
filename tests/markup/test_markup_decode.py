"""Bytes as text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markup_texts import assert_places, said

from sitegen.markup.decode import decode


@pytest.mark.parametrize(
    ("data", "text", "expected"),
    [
        (b"plain \xc3\xa4\n", "plain ä\n", []),
        (b"", "", []),
        (b"\xef\xbb\xbfa", "a", ["SG007 1:1 the file begins with a byte order mark"]),
        (
            b"a\r\nb\xc3\xa4\xe4c",
            "a\r\nbä\ufffdc",
            ['SG002 2:3 the file is not UTF-8: byte 0xE4 is not a character (in Windows-1252 it would be "ä")'],
        ),
        (b"\x81", "\ufffd", ["SG002 1:1 the file is not UTF-8: byte 0x81 is not a character"]),
        (b"a\nb\x00\x00", "a\nb\ufffd\ufffd", ["SG003 2:2 the file holds 2 NUL bytes; the first stands here"]),
        (b"\x00", "\ufffd", ["SG003 1:1 the file holds a NUL byte"]),
        ("hä".encode("utf-16"), "hä", ["SG002 1:1 the file is saved as UTF-16, not as UTF-8"]),
        (
            b"\xef\xbb\xbf\xff",
            "\ufffd",
            [
                "SG007 1:1 the file begins with a byte order mark",
                'SG002 1:1 the file is not UTF-8: byte 0xFF is not a character (in Windows-1252 it would be "ÿ")',
            ],
        ),
    ],
)
def test_bytes(data: bytes, text: str, expected: list[str]) -> None:
    found, problems = decode(data, "a.md")
    assert found == text
    assert said(problems) == expected


@given(st.binary())
def test_any_bytes_have_a_text(data: bytes) -> None:
    text, problems = decode(data, "a.md")
    assert "\0" not in text
    assert_places(problems, text)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0\ufeff")))
def test_text_comes_back(text: str) -> None:
    assert decode(text.encode(), "a.md") == (text, ())
