"""Content tests: what an owner asks of pages, in ``checks:``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from sitegen.markup.settings.sections import Declaration, entries_of, section
from sitegen.markup.values.reading import is_broken, is_empty, shown
from sitegen.model.settings import Check, Demand
from sitegen.model.yaml import YamlList, YamlMap, YamlNode, YamlScalar

_TIME = re.compile(r"(?:([0-9]{1,4})|an?|one) *(day|week|month|year)s?")
_DAYS = {"day": 1, "week": 7, "month": 31, "year": 366}
_PREFIX = "checks.*"


def read_checks(node: YamlNode | None, reading: Declaration) -> tuple[Check, ...]:
    """The checks in order; what cannot be understood is reported and left out."""
    if node is None or is_empty(node) or is_broken(node):
        return ()
    if not isinstance(node, YamlList):
        reading.refuse(f'"checks" asks for a list, not for {shown(node)}', node.at, "write each check after a hyphen")
        return ()
    made = (_check(item, reading) for item in node.items if not is_broken(item))
    return tuple(check for check in made if check is not None)


def _check(node: YamlNode, reading: Declaration) -> Check | None:
    if not isinstance(node, YamlMap):
        reading.refuse(f"a check is a group, not {shown(node)}", node.at, "write {name: …, pages: …, must: {…}}")
        return None
    before = len(reading.problems)
    found = section(node, _PREFIX, "check", reading)
    must = section(found["must"], f"{_PREFIX}.must", "must", reading)
    demands = tuple(_demands(must, reading))
    pages = node.get("pages")
    if not found["pages"] or not isinstance(pages, YamlScalar):
        if pages is None and len(reading.problems) == before:
            reading.refuse("the check does not say which pages it is about", node.entries[0].key.at, "add pages:")
        return None
    if not demands and len(reading.problems) == before:
        reading.refuse("the check asks for nothing", pages.at, "add must: {has: [title]}")
    unless = tuple(name for name, _ in _names(found["unless"], reading))
    name = found["name"] or f"Pages of {found['pages']}"
    return Check(name, found["pages"].strip(), demands, unless, reading.location(pages.at))


def _demands(must: dict[str, Any], reading: Declaration) -> Iterator[Demand]:
    for kind in ("has", "unique"):
        for name, node in _names(must[kind], reading):
            yield Demand(kind, name, 0, reading.location(node.at))
    for kind in ("at_least", "at_most"):
        for entry in entries_of(must[kind], kind, reading):
            value = entry.value
            if isinstance(value, YamlScalar) and value.text.isdecimal() and len(value.text) < 10:
                yield Demand(kind, entry.key.text, int(value.text), reading.location(entry.key.at))
            elif not is_broken(value):
                reading.refuse(f'"{entry.key.text}" asks for a whole number, not for {shown(value)}', value.at)
    yield from _age(must["updated_within"], reading)


def _names(node: YamlNode | None, reading: Declaration) -> Iterator[tuple[str, YamlScalar]]:
    """One name of a field, or a list of them."""
    if node is None or is_empty(node) or is_broken(node):
        return
    for item in node.items if isinstance(node, YamlList) else (node,):
        if isinstance(item, YamlScalar):
            yield item.text.strip(), item
        else:
            reading.refuse(f"the name of a field is text, not {shown(item)}", item.at, "write has: [price, pictures]")


def _age(node: YamlNode | None, reading: Declaration) -> Iterator[Demand]:
    if node is None or is_empty(node) or is_broken(node):
        return
    time = _TIME.fullmatch(node.text.strip()) if isinstance(node, YamlScalar) else None
    if time is None:
        reading.refuse(f'"updated_within" asks for a time, not for {shown(node)}', node.at, "write 1 year or 90 days")
        return
    yield Demand("updated_within", "updated", int(time[1] or 1) * _DAYS[time[2]], reading.location(node.at))
