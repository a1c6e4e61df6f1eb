"""How a value is written, so that this program and any reader of YAML 1.1 read the same value back."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import NamedTuple

import yaml

from sitegen.editing.held import Plain, Value, is_text
from sitegen.editing.mending import Unfit
from sitegen.markup.yaml.nodes import UNREADABLE

STEP = 2
"""Spaces by which what belongs to an entry is indented."""

_BREAKS = re.compile("[\n\r\u0085\u2028\u2029]")
_ODD = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff\U0001fffe\U0001ffff]")
_ODD_BUT_BREAKS = re.compile(_ODD.pattern.replace("\x00-\x1f", "\x00-\x09\x0b-\x1f"))
_FIRST = re.compile(r"""[-?:](?=[\s]|\Z)|[,\[\]{}#&*!|>'"%@`=<]|\.\.\.|---""")
_INNER = re.compile(r":(?=\s|\Z)|\s#")
_FLOW_INNER = re.compile(r"[,\[\]{}]|:(?=[\s,\[\]{}]|\Z)")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


class Written(NamedTuple):
    """A value: what stands behind the colon or hyphen, and the lines below it, indented, without their ends."""

    head: str
    lines: tuple[str, ...] = ()


def key(name: str) -> str:
    """The name of a field."""
    if name and len(name) < 100 and _can_be_plain(name, flow=True) and is_text(name) and name != "<<":
        return name
    return double(name)


def double(text: str) -> str:
    """A text in double quotes, on one line."""
    return '"' + "".join(_escaped(char) for char in text) + '"'


def _escaped(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    if not _ODD.match(char):
        return char
    code = ord(char)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _single(text: str) -> str | None:
    if _ODD.search(text):
        return None
    return "'" + text.replace("'", "''") + "'"


def _can_be_plain(text: str, *, flow: bool) -> bool:
    if not text or text != text.strip() or _ODD.search(text) or _FIRST.match(text) or _INNER.search(text):
        return False
    return not (flow and _FLOW_INNER.search(text))


def texts(text: str, style: str, *, flow: bool, indent: int) -> Iterator[Written]:
    """The ways to write a text, the best first: in its old ``style`` if that can hold it."""
    plain = text if _can_be_plain(text, flow=flow) and is_text(text) else None
    block = None if flow else _block(text, indent)
    forms = {"": plain, "'": _single(text), '"': double(text)}
    order = {"'": ("'", '"'), '"': ('"',)}.get(style, ("", '"', "'"))
    if '"' in text or "\\" in text:
        order = {"'": ("'", '"'), '"': ("'", '"')}.get(style, ("", "'", '"')) if style != '"' else ('"',)
    several = "\n" in text.rstrip("\n")
    if block is not None and (several or (style in ("|", ">") and "\n" in text)):
        if style == ">" and (folded := _folded(text, indent)) is not None:
            yield folded
        yield block
    for form in order:
        if (found := forms[form]) is not None:
            yield Written(found)
    yield Written(double(text))


def _block(text: str, indent: int) -> Written | None:
    """A text of several lines as a block, if its lines can stand there as they are."""
    if _ODD_BUT_BREAKS.search(text) or not text.strip() or text[0] in " \n" or UNREADABLE.search(text):
        return None
    return Written("|" + _chomping(text), _indented(text, indent))


def _folded(text: str, indent: int) -> Written | None:
    """A text of one line for each paragraph as a block whose lines flow together."""
    if _block(text, indent) is None or re.search(r"(?m)^[ \t]|[ \t]$|\n\n", text.rstrip("\n")):
        return None
    body = text.rstrip("\n")
    return Written(">" + _chomping(text), _indented(body.replace("\n", "\n\n") + text[len(body) :], indent))


def _chomping(text: str) -> str:
    ends = len(text) - len(text.rstrip("\n"))
    return "-" if not ends else "+" if ends > 1 else ""


def _indented(text: str, indent: int) -> tuple[str, ...]:
    lines = text.split("\n")
    if lines[-1] == "":
        lines.pop()
    return tuple(" " * indent + line if line else "" for line in lines)


def plain(value: Value) -> str:
    """What is no text: nothing, a number, yes or no, a date. Raises :class:`Unfit` for what YAML cannot say."""
    if value is None:
        return "null"
    if isinstance(value, Plain):
        if not _can_be_plain(value, flow=True):
            raise Unfit("the value cannot stand without quotes")
        return str(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, date):
        return _date(value)
    raise Unfit(f"a value of the kind {type(value).__name__} cannot be written")


def _number(value: int | float) -> str:
    if isinstance(value, int):
        written = str(value) if abs(value) < 10**30 else ""
    else:
        written = repr(value) if math.isfinite(value) else ""
        if "e" in written and "." not in written:
            written = written.replace("e", ".0e")
    if not written or yaml.safe_load(written) != value:
        raise Unfit("a number like this cannot be kept")
    return written


def _date(value: date) -> str:
    written = value.isoformat(" ") if isinstance(value, datetime) else value.isoformat()
    if not 2 <= value.year <= 9998 or yaml.safe_load(written) != value:
        raise Unfit("a date like this cannot be kept")
    return written


def flowing(value: Value) -> str:
    """A value on one line: ``{lat: 60.1, tags: [a, b]}``."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key(name)}: {flowing(one)}" for name, one in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(flowing(one) for one in value) + "]"
    if isinstance(value, str) and not isinstance(value, Plain):
        return next(texts(value, "", flow=True, indent=0)).head
    return plain(value)


def written(value: Value, indent: int, dashes: int) -> Written:
    """A value that is new. ``indent`` is the column of what belongs to it, ``dashes`` that of the hyphens of a list
    that belongs to a field."""
    if isinstance(value, Mapping) and value:
        return Written("", tuple(_map_lines(value, indent, dashes - indent)))
    if isinstance(value, list | tuple) and value:
        return Written("", tuple(_list_lines(value, dashes, dashes - indent)))
    if isinstance(value, Mapping | list | tuple):
        return Written(flowing(value))
    if isinstance(value, str) and not isinstance(value, Plain):
        return next(texts(value, "", flow=False, indent=indent))
    return Written("" if value is None else plain(value))


def _map_lines(value: Mapping[str, Value], indent: int, outdent: int) -> Iterator[str]:
    for name, one in value.items():
        yield from entry_lines(f"{' ' * indent}{key(name)}:", written(one, indent + STEP, indent + STEP + outdent))


def _list_lines(value: list[Value] | tuple[Value, ...], dashes: int, outdent: int) -> Iterator[str]:
    for one in value:
        yield from item_lines(dashes, written(one, dashes + STEP, dashes + STEP))


def entry_lines(lead: str, value: Written) -> Iterator[str]:
    """The lines of an entry whose name and colon are ``lead``."""
    yield f"{lead} {value.head}" if value.head else lead
    yield from value.lines


def item_lines(dashes: int, value: Written) -> Iterator[str]:
    """The lines of an item: the first of a group stands behind the hyphen."""
    lead = " " * dashes + "-"
    if value.head or not value.lines:
        yield from entry_lines(lead, value)
        return
    yield f"{lead} {value.lines[0].lstrip(' ')}"
    yield from value.lines[1:]
