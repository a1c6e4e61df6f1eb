"""Fields by their declaration: of a page, of a group, of a row."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import tzinfo
from typing import Any

from sitegen.base.diagnostics import Change, Diagnostic, Location, Note
from sitegen.base.nearest import clear_slip, nearest
from sitegen.base.text import Span
from sitegen.markup.values import scalars, structures
from sitegen.markup.values.guessing import guess
from sitegen.markup.values.reading import Reading, is_broken, is_empty, shown
from sitegen.model.settings import ContentType, FieldSpec
from sitegen.model.yaml import YamlMap, YamlNode, YamlScalar

_SCALARS = {
    "text": scalars.text,
    "longtext": scalars.text,
    "markdown": scalars.text,
    "number": scalars.number,
    "boolean": scalars.boolean,
    "date": scalars.day,
    "datetime": scalars.moment,
    "moment": scalars.day_or_moment,
    "choice": scalars.choice,
    "reference": scalars.path,
    "term": scalars.path,
    "file": scalars.path,
    "url": scalars.url,
    "colour": scalars.colour,
}
_ANY_NODE = {"image": structures.image, "place": structures.place, "menu": structures.menu, "any": structures.anything}

_ASKED = {
    "number": "a number",
    "boolean": "true or false",
    "date": "a date",
    "datetime": "a date and time",
    "moment": "a date",
    "choice": "one of its choices",
    "reference": "the path of a page",
    "term": "one term",
    "file": "the path of a file",
    "url": "an address",
    "colour": "a colour",
}

KINDS = (
    "text",
    "longtext",
    "markdown",
    "number",
    "boolean",
    "date",
    "datetime",
    "choice",
    "list",
    "group",
    "reference",
    "term",
    "image",
    "file",
    "url",
    "colour",
    "place",
)
"""The kinds that a field may be declared with."""


def convert(node: YamlNode, spec: FieldSpec, path: str, zone: tzinfo) -> tuple[Any, tuple[Diagnostic, ...]]:
    """The value of a node by its declared kind, and its problems.

    None for an empty value and for one that cannot be used. A value that only breaks a limit (SG108) is still
    returned. Of a list, the items that can be used; of a group, a dict with every declared field.
    """
    reading = Reading(path, zone)
    return converted(node, spec, f'"{spec.name}"', reading), tuple(reading.problems)


def converted(node: YamlNode, spec: FieldSpec, what: str, reading: Reading) -> Any:
    """The same inside of a reading; ``what`` names the value in messages."""
    if is_broken(node):
        return node.text if spec.kind in ("text", "longtext", "markdown") and isinstance(node, YamlScalar) else None
    if is_empty(node):
        return None
    if (by_scalar := _SCALARS.get(spec.kind)) is not None:
        if isinstance(node, YamlScalar):
            return by_scalar(node, spec, what, reading)
        asked = _ASKED.get(spec.kind, "text")
        reading.wrong("SG106", f"{what} asks for {asked}, not for {shown(node)}", node.at, _plain_hint(asked))
        return None
    if (by_node := _ANY_NODE.get(spec.kind)) is not None:
        return by_node(node, spec, what, reading)
    if spec.kind == "list":
        return structures.listed(node, spec, what, reading, converted)
    return _group(node, spec, what, reading)


def _plain_hint(asked: str) -> str:
    return "put text with brackets or braces in quotes" if asked == "text" else f"write {asked}"


def _group(node: YamlNode, spec: FieldSpec, what: str, reading: Reading) -> dict[str, Any] | None:
    if not isinstance(node, YamlMap):
        names = ", ".join(f"{inner.name}: …" for inner in spec.fields[:3])
        reading.wrong("SG106", f"{what} asks for a group, not for {shown(node)}", node.at, f"write {{{names}}}")
        return None
    owner = Note(f"{what} is declared here", spec.at) if spec.at.path else None
    return fields_of(node, spec.fields, reading, first_line(node.at), what=f" in {what}", owner=owner)


def first_line(at: Span) -> Span:
    """What of a span stands in its first line; of a long one, its first character."""
    return at if at[2] == at[0] else (at[0], at[1], at[0], at[1] + 1)


def read_fields(
    front: YamlMap | None,
    specs: Iterable[FieldSpec],
    path: str,
    zone: tzinfo,
    *,
    extra: bool = False,
    known: Collection[str] = (),
    owner: ContentType | None = None,
    at: Location | None = None,
) -> tuple[dict[str, Any], tuple[Diagnostic, ...]]:
    """The values of declared fields, and every problem with them.

    The dict has every field of ``specs`` (its value, its default, or None; an empty list for a list), and with
    ``extra`` what is not declared, as it seems to be. Names in ``known`` are left to somebody else. ``owner`` is the
    type that a problem points to; ``at`` is where a missing field is reported: else the first line of the file.
    """
    reading = Reading(path, zone)
    missing = (at.line, at.column, at.end_line, at.end_column) if at else (1, 1, 1, 4)
    note = Note(f'the type "{owner.name}" is declared here', owner.at) if owner else None
    values = fields_of(front, tuple(specs), reading, missing, extra=extra, known=known, owner=note)
    return values, tuple(reading.problems)


def fields_of(
    node: YamlMap | None,
    specs: tuple[FieldSpec, ...],
    reading: Reading,
    missing: Span,
    *,
    extra: bool = False,
    known: Collection[str] = (),
    owner: Note | None = None,
    what: str = "",
) -> dict[str, Any]:
    """The same inside of a reading. ``what`` says where, for instance `` in "sources"``."""
    by_name = {spec.name: spec for spec in specs}
    values: dict[str, Any] = {}
    entries = node.entries if node is not None else ()
    given = {entry.key.text for entry in entries}
    for entry in entries:
        name = entry.key.text
        spec = by_name.get(name)
        if spec is not None:
            _read_one(values, spec, entry.key, entry.value, what, reading)
        elif name in known or is_broken(entry.value):
            continue
        elif extra and not _is_slip(name, by_name, given):
            values[name] = guess(entry.value, reading.zone)
        else:
            given |= _unknown(entry.key, (*by_name, *known), given, what, owner, reading)
    for spec in specs:
        if spec.name not in given and spec.required:
            message = f'the required field "{spec.name}" is missing{what}'
            reading.wrong("SG105", message, missing, f"add {spec.name}: …", _notes(owner))
        if values.get(spec.name) is None:
            values[spec.name] = default_of(spec)
    return values


def default_of(spec: FieldSpec) -> Any:
    """What a field is when nobody gave it a value."""
    return [] if spec.default is None and spec.kind == "list" else spec.default


def _read_one(
    values: dict[str, Any], spec: FieldSpec, key: YamlScalar, node: YamlNode, what: str, reading: Reading
) -> None:
    if spec.required and (is_empty(node) or (isinstance(node, YamlScalar) and not node.text.strip())):
        reading.wrong("SG105", f'the required field "{spec.name}" is empty{what}', key.at, "write its value")
        return
    values[spec.name] = converted(node, spec, f'"{spec.name}"', reading)


def _unknown(
    key: YamlScalar,
    names: Collection[str],
    given: Collection[str],
    what: str,
    owner: Note | None,
    reading: Reading,
) -> frozenset[str]:
    """Report an unknown field. The name it was meant to be, so that nobody says that one is missing."""
    meant = nearest(key.text, names)
    hint = f'did you mean "{meant}"?' if meant else ""
    slip = clear_slip(key.text, names, set(names) - set(given))
    change = Change(f'Rename it to "{slip}"', slip, key.text) if slip else None
    reading.wrong("SG104", f'unknown field "{key.text}"{what}', key.at, hint, _notes(owner), change)
    return frozenset((meant,) if meant else ())


def _notes(owner: Note | None) -> tuple[Note, ...]:
    return (owner,) if owner is not None else ()


def _is_slip(name: str, by_name: Collection[str], given: Collection[str]) -> bool:
    """True for a declared name with two letters swapped (``drfat``), where extra fields are welcome."""
    letters = sorted(name)
    slips = [known for known in by_name if len(known) == len(name) > 3 and sorted(known) == letters]
    return bool(slips) and not any(slip in given for slip in slips)
