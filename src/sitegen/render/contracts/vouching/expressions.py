"""The kinds of expressions, as far as they are certain."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinja2 import nodes
from markupsafe import escape

from sitegen.catalog.assets import known_files
from sitegen.engine.database import Database
from sitegen.render.contracts.scope import way
from sitegen.render.contracts.vouching.bounds import Bounds
from sitegen.render.contracts.vouching.certain import (
    BOOLEAN,
    NUMBER,
    Certain,
    Doubt,
    Function,
    Many,
    Maybe,
    Number,
    Page,
    Text,
    View,
    either,
    is_shown,
    there,
)
from sitegen.render.contracts.vouching.costs import CALL, Costs
from sitegen.render.contracts.vouching.filters import filtered
from sitegen.render.contracts.vouching.views import Having

Facts = frozenset[str]
"""Ways to values (``page.previous``) that are there, because that was tested."""

NONE: Facts = frozenset()
_ORDERED = ("lt", "lteq", "gt", "gteq")
_KNOWING = ("defined", "none", "undefined")


class Names:
    """What can be named at a place, and what is known of it there."""

    def __init__(self, kinds: dict[str, Certain], facts: Facts = NONE) -> None:
        self.kinds = kinds
        self.facts = facts

    def inner(self, facts: Facts = NONE) -> Names:
        """The same names, with more known. What is set there is not seen here."""
        return Names(dict(self.kinds), self.facts | facts)

    def without(self, *names: str) -> Names:
        """The same but for some names."""
        return Names({name: kind for name, kind in self.kinds.items() if name not in names}, self.facts)

    def set(self, name: str, kind: Certain) -> None:
        """Give a name a value; what was known of its old one is forgotten."""
        self.kinds[name] = kind
        self.facts = frozenset(one for one in self.facts if one != name and not one.startswith(name + "."))


class Expressions:
    """Works kinds out. ``asks`` are the queries that every page asks, whatever it is."""

    def __init__(self, db: Database, page: Page, bounds: Bounds) -> None:
        self.db = db
        self.costs = Costs()
        self.shows_menus = False
        self._having = Having(db, bounds)
        self._letters = bounds.letters
        self._pages = bounds.pages
        self._branches = 0
        self.globals: dict[str, Certain] = {
            "page": page,
            "site": View(name="site"),
            **{name: Function(name=name) for name in ("asset", "integrity")},
        }

    # what statements ask

    def shown(self, node: nodes.Expr, names: Names) -> None:
        """``{{ node }}``."""
        kind = self.kind(node, names)
        if not is_shown(kind):
            raise Doubt("this may have no text of its own", node)
        self.costs.letters += there(kind).length

    def gone_over(self, node: nodes.Node, names: Names) -> Many:
        """``for … in node``."""
        kind = self.kind(node, names)
        if not isinstance(kind, Many):
            raise Doubt("this may be no list", node)
        self.costs.going_over(kind)
        return kind

    def kind(self, node: nodes.Node, names: Names) -> Certain:
        """What an expression is; a Doubt where that is not certain, or where it may fail."""
        self.costs.look()
        method: Callable[[Any, Names], Certain] | None = getattr(self, f"_{type(node).__name__.lower()}", None)
        if method is None:
            raise Doubt(f"nobody vouches for {type(node).__name__}", node)
        try:
            return method(node, names)
        except Doubt as doubt:
            doubt.line = doubt.line or int(node.lineno or 0)
            raise

    def perhaps(self, node: nodes.Node, names: Names) -> Certain:
        """The kind of an expression that may not have its turn."""
        self._branches += 1
        found = self.kind(node, names)
        self._branches -= 1
        return found

    # names

    def _name(self, node: nodes.Name, names: Names) -> Certain:
        found = names.kinds.get(node.name)
        if found is None:
            raise Doubt(f'nobody knows what "{node.name}" is', node)
        return self._known(node, found, names)

    def _known(self, node: nodes.Expr, kind: Certain, names: Names) -> Certain:
        return there(kind) if way(node) in names.facts else kind

    def _getattr(self, node: nodes.Getattr, names: Names) -> Certain:
        owner = self.kind(node.node, names)
        if isinstance(owner, Maybe):
            raise Doubt(f'"{way(node.node) or "this"}" may be nothing, which has no "{node.attr}"', node)
        if isinstance(owner, View) and owner.name == "menus":
            self._show_menus(node)
        return self._known(node, self._having.attribute(owner, node.attr), names)

    def _show_menus(self, node: nodes.Node) -> None:
        """What is wrong with menus is told where one is shown: on every page, or nobody can say whether."""
        if self._branches:
            raise Doubt("a menu that only some pages show", node)
        self.shows_menus = True

    def _getitem(self, node: nodes.Getitem, names: Names) -> Certain:
        if not isinstance(node.arg, nodes.Const) or not isinstance(node.arg.value, str):
            raise Doubt("an entry that may not be there", node)
        return self._getattr(nodes.Getattr(node.node, node.arg.value, "load", lineno=node.lineno), names)

    # constants and what is put together

    def _const(self, node: nodes.Const, names: Names) -> Certain:
        if isinstance(node.value, bool):
            return BOOLEAN
        if isinstance(node.value, int) and abs(node.value) < 10**15:
            return NUMBER
        if node.value is None:
            return Maybe(of=Text(0))
        if not isinstance(node.value, str):
            raise Doubt("nobody vouches for this value", node)
        return self._written(node.value, node)

    def _templatedata(self, node: nodes.TemplateData, names: Names) -> Certain:
        return self._written(node.data, node)

    def _written(self, text: str, node: nodes.Node) -> Text:
        try:
            text.encode()
        except UnicodeEncodeError:
            raise Doubt("half a character cannot be written", node) from None
        return Text(len(text) if isinstance(node, nodes.TemplateData) else len(escape(text)))

    def _concat(self, node: nodes.Concat, names: Names) -> Certain:
        kinds = [self.kind(one, names) for one in node.nodes]
        if not all(map(is_shown, kinds)):
            raise Doubt("this may have no text of its own", node)
        for one in kinds:
            self.costs.going_over(one)
        return Text(sum(there(one).length for one in kinds))

    def _condexpr(self, node: nodes.CondExpr, names: Names) -> Certain:
        self.kind(node.test, names)
        one = self.perhaps(node.expr1, names.inner(held(node.test)))
        if node.expr2 is None:
            raise Doubt("without an else this may be nothing", node)
        return either(one, self.perhaps(node.expr2, names.inner(held(node.test, False))), node)

    # tests

    def _not(self, node: nodes.Not, names: Names) -> Certain:
        self.kind(node.node, names)
        return BOOLEAN

    def _and(self, node: nodes.And, names: Names) -> Certain:
        left = self.kind(node.left, names)
        return either(left, self.perhaps(node.right, names.inner(held(node.left))), node)

    def _or(self, node: nodes.Or, names: Names) -> Certain:
        left = self.kind(node.left, names)
        return either(there(left), self.perhaps(node.right, names.inner(held(node.left, False))), node)

    def _test(self, node: nodes.Test, names: Names) -> Certain:
        if node.name not in _KNOWING or node.args or node.kwargs:
            raise Doubt(f'nobody vouches for the test "{node.name}"', node)
        self.costs.spend(CALL)
        self.kind(node.node, names)
        return BOOLEAN

    def _compare(self, node: nodes.Compare, names: Names) -> Certain:
        left = self.kind(node.expr, names)
        for one in node.ops:
            right = self.kind(one.expr, names)
            compared = one.op in _ORDERED and isinstance(left, Number) and isinstance(right, Number)
            if one.op not in ("eq", "ne") and not compared:
                raise Doubt("these may not go together", node)
            left = right
        return BOOLEAN

    # what is called

    def _filter(self, node: nodes.Filter, names: Names) -> Certain:
        if node.node is None or node.kwargs or node.dyn_args or node.dyn_kwargs:
            raise Doubt(f'nobody vouches for the filter "{node.name}" here', node)
        kind = self.kind(node.node, names)
        self.costs.going_over(kind)
        return filtered(self.db, node.name, kind, [_constant(one) for one in node.args])

    def _call(self, node: nodes.Call, names: Names) -> Certain:
        self.costs.spend(CALL)
        function = self.kind(node.node, names)
        if not isinstance(function, Function) or node.kwargs or node.dyn_args or node.dyn_kwargs:
            raise Doubt("nobody vouches for this call", node)
        if function.name == "super":
            return self.parent(node)
        if function.name == "pages" and len(node.args) <= 1:
            for one in node.args:
                if not isinstance(_constant(one), str):
                    raise Doubt("no name of pages", one)
            return Many(of=Page(), most=self._pages)
        if function.name == "absolute" and len(node.args) == 1 and isinstance(self.kind(node.args[0], names), Text):
            return Text(self._letters + self.kind(node.args[0], names).length)
        if function.name in ("asset", "integrity") and len(node.args) == 1:
            return self._asset(node.args[0])
        raise Doubt("nobody vouches for this call", node)

    def parent(self, node: nodes.Call) -> Certain:
        """``super()``."""
        raise NotImplementedError

    def _asset(self, node: nodes.Expr) -> Certain:
        name = _constant(node)
        if not isinstance(name, str) or self.db.part(known_files, (), "/assets/" + name.removeprefix("/")) is None:
            raise Doubt("the file may not be there", node)
        return Text(self._letters + len(escape(name)) + 200)


def _constant(node: nodes.Node) -> Any:
    if not isinstance(node, nodes.Const):
        raise Doubt("nobody knows this value", node)
    return node.value


def held(node: nodes.Node, holds: bool = True) -> Facts:
    """What is there where ``node`` is true (``holds``) or false."""
    if isinstance(node, nodes.Not):
        return held(node.node, not holds)
    if isinstance(node, nodes.And if holds else nodes.Or):
        return held(node.left, holds) | held(node.right, holds)
    if isinstance(node, nodes.Test) and node.name == "none" and not holds:
        return _ways(node.node)
    return _ways(node) if holds else NONE


def _ways(node: nodes.Node) -> Facts:
    found = way(node)
    return frozenset([found]) if found else NONE
