"""One change of a front matter at a time, each read back: the value is right and nothing else has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from sitegen.editing import placing, rearranging
from sitegen.editing.entries import ALIAS, LIST, MAP, SCALAR, Node, entries
from sitegen.editing.held import Value, agrees
from sitegen.editing.mending import Unfit
from sitegen.editing.placing import Front

FieldPath = tuple[str | int, ...]
"""Where a field stands: ``("hours", 2, "opens")``; items of lists are counted from 0."""

_HOLE = ("hole",)
_MOST = 60
"""Parts of a value that are changed one by one; with more, the value is written anew as a whole."""


def changed(front: Front, path: FieldPath, value: Value, *, exact: bool) -> Front:
    """The front matter with ``value`` at ``path``; groups on the way are made. Raises :class:`Unfit`."""
    try:
        return _changed(front, path, value, exact)
    except Unfit as unfit:
        raise Unfit(unfit.reason, path) from unfit


def without(front: Front, path: FieldPath) -> Front:
    """The front matter without the entry at ``path``; the same if there is none. Raises :class:`Unfit`."""
    try:
        for node in reversed(_nodes(front.root, path)):
            if front.root is None:
                break
            _may_change(front.root, node)
            where = _places(node)
            front = _removed(front, where)
        return front
    except Unfit as unfit:
        raise Unfit(unfit.reason, path) from unfit


def _changed(front: Front, path: FieldPath, value: Value, exact: bool) -> Front:
    nodes = _nodes(front.root, path)
    if not nodes:
        return _made(front, path, value)
    if all(agrees(node, value, exact=exact) for node in nodes):
        return front
    if len(nodes) > 1:
        for where in [_places(node) for node in reversed(nodes)]:
            front = _written(front, where, value)
        return front
    node = nodes[0]
    if front.root is not None:
        _may_change(front.root, node)
    inner = _inner_changes(node, value, exact) if isinstance(value, Mapping) else None
    if inner is not None:
        return _in_turn(front, path, inner, exact)
    if node.kind == LIST and isinstance(value, list | tuple) and node.items and value and not _referred(front, node):
        return _list_changed(front, path, node, list(value), exact)
    return _written(front, _places(node), value)


def _inner_changes(node: Node, value: Mapping[str, Value], exact: bool) -> list[tuple[str, Value, bool]] | None:
    """(name, value, removed?) of what differs inside of a group; None if it is to be written anew."""
    if node.kind != MAP or not node.items or not value or node.tag is not None:
        return None
    names = [key.text for key in node.keys]
    if len(set(names)) < len(names) or not set(names) & set(value):
        return None
    found = [
        (name, one, False)
        for name, one in value.items()
        if not all(agrees(n, one, exact=exact) for n in node.named(name)[:1] or [_NONE])
    ]
    found += [(name, None, True) for name in names if name not in value]
    return found if len(found) <= _MOST else None


_NONE = Node(ALIAS, 0, 0)


def _in_turn(front: Front, path: FieldPath, inner: Iterable[tuple[str, Value, bool]], exact: bool) -> Front:
    for name, value, gone in inner:
        front = without(front, (*path, name)) if gone else _changed(front, (*path, name), value, exact)
    return front


def _list_changed(front: Front, path: FieldPath, node: Node, value: list[Value], exact: bool) -> Front:
    """A list changed item by item: what stays, and its comments, only moves."""
    plan = rearranging.plan(node, value, exact=exact)
    different = [
        (index, one)
        for index, (source, one) in enumerate(zip(plan, value, strict=True))
        if source is not None and not agrees(node.items[source], one, exact=exact)
    ]
    if len(different) > _MOST or all(source is None for source in plan):
        return _written(front, _places(node), value)
    if plan != list(range(len(node.items))):
        where = _places(node)
        shapes = [_shape(node.items[source], None) if source is not None else _HOLE for source in plan]
        fresh = {index: value[index] for index, source in enumerate(plan) if source is None}
        expected = _shape(front.root, node, ("list", node.anchor, node.tag, shapes))
        try:
            front = _checked(
                front,
                rearranging.rearranged(front, node, plan, value),
                lambda root: _is_arranged(root, where, fresh, expected),
            )
        except Unfit:
            return _written(front, where, value)
    for index, one in different:
        front = _changed(front, (*path, index), one, exact)
    return front


def _is_arranged(root: Node | None, where: tuple[int, ...], fresh: Mapping[int, Value], expected: Any) -> bool:
    found = _at(root, where)
    if found is None or _shape(root, found, _with_holes(found, fresh)) != expected:
        return False
    return all(agrees(found.items[index], one, exact=True) for index, one in fresh.items())


def _with_holes(node: Node, fresh: Mapping[int, Value]) -> Any:
    shapes = [_HOLE if index in fresh else _shape(item, None) for index, item in enumerate(node.items)]
    return ("list", node.anchor, node.tag, shapes)


def _made(front: Front, path: FieldPath, value: Value) -> Front:
    """A field that is not there yet, with the groups around it."""
    depth = next(length for length in range(len(path) - 1, -1, -1) if not length or _nodes(front.root, path[:length]))
    for step in reversed(path[depth + 1 :]):
        if isinstance(step, int) and step != 0:
            raise Unfit("there is no list that long here")
        value = [value] if isinstance(step, int) else {step: value}
    step = path[depth]
    owners = _nodes(front.root, path[:depth])
    if depth and len(owners) > 1:
        raise Unfit("the group that holds it is given twice")
    owner = owners[0] if depth else front.root
    if owner is None:
        return _appended(front, None, str(step), value)
    if owner.kind == SCALAR and not owner.style and owner.text in ("", "~", "null"):
        return _written(front, _places(owner), [value] if isinstance(step, int) else {step: value})
    if owner.kind != (LIST if isinstance(step, int) else MAP):
        raise Unfit("another kind of value stands where it would belong")
    if isinstance(step, int) and step != len(owner.items):
        raise Unfit("there is no item of this number")
    if front.root is not None:
        _may_change(front.root, owner, inside=True)
    return _appended(front, owner, step if isinstance(step, str) else None, value)


def _nodes(root: Node | None, path: FieldPath) -> list[Node]:
    """The nodes at a path: one, none, or several if the last name is given twice."""
    found = [root] if root is not None else []
    for step in path:
        if len(found) > 1:
            raise Unfit("the group that holds it is given twice")
        if not found:
            return []
        node = found[0]
        if node.kind == ALIAS:
            raise Unfit("it stands in a reference to another value")
        if isinstance(step, str):
            found = node.named(step) if node.kind == MAP else []
        else:
            found = [node.items[step]] if node.kind == LIST and 0 <= step < len(node.items) else []
    return found


def _may_change(root: Node, node: Node, *, inside: bool = False) -> None:
    """Raise Unfit if other values refer to what would change, or if there is no place to write to."""
    used = {one.text for one in root.within() if one.kind == ALIAS}
    if used:
        held = [one for one in node.within() if one.anchor in used]
        own = {one.text for one in node.within() if one.kind == ALIAS}
        around = node if inside else node.parent
        while around is not None:
            if around.anchor in used:
                held.append(around)
            around = around.parent
        if held and (inside or not {one.anchor for one in held} <= own or _count(root, held) > _count(node, held)):
            raise Unfit("other values refer to this one")
    if not inside and node.lead < 0 and (node.parent is None or not (node.parent.flow and node.parent.kind == LIST)):
        raise Unfit("it is written in a form that cannot be changed here")


def _count(root: Node, anchors: Iterable[Node]) -> int:
    names = {one.anchor for one in anchors}
    return sum(one.kind == ALIAS and one.text in names for one in root.within())


def _referred(front: Front, node: Node) -> bool:
    return any(one.anchor is not None for one in node.within())


def _written(front: Front, where: tuple[int, ...], value: Value) -> Front:
    node = _at(front.root, where)
    if front.root is None or node is None:
        raise Unfit("the field is not there")
    _may_change(front.root, node)
    expected = _shape(front.root, node)

    def right(root: Node | None) -> bool:
        new = _at(root, where)
        return new is not None and agrees(new, value, exact=True) and _shape(root, new) == expected

    return _checked(front, placing.replaced(front, node, value), right)


def _appended(front: Front, owner: Node | None, name: str | None, value: Value) -> Front:
    shape = _shape(owner, None) if owner is not None else ("map", None, None, [])
    entry = _HOLE if name is None else (name, _HOLE)
    expected = _shape(front.root, owner, (*shape[:3], [*shape[3], entry])) if owner else (*shape[:3], [entry])
    where = (*(_places(owner) if owner else ()), len(owner.items) if owner else 0)

    def right(root: Node | None) -> bool:
        new = _at(root, where)
        return new is not None and agrees(new, value, exact=True) and _shape(root, new) == expected

    return _checked(front, placing.added(front, owner, name, value), right)


def _removed(front: Front, where: tuple[int, ...]) -> Front:
    node = _at(front.root, where)
    if node is None or node.parent is None:
        raise Unfit("the field is not there")
    parent, index = node.parent, where[-1]
    shape = _shape(parent, None)
    rest = (*shape[:3], [one for at, one in enumerate(shape[3]) if at != index])
    expected = _shape(front.root, parent, rest) if parent.parent is not None or rest[3] else None
    return _checked(
        front, placing.removed(front, node), lambda root: (_shape(root, None) if root else None) == expected
    )


def _checked(front: Front, candidates: Iterator[str], right: Callable[[Node | None], bool]) -> Front:
    """The first of the candidates that reads as it should."""
    for text in candidates:
        try:
            root = entries(text)
            if right(root):
                return Front(text, root, front.newline)
        except Unfit:
            continue
    raise Unfit("it cannot be written here without touching something else")


def _places(node: Node) -> tuple[int, ...]:
    """The way from the root to a node, by number."""
    way: list[int] = []
    while node.parent is not None:
        way.append(next(at for at, item in enumerate(node.parent.items) if item is node))
        node = node.parent
    return tuple(reversed(way))


def _at(root: Node | None, where: tuple[int, ...]) -> Node | None:
    for index in where:
        if root is None or index >= len(root.items):
            return None
        root = root.items[index]
    return root


def _shape(node: Node | None, hole: Node | None, filled: Any = _HOLE) -> Any:
    """All that a node says, with ``filled`` in the place of ``hole``."""
    if node is None:
        return None
    if node is hole:
        return filled
    if node.kind == MAP:
        parts: list[Any] = [
            (key.text, _shape(item, hole, filled)) for key, item in zip(node.keys, node.items, strict=True)
        ]
        return ("map", node.anchor, node.tag, parts)
    if node.kind == LIST:
        return ("list", node.anchor, node.tag, [_shape(item, hole, filled) for item in node.items])
    return (node.kind, node.anchor, node.tag, node.text, node.style)
