"""What libyaml's complaint means, in an author's words and at the place that has to change."""

from __future__ import annotations

import re
from typing import NamedTuple

from sitegen.markup.yaml.line import Line, line_at
from sitegen.markup.yaml.nodes import Trouble

_QUOTE_IT = "put the value in quotes"


class Finding(NamedTuple):
    """A mistake: what it is, from where to where (offsets), what to do, and what to write there instead, if sure."""

    message: str
    start: int
    end: int
    hint: str = ""
    instead: str | None = None
    button: str = ""
    replaced: int = -1
    """Where ``instead`` begins to replace, if not at ``start``."""


def explain(text: str, trouble: Trouble) -> Finding:
    """The mistake that made libyaml stop at ``trouble``."""
    where = min(trouble.start, len(text))
    line = line_at(text, where)
    for rule in _RULES:
        if (found := rule(text, trouble, where, line)) is not None:
            return found
    return _unknown(text, trouble, where, line)


def quoted(value: str) -> str:
    """``value`` in quotes, as YAML reads it back."""
    if '"' not in value and "\\" not in value:
        return f'"{value}"'
    return "'" + value.replace("'", "''") + "'"


def _quote(text: str, line: Line, message: str, hint: str = _QUOTE_IT) -> Finding:
    """A finding about the whole value of a line, mended by quotes."""
    value = text[line.value : line.end]
    instead = quoted(value)
    shown = f"{hint}: {instead}" if len(value) <= 60 else hint
    return Finding(message, line.value, line.end, shown, instead, "Put the value in quotes")


def _named(line: Line) -> str:
    return f'the value of "{line.key}"' if line.key else "the value"


def _tab(text: str, trouble: Trouble, where: int, line: Line) -> Finding | None:
    tabs = _LEADING_TAB.match(text, line.start)
    if tabs is None or where > tabs.end() + 1:
        return None
    start, end = tabs.end(1), tabs.end()
    hint = "indent with spaces; YAML allows no tabs there"
    return Finding("the line is indented with a tab", start, end, hint, "  " * (end - start), "Indent with spaces")


_LEADING_TAB = re.compile(r"([ ]*)\t+")


def _open_quote(text: str, trouble: Trouble, where: int, line: Line) -> Finding | None:
    if "quoted scalar" not in trouble.context or "unexpected" not in trouble.problem:
        return None
    opened = line_at(text, trouble.opened)
    mark = text[trouble.opened : trouble.opened + 1]
    return Finding(
        f"the quote {mark} that opens {_named(opened)} is never closed",
        trouble.opened,
        opened.end,
        f"end the value with {mark}",
    )


def _escape(text: str, trouble: Trouble, where: int, line: Line) -> Finding | None:
    if "quoted scalar" not in trouble.context or ("escape" not in trouble.problem and "hex" not in trouble.problem):
        return None
    at = text.rfind("\\", 0, where + 1)
    at = at if at >= line.start else where
    return Finding(
        f"a backslash has a meaning of its own in double quotes, and {text[at : at + 2]} has none",
        at,
        at + 2,
        "put the value in single quotes, or write two backslashes",
    )


def _too_deep(text: str, trouble: Trouble, where: int, line: Line) -> Finding | None:
    if trouble.problem != "too deep":
        return None
    return Finding("values are nested too deep here", where, where + 1, "use fewer levels")


def _second_document(text: str, trouble: Trouble, where: int, line: Line) -> Finding | None:
    if trouble.problem != "second document" and "<document start>" not in trouble.problem:
        return None
    if not text.startswith("---", where):
        return None
    return Finding("a line of hyphens begins a second document here", where, where + 3, "keep one document in the file")


def _template(text: str, trouble: Trouble, where: int, line: Line) -> Finding | None:
    if trouble.problem != "key is not text":
        return None
    opened = line_at(text, where)
    if text.startswith("{", opened.value):
        return _quote(text, opened, f"{_named(opened)} starts with {{, which opens a group in YAML")
    return Finding("the name of a field has to be text", where, opened.end, "write each field as name: value")


def _colon(text: str, trouble: Trouble, where: int, line: Line) -> Finding | None:
    if "mapping values are not allowed" not in trouble.problem:
        return None
    if line.key and where >= line.value:
        return _quote(text, line, f"{_named(line)} holds a colon, which begins a new field in YAML")
    if line.key and line.indent:
        return Finding(
            f'"{line.key}" is indented, so it counts as part of the line above',
            line.start,
            line.start + line.indent,
            "start it where the other fields start",
        )
    return None


def _start_mark(text: str, trouble: Trouble, where: int, line: Line) -> Finding | None:
    starts = "start any token" in trouble.problem or "alias" in trouble.context or "anchor" in trouble.context
    if not starts and "block scalar" not in trouble.context and "while scanning a tag" not in trouble.context:
        return None
    begun = line_at(text, trouble.opened if trouble.opened >= 0 else where)
    mark = text[begun.value : begun.value + 1]
    if begun.value > where or not mark or mark not in "@`%*&!|>":
        return None
    return _quote(text, begun, f"{_named(begun)} starts with {mark}, which has a meaning of its own in YAML")


def _dash(text: str, trouble: Trouble, where: int, line: Line) -> Finding | None:
    if "block sequence entries" not in trouble.problem:
        return None
    return _quote(
        text,
        line,
        f"{_named(line)} starts with a hyphen",
        "begin the list on the next line, or put the value in quotes",
    )


def _no_colon(text: str, trouble: Trouble, where: int, line: Line) -> Finding | None:
    if "could not find expected ':'" not in trouble.problem:
        return None
    return stray(text, line_at(text, trouble.opened if trouble.opened >= 0 else where))


def stray(text: str, line: Line) -> Finding:
    """A line that is not ``name: value``."""
    start = line.start + line.indent
    tight = _TIGHT.match(text, start, line.end)
    if tight is not None:
        hint = f"write {tight[1]}: {text[tight.end() : line.end]}"
        return Finding(
            f'a space is missing after "{tight[1]}:"', start, tight.end(), hint, f"{tight[1]}: ", "Add the space"
        )
    return Finding(
        "this line is not of the form name: value", start, line.end, "write a colon and a space after the field's name"
    )


_TIGHT = re.compile(r"([^\s:/\"'\[\]{}#-][^\s:/]*):(?=[^\s/])")


def _after_value(text: str, trouble: Trouble, where: int, line: Line) -> Finding | None:
    if trouble.problem not in _AFTER:
        return None
    first = line.start + line.indent
    if where > first and line.value < where:
        mark = text[line.value : line.value + 1]
        closing = {"[": "]", "{": "}"}.get(mark, mark)
        if mark in ("'", '"', "[", "{"):
            return _goes_on(text, where, line, closing)
    if "'-' indicator" in trouble.problem:
        return Finding(
            "a field cannot stand among the items of a list",
            first,
            line.end,
            "write it as an item, or outside of the list",
        )
    if where <= first and text.startswith("-", first):
        return Finding(
            "this list item does not belong to a field",
            first,
            line.end,
            "indent it under its field, like the other items",
        )
    if where <= first and line.indent:
        return Finding(
            "the line is indented differently from its neighbours",
            line.start,
            first,
            "give the fields of one group the same indent",
        )
    return None


_AFTER = ("did not find expected key", "did not find expected <document start>", "did not find expected '-' indicator")


def _goes_on(text: str, where: int, line: Line, closing: str) -> Finding:
    message = f"{_named(line)} goes on after the closing {closing}"
    value = text[line.value : line.end]
    if closing == "'" and len(value) > 2 and value.endswith("'"):
        instead = quoted(value[1:-1])
        hint = f"an apostrophe ends the value; put it in double quotes: {instead}"
        return Finding(message, where, line.end, hint, instead, "Use double quotes", line.value)
    return _quote(text, line, message)._replace(start=where, replaced=line.value)


def _inside(text: str, where: int, line: Line) -> Finding | None:
    """Something odd inside of a list or group that stands on one line."""
    mark = text[line.value : line.value + 1]
    if mark not in ("[", "{") or not line.value < where < line.end:
        return None
    what = "list" if mark == "[" else "group"
    hint = "put items that hold : , [ ] { } @ or quotes in quotes"
    return Finding(f"the {what} cannot be read from here on", where, line.end, hint)


def _brackets(text: str, trouble: Trouble, where: int, line: Line) -> Finding | None:
    """An unclosed list or group, or something odd inside of one."""
    at = trouble.opened if "flow" in trouble.context else -1
    if at < 0 or text[at : at + 1] not in ("[", "{"):
        at = _last_open(text, where) if "flow" in trouble.context or where >= len(text) else -1
    if at < 0:
        return None
    mark = text[at]
    opened = line_at(text, at)
    what, closing = ("list", "]") if mark == "[" else ("group", "}")
    if closing not in text[at : opened.end]:
        return Finding(f"the {what} that opens with {mark} is never closed", at, opened.end, f"end it with {closing}")
    if text.startswith("{%", at) or text.startswith("{{", at):
        return _quote(text, opened, f"{_named(opened)} starts with {mark}, which opens a {what} in YAML")
    inside = min(max(where, at), opened.end)
    return Finding(
        f"the {what} cannot be read from here on",
        inside,
        opened.end,
        "put items that hold : , [ ] { } or quotes in quotes",
    )


def _last_open(text: str, where: int) -> int:
    return max(text.rfind("[", 0, where), text.rfind("{", 0, where))


def _bad_start(text: str, trouble: Trouble, where: int, line: Line) -> Finding | None:
    mark = text[where : where + 1]
    if where != line.value or not line.key or not mark or mark not in "]},:?":
        return None
    return _quote(text, line, f"{_named(line)} starts with {mark}, which has a meaning of its own in YAML")


def _unknown(text: str, trouble: Trouble, where: int, line: Line) -> Finding:
    if (inside := _inside(text, where, line)) is not None:
        return inside
    if line.key and line.value <= where < line.end:
        return _quote(text, line, f"{_named(line)} cannot be read")
    if not line.key and line.end > line.start:
        return Finding(
            "this line cannot be read", line.start + line.indent, line.end, "write each field as name: value"
        )
    return Finding("this line cannot be read", min(where, line.end), line.end, "check its quotes, colons and indent")


_RULES = (
    _too_deep,
    _second_document,
    _open_quote,
    _escape,
    _template,
    _tab,
    _colon,
    _start_mark,
    _dash,
    _no_colon,
    _after_value,
    _brackets,
    _bad_start,
)
