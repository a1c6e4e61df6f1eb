"""The text of a page taken out and put back."""

from __future__ import annotations

from random import Random

import pytest

from sitegen.editing.text import split, with_text

MIXED = b"\xef\xbb\xbf---\r\ntitle: A\r\n---\r\none\r\ntwo\nthree\rfour\r\nfive"


@pytest.mark.parametrize(
    "data", [MIXED, b"", b"x", b"---\na: 1\n---", b"---\na: [\n---\nx\r", b"\xff\n\xfe\0\n", b"\xff\xfea\0"]
)
def test_the_same_text_gives_the_same_bytes(data: bytes) -> None:
    """Whatever the file is: nothing that was not changed is touched."""
    assert with_text(data, split(data)[1]) == data


def test_lines_keep_their_ends() -> None:
    """New lines end as their neighbours do; a last line without an end stays so."""
    assert split(MIXED) == ({"title": "A"}, "one\ntwo\nthree\nfour\nfive")
    after = with_text(MIXED, "one\nnew\ntwo\nthree\nfour changed\nfive")
    assert after == b"\xef\xbb\xbf---\r\ntitle: A\r\n---\r\none\r\nnew\r\ntwo\nthree\rfour changed\r\nfive"
    assert with_text(b"a\r\nb\r\n", "a\nb\nc\n") == b"a\r\nb\r\nc\r\n"
    assert with_text(b"a\r\nb", "a\nb\nc") == b"a\r\nb\r\nc"


def test_a_text_that_looks_like_fields_stays_a_text() -> None:
    """What an editor writes is never taken for fields."""
    body = "---\na: 1\n---\nx\n"
    after = with_text(b"old\n", body)
    assert split(after) == ({}, body)


def test_a_page_that_ends_with_its_fields() -> None:
    assert with_text(b"---\na: 1\n---", "x\n") == b"---\na: 1\n---\nx\n"


def test_fields_that_are_not_closed() -> None:
    """The line that ends them is put in if the text could not be told from them otherwise."""
    data = b"---\na: 1\n\nText\n"
    assert split(data)[1] == "\nText\n"
    after = with_text(data, "b: 2\n")
    assert split(after) == ({"a": 1}, "b: 2\n")


def test_bytes_that_are_no_characters_stay() -> None:
    """In lines that did not change."""
    assert with_text(b"bl\xe9\none\n", "bl\ufffd\ntwo\n") == b"bl\xe9\ntwo\n"


def test_random_texts() -> None:
    """What is put in is what comes out."""
    random = Random(3)
    parts = ["", "a", "---", "b: 1", "...", "# c", "ä", "\u2028", "- x", "  y"]
    heads = [b"", b"---\nt: 1\n---\n", b"---\nt: 1\n", b"---\r\nt: [\r\n---\r\n", b"\xef\xbb\xbf---\n---\n"]
    for _ in range(1500):
        data = (
            random.choice(heads)
            + "".join(random.choice(parts) + random.choice(["\n", "\r\n"]) for _ in range(random.randrange(5))).encode()
        )
        body = "\n".join(random.choice(parts) for _ in range(random.randrange(6)))
        after = with_text(data, body)
        assert split(after)[1] == body, (data, body, after)
        assert split(after)[0] == split(data)[0], (data, body, after)
