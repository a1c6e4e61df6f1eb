"""Components' properties: what a component file declares, and what a page gives."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, tzinfo
from typing import Any

from sitegen.base.diagnostics import Diagnostic, Location, Note
from sitegen.base.nearest import nearest
from sitegen.base.text import Lines, Span
from sitegen.markup.settings.field_specs import read_specs
from sitegen.markup.settings.sections import Declaration, section
from sitegen.markup.tables.rows import scalar, split_cell
from sitegen.markup.values.fields import converted, default_of
from sitegen.markup.values.reading import Reading
from sitegen.markup.yaml import compose_map
from sitegen.model.component import ComponentSpec
from sitegen.model.settings import FieldSpec
from sitegen.model.yaml import YamlNode, YamlScalar

_OPEN = re.compile(r"\s*\{#-?---[ \t]*(?:\r\n|\r|\n|(?=---))")
_CLOSE = re.compile(r"(?:(?<=[\r\n])|(?<=\{#---))[ \t]*---[ \t]*-?#\}(?:\r\n|\r|\n)?")
_ALWAYS = frozenset({"id", "class"})
_KEPT = frozenset({"SG204", "SG209"})


def parse_component(source: str, path: str) -> tuple[ComponentSpec, tuple[Diagnostic, ...]]:
    """What a component says of itself at its head, and every problem with that (SG407).

    A file without a declaration takes any property; of a declaration with mistakes, what can be read counts.
    """
    name = path.rsplit("/", 1)[-1].split(".", 1)[0]
    opening = _OPEN.match(source)
    if opening is None:
        return ComponentSpec(name, _label(name), "", (), False, 0, Location(path, 1, 1, 1, 1)), ()
    closing = _CLOSE.search(source, opening.end())
    lines = Lines(source)
    at = Location(path, *lines.span(opening.end() - len(opening[0].lstrip()), opening.end()))
    if closing is None:
        wrong = Diagnostic("SG407", "the component's declaration is not closed", at, "end it with a line ---#}")
        return ComponentSpec(name, _label(name), "", (), False, 0, at), (wrong,)
    text = source[opening.end() : closing.start()]
    first_line = lines.place(opening.end())[0]
    node, problems = compose_map(text, path, first_line, offset=opening.end(), code="SG407", shape_code="SG407")
    reading = Declaration(path, "SG407", "SG407")
    found = section(node, "(component)", "component", reading)
    properties = read_specs(found["properties"], "properties", reading)
    made = ComponentSpec(name, found["label"] or _label(name), found["help"], properties, True, closing.end(), at)
    return made, (*problems, *reading.finished())


def _label(name: str) -> str:
    return name.replace("_", " ").replace("-", " ").capitalize()


def convert_properties(
    raw: dict[str, str], spec: ComponentSpec, at: Span, path: str, zone: tzinfo = UTC
) -> tuple[dict[str, Any], tuple[Diagnostic, ...]]:
    """The values of the properties that a directive at ``at`` gives, and every problem with them (SG206).

    The dict has every declared property: its value, its default, or None. ``id`` and ``class`` may always be given.
    """
    if not spec.declared:
        return dict(raw), ()
    reading = Reading(path, zone)
    declared = {one.name: one for one in spec.properties}
    values: dict[str, Any] = {}
    meant: set[str] = set()
    note = (Note(f'the component "{spec.name}" is declared here', spec.at),)
    for name, text in raw.items():
        if name in declared:
            values[name] = converted(_node(text, declared[name], at), declared[name], f'"{name}"', reading)
        elif name in _ALWAYS:
            values[name] = text
        else:
            near = nearest(name, declared)
            hint = f'did you mean "{near}"?' if near else ""
            reading.wrong("SG206", f'the component "{spec.name}" has no property "{name}"', at, hint, note)
            meant |= {near} if near else set()
    _complete(values, spec, {*raw, *meant}, at, note, reading)
    return values, tuple(_as_property(problem) for problem in reading.problems)


def _complete(
    values: dict[str, Any], spec: ComponentSpec, given: set[str], at: Span, note: tuple[Note, ...], reading: Reading
) -> None:
    """Fill in defaults, and report what is missing."""
    for one in spec.properties:
        empty = one.name in values and values[one.name] in (None, "", [])
        if one.required and (one.name not in given or (empty and not reading.problems)):
            message = f'the component "{spec.name}" needs the property "{one.name}"'
            reading.wrong("SG206", message, at, f'add {one.name}="…"', note)
        if values.get(one.name) is None:
            values[one.name] = default_of(one)


def _node(text: str, spec: FieldSpec, at: Span) -> YamlNode:
    """A property's text as a node: a boolean alone is true, a list is parted like a cell."""
    if spec.kind == "boolean" and not text:
        return YamlScalar("true", "", at)
    node = scalar(text, at)
    return split_cell(node) if spec.kind == "list" else node


def _as_property(problem: Diagnostic) -> Diagnostic:
    return problem if problem.code in _KEPT else replace(problem, code="SG206")
