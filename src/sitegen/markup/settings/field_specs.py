"""Declarations of fields: of a content type, of a group, of a component's properties."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sitegen.base.nearest import did_you_mean
from sitegen.markup.settings.sections import Declaration, entries_of, section
from sitegen.markup.values import KINDS
from sitegen.markup.values.fields import converted
from sitegen.markup.values.reading import is_broken, is_empty
from sitegen.model.settings import FieldSpec
from sitegen.model.yaml import YamlEntry, YamlMap, YamlNode, YamlScalar

_PREFIX = "types.*.fields.*"
_DEEPEST = 8


def read_specs(node: YamlNode | None, name: str, reading: Declaration, depth: int = 0) -> tuple[FieldSpec, ...]:
    """The fields that ``name: {field: {kind: …}}`` declares; those that cannot be understood are text."""
    return tuple(_entry_spec(entry, reading, depth) for entry in entries_of(node, name, reading))


def _entry_spec(entry: YamlEntry, reading: Declaration, depth: int) -> FieldSpec:
    return _spec(entry.key.text, entry.value, entry, reading, depth)


def _spec(name: str, node: YamlNode, entry: YamlEntry, reading: Declaration, depth: int) -> FieldSpec:
    """A field from ``{kind: …}``, or from the kind alone."""
    at = reading.location(entry.key.at)
    if isinstance(node, YamlScalar):
        kind = "text" if is_empty(node) or is_broken(node) else _kind(node, name, reading)
        return FieldSpec(name, kind, at=at)
    found = section(node, _PREFIX, name, reading)
    kind_node = node.get("kind") if isinstance(node, YamlMap) else None
    spec = FieldSpec(
        name,
        found["kind"] or "text",
        found["label"] or "",
        found["help"] or "",
        bool(found["required"]),
        choices=_choices(found["choices"]),
        min=found["min"],
        max=found["max"],
        integer=bool(found["integer"]),
        to=found["to"],
        taxonomy=found["taxonomy"],
        alt=found["alt"] or "",
        at=at,
    )
    return _with_parts(spec, found, kind_node, entry, reading, depth)


def _kind(node: YamlScalar, name: str, reading: Declaration) -> str:
    if node.text in KINDS:
        return node.text
    hint = did_you_mean(node.text, KINDS) or f"kinds are {', '.join(KINDS)}"
    reading.refuse(f'"{node.text}" is no kind of field', node.at, hint)
    return "text"


def _choices(values: Any) -> tuple[str, ...]:
    return tuple(values or ())


def _with_parts(
    spec: FieldSpec,
    found: dict[str, Any],
    kind_node: YamlNode | None,
    entry: YamlEntry,
    reading: Declaration,
    depth: int,
) -> FieldSpec:
    """What a list holds, what a group holds, and the default, which needs both."""
    where = kind_node.at if kind_node is not None else entry.key.at
    if depth >= _DEEPEST:
        reading.refuse(f'"{spec.name}" is nested too deep', where, "use fewer levels")
        return replace(spec, kind="text")
    if spec.kind == "list":
        of = found["of"]
        spec = replace(
            spec, of=_spec("", of, entry, reading, depth + 1) if of is not None else FieldSpec("", "text", at=spec.at)
        )
    if spec.kind == "group":
        spec = replace(spec, fields=read_specs(found["fields"], "fields", reading, depth + 1))
        if not spec.fields:
            reading.refuse(
                f'the group "{spec.name}" has no fields', where, "declare them: fields: {name: {kind: text}}"
            )
    if spec.kind == "choice" and not spec.choices:
        reading.refuse(f'the choice "{spec.name}" has nothing to choose from', where, "declare choices: [one, other]")
    return _with_default(spec, found["default"], reading)


def _with_default(spec: FieldSpec, node: YamlNode | None, reading: Declaration) -> FieldSpec:
    if node is None or is_empty(node):
        return spec
    return replace(spec, default=converted(node, spec, f'the default of "{spec.name}"', reading))
