"""Names and fields: what they mean, whether they are there, and what is said if they are not."""

from __future__ import annotations

from jinja2 import nodes

from sitegen.base.diagnostics import Location, Note
from sitegen.base.nearest import did_you_mean
from sitegen.engine.database import Database
from sitegen.render.contracts.attributes import attribute, item
from sitegen.render.contracts.findings import Notebook
from sitegen.render.contracts.kinds import ANY, TEXT, Kind, Many, Map, Maybe, Missing, Page, View, sure
from sitegen.render.contracts.scope import Scope, way
from sitegen.render.contracts.views_table import VIEWS
from sitegen.render.reading import Tree


class Lookups:
    """Looks names and fields up in the layout ``tree``; what is wrong goes into the notebook.

    A value that is missing may be tested, set and handed on. It is a mistake where it is shown or asked for more.
    """

    def __init__(self, db: Database, notes: Notebook, names: tuple[str, ...]) -> None:
        self.db = db
        self.notes = notes
        self.tree: Tree
        self._known = names
        self._steps = 0
        self._statement: tuple[int, ...] = ()

    def kind(self, node: nodes.Node | None, scope: Scope) -> Kind:
        """What an expression is."""
        raise NotImplementedError

    def needed(self, node: nodes.Node, scope: Scope) -> Kind:
        """What an expression is where it has to be something: what is missing is a mistake."""
        kind = self.kind(node, scope)
        return self._missing(kind, node) if isinstance(kind, Missing) else kind

    def _missing(self, kind: Missing, node: nodes.Node) -> Kind:
        if kind.at is None or kind.at.path.startswith("@"):
            return ANY
        if kind.elsewhere:
            self.notes.here("SG409", kind.message, kind.at, kind.hint)
        else:
            lines = self._statement if kind.at.path == self.tree.path else ()
            self.notes.wrong("SG404", kind.message, kind.at, kind.hint, lines)
            self.notes.failing(self.tree.path, self._statement)
        return ANY

    def _fail(self, code: str, message: str, node: nodes.Node, name: str = "", hint: str = "") -> None:
        at = self.tree.place(node, name)
        if not at.path.startswith("@"):
            self.notes.wrong(code, message, at, hint, self._statement)

    def _name(self, node: nodes.Name, scope: Scope) -> Kind:
        kind = scope.names.get(node.name)
        if kind is not None:
            return self._known_there(kind, node.name, scope)
        if scope.loose or node.name in scope.facts:
            return ANY
        at = self.tree.place(node, node.name)
        hint = did_you_mean(node.name, (*scope.names, *self._known))
        return Missing("nothing", node.name, f'there is nothing called "{node.name}"', hint, at)

    def _known_there(self, kind: Kind, path: str, scope: Scope) -> Kind:
        if path and path in scope.facts:
            if isinstance(kind, Missing):
                return ANY
            return sure(kind)
        return kind

    def _getattr(self, node: nodes.Getattr, scope: Scope, lenient: bool = False) -> Kind:
        owner = self._owner(node.node, scope, lenient)
        at = self.tree.place(node, node.attr)
        kind = attribute(self.db, sure(owner), node.attr, at, way(node.node) or "this")
        return self._looked_up(node, owner, kind, node.attr, at, scope, lenient)

    def _getitem(self, node: nodes.Getitem, scope: Scope, lenient: bool = False) -> Kind:
        owner = self._owner(node.node, scope, lenient)
        inner = sure(owner)
        if isinstance(node.arg, nodes.Slice):
            for one in (node.arg.start, node.arg.stop, node.arg.step):
                self.kind(one, scope)
            return inner if isinstance(inner, Many) or inner == TEXT else ANY
        if not isinstance(node.arg, nodes.Const):
            self.kind(node.arg, scope)
            return inner.of if isinstance(inner, Many | Map) else ANY
        key = node.arg.value
        at = self.tree.place(node.arg, key if isinstance(key, str) and key.isidentifier() else "")
        kind = item(self.db, inner, key, at, way(node.node) or "this")
        return self._looked_up(node, owner, kind, str(key), at, scope, lenient)

    def _looked_up(
        self,
        node: nodes.Getattr | nodes.Getitem,
        owner: Kind,
        kind: Kind,
        name: str,
        at: Location,
        scope: Scope,
        lenient: bool,
    ) -> Kind:
        """A field that was found; where what it is a field of may be nothing, that has to be tested before."""
        inner = sure(owner)
        if isinstance(inner, Page) and not isinstance(kind, Missing) and name not in VIEWS["page"]:
            self.notes.fine(at)
        risky = isinstance(owner, Maybe) and (owner.fails or isinstance(inner, Page | View))
        if isinstance(owner, Maybe) and risky and not lenient and not isinstance(kind, Missing):
            self._warn(owner, node.node)
        return self._known_there(kind, way(node), scope)

    def _owner(self, node: nodes.Expr, scope: Scope, lenient: bool) -> Kind:
        """What is asked for a field."""
        if not lenient or not isinstance(node, nodes.Getattr | nodes.Getitem):
            return self.needed(node, scope)
        kind = self._leniently(node, scope)
        return self._missing(kind, node) if isinstance(kind, Missing) else kind

    def _leniently(self, node: nodes.Getattr | nodes.Getitem, scope: Scope) -> Kind:
        """A field in a test: what it is a field of may be nothing."""
        if isinstance(node, nodes.Getattr):
            return self._getattr(node, scope, True)
        return self._getitem(node, scope, True)

    def _warn(self, kind: Maybe, node: nodes.Node) -> None:
        at = self.tree.place(node, way(node).rpartition(".")[2])
        if at.path.startswith("@"):
            return
        note = Note("declared here", kind.at) if kind.at is not None and kind.at.path else None
        what = way(node) or kind.name
        message = f'"{what}" may not be there: the field {kind.why}'
        self.notes.warn(what, message, at, f"test it before: {{% if {what} %}}", note)

    def _truth(self, node: nodes.Node, scope: Scope, asked: bool = False) -> Kind:
        """An expression that is tested: only a slip of the pen is a mistake, and not where it is asked for itself."""
        if isinstance(node, nodes.Getattr | nodes.Getitem):
            kind = self._leniently(node, scope)
        else:
            kind = self.kind(node, scope)
        if isinstance(kind, Missing):
            if kind.slip and not asked:
                self._missing(kind, node)
            return ANY
        return kind

    def _begin(self, node: nodes.Node) -> tuple[int, ...]:
        before = self._statement
        self._statement = tuple(sorted({int(one.lineno) for one in (node, *node.find_all(nodes.Node)) if one.lineno}))
        return before
