"""``site.yaml`` as a schema, from the table of settings: every setting is declared there, once."""

from __future__ import annotations

from sitegen.base.codes import CODES
from sitegen.base.diagnostics import SEVERITIES
from sitegen.markup.schemas import patterns
from sitegen.markup.schemas.page import DIALECT
from sitegen.markup.schemas.values import NULL, SCALAR, Schema, matching, value_schema
from sitegen.markup.settings.table import BY_NAME, Setting, names_below
from sitegen.markup.settings.theme import LENGTH
from sitegen.markup.values import KINDS
from sitegen.model.settings import MEDIA_KINDS, FieldSpec

_FIELD = "types.*.fields.*"
_LANGUAGE = r"^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*" + patterns.END
_BASE_URL = rf"{patterns.BLANK}|^[Hh][Tt][Tt][Pp][Ss]?://[^\s/?#]+[^?#]*{patterns.END}"
_ZONE = rf"^[A-Za-z0-9_+\-]+(?:/[A-Za-z0-9_+\-]+)*{patterns.END}"
_BLANK: Schema = {"type": "string", "pattern": patterns.BLANK}
_PATTERN: Schema = {"type": SCALAR}
_MEDIA_KINDS: Schema = {"type": "array", "items": {"enum": list(MEDIA_KINDS)}}
_LENGTH: Schema = {
    "anyOf": [{"enum": [0, None]}, {"type": "string", "pattern": f"{patterns.BLANK}|^(?:{LENGTH}){patterns.END}"}]
}
_FORMS: dict[str, Schema] = {
    "title": {"type": SCALAR, **matching(patterns.NOT_BLANK, "write the site's name")},
    "base_url": {"type": ["string", "null"], **matching(_BASE_URL, "write it as https://example.org/, without ? or #")},
    "timezone": matching(_ZONE, "write a name such as Europe/Helsinki"),
    **dict.fromkeys(("theme.radius", *(f"theme.widths.{name}" for name in names_below("theme.widths"))), _LENGTH),
    "taxonomies.*.permalink": {
        "type": ["string", "null"],
        **matching(rf"^{patterns.END}|\{{slug\}}", "write {slug} where the term stands"),
    },
}
"""What some settings ask for beyond their kind."""


def site_schema() -> Schema:
    """The schema of ``site.yaml``. It does not depend on any site."""
    schema = _section("")
    return {
        "$schema": DIALECT,
        "title": "site.yaml",
        **schema,
        "type": "object",
        "required": ["title"],
        "$defs": {"entry": _entry(), "field": _field()},
    }


def _section(prefix: str) -> Schema:
    """The settings directly below a name."""
    start = f"{prefix}." if prefix else ""
    below = {name: _setting(BY_NAME[start + name]) for name in names_below(prefix)}
    below.pop("(component)", None)
    return {"type": ["object", "null"], "properties": below, "additionalProperties": False}


def _setting(setting: Setting) -> Schema:
    """One setting, with its help and default."""
    schema: Schema = {"description": setting.help}
    if setting.default not in (None, ""):
        schema["default"] = setting.default
    shape = _SHAPES.get(setting.name) or _SHAPES.get(setting.kind)
    return {**schema, **(shape or _value)(setting), **_FORMS.get(setting.name, {})}


def _value(setting: Setting) -> Schema:
    """A setting that is a value, as a field of its kind; without a kind of fields, anything."""
    if setting.kind not in KINDS:
        return {}
    whole = setting.min is not None
    spec = FieldSpec("", setting.kind, choices=setting.choices, min=setting.min, max=setting.max, integer=whole)
    return value_schema(spec)


def _checks(setting: Setting) -> Schema:
    """A check says which pages it is about, and what they must be."""
    return {
        "type": ["array", "null"],
        "items": {**_section("checks.*"), "type": "object", "required": ["pages", "must"]},
    }


def _counts(setting: Setting) -> Schema:
    """How many of each field."""
    count = {"type": ["integer", "string"], "minimum": 0, "pattern": rf"^[0-9]{{1,9}}{patterns.END}"}
    return {"type": ["object", "null"], "additionalProperties": count}


def _names(setting: Setting) -> Schema:
    """Entries that the author names, each a section if the table has settings for it."""
    if any(name.startswith(f"{setting.name}.*.") for name in BY_NAME):
        return {"type": ["object", "null"], "additionalProperties": _section(f"{setting.name}.*")}
    return {"type": ["object", "null"]}


def _languages(setting: Setting) -> Schema:
    """A language is a section, or its label alone; ``default`` stands beside them."""
    language = {**_section("languages.*"), "type": ["object", *SCALAR, "null"]}
    code = {
        "type": ["string", "boolean", "null"],
        "pattern": _LANGUAGE,
        "description": BY_NAME["languages.default"].help,
    }
    return {
        "type": ["object", "null"],
        "properties": {"default": code},
        "patternProperties": {rf"^(?!default{patterns.END}){_LANGUAGE[1:]}": language},
        "additionalProperties": False,
    }


def _permalinks(setting: Setting) -> Schema:
    return {"type": ["object", "null"], "additionalProperties": {"type": SCALAR}}


def _problems(setting: Setting) -> Schema:
    """Each code with its name, so that editors show what it is about."""
    known = {code: {"description": known.name, "enum": list(SEVERITIES)} for code, known in CODES.items()}
    return {"type": ["object", "null"], "properties": known, "additionalProperties": False}


def _entries(setting: Setting) -> Schema:
    return {"type": ["array", "null"], "items": {"$ref": "#/$defs/entry"}}


def _menus(setting: Setting) -> Schema:
    return {"type": ["object", "null"], "additionalProperties": _entries(setting)}


def _entry() -> Schema:
    """An entry of a menu: the path of a page, or a group that leads somewhere and has a name."""
    label, page, url, children = map(_given, ("label", "page", "url", "children"))
    group = {
        **_section("menus.*"),
        "type": "object",
        "allOf": [{"anyOf": [page, url, children]}, {"anyOf": [label, page]}],
        "not": {"allOf": [page, url]},
    }
    return {"anyOf": [{"type": "string", "pattern": rf"\.md{patterns.END}"}, group]}


def _given(name: str) -> Schema:
    """A setting that is there, and not empty."""
    empty: Schema = {"enum": ["", None, []]} if name == "label" else {"anyOf": [{"enum": [None, []]}, _BLANK]}
    return {"required": [name], "properties": {name: {"not": empty}}}


def _field() -> Schema:
    """A field: its kind alone, or a group. A choice needs choices, a group fields."""
    whole = {**_section(_FIELD), "type": "object"}
    needs = {"choice": "choices", "group": "fields"}
    whole["allOf"] = [
        {
            "if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]},
            "then": {
                "required": [name],
                "properties": {name: {"type": ["array", "object"], "minItems": 1, "minProperties": 1}},
            },
        }
        for kind, name in needs.items()
    ]
    return {"anyOf": [{"enum": [*KINDS, None]}, whole]}


def _fields(setting: Setting) -> Schema:
    return {"type": ["object", "null"], "additionalProperties": {"$ref": "#/$defs/field"}}


_SHAPES = {
    "section": lambda setting: _section(setting.name),
    "names": _names,
    "entries": _entries,
    "patterns": lambda setting: {"anyOf": [_PATTERN, {"type": "array", "items": _PATTERN}, NULL]},
    "field": lambda setting: {"$ref": "#/$defs/field"},
    "checks": _checks,
    "checks.*.must.at_least": _counts,
    "checks.*.must.at_most": _counts,
    "languages": _languages,
    "media.kinds": lambda setting: {"anyOf": [{"enum": [*MEDIA_KINDS, None]}, _MEDIA_KINDS]},
    "menus": _menus,
    "permalinks": _permalinks,
    "problems": _problems,
    "theme": lambda setting: {**_section("theme"), "additionalProperties": True},
    "types.*.fields": _fields,
    f"{_FIELD}.fields": _fields,
}
"""How settings look that are no values: by their name, or by their kind in the table."""
