"""Front matter: the fields at the head of a page."""

from __future__ import annotations

import re
from typing import NamedTuple

from sitegen.base.diagnostics import Diagnostic, Edit, Fix, Location, Note
from sitegen.base.text import Lines
from sitegen.markup.yaml import compose, compose_map
from sitegen.model.yaml import YamlMap

_OPEN = re.compile(r"---[ \t]*(?:\r\n|\r|\n|\Z)")
_CLOSE = re.compile(r"(?:\A|(?<=[\r\n]))(?:---|\.\.\.)[ \t]*(?:\r\n|\r|\n|\Z)")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_KEY = re.compile(r"""[ ]*["']?[^\W\d][\w -]*["']?[ ]*:(?=\s|\Z)""")
_PROSE = re.compile(r"(?:\A|(?<=\n)|(?<=\r)(?!\n))[ \t]*(?:\r\n|\r|\n)(?=[^\W_][^\r\n:]*(?:[\r\n]|\Z))")


class FrontMatter(NamedTuple):
    """Where the front matter and the body of a text stand.

    ``front`` is the YAML between the lines of hyphens (None: the page has none), from ``front_start`` in the text,
    which is in line 2; the body begins at ``body_start`` in line ``body_line``. Without ``closed`` the closing line is
    missing, and the front matter ends where the fields seem to end.
    """

    front: str | None
    front_start: int
    body_start: int
    body_line: int
    closed: bool = True


def split(text: str) -> FrontMatter:
    """The front matter and the body of a page's text. Every text has an answer; see :class:`FrontMatter`."""
    opening = _OPEN.match(text)
    if opening is None:
        return FrontMatter(None, 0, 0, 1)
    start = opening.end()
    closing = _CLOSE.search(text, start)
    if closing is not None and not _runs_into_body(text[start : closing.start()]):
        return _parted(text, start, closing.start(), closing.end())
    end = _fields_end(text, start)
    if end == start:
        if closing is None:
            return FrontMatter(None, 0, 0, 1)
        return _parted(text, start, closing.start(), closing.end())
    return _parted(text, start, end, end)._replace(closed=False)


def problems(parts: FrontMatter, text: str, path: str) -> tuple[Diagnostic, ...]:
    """SG102 if the closing line is missing, at the line before which it belongs."""
    if parts.closed:
        return ()
    at = parts.body_start
    end = _LINE.match(text, at)
    line, column, end_line, end_column = Lines(text).span(at, len(end[0].rstrip()) + at if end else at)
    newline = "\r\n" if "\r\n" in text[:at] else "\n"
    lead = "" if not text[:at] or text[at - 1] in "\r\n" else newline
    fix = Fix("End the front matter here", (Edit(path, at, at, f"{lead}---{newline}"),), safe=False)
    opened = Note("the front matter opens here", Location(path, 1, 1, 1, 4))
    message = "the front matter is not closed: a line --- is missing after its last field"
    where = Location(path, line, column, end_line, end_column)
    return (Diagnostic("SG102", message, where, "write --- on a line of its own here", (opened,), (fix,)),)


def read_front(text: str, path: str) -> tuple[FrontMatter, YamlMap | None, tuple[Diagnostic, ...]]:
    """The parts of a page's text, its fields (None if there are none), and every problem up to here."""
    parts = split(text)
    if parts.front is None:
        return parts, None, ()
    found, wrong = compose_map(parts.front, path, 2, offset=parts.front_start)
    return parts, found, (*problems(parts, text, path), *wrong)


def _parted(text: str, start: int, front_end: int, body_start: int) -> FrontMatter:
    front = text[start:front_end]
    lines = text[:body_start].replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    return FrontMatter(front, start, body_start, lines)


def _runs_into_body(front: str) -> bool:
    """True if a closing line was found, but only further down in the body: a rule, or the line under a heading."""
    prose = _PROSE.search(front)
    if prose is None or not _KEY.match(front.lstrip()):
        return False
    return bool(compose(front, "")[1]) and not compose(front[: prose.start()], "")[1]


def _fields_end(text: str, start: int) -> int:
    """Where the lines that look like fields end."""
    end = start
    for line in _LINE.finditer(text, start):
        words = line[0].strip()
        indented = line[0][:1] in (" ", "\t") and words
        if not line[0] or not (indented or words.startswith(("#", "- ", "]", "}")) or _KEY.match(line[0])):
            break
        if end == start and not _KEY.match(line[0]) and not words.startswith("#"):
            break
        end = line.end()
    return end
