"""JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from sitegen.base.diagnostics import Diagnostic, Location
from sitegen.base.text import Lines, Span
from sitegen.model.yaml import MAX_DEPTH

_SURROGATE = re.compile("[\ud800-\udfff]")
_BLANK = re.compile(r"[ \t\r\n]*")


class _NotANumber(ValueError):
    """``NaN`` or ``Infinity``: Python reads them, JSON does not have them."""


def _refuse(name: str) -> Any:
    raise _NotANumber(name)


_DECODER = json.JSONDecoder(parse_constant=_refuse)


def parse_objects(text: str, path: str) -> tuple[Any, tuple[Diagnostic, ...]]:
    """The value of a JSON text, or None with one problem at the place where it cannot be read any further."""
    try:
        value = _DECODER.decode(text)
        if _is_deep(value, text):
            raise RecursionError
        return _clean(value, text), ()
    except json.JSONDecodeError as error:
        return None, (_broken(error.msg, text, error.pos, path),)
    except _NotANumber as error:
        return None, (_broken(f"{error} is not a number in JSON", text, text.find(str(error)), path),)
    except RecursionError:
        return None, (_broken("values are nested too deep", text, 0, path),)
    except ValueError:
        return None, (_broken("a number has too many digits", text, 0, path),)


def item_spans(text: str) -> list[Span]:
    """Where the items of the list stand that a text (without mistakes) holds."""
    lines = Lines(text)
    spans = []
    at = _skip(text, _skip(text, 0) + 1)
    while at < len(text) and text[at] != "]":
        _, end = _DECODER.raw_decode(text, at)
        spans.append(lines.span(at, end))
        at = _skip(text, end)
        at = _skip(text, at + 1) if text[at : at + 1] == "," else at
    return spans


def _skip(text: str, at: int) -> int:
    found = _BLANK.match(text, at)
    return found.end() if found else at


def _broken(message: str, text: str, offset: int, path: str) -> Diagnostic:
    offset = max(0, min(offset, len(text)))
    where = Lines(text).span(offset, min(offset + 1, len(text)))
    words = _WORDS.get(message, message[:1].lower() + message[1:])
    return Diagnostic("SG114", f"this is not JSON: {words}", Location(path, *where))


_WORDS = {
    "Expecting value": "a value is missing here",
    "Expecting ',' delimiter": "a comma or a closing bracket is missing here",
    "Expecting ':' delimiter": "a colon is missing here",
    "Expecting property name enclosed in double quotes": "a name in double quotes is missing here",
    "Illegal trailing comma before end of object": "a comma too many stands before the closing }",
    "Illegal trailing comma before end of array": "a comma too many stands before the closing ]",
    "Extra data": "something stands after the end",
    "Unterminated string starting at": "the quote that opens here is never closed",
    "Invalid control character at": "a text has to stand on one line; write \\n for a new line",
    "Invalid \\escape": "a backslash has to be written twice",
}


def _is_deep(value: Any, text: str) -> bool:
    """True for values that are nested deeper than those who follow them down can go."""
    if text.count("[") + text.count("{") <= MAX_DEPTH:
        return False
    level = [value]
    for _ in range(MAX_DEPTH):
        level = [inner for outer in level for inner in _parts(outer)]
        if not level:
            return False
    return True


def _parts(value: Any) -> Iterable[Any]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def _clean(value: Any, text: str) -> Any:
    """The value without halves of surrogate pairs, which no file can hold."""
    return _without_halves(value) if "\\u" in text else value


def _without_halves(value: Any) -> Any:
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value)
    if isinstance(value, list):
        return [_without_halves(item) for item in value]
    if isinstance(value, dict):
        return {_without_halves(key): _without_halves(item) for key, item in value.items()}
    return value
