"""What one part of the settings says about another."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sitegen.base.nearest import did_you_mean
from sitegen.markup.settings.sections import Declaration
from sitegen.model.settings import ContentType, FieldSpec


def check_references(types: tuple[ContentType, ...], taxonomies: Collection[str], reading: Declaration) -> None:
    """Report fields that name a type or a taxonomy that is not there."""
    names = tuple(content_type.name for content_type in types)
    for content_type in types:
        for spec in _all(content_type.fields):
            if spec.kind == "reference" and spec.to is not None and spec.to not in names:
                _missing(spec, "type", spec.to, names, reading)
            if spec.kind == "term" and spec.taxonomy is not None and spec.taxonomy not in taxonomies:
                _missing(spec, "taxonomy", spec.taxonomy, taxonomies, reading)


def _all(specs: tuple[FieldSpec, ...]) -> Iterator[FieldSpec]:
    for spec in specs:
        yield spec
        yield from _all(spec.fields)
        if spec.of is not None:
            yield from _all((spec.of,))


def _missing(spec: FieldSpec, what: str, name: str, names: Collection[str], reading: Declaration) -> None:
    at = (spec.at.line, spec.at.column, spec.at.end_line, spec.at.end_column)
    reading.refuse(f'there is no {what} "{name}"', at, did_you_mean(name, names))
