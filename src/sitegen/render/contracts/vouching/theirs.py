"""What a layout of the theme reads, with all that it extends, includes and imports."""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import nodes

from sitegen.base.data import noun
from sitegen.catalog.assets import THEME
from sitegen.engine.database import Database
from sitegen.engine.query import query
from sitegen.render.contracts.layouts import read_tree
from sitegen.render.contracts.vouching.certain import Doubt
from sitegen.render.templates import layout_file

_CALLS = (nodes.Extends, nodes.FromImport, nodes.Import, nodes.Include)
_BY_NAME = frozenset(
    {"attr", "group_by", "groupby", "map", "max", "min", "rejectattr", "selectattr", "sort", "sort_by", "sum", "unique"}
    | {"where"}
)
"""Filters that are told the name of a field."""

_FILES = (".css", ".js", ".svg")


@noun
class Read:
    """``names``: all that it asks anything for, by name. ``files``: the files of ``layouts/assets`` that it names.
    ``doubt``: why not all of it is the theme's own, or nobody knows; empty if it is."""

    names: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    doubt: str = ""


@query
def theme_read(db: Database, layout: str) -> Read:
    """What a layout of the theme reads."""
    try:
        return _read(db, layout)
    except Doubt as found:
        return Read(doubt=found.reason)


def _read(db: Database, layout: str) -> Read:
    names: set[str] = set()
    files: set[str] = set()
    todo, seen = [layout], {layout}
    while todo:
        body = _body(db, todo.pop())
        for node in body.find_all(nodes.Node):
            if isinstance(node, _CALLS):
                called = set(_called(node)) - seen
                seen |= called
                todo += sorted(called)
            names.update(_named(node))
            if isinstance(node, nodes.Const) and isinstance(node.value, str) and node.value.endswith(_FILES):
                files.add(node.value)
    return Read(tuple(sorted(names)), tuple(sorted(files)))


def _body(db: Database, name: str) -> nodes.Template:
    tree = read_tree(db, name) if db.get(layout_file, name).startswith(THEME) else None
    if tree is None or tree.body is None:
        raise Doubt(f'"{name}" is not the theme\'s')
    return tree.body


def _called(node: nodes.Node) -> Iterator[str]:
    template = node.template  # type: ignore[attr-defined]
    for one in template.items if isinstance(template, nodes.List | nodes.Tuple) else [template]:
        if not isinstance(one, nodes.Const) or not isinstance(one.value, str):
            raise Doubt("nobody knows which layout this calls", node)
        yield one.value


def _named(node: nodes.Node) -> Iterator[str]:
    """What a part of a layout asks something for: ``.name``, ``["name"]``, ``| where("name")``."""
    if isinstance(node, nodes.Getattr):
        yield node.attr
    given = [node.arg] if isinstance(node, nodes.Getitem) else []
    if isinstance(node, nodes.Filter) and node.name in _BY_NAME:
        given = [*node.args, *(one.value for one in node.kwargs)]
    for one in given:
        if isinstance(one, nodes.Const) and isinstance(one.value, str):
            yield from one.value.lstrip("-").split(".")
