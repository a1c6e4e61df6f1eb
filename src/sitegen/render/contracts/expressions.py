"""The kind of every expression, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinja2 import nodes

from sitegen.base.diagnostics import Location
from sitegen.render.contracts.attributes import item
from sitegen.render.contracts.filters import TOLERANT, filtered, refused
from sitegen.render.contracts.kinds import (
    ANY,
    BOOLEAN,
    DATE,
    EMPTY,
    NOTHING,
    NUMBER,
    TEXT,
    Argument,
    Function,
    Group,
    Kind,
    Many,
    Map,
    Maybe,
    Missing,
    Page,
    Parts,
    View,
    either,
    sure,
)
from sitegen.render.contracts.lookups import Lookups
from sitegen.render.contracts.scope import Scope, tested, way
from sitegen.render.contracts.views_table import SHOWN_VIEWS, VIEWS

_MOST_STEPS = 200_000
_VERBS = {"Add": "added", "Sub": "subtracted", "Div": "divided", "FloorDiv": "divided"}
_ORDERED = frozenset({"lt", "lteq", "gt", "gteq"})


class Enough(Exception):
    """The layout is too large to be read to its end; what was found so far counts."""


class Expressions(Lookups):
    """Works out the kinds of expressions; statements ask for what is shown, tested, set or gone through."""

    # what statements ask

    def shown(self, node: nodes.Expr, scope: Scope) -> None:
        """``{{ node }}``."""
        with_lines = self._begin(node)
        kind = self.needed(node, scope)
        if isinstance(kind, Function) and not (isinstance(node, nodes.Call)):
            name = way(node).rpartition(".")[2]
            self._fail("SG403", f'"{name}" is a function; call it with ( )', node, name)
        elif isinstance(kind, View) and kind.name not in SHOWN_VIEWS and kind.name in VIEWS:
            names = [name for name, one in VIEWS[kind.name].items() if one in (TEXT, NUMBER)]
            message = f'"{way(node) or "this"}" is {kind.words}, which has no text of its own'
            self._fail("SG403", message, node, way(node).rpartition(".")[2], f"show one of {', '.join(names)}")
        self._statement = with_lines

    def test(self, node: nodes.Node, scope: Scope) -> None:
        """``{% if node %}``: what is missing is false."""
        before = self._begin(node)
        self._truth(node, scope)
        self._statement = before

    def value(self, node: nodes.Node, scope: Scope) -> Kind:
        """What is set or handed on: it may be missing."""
        before = self._begin(node)
        kind = self.kind(node, scope)
        self._statement = before
        return kind

    def gone_over(self, node: nodes.Node, scope: Scope) -> Kind:
        """``for … in node``: the kind of its items."""
        before = self._begin(node)
        kind = sure(self.needed(node, scope))
        self._statement = before
        if isinstance(kind, Page | Function) or kind in (NUMBER, BOOLEAN, DATE) or self._is_single(kind):
            name = way(node).rpartition(".")[2]
            hint = "call it with ( )" if isinstance(kind, Function) else ""
            self._fail("SG403", f'"{way(node) or "this"}" is {kind.words} and no list', node, name, hint)
            return ANY
        return self._items_of(kind)

    def _is_single(self, kind: Kind) -> bool:
        return isinstance(kind, View) and kind.name in VIEWS

    def _items_of(self, kind: Kind) -> Kind:
        if isinstance(kind, Many):
            return kind.of if kind != EMPTY else ANY
        if isinstance(kind, Map | Group) or kind == TEXT:
            return TEXT
        if isinstance(kind, Parts) and kind.items:
            found = kind.items[0]
            for one in kind.items[1:]:
                found = either(found, one)
            return found
        return ANY

    def step(self, cost: int = 1) -> None:
        """Count what was done, so that no layout is read for ever."""
        self._steps += cost
        if self._steps > _MOST_STEPS:
            raise Enough

    # kinds

    def kind(self, node: nodes.Node | None, scope: Scope) -> Kind:
        """What an expression is."""
        self.step()
        if node is None:
            return NOTHING
        method: Callable[[Any, Scope], Kind] | None = getattr(self, f"_{type(node).__name__.lower()}", None)
        if method is None:
            for inner in node.iter_child_nodes():
                self.needed(inner, scope)
            return ANY
        return method(node, scope)

    def _call(self, node: nodes.Call, scope: Scope) -> Kind:
        function = self.needed(node.node, scope)
        asks = isinstance(function, Function) and function.call is None and function.result != ANY
        given, named = self._arguments(node, scope, asks)
        if isinstance(function, Function):
            if function.needs:
                self._check_needed(node, scope)
            return function.call(given, named) if function.call is not None else function.result
        inner = sure(function)
        if isinstance(inner, Page | Many | Map | Group | Parts) or inner in (TEXT, NUMBER, BOOLEAN, DATE):
            name = way(node.node).rpartition(".")[2]
            self._fail("SG403", f'"{way(node.node) or "this"}" is {inner.words} and cannot be called', node.node, name)
        return ANY

    def _check_needed(self, node: nodes.Call, scope: Scope) -> None:
        for one in node.args:
            kind = self.kind(one, scope)
            if isinstance(kind, Maybe) and not kind.fails:
                self._warn(kind, one)

    def _arguments(
        self, node: nodes.Call | nodes.Filter | nodes.Test, scope: Scope, asks: bool = False
    ) -> tuple[list[Argument], dict[str, Argument]]:
        """What is handed on. Functions and filters ask something of it (``asks``); a macro may test it first."""
        given = [self._argument(one, scope, asks) for one in node.args]
        named = {str(one.key): self._argument(one.value, scope, asks) for one in node.kwargs}
        for one in (node.dyn_args, node.dyn_kwargs):
            self.kind(one, scope)
        return given, named

    def _argument(self, node: nodes.Expr, scope: Scope, asks: bool) -> Argument:
        value = node.value if isinstance(node, nodes.Const) else None
        kind = self.needed(node, scope) if asks else self.kind(node, scope)
        return Argument(kind, value, self.tree.place(node))

    def _filter(self, node: nodes.Filter, scope: Scope) -> Kind:
        kind = ANY
        if node.node is not None and node.name in TOLERANT:
            kind = self._truth(node.node, scope)
        elif node.node is not None:
            kind = self.needed(node.node, scope)
        given, named = self._arguments(node, scope, node.name not in TOLERANT)
        wanted = refused(node.name, kind)
        if wanted:
            what = way(node.node) or "this"
            message = f'the filter "{node.name}" asks for {wanted}, but "{what}" is {sure(kind).words}'
            self._fail("SG403", message, node, node.name)
            return ANY
        if isinstance(kind, Maybe) and not kind.fails and node.name in ("abs", "round") and node.node is not None:
            self._warn(kind, node.node)
        return filtered(node.name, kind, given, named, self._field)

    def _field(self, owner: Kind, argument: Argument, only_tested: bool) -> Kind:
        """A field of the items of a list, named in a filter's argument."""
        if not isinstance(argument.value, str):
            return ANY
        kind = owner
        for part in argument.value.split("."):
            kind = sure(kind)
            if not isinstance(kind, Page | View | Group):
                return ANY
            at = argument.at
            at = Location(at.path, at.line, at.column + 1, at.line, at.column + 1 + len(part))
            kind = item(self.db, kind, int(part) if part.isdigit() else part, at, "an item")
            if isinstance(kind, Missing):
                return self._missing(kind, nodes.Const(None)) if kind.slip or not only_tested else ANY
            if isinstance(owner, Page) and part not in VIEWS["page"]:
                self.notes.fine(at)
        return kind

    def _test(self, node: nodes.Test, scope: Scope) -> Kind:
        self._truth(node.node, scope, node.name in ("defined", "undefined"))
        self._arguments(node, scope)
        return BOOLEAN

    def _not(self, node: nodes.Not, scope: Scope) -> Kind:
        self._truth(node.node, scope)
        return BOOLEAN

    def _and(self, node: nodes.And, scope: Scope) -> Kind:
        left = self._truth(node.left, scope)
        right = self.kind(node.right, scope.inner(facts=tested(node.left, scope)))
        return right if left == right or isinstance(right, Missing) else ANY

    def _or(self, node: nodes.Or, scope: Scope) -> Kind:
        left = self._truth(node.left, scope)
        right = self.kind(node.right, scope.inner(facts=tested(node.left, scope, False)))
        return right if isinstance(right, Missing) else either(sure(left), right)

    def _condexpr(self, node: nodes.CondExpr, scope: Scope) -> Kind:
        self._truth(node.test, scope)
        one = self.kind(node.expr1, scope.inner(facts=tested(node.test, scope)))
        if node.expr2 is None:
            return ANY
        other = self.kind(node.expr2, scope.inner(facts=tested(node.test, scope, False)))
        missing = next((kind for kind in (one, other) if isinstance(kind, Missing)), None)
        return missing or either(one, other)

    def _compare(self, node: nodes.Compare, scope: Scope) -> Kind:
        left = self._truth(node.expr, scope)
        for operand in node.ops:
            if operand.op in ("eq", "ne"):
                self._truth(operand.expr, scope)
                continue
            right = self.needed(operand.expr, scope)
            if operand.op in _ORDERED:
                self._calculated(node.expr, left, operand.expr, right, "compared")
        return BOOLEAN

    def _calculated(self, left: nodes.Expr, one: Kind, right: nodes.Expr, other: Kind, verb: str) -> None:
        """Numbers go with numbers, texts with texts; what may be absent goes with nothing.

        ``verb`` is empty for what does go together (``"-" * 3``).
        """
        for node, kind in ((left, one), (right, other)):
            if isinstance(kind, Maybe) and kind.at is not None and sure(kind) in (NUMBER, DATE):
                self._warn(kind, node)
        kinds = {sure(one), sure(other)}
        if verb and kinds in ({TEXT, NUMBER}, {TEXT, DATE}, {NUMBER, DATE}):
            words = f"{sure(one).words} and {sure(other).words} cannot be {verb}"
            self._fail("SG403", words, left, way(left).rpartition(".")[2])

    def _arithmetic(self, node: nodes.BinExpr, scope: Scope) -> Kind:
        one, other = self.needed(node.left, scope), self.needed(node.right, scope)
        kind = type(node).__name__
        self._calculated(node.left, one, node.right, other, _VERBS.get(kind, ""))
        one, other = sure(one), sure(other)
        if one == other == NUMBER or (kind == "Add" and one == other == TEXT):
            return one
        return either(one, other) if kind == "Add" and isinstance(one, Many) and isinstance(other, Many) else ANY

    _add = _sub = _mul = _div = _floordiv = _mod = _pow = _arithmetic

    def _concat(self, node: nodes.Concat, scope: Scope) -> Kind:
        for one in node.nodes:
            self.needed(one, scope)
        return TEXT

    def _const(self, node: nodes.Const, scope: Scope) -> Kind:
        if isinstance(node.value, bool):
            return BOOLEAN
        if isinstance(node.value, int | float):
            return NUMBER
        return TEXT if isinstance(node.value, str) else NOTHING

    def _templatedata(self, node: nodes.TemplateData, scope: Scope) -> Kind:
        return TEXT

    def _list(self, node: nodes.List, scope: Scope) -> Kind:
        kinds = [self.kind(one, scope) for one in node.items]
        if not kinds:
            return EMPTY
        found = kinds[0]
        for one in kinds[1:]:
            found = either(found, one)
        return Many(of=found if not isinstance(found, Missing) else ANY)

    def _tuple(self, node: nodes.Tuple, scope: Scope) -> Kind:
        kinds = tuple(self.kind(one, scope) for one in node.items)
        return Parts(items=tuple(ANY if isinstance(one, Missing) else one for one in kinds))

    def _dict(self, node: nodes.Dict, scope: Scope) -> Kind:
        for pair in node.items:
            self.kind(pair.key, scope)
            self.kind(pair.value, scope)
        return ANY
