"""site.yaml, or the head of a component, under a cursor: settings and their values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from zoneinfo import available_timezones

from sitegen.assist.answers import Suggestion, Words
from sitegen.assist.places import references
from sitegen.assist.values import layouts
from sitegen.assist.yaml_cursor import YamlCursor, yaml_cursor
from sitegen.base.codes import CODES
from sitegen.base.diagnostics import SEVERITIES
from sitegen.catalog.settings import site_settings
from sitegen.engine.database import Database
from sitegen.markup.settings.table import BY_NAME, Setting, names_below

COMPONENT = "(component)"
"""The group of what may stand at the head of a component."""

_FIELD = "types.*.fields.*"
_HEAD = re.compile(r"\s*\{#-?---[ \t]*(?:\r\n|\r|\n)(.*?)(?:(?<=[\r\n])[ \t]*---[ \t]*-?#\}|\Z)", re.DOTALL)


def component_head(text: str) -> tuple[int, int] | None:
    """From where to where the declaration of a component stands; None if there is none."""
    found = _HEAD.match(text)
    return found.span(1) if found is not None else None


def suggestions(
    db: Database, text: str, offset: int, place: tuple[int, int] | None = None, root: str = ""
) -> Iterator[Suggestion]:
    """Names or values of settings at a cursor in site.yaml, or in the ``place`` of another text, below ``root``."""
    cursor = yaml_cursor(text, *(place or (0, len(text))), offset)
    group = group_of(cursor.way, root)
    if group is None:
        return
    entry = group_of((*cursor.way, cursor.key), root) if cursor.item and cursor.key is not None else None
    if cursor.key is None or (entry and names_below(entry)):
        yield from _names(entry or group, cursor)
        return
    setting = _setting(group, cursor.key)
    if group == "problems":
        yield from _plain(list(SEVERITIES), cursor.start, cursor.end)
    elif setting is not None and setting.kind == "reference":
        yield from references(db, None, cursor.start, cursor.end)
    elif setting is not None:
        yield from _plain(_values(db, setting), cursor.start, cursor.end)


def _names(group: str, cursor: YamlCursor) -> Iterator[Suggestion]:
    after = "" if cursor.closed else ": "
    for name in names_below(group) if group != "problems" else CODES:
        if name in cursor.others:
            continue
        setting = BY_NAME.get(f"{group}.{name}" if group else name)
        kind, help = (setting.kind, setting.help) if setting is not None else ("", CODES[name].name)
        yield Suggestion(name, name + after, cursor.start, cursor.end, "setting", kind, help)


def words(text: str, offset: int) -> Words | None:
    """What the setting under a cursor is."""
    cursor = yaml_cursor(text, 0, len(text), offset)
    group = group_of(cursor.way)
    name = cursor.key or text[cursor.start : cursor.end]
    setting = _setting(group, name) if group is not None else None
    if setting is not None:
        return Words(f"**{name}** ({setting.kind})\n\n{setting.help}", cursor.start, cursor.end)
    if group == "problems" and name in CODES:
        return Words(code_words(name), cursor.start, cursor.end)
    return None


def code_words(code: str) -> str:
    """A problem's code for people."""
    known = CODES[code]
    return f"**{code}**: {known.name}\n\n{known.advice}"


def group_of(way: tuple[str, ...], group: str = "") -> str | None:
    """The group of settings at the end of a way of names: ``types.*.fields.*``; None if there is none."""
    for name in way:
        found = _below(group, name)
        if found is None:
            return None
        group = found
    return group


def _below(group: str, name: str) -> str | None:
    if group == _FIELD and name in ("of", "fields"):
        return _FIELD if name == "of" else "types.*.fields"
    if group == f"{COMPONENT}.properties":
        return _FIELD
    if group == "menus.*" and name == "children":
        return group
    start = f"{group}." if group else ""
    if name in names_below(group):
        return start + name
    below = f"{start}*"
    return below if any(known.startswith(below + ".") for known in BY_NAME) else None


def _setting(group: str, name: str) -> Setting | None:
    if group in ("types.*.fields", f"{COMPONENT}.properties"):  # a field that is given as its kind alone
        return BY_NAME[f"{_FIELD}.kind"]
    return BY_NAME.get(f"{group}.{name}" if group else name)


def _values(db: Database, setting: Setting) -> list[str]:
    settings = db.get(site_settings)
    if setting.choices:
        return [choice for choice in setting.choices if choice]
    if setting.kind == "boolean":
        return ["true", "false"]
    if setting.name == "timezone":
        return sorted(available_timezones())
    if setting.name in ("languages.default", "languages.*.fallback"):
        return [one.code for one in settings.languages]
    if setting.name == "types.*.layout":
        return layouts(db)
    if setting.name == f"{_FIELD}.to":
        return [one.name for one in settings.types]
    if setting.name == f"{_FIELD}.taxonomy":
        return [one.name for one in settings.taxonomies]
    return []


def _plain(found: list[str], start: int, end: int) -> Iterator[Suggestion]:
    for word in found:
        yield Suggestion(word, word, start, end, "value")
