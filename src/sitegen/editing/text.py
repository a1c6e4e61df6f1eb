"""The text of a page taken out of its file and put back: lines that did not change keep their bytes."""

from __future__ import annotations

import re
from typing import Any

from sitegen.editing.matching import matches
from sitegen.markup import front_matter
from sitegen.markup.decode import decode
from sitegen.markup.values.guessing import guess

_MARK = b"\xef\xbb\xbf"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_ENDING = re.compile(r"(?:\r\n|\r|\n)?\Z")


def split(data: bytes) -> tuple[dict[str, Any], str]:
    """The fields of a page as what they seem to be, and its text with ``\\n`` at the end of each line."""
    text, _ = decode(data, "")
    parts, found, _ = front_matter.read_front(text, "")
    return (guess(found) if found is not None else {}), normal(text[parts.body_start :])


def normal(text: str) -> str:
    """A text whose lines all end with ``\\n``."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def lines_of(text: str) -> list[str]:
    """The lines of a text with their ends; only LF, CRLF and CR end a line."""
    return _LINE.findall(text)


def bare(line: str) -> str:
    """A line without its end."""
    return line[: _ENDING.search(line).start()]  # type: ignore[union-attr]


def ending(line: str) -> str:
    """The end of a line: ``\\n``, ``\\r\\n``, ``\\r``, or nothing."""
    return _ENDING.search(line)[0]  # type: ignore[index]


def usual_ending(lines: list[str]) -> str:
    """The end that most lines of a text have."""
    ends = [end for line in lines if (end := ending(line))]
    return max(("\n", "\r\n", "\r"), key=ends.count)


def with_text(data: bytes, body: str) -> bytes:
    """The bytes of a page whose text is ``body`` (its lines end with ``\\n``).

    Lines that did not change keep their own ends, and bytes that are not UTF-8; new ones end as their neighbours do.
    A file in UTF-16 becomes UTF-8. If the text is the same, so are the bytes.
    """
    body = normal(body).encode("utf-8", "replace").decode()
    if split(data)[1] == body:
        return data
    if data.startswith(_UTF16):
        data = decode(data, "")[0].encode("utf-8", "replace")
    mark = _MARK if data.startswith(_MARK) else b""
    text = data[len(mark) :].decode("utf-8", "surrogateescape")
    parts = front_matter.split(_shown(text))
    head, old = text[: parts.body_start], lines_of(text[parts.body_start :])
    new = _put_back(old, lines_of(body), usual_ending(lines_of(text)))
    return mark + _joined(head, new, body, parts, usual_ending(lines_of(text))).encode("utf-8", "surrogateescape")


def _shown(text: str) -> str:
    """A text as readers see it, of the same length: what is no character is U+FFFD."""
    return re.sub("[\ud800-\udfff\x00]", "\ufffd", text)


def _put_back(old: list[str], new: list[str], usual: str) -> list[str]:
    """The new lines; where they are the old ones, as those stand in the file."""
    known = [
        bare(line).encode("utf-8", "surrogateescape").decode("utf-8", "replace").replace("\0", "\ufffd") for line in old
    ]
    wanted = [bare(line) for line in new]
    out: list[str] = []
    low = 0
    for start, begin, count in matches(known, wanted):
        for at, line in enumerate(new[len(out) : begin]):
            beside = low + at if low + at < start else start - 1  # the line it replaces, or the one before it
            out.append(bare(line) + (_near(old, beside, usual) if ending(line) else ""))
        for at in range(count):
            line, meant = old[start + at], new[begin + at]
            end = (ending(line) or usual) if ending(meant) else ""
            out.append(bare(line) + end)
        low = start + count
    return out


def _near(old: list[str], at: int, usual: str) -> str:
    """How the line at a place ends, or else the one after it."""
    for index in (at, at + 1):
        if 0 <= index < len(old) and ending(old[index]):
            return ending(old[index])
    return usual


def _joined(head: str, lines: list[str], body: str, parts: front_matter.FrontMatter, newline: str) -> str:
    """Head and text together, so that they are told apart as before."""
    if head and lines and head[-1] not in "\r\n":
        head += newline
    made = head + "".join(lines)
    again = front_matter.split(_shown(made))
    if again.front == parts.front and normal(_shown(made)[again.body_start :]) == body:
        return made
    if parts.front is None:  # a text that begins like fields
        return f"---{newline}---{newline}{made}"
    return f"{head}---{newline}{''.join(lines)}"  # the line that ends the fields was missing
