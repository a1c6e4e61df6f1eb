"""The names that can be seen at a place of a layout, and what has been tested there."""

from __future__ import annotations

from collections.abc import Iterable

from jinja2 import nodes

from sitegen.render.contracts.kinds import ANY, Kind, either

Facts = frozenset[str]
"""Ways to values (``page.hero``) that are known to be there, or have at least been asked for."""

NONE: Facts = frozenset()


class Scope:
    """Names and what is known of them.

    ``loose`` is True where names may come from somewhere that cannot be seen; ``own`` are the names that were set here.
    """

    def __init__(self, names: dict[str, Kind], facts: Facts = NONE, loose: bool = False) -> None:
        self.names = names
        self.facts = facts
        self.loose = loose
        self.truths: dict[str, Facts] = {}
        self.own: set[str] = set()

    def inner(self, names: dict[str, Kind] | None = None, facts: Iterable[str] = ()) -> Scope:
        """A scope within this one, in which more is known. What is set there is not seen out here."""
        made = Scope({**self.names}, self.facts | frozenset(facts), self.loose)
        made.truths = dict(self.truths)
        for name, kind in (names or {}).items():
            made.set(name, kind)
        return made

    def set(self, name: str, kind: Kind, truths: Facts = NONE) -> None:
        """Give a name a value; what was known of its old one is forgotten."""
        self.names[name] = kind
        self.own.add(name)
        self.facts = frozenset(one for one in self.facts if one != name and not one.startswith(name + "."))
        self.truths[name] = truths

    def join(self, branches: list[Scope], whole: bool) -> None:
        """What is set after branches of which one was taken; not ``whole``: or none."""
        self.own.update(*(one.own for one in branches))
        every = {name: None for one in branches for name in one.names}
        for name in every:
            kinds = [one.names.get(name) for one in branches]
            if not whole:
                kinds.append(self.names.get(name))
            if all(kind is kinds[0] for kind in kinds) and kinds[0] is not None:
                self.names.setdefault(name, kinds[0])
                if self.names[name] is not kinds[0]:
                    self.set(name, kinds[0])
                continue
            known = [kind for kind in kinds if kind is not None]
            made = known[0]
            for kind in known[1:]:
                made = either(made, kind)
            self.set(name, made if len(known) == len(kinds) else ANY)


def way(node: nodes.Node | None) -> str:
    """The way to a value: ``page.hero``; empty for what is worked out."""
    if isinstance(node, nodes.Name):
        return str(node.name)
    if isinstance(node, nodes.Getattr):
        inner = way(node.node)
        return f"{inner}.{node.attr}" if inner else ""
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        inner = way(node.node)
        return f"{inner}.{node.arg.value}" if inner else ""
    return ""


_ABSENT = ("none", "undefined", "false")


def tested(node: nodes.Node, scope: Scope, holds: bool = True) -> Facts:
    """What is known where ``node`` is true (``holds``) or false. Whatever a test speaks of counts as tested."""
    if isinstance(node, nodes.Not):
        return tested(node.node, scope, not holds)
    if isinstance(node, nodes.And | nodes.Or):
        return tested(node.left, scope, holds) | tested(node.right, scope, holds)
    if isinstance(node, nodes.Test) and node.name in _ABSENT:
        return tested(node.node, scope, not holds)
    if isinstance(node, nodes.Compare) and node.ops[0].op in ("ne", "eq"):
        against_nothing = isinstance(node.ops[0].expr, nodes.Const) and not node.ops[0].expr.value
        is_there = (node.ops[0].op == "eq") != against_nothing
        return _mentioned(node, scope) if holds == is_there else NONE
    return _mentioned(node, scope) if holds else NONE


def _mentioned(node: nodes.Node, scope: Scope) -> Facts:
    found: set[str] = set()
    inside = [node] if isinstance(node, nodes.Name | nodes.Getattr | nodes.Getitem) else []
    for one in (*inside, *node.find_all((nodes.Name, nodes.Getattr, nodes.Getitem))):
        path = way(one)
        if path:
            found.add(path)
            found |= scope.truths.get(path, NONE)
    return frozenset(found)
