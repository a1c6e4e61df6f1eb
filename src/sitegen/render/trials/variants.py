"""The kinds of made-up pages that a layout is tried with, and the values of their fields."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sitegen.markup.values import default_of
from sitegen.model.settings import FieldSpec

MADE_UP = "made-up"
"""What addresses, pictures and references of made-up pages begin with."""

_LONG = (
    'A title that goes on & on, with "quotes", with Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen and '
    "https://example.org/an/address/that/is/far/too/long/for/any/line in it, and that does not come to its end"
)
_RIGHT_TO_LEFT = "كلمات كثيرة تُكتب من اليمين إلى اليسار & مع «علامات» و 123"
_MANY = 12
_TERMS = 200


@dataclass(frozen=True, slots=True)
class Variant:
    """A kind of made-up page.

    words
        When a page is such a one, as the end of a sentence.
    everything
        Optional fields are there.
    pictures
        So are optional pictures.
    text
        What its texts say.
    """

    name: str
    words: str
    everything: bool
    pictures: bool
    text: str


FULL = Variant("full", "when everything is there and is long", True, True, _LONG)
RIGHT_TO_LEFT = Variant("right to left", "when the text runs from right to left", True, True, _RIGHT_TO_LEFT)
BARE = Variant("bare", "when a page has nothing but what its type asks for", False, False, "Made up")
NO_PICTURE = Variant("no picture", "when a page has no picture", True, False, "Made up")

OF_TYPES = (FULL, RIGHT_TO_LEFT, NO_PICTURE, BARE)
OTHERS = (FULL, RIGHT_TO_LEFT, BARE)
"""Of pages without a type nobody knows which fields they may lack."""


def text_of(variant: Variant, number: int = 0, spec: FieldSpec | None = None) -> str:
    """A text, another one for each number, as short or long as a field allows."""
    text = f"{number} {variant.text}" if number else variant.text
    if spec is not None and spec.min and len(text) < spec.min:
        text = text.ljust(int(spec.min), "x")
    return text[: max(int(spec.max), 1)] if spec is not None and spec.max is not None else text


def fields_of(specs: tuple[FieldSpec, ...], variant: Variant, number: int = 0) -> dict[str, Any]:
    """Values for fields, None for those that are absent."""
    return {spec.name: value_of(spec, variant, number) for spec in specs}


def value_of(spec: FieldSpec, variant: Variant, number: int = 0) -> Any:
    """A value for a field; its default, else None (an empty list for a list), where it is not there."""
    is_there = spec.required or (variant.everything and (variant.pictures or not _is_picture(spec)))
    return _made(spec, variant, number) if is_there else default_of(spec)


def _is_picture(spec: FieldSpec) -> bool:
    return spec.kind == "image" or (spec.kind == "list" and spec.of is not None and _is_picture(spec.of))


def _made(spec: FieldSpec, variant: Variant, number: int) -> Any:
    if spec.kind == "list":
        return _items(spec, variant)
    if spec.kind == "group":
        return fields_of(spec.fields, variant, number)
    make = _MAKERS.get(spec.kind)
    return make(spec, variant, number) if make is not None else text_of(variant, number, spec)


def _items(spec: FieldSpec, variant: Variant) -> list[Any]:
    inner = spec.of
    if inner is None:
        return []
    count = (_TERMS if inner.kind == "term" else _MANY) if variant.everything else 1
    count = min(max(count, int(spec.min or 1)), int(spec.max) if spec.max is not None else count)
    if inner.kind == "choice":
        return list(inner.choices[:count])
    return [_made(inner, variant, number) for number in range(1, count + 1)]


def _number(spec: FieldSpec, variant: Variant, number: int) -> float | int:
    low = max(spec.min if spec.min is not None else 1, 1)
    found = min(low + number, spec.max if spec.max is not None else low + number)
    return int(found) if spec.integer or found == int(found) else found


def _choice(spec: FieldSpec, variant: Variant, number: int) -> str:
    return spec.choices[number % len(spec.choices) if variant.everything else 0] if spec.choices else ""


_MAKERS: dict[str, Any] = {
    "boolean": lambda spec, variant, number: variant.everything,
    "choice": _choice,
    "colour": lambda spec, variant, number: "#336699",
    "date": lambda spec, variant, number: date(2026, 2, 28),
    "datetime": lambda spec, variant, number: datetime(2026, 2, 28, 23, 59, tzinfo=UTC),
    "moment": lambda spec, variant, number: date(2026, 2, 28),
    "file": lambda spec, variant, number: f"{MADE_UP}-{number}.pdf",
    "image": lambda spec, variant, number: {"src": f"{MADE_UP}-{number}.jpg", "alt": text_of(variant, number)},
    "number": _number,
    "place": lambda spec, variant, number: {"lat": 59.9, "lon": 10.7, "label": text_of(variant)},
    "reference": lambda spec, variant, number: f"{MADE_UP}/{spec.to or ''}",
    "term": lambda spec, variant, number: f"{number} {MADE_UP}",
    "url": lambda spec, variant, number: f"https://example.org/{MADE_UP}-{number}",
}
