"""The statements of a layout: branches, loops, what is set, macros."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from jinja2 import nodes

from sitegen.engine.database import Database
from sitegen.render.contracts.expressions import Expressions
from sitegen.render.contracts.findings import Notebook
from sitegen.render.contracts.kinds import (
    ANY,
    TEXT,
    Argument,
    Function,
    Kind,
    Many,
    Parts,
)
from sitegen.render.contracts.scope import NONE, Scope, tested
from sitegen.render.contracts.views_table import GLOBALS, LOOP
from sitegen.render.reading import Tree

_MOST_CALLS = 16


class Statements:
    """Goes through layouts as Jinja would, every branch once."""

    def __init__(self, db: Database, page: Kind, notes: Notebook, names: Iterable[str]) -> None:
        self.db = db
        self.notes = notes
        self.globals = {**GLOBALS, "page": page}
        self.expressions = Expressions(db, notes, tuple(names))
        self._certain = True
        self._called: dict[int, set[Any]] = {}
        self._macros: dict[int, tuple[Tree, nodes.Macro, Scope]] = {}

    def _in(self, tree: Tree, body: list[nodes.Node], scope: Scope) -> None:
        before, self.expressions.tree = self.expressions.tree, tree
        self._body(body, scope, None, True)
        self.expressions.tree = before

    # statements

    def _body(self, body: Iterable[nodes.Node], scope: Scope, top: Scope | None, shown: bool) -> None:
        """``top`` is the scope of the layout's top level, where the statements stand there."""
        for node in body:
            method = getattr(self, f"_{type(node).__name__.lower()}", None)
            if method is not None:
                method(node, scope, top, shown)
            elif isinstance(node, nodes.Scope | nodes.ScopedEvalContextModifier):
                self._body(node.body, scope.inner(), None, shown)
            elif isinstance(node, nodes.Expr):
                self.expressions.value(node, scope)

    def _output(self, node: nodes.Output, scope: Scope, top: Scope | None, shown: bool) -> None:
        for one in node.nodes if shown else ():
            self.expressions.shown(one, scope)

    def _maybe(self, body: Iterable[nodes.Node], scope: Scope, top: Scope | None, shown: bool) -> None:
        """Statements that may not have their turn."""
        before, self._certain = self._certain, False
        self._body(body, scope, top, shown)
        self._certain = before

    def _if(self, node: nodes.If, scope: Scope, top: Scope | None, shown: bool) -> None:
        branches: list[Scope] = []
        known = scope.inner()
        for one in (node, *node.elif_):
            self.expressions.test(one.test, known)
            branch = known.inner(facts=tested(one.test, known))
            self._maybe(one.body, branch, top and branch, shown)
            branches.append(branch)
            known = known.inner(facts=tested(one.test, known, False))
        self._maybe(node.else_, known, top and known, shown)
        scope.join([*branches, known], True)

    def _for(self, node: nodes.For, scope: Scope, top: Scope | None, shown: bool) -> None:
        of = self.expressions.gone_over(node.iter, scope)
        inner = scope.inner({"loop": ANY if node.recursive else LOOP})
        self._target(node.target, of, inner)
        if node.test is not None:
            self.expressions.test(node.test, inner)
            inner = inner.inner(facts=tested(node.test, inner))
        self._maybe(node.body, inner, None, shown)
        self._maybe(node.else_, scope.inner(), None, shown)

    def _target(self, node: nodes.Node, kind: Kind, scope: Scope, truths: frozenset[str] = NONE) -> None:
        if isinstance(node, nodes.Name):
            scope.set(node.name, kind, truths)
        elif isinstance(node, nodes.Tuple):
            items = kind.items if isinstance(kind, Parts) and len(kind.items) == len(node.items) else None
            for at, one in enumerate(node.items):
                part = items[at] if items else kind.of if isinstance(kind, Many) else ANY
                self._target(one, part, scope)

    def _assign(self, node: nodes.Assign, scope: Scope, top: Scope | None, shown: bool) -> None:
        kind = self.expressions.value(node.node, scope)
        self._target(node.target, kind, scope, tested(node.node, scope))

    def _assignblock(self, node: nodes.AssignBlock, scope: Scope, top: Scope | None, shown: bool) -> None:
        self._body(node.body, scope.inner(), None, True)
        if node.filter is not None:
            self.expressions.value(node.filter, scope)
        self._target(node.target, TEXT, scope)

    def _with(self, node: nodes.With, scope: Scope, top: Scope | None, shown: bool) -> None:
        inner = scope.inner()
        for target, value in zip(node.targets, node.values, strict=True):
            self._target(target, self.expressions.value(value, scope), inner)
        self._body(node.body, inner, None, shown)

    def _filterblock(self, node: nodes.FilterBlock, scope: Scope, top: Scope | None, shown: bool) -> None:
        self._body(node.body, scope.inner(), None, shown)
        self.expressions.value(node.filter, scope)

    # macros

    def _macro(self, node: nodes.Macro, scope: Scope, top: Scope | None, shown: bool) -> None:
        tree = self.expressions.tree
        self._macros[id(node)] = (tree, node, scope)

        def call(given: list[Argument], named: dict[str, Argument]) -> Kind:
            self._run(tree, node, scope, [one.kind for one in given], {key: one.kind for key, one in named.items()})
            return TEXT

        scope.set(node.name, Function(words="a macro", call=call))

    def _run(
        self,
        tree: Tree,
        node: nodes.Macro,
        scope: Scope,
        given: list[Kind],
        named: dict[str, Kind],
        otherwise: Kind | None = None,
    ) -> None:
        """A macro with its arguments; what a call leaves out is ``otherwise``, or its default."""
        key = (tuple(given), tuple(sorted(named.items(), key=lambda one: one[0])))
        done = self._called.setdefault(id(node), set())
        if key in done or len(done) >= _MOST_CALLS:
            return
        done.add(key)
        names: dict[str, Kind] = {}
        defaults = dict(
            zip([one.name for one in node.args][len(node.args) - len(node.defaults) :], node.defaults, strict=True)
        )
        before, self.expressions.tree = self.expressions.tree, tree
        for at, one in enumerate(node.args):
            kind = given[at] if at < len(given) else named.get(one.name, otherwise)
            if kind is None:
                default = defaults.get(one.name)
                kind = self.expressions.value(default, scope) if default is not None else self._left_out(one)
            names[one.name] = kind
        self.expressions.tree = before
        inner = scope.inner({**names, "caller": ANY, "varargs": ANY, "kwargs": ANY})
        certain, self._certain = self._certain, False
        self._in(tree, node.body, inner)
        self._certain = certain

    def _left_out(self, node: nodes.Name) -> Kind:
        """An argument that a call does not give: the macro may well test it."""
        return ANY

    def _callblock(self, node: nodes.CallBlock, scope: Scope, top: Scope | None, shown: bool) -> None:
        self.expressions.value(node.call, scope)
        self._body(node.body, scope.inner({one.name: ANY for one in node.args}), None, shown)
