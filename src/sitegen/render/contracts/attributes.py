"""``value.name`` and ``value[name]``: the kind that comes of it, or that there is no such thing."""

from __future__ import annotations

from typing import Any

from sitegen.base.diagnostics import Location
from sitegen.base.nearest import did_you_mean
from sitegen.engine.database import Database
from sitegen.render.contracts.fields import page_field
from sitegen.render.contracts.kinds import (
    ANY,
    TEXT,
    Function,
    Group,
    Kind,
    Many,
    Map,
    Missing,
    Module,
    Page,
    Parts,
    View,
    names_of,
)
from sitegen.render.contracts.pages_named import pages_kind
from sitegen.render.contracts.views_table import ENTRY, OPEN_VIEWS, VIEWS


def attribute(db: Database, owner: Kind, name: str, at: Location, shown: str) -> Kind:
    """``owner.name``. ``shown`` is how the layout writes the owner (``page.hero``), for the message."""
    if isinstance(owner, Page):
        return page_field(db, owner, name, at)
    if isinstance(owner, View):
        return _of_view(db, owner, name, at, shown)
    if isinstance(owner, Module):
        found = dict(owner.fields).get(name)
        hint = did_you_mean(name, dict(owner.fields))
        return found or Missing("nothing", name, f'{owner.words} have no "{name}"', hint, at)
    if isinstance(owner, Group):
        declared = dict(owner.fields).get(name)
        return declared if declared and name not in (names_of(owner) or ()) else _of_dict(owner, name, at, shown)
    if isinstance(owner, Map):
        return _of_dict(owner, name, at, shown)
    if isinstance(owner, Parts) and name in owner.names:
        return owner.items[owner.names.index(name)]
    names = names_of(owner)
    if names is None or name in names or name.startswith("_"):
        return ANY
    return Missing("nothing", name, f'"{shown}" is {owner.words} and has no "{name}"', _hint(owner, name), at)


def _hint(owner: Kind, name: str) -> str:
    """A list has not what its entries have."""
    if isinstance(owner, Many) and isinstance(owner.of, Page | View):
        return f"go through it: {{% for one in … %}}{{{{ one.{name} }}}}"
    return ""


def _of_view(db: Database, owner: View, name: str, at: Location, shown: str) -> Kind:
    if owner.name == "menus":
        return Many(of=ENTRY)
    if owner.name in OPEN_VIEWS or owner.name not in VIEWS:
        return ANY
    names = VIEWS[owner.name]
    if owner.name == "site" and name == "pages":
        return Function(call=lambda given, named: pages_kind(db, given))
    if name in names:
        return names[name]
    hint = did_you_mean(name, names) or f"it has {', '.join(sorted(names))}"
    message = f'"site" has no "{name}"' if owner.name == "site" else f'"{shown}" is {owner.words} and has no "{name}"'
    return Missing("nothing", name, message, hint, at, slip=False)


def _of_dict(owner: Map | Group, name: str, at: Location, shown: str) -> Kind:
    inside = owner.of if isinstance(owner, Map) else ANY
    if name in ("items", "keys", "values"):
        listed = {"items": Parts(items=(TEXT, inside)), "keys": TEXT, "values": inside}[name]
        return Function(result=Many(of=listed))
    if isinstance(owner, Map):
        return ANY if name in (names_of(owner) or ()) else inside
    if name in (names_of(owner) or ()):
        return ANY
    names = dict(owner.fields)
    hint = did_you_mean(name, names) or f"it has {', '.join(names)}"
    return Missing("nothing", name, f'"{shown}" has no "{name}"', hint, at)


def item(db: Database, owner: Kind, key: Any, at: Location, shown: str) -> Kind:
    """``owner[key]`` with a key that is known; None for one that is not."""
    if isinstance(key, str):
        return attribute(db, owner, key, at, shown)
    if isinstance(owner, Parts) and isinstance(key, int) and -len(owner.items) <= key < len(owner.items):
        return owner.items[key]
    if isinstance(owner, Many | Map):
        return owner.of
    return TEXT if owner == TEXT and isinstance(key, int) else ANY
