"""One group of settings, read by the table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sitegen.base.diagnostics import Change, Diagnostic, Location, Note
from sitegen.base.nearest import clear_slip, did_you_mean
from sitegen.base.text import Span
from sitegen.markup.settings.table import BY_NAME, Setting, names_below
from sitegen.markup.values.fields import converted
from sitegen.markup.values.reading import Reading, is_broken, is_empty, shown
from sitegen.model.settings import FieldSpec
from sitegen.model.yaml import YamlEntry, YamlMap, YamlNode

_RAW = frozenset({"names", "section", "entries", "patterns", "field"})
_KEPT = frozenset({"SG101", "SG103", "SG118"})


class Declaration(Reading):
    """A file of declarations being read: ``site.yaml``, or the head of a component.

    A problem with a value has the code ``wrong_code``; an unknown name ``unknown_code``.
    """

    __slots__ = ("unknown_code", "wrong_code")

    def __init__(self, path: str, wrong_code: str = "SG303", unknown_code: str = "SG302") -> None:
        super().__init__(path)
        self.wrong_code = wrong_code
        self.unknown_code = unknown_code

    def wrong(
        self,
        code: str,
        message: str,
        at: Span,
        hint: str = "",
        notes: tuple[Note, ...] = (),
        change: Change | None = None,
    ) -> None:
        """Note a problem; those of the values of pages are here those of settings."""
        own = code if code.startswith(("SG3", "SG4")) or code in _KEPT else self.wrong_code
        super().wrong(own, message, at, hint, notes, change)

    def refuse(self, message: str, at: Span, hint: str = "") -> None:
        """Note that a value cannot be used."""
        self.wrong(self.wrong_code, message, at, hint)

    def location(self, at: Span) -> Location:
        """A place in this file."""
        return Location(self.path, *at)

    def finished(self) -> tuple[Diagnostic, ...]:
        """Every problem found, in order."""
        return tuple(sorted(self.problems, key=Diagnostic.order))


def as_map(node: YamlNode | None, name: str, reading: Declaration) -> YamlMap | None:
    """``node`` as a group; None, with a problem if there is something else."""
    if node is None or isinstance(node, YamlMap):
        return node
    if not is_empty(node) and not is_broken(node):
        reading.refuse(f'"{name}" asks for a group of settings, not for {shown(node)}', node.at, f"write {name}: {{…}}")
    return None


def entries_of(node: YamlNode | None, name: str, reading: Declaration) -> Iterator[YamlEntry]:
    """The entries of a group whose names the author chooses."""
    found = as_map(node, name, reading)
    yield from found.entries if found is not None else ()


def section(
    node: YamlNode | None, prefix: str, name: str, reading: Declaration, chosen: bool = False
) -> dict[str, Any]:
    """The settings directly below ``prefix``, each with its value or its default.

    Settings that have something below them are handed out as nodes. With ``chosen`` other names are the author's.
    """
    start = f"{prefix}." if prefix else ""
    known = names_below(prefix)
    values: dict[str, Any] = {one: BY_NAME[start + one].default for one in known}
    for entry in entries_of(node, name, reading):
        key = entry.key.text
        if key in known:
            value = _value(entry, BY_NAME[start + key], reading)
            values[key] = values[key] if value is None else value
        elif not chosen and not is_broken(entry.value):
            where = f' in "{name}"' if prefix else ""
            hint = did_you_mean(key, known)
            free = set(known) - {other.key.text for other in entries_of(node, name, reading)}
            change = Change(f'Rename it to "{meant}"', meant, key) if (meant := clear_slip(key, known, free)) else None
            message = f'unknown setting "{key}"{where}'
            reading.wrong(reading.unknown_code, message, entry.key.at, hint, change=change)
    return values


def _value(entry: YamlEntry, setting: Setting, reading: Declaration) -> Any:
    if setting.kind in _RAW:
        return entry.value
    if setting.kind == "any":
        return entry.value
    spec = FieldSpec(
        entry.key.text,
        setting.kind,
        choices=setting.choices,
        min=setting.min,
        max=setting.max,
        integer=setting.min is not None,
    )
    return converted(entry.value, spec, f'"{entry.key.text}"', reading)
