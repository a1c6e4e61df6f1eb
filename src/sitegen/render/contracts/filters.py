"""What filters ask for, and what they make of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from sitegen.render.contracts.kinds import (
    ANY,
    BOOLEAN,
    DATE,
    NUMBER,
    TEXT,
    TEXTS,
    Argument,
    Function,
    Group,
    Kind,
    Many,
    Map,
    Page,
    Parts,
    View,
    either,
    sure,
)

Field = Callable[[Kind, Argument, bool], Kind]
"""Looks up a field of the items of a list by a name that stands in an argument; True if it only tests it."""

TOLERANT = frozenset({"d", "default"})
"""Filters that are there for values that may be missing."""

_OVER = frozenset(
    [
        "batch",
        "first",
        "group_by",
        "groupby",
        "join",
        "last",
        "length",
        "count",
        "limit",
        "list",
        "map",
        "max",
        "min",
        "paginate",
        "reject",
        "rejectattr",
        "reverse",
        "select",
        "selectattr",
        "slice",
        "sort",
        "sort_by",
        "sum",
        "unique",
        "where",
    ]
)
_OF_FIELDS = frozenset({"group_by", "sort_by", "where"})
_SAME = frozenset({"limit", "list", "reject", "rejectattr", "reverse", "select", "selectattr", "sort", "unique"})
_SINGLE = (NUMBER, BOOLEAN, DATE)
_TEXTS = frozenset(
    [
        "absolute",
        "capitalize",
        "center",
        "date",
        "e",
        "escape",
        "excerpt",
        "filesizeformat",
        "forceescape",
        "indent",
        "join",
        "json",
        "link",
        "lower",
        "markdown",
        "number",
        "plain",
        "replace",
        "safe",
        "slug",
        "string",
        "striptags",
        "title",
        "tojson",
        "trim",
        "truncate",
        "upper",
        "urlencode",
        "urlize",
        "wordwrap",
        "xmlattr",
    ]
)
_NUMBERS = frozenset({"abs", "count", "float", "int", "length", "round", "wordcount"})

KNOWN = frozenset({"dictsort", "groupby", "items"}) | TOLERANT | _OVER | _SAME | _TEXTS | _NUMBERS
"""Every filter that anything is known of."""


def refused(name: str, kind: Kind) -> str:
    """Why a filter cannot be used on a value of this kind: what it asks for; empty if it can, or nobody knows."""
    kind = sure(kind)
    if name in _OVER and (kind in _SINGLE or isinstance(kind, Page | Function | View)):
        return "a list"
    if name in _OF_FIELDS and kind == TEXT:
        return "a list"
    if name == "date" and (kind in (TEXT, NUMBER, BOOLEAN) or _is_many(kind)):
        return "a date"
    if name in ("abs", "round") and (kind in (TEXT, DATE) or _is_many(kind)):
        return "a number"
    if name == "number" and (kind == DATE or _is_many(kind)):
        return "a number"
    if name in ("items", "dictsort") and (kind in (TEXT, *_SINGLE) or isinstance(kind, Many | Page | View)):
        return "a group of values"
    return ""


def _is_many(kind: Kind) -> bool:
    return isinstance(kind, Many | Map | Group | Page | View)


def filtered(name: str, kind: Kind, given: list[Argument], named: dict[str, Argument], field: Field) -> Kind:
    """What a filter makes of a value."""
    kind = sure(kind)
    if name in _TEXTS:
        return TEXT if name != "join" else _joined(kind, named, field)
    if name in _NUMBERS:
        return NUMBER
    if name in ("d", "default"):
        return either(kind, given[0].kind) if given else kind
    if name in ("items", "dictsort"):
        return Many(of=Parts(items=(TEXT, kind.of if isinstance(kind, Map) else ANY)))
    if not isinstance(kind, Many):
        return _of_parts(name, kind)
    if name in _SAME or name in _OF_FIELDS or name == "groupby":
        return _listed(name, kind, given, named, field)
    if name == "map":
        return _mapped(kind, given, named, field)
    if name in ("first", "last", "min", "max"):
        return kind.of
    return Many(of=kind) if name in ("batch", "paginate", "slice") else ANY


def _of_parts(name: str, kind: Kind) -> Kind:
    if name == "list":
        return TEXTS if kind == TEXT or isinstance(kind, Map | Group) else Many(of=ANY)
    return TEXT if name == "reverse" and kind == TEXT else ANY


def _joined(kind: Kind, named: dict[str, Argument], field: Field) -> Kind:
    if isinstance(kind, Many) and "attribute" in named:
        field(kind.of, named["attribute"], False)
    return TEXT


def _listed(name: str, kind: Many, given: list[Argument], named: dict[str, Argument], field: Field) -> Kind:
    """A list of the same things, or of groups of them."""
    attribute = named.get("attribute") or (given[0] if given and name != "sort" else None)
    if name in ("sort", "unique"):
        attribute = named.get("attribute")
    if name == "sort_by":
        for one in given:
            field(kind.of, replace(one, value=str(one.value).lstrip("-")) if one.value else one, True)
        return kind
    if name in ("where", "selectattr", "rejectattr", "group_by", "groupby", "sort", "unique") and attribute is not None:
        found = field(kind.of, attribute, True)
        if name in ("group_by", "groupby"):
            grouped = found.of if isinstance(found, Many) and name == "group_by" else sure(found)
            return Many(of=Parts(items=(grouped, kind), names=("grouper", "list")))
        if name in ("where", "selectattr"):
            return _narrowed(name, kind, attribute, given[1:])
    return kind


def _narrowed(name: str, kind: Many, attribute: Argument, given: Iterable[Argument]) -> Kind:
    """Items that were asked for a field have it; those that were asked for their type are of it."""
    values = [one.value for one in given]
    if not isinstance(kind.of, Page) or not isinstance(attribute.value, str):
        return kind
    page = replace(kind.of, present=kind.of.present | {attribute.value.partition(".")[0]})
    if name == "where" and attribute.value == "type" and values and all(isinstance(one, str) for one in values):
        page = replace(page, types=frozenset(map(str, values)))
    return Many(of=page)


def _mapped(kind: Many, given: list[Argument], named: dict[str, Argument], field: Field) -> Kind:
    if "attribute" in named:
        found = field(kind.of, named["attribute"], "default" in named)
        return Many(of=sure(found))
    if given and isinstance(given[0].value, str):
        return Many(of=filtered(given[0].value, kind.of, given[1:], {}, field))
    return Many(of=ANY)
