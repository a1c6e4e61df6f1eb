"""The YAML that nearly all pages are written in, read without libyaml.

Strict: whatever it is not sure of it leaves to libyaml (None), and what it does read gives equal nodes. Lines are
``key: plain``, ``key: "quoted"``, ``key: [a, b]``, ``key:`` alone or followed by ``- item`` lines, comments and blanks.
"""

from __future__ import annotations

import re

from sitegen.model.yaml import YamlEntry, YamlList, YamlMap, YamlNode, YamlScalar

# No scalar read here may hold controls, tabs, YAML 1.1's breaks, byte order marks, noncharacters or surrogates.
_ODD = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]")

# A plain value: no indicator first, no ": " or " #" inside, no colon or blank last.
_PLAIN = r"(?P<plain>(?:-(?=[0-9])|[^\s\-?:,\[\]{}#&*!|>'\"%@`=<.])(?:[^:#\n]|:(?=[^\s])|(?<=\S)#)*)"
_ITEM_WORD = r"(?:[^\W_]|/(?=\w))[\w./+ -]*"
_LINE = re.compile(
    r"(?P<key>[A-Za-z_][A-Za-z0-9_-]*):(?:[ ]+(?:"
    + _PLAIN
    + r"|\"(?P<double>[^\"\\\n]*)\"[ ]*|'(?P<single>[^'\n]*)'[ ]*"
    + rf"|\[(?P<flow>(?:{_ITEM_WORD}(?:,[ ]*{_ITEM_WORD})*)?)\][ ]*)?)?"
)
_ITEM = re.compile(r"(?P<indent>[ ]*)-[ ]+(?:" + _PLAIN + r"|\"(?P<double>[^\"\\\n]*)\"[ ]*|'(?P<single>[^'\n]*)'[ ]*)")
_FLOW_ITEM = re.compile(_ITEM_WORD)


def read_quickly(text: str, first_line: int) -> YamlNode | None:
    """The map that ``text`` makes, or None if libyaml has to read it."""
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    if _ODD.search(text) is not None:
        return None
    entries: list[YamlEntry] = []
    seen: set[str] = set()
    lines = text.split("\n")
    number, count = 0, len(lines)
    while number < count:
        line = lines[number]
        number += 1
        if not line or line[0] == "#":
            continue
        found = _LINE.fullmatch(line)
        if found is None:
            if not line.strip(" "):
                continue
            return None
        key = found["key"]
        if key in seen:
            return None
        seen.add(key)
        at = first_line + number - 1
        value, number = _value(found, at, lines, number)
        if value is None:
            return None
        entries.append(YamlEntry(YamlScalar(key, "", (at, 1, at, len(key) + 1)), value))
    if not entries:
        return None
    last = entries[-1].value.at
    return YamlMap(tuple(entries), (entries[0].key.at[0], 1, last[2], last[3]))


def _value(found: re.Match[str], at: int, lines: list[str], number: int) -> tuple[YamlNode | None, int]:
    """The value of a line and the number of the next line to read."""
    scalar = _scalar(found, at)
    if scalar is not None:
        return scalar, number
    if (flow := found["flow"]) is not None:
        return _flow(flow, found.start("flow"), at), number
    return _items(found.end("key") + 2, at, lines, number)


def _scalar(found: re.Match[str], at: int) -> YamlScalar | None:
    if (plain := found["plain"]) is not None:
        plain = plain.rstrip(" ")
        start = found.start("plain") + 1
        return YamlScalar(plain, "", (at, start, at, start + len(plain)))
    for name, mark in (("double", '"'), ("single", "'")):
        if (inner := found[name]) is not None:
            return YamlScalar(inner, mark, (at, found.start(name), at, found.end(name) + 2))
    return None


def _flow(inner: str, start: int, at: int) -> YamlList:
    items = []
    for found in _FLOW_ITEM.finditer(inner):
        word = found[0].rstrip(" ")
        column = start + found.start() + 1
        items.append(YamlScalar(word, "", (at, column, at, column + len(word))))
    return YamlList(tuple(items), (at, start, at, start + len(inner) + 2))


def _items(column: int, at: int, lines: list[str], number: int) -> tuple[YamlNode | None, int]:
    """The list in the lines from ``number`` on, or the empty value after a key (``column`` is where it would stand)."""
    first = at - number
    items: list[YamlScalar] = []
    indent = -1
    while number < len(lines):
        line = lines[number]
        bare = line.lstrip(" ")
        if bare and bare[0] not in "-#":
            break
        number += 1
        if not bare or line[0] == "#":
            continue
        found = _ITEM.fullmatch(line)
        if found is None:
            return None, number
        if indent < 0:
            indent = len(found["indent"])
        elif len(found["indent"]) != indent:
            return None, number
        item = _scalar(found, first + number)
        if item is None:
            return None, number
        items.append(item)
    if not items:
        return YamlScalar("", "", (at, column, at, column)), number
    last = items[-1].at
    return YamlList(tuple(items), (items[0].at[0], indent + 1, last[2], last[3])), number
