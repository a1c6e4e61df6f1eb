"""Content types."""

from __future__ import annotations

from typing import Any

from sitegen.markup.settings.again import fitting
from sitegen.markup.settings.field_specs import read_specs
from sitegen.markup.settings.patterns import check_pattern
from sitegen.markup.settings.sections import Declaration, entries_of, section
from sitegen.markup.values.reading import is_broken, is_empty, shown
from sitegen.model.settings import ContentType
from sitegen.model.yaml import YamlEntry, YamlList, YamlMap, YamlNode, YamlScalar


def read_types(node: YamlNode | None, reading: Declaration, builtin: tuple[str, ...]) -> tuple[ContentType, ...]:
    """The content types, in order. ``builtin`` are names that permalinks may use besides a type's fields."""
    return tuple(_type(entry, reading, builtin) for entry in entries_of(node, "types", reading))


def _type(entry: YamlEntry, reading: Declaration, builtin: tuple[str, ...]) -> ContentType:
    name = entry.key.text
    found = section(entry.value, "types.*", name, reading)
    declared = found["fields"]
    fields = tuple(
        fitting(spec, declared.get(spec.name) if isinstance(declared, YamlMap) else None, reading)
        for spec in read_specs(declared, "fields", reading)
    )
    names = (*builtin, *(spec.name for spec in fields))
    return ContentType(
        name,
        found["label"] or name.replace("_", " ").replace("-", " ").capitalize(),
        _patterns(found["pages"], reading),
        _without_slash(found["from"]),
        found["layout"],
        pattern_of(entry.value, "permalink", found["permalink"], reading, names),
        fields,
        found["extra"] == "allow",
        reading.location(entry.key.at),
    )


def pattern_of(
    node: YamlNode, name: str, pattern: str | None, reading: Declaration, fields: tuple[str, ...]
) -> str | None:
    """The checked address pattern of an entry, if it has one."""
    written = node.get(name) if isinstance(node, YamlMap) else None
    if pattern is None or not isinstance(written, YamlScalar):
        return None
    return check_pattern(pattern, written.at, written.style, reading, fields)


def _without_slash(path: str | None) -> str | None:
    return path.removeprefix("./").lstrip("/") if path else None


def _patterns(node: Any, reading: Declaration) -> tuple[str, ...]:
    """One pattern or a list of them, as paths from content/."""
    if node is None or is_empty(node) or is_broken(node):
        return ()
    made = []
    for item in node.items if isinstance(node, YamlList) else (node,):
        if isinstance(item, YamlScalar) and not is_empty(item):
            made.append(item.text.lstrip("/").removeprefix("content/"))
        else:
            reading.refuse(f'"pages" asks for patterns, not for {shown(item)}', item.at, "write pages: news/**/*.md")
    return tuple(made)
