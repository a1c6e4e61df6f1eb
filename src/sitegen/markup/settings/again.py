"""Built-in fields that a type declares again: with other words or bounds, but of a kind that fits what they are for."""

from __future__ import annotations

from dataclasses import replace

from sitegen.markup.builtin_fields import BUILTIN_FIELDS
from sitegen.markup.settings.sections import Declaration
from sitegen.markup.values.reading import is_broken, is_empty
from sitegen.model.settings import FieldSpec
from sitegen.model.yaml import YamlMap, YamlNode

_TEXTS = ("text", "longtext", "markdown", "choice", "reference", "term", "url")
_FITTING = {
    "text": _TEXTS,
    "longtext": _TEXTS,
    "reference": _TEXTS,
    "moment": ("date", "datetime"),
    "datetime": ("datetime",),
    "boolean": ("boolean",),
    "number": ("number",),
    "list": ("list",),
}
"""Kind of a built-in field → the kinds that a type may give it instead."""

_BUILTIN = {spec.name: spec for spec in BUILTIN_FIELDS}


def fitting(spec: FieldSpec, node: YamlNode | None, reading: Declaration) -> FieldSpec:
    """The field as it is declared. A built-in one without a kind, or with one that does not fit, has its own."""
    builtin = _BUILTIN.get(spec.name)
    if builtin is None or _fits(spec, builtin):
        return spec
    kind = node.get("kind") if isinstance(node, YamlMap) else node
    if kind is not None and not is_empty(kind) and not is_broken(kind):
        kinds = _FITTING.get(builtin.kind, ())
        hint = f"leave the kind out, or write {' or '.join(kinds)}" if kinds else "choose another name"
        what = f"a list of the kind {spec.of.kind}" if spec.of is not None else f"of the kind {spec.kind}"
        if spec.of is not None and builtin.of is not None:
            hint = "its entries are texts"
        reading.refuse(f'"{spec.name}" is a field of every page, and cannot be {what}', kind.at, hint)
    return replace(spec, kind=builtin.kind, of=builtin.of, default=builtin.default)


def _fits(spec: FieldSpec, builtin: FieldSpec) -> bool:
    inner = spec.of is None or builtin.of is None or spec.of.kind in _TEXTS
    return inner and spec.kind in _FITTING.get(builtin.kind, ())
