"""A declared field as a schema of its values."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from typing import Any

from sitegen.markup.schemas import patterns
from sitegen.markup.values.structures import FOCAL_FORM
from sitegen.model.settings import FieldSpec

Schema = dict[str, Any]

_INTEGER = re.compile(r"[-+]?[0-9]{1,30}")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]{1,30}|[0-9]{1,30}(?:\.[0-9]{0,30})?)(?:[eE][-+]?[0-9]{1,2})?")
SCALAR = ["string", "number", "boolean"]
"""What an unquoted text can be as data: ``version: 1.10``, ``title: 1984`` and ``title: yes`` are texts."""

NULL: Schema = {"type": "null"}


def value_schema(spec: FieldSpec) -> Schema:
    """What a field may hold, with its name and help; nothing (null) too, unless it is required."""
    return {**described(spec), **(_required(spec) if spec.required else _or_nothing(_present(spec)))}


def described(spec: FieldSpec) -> Schema:
    """A field's label and help, where it has them."""
    parts = {"title": spec.label, "description": spec.help}
    return {name: text for name, text in parts.items() if text}


def object_schema(specs: Iterable[FieldSpec], extra: bool, elsewhere: frozenset[str] = frozenset()) -> Schema:
    """A group of fields. ``extra``: others may stand there too; what is ``elsewhere`` given need not stand there."""
    fields = tuple(specs)
    needed = [spec.name for spec in fields if spec.required and spec.name not in elsewhere]
    schema: Schema = {"type": "object", "properties": {spec.name: value_schema(spec) for spec in fields}}
    if needed:
        schema["required"] = needed
    return schema if extra else {**schema, "additionalProperties": False}


def _or_nothing(schema: Schema) -> Schema:
    """The same, or null."""
    if not schema or "not" in schema:
        return {} if not schema else NULL
    if "type" not in schema:
        return {"enum": [*schema["enum"], None]} if "enum" in schema else {"anyOf": [*schema["anyOf"], NULL]}
    kinds = schema["type"]  # the other keywords say nothing of null
    return {**schema, "type": [*(kinds if isinstance(kinds, list) else [kinds]), "null"]}


def _required(spec: FieldSpec) -> Schema:
    """Neither nothing nor blanks alone."""
    schema = _present(spec)
    return {**schema, "not": {"type": "string", "pattern": patterns.BLANK}}


def _present(spec: FieldSpec) -> Schema:
    """A value that is there."""
    made = _KINDS.get(spec.kind)
    if made is not None:
        return made(spec)
    pattern, asked = _PATTERNS[spec.kind]
    return {"type": ["string", *_OTHER_FORMS.get(spec.kind, ())], **matching(pattern, asked)}


def matching(pattern: str, asked: str) -> Schema:
    """A pattern, and in words what it asks for: the YAML language server shows those instead of the pattern."""
    return {"pattern": pattern, "patternErrorMessage": asked}


def _text(spec: FieldSpec) -> Schema:
    schema: Schema = {"type": list(SCALAR)}
    if spec.min is not None:
        schema["minLength"] = max(0, math.ceil(spec.min))
    if spec.max is not None:
        schema["maxLength"] = max(0, math.floor(spec.max))
    return schema


def number_schema(spec: FieldSpec) -> Schema:
    """A number, in quotes too; the limits hold for those without."""
    schema: Schema = {"type": ["integer" if spec.integer else "number", "string"]}
    whole = (patterns.INTEGER, "write a whole number, in digits")
    schema |= matching(*(whole if spec.integer else (patterns.NUMBER, "write digits, with a point for decimals")))
    if spec.min is not None:
        schema["minimum"] = spec.min
    if spec.max is not None:
        schema["maximum"] = spec.max
    return schema


def _choice(spec: FieldSpec) -> Schema:
    """The choices as texts, and as what they are without quotes."""
    values: list[Any] = list(spec.choices)
    values += [plain for text in spec.choices if (plain := _as_data(text)) is not None]
    return {"enum": values} if values else {"not": {}}


def _as_data(text: str) -> bool | int | float | None:
    """What editors take a text without quotes for (YAML 1.2, core schema); None for what stays text."""
    if text in ("true", "True", "TRUE", "false", "False", "FALSE"):
        return text.lower() == "true"
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if _FLOAT.fullmatch(text) else None


def _list(spec: FieldSpec) -> Schema:
    item = spec.of or FieldSpec("", "text")
    schema: Schema = {"type": "array", "items": {**described(item), **_present(item)}}
    if spec.min is not None:
        schema["minItems"] = max(0, math.ceil(spec.min))
    if spec.max is not None:
        schema["maxItems"] = max(0, math.floor(spec.max))
    return schema


def _image(spec: FieldSpec) -> Schema:
    """A path, or a path with words. A schema has no warnings: words that are asked for are required."""
    words = spec.alt == "required"
    focal: Schema = {"type": ["string", "null"], "pattern": f"^(?:{FOCAL_FORM})$"}
    parts: Schema = {"src": {"type": list(SCALAR)}, "alt": {"type": [*SCALAR, "null"]}, "focal": focal}
    needed = ["src", "alt"] if words else ["src"]
    group: Schema = {"type": "object", "properties": parts, "required": needed, "additionalProperties": False}
    path: Schema = {"type": list(SCALAR), **matching(*_LINE)}
    return {"anyOf": [{"type": "string", "pattern": patterns.BLANK} if words else path, group]}


def _place(spec: FieldSpec) -> Schema:
    lat = number_schema(FieldSpec("lat", "number", min=-90, max=90))
    lon = number_schema(FieldSpec("lon", "number", min=-180, max=180))
    pair: Schema = {"type": "array", "prefixItems": [lat, lon], "minItems": 2, "maxItems": 2}
    parts: Schema = {"lat": lat, "lon": lon, "label": {"description": "What is there"}}
    group: Schema = {
        "type": "object",
        "properties": parts,
        "required": ["lat", "lon"],
        "additionalProperties": False,
    }
    return {"anyOf": [group, pair, {"type": "string", "pattern": patterns.PLACE}]}


def _menu(spec: FieldSpec) -> Schema:
    order = number_schema(FieldSpec("order", "number"))
    entry: Schema = {
        "type": ["object", "null"],
        "properties": {"label": {"type": [*SCALAR, "null"]}, "order": order},
        "additionalProperties": False,
    }
    one: Schema = {"type": list(SCALAR)}
    many: Schema = {"type": "array", "items": one}
    return {"anyOf": [one, many, {"type": "object", "additionalProperties": entry}]}


_KINDS: dict[str, Callable[[FieldSpec], Schema]] = {
    "text": _text,
    "longtext": _text,
    "markdown": _text,
    "number": number_schema,
    "choice": _choice,
    "list": _list,
    "group": lambda spec: object_schema(spec.fields, extra=False),
    "image": _image,
    "place": _place,
    "menu": _menu,
    "any": lambda spec: {},
}
_DATE = (patterns.DATE, "write a date that is possible as year-month-day, for example 2026-11-21")
_LINE = (patterns.ONE_LINE, "write it on one line")
_PATTERNS = {
    "boolean": (patterns.TRUTH, "write true or false"),
    "date": _DATE,
    "datetime": _DATE,
    "moment": _DATE,
    "reference": _LINE,
    "term": _LINE,
    "file": _LINE,
    "url": (patterns.URL, "write an address with https://, or within the site, without blanks"),
    "colour": (patterns.COLOUR, 'write a colour such as "#0b5fff", in quotes'),
}
_OTHER_FORMS = {
    "boolean": ("boolean",),
    **dict.fromkeys(("reference", "term", "file", "url"), ("number", "boolean")),
}
"""What the kinds with a pattern may be besides text."""
