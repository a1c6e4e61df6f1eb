"""Reading layouts from the one that a page gets: what it extends, includes and imports, in the order of rendering."""

from __future__ import annotations

from collections.abc import Iterable

from jinja2 import nodes

from sitegen.base.diagnostics import Location
from sitegen.base.nearest import did_you_mean
from sitegen.engine.database import Database
from sitegen.render.contracts.findings import Notebook
from sitegen.render.contracts.kinds import ANY, TEXT, Argument, Function, Kind, Missing, Module
from sitegen.render.contracts.scope import Facts, Scope, tested
from sitegen.render.contracts.statements import Statements
from sitegen.render.reading import Tree, tree_of
from sitegen.render.templates import layout_file, layout_text, suggest_layout

_DEEPEST = 12
_NO_LAYOUT = "{{"
"""Stands for a text that is not read: no valid layout."""
_LAYOUT = 50
"""What it costs to read one more layout, in expressions."""

Blocks = dict[str, list[tuple[Tree, nodes.Block]]]
"""name → the block in every layout of a chain, the most special first."""


def read_tree(db: Database, name: str) -> Tree | None:
    """The tree of a layout; None if there is no such file."""
    path = db.get(layout_file, name)
    if not path:
        return None
    text = layout_text(db, path)
    return tree_of(path, _NO_LAYOUT if text is None else text)


class Layouts(Statements):
    """Layouts and what they call: parents and their blocks, includes, imports."""

    def __init__(self, db: Database, page: Kind, notes: Notebook, names: Iterable[str]) -> None:
        super().__init__(db, page, notes, names)
        self._stack: list[tuple[str, bool]] = []
        self._blocks: list[Blocks] = []
        self._visited: set[int] = set()

    def start(self, name: str, scope: Scope) -> None:
        """Read the layout of a page."""
        self._stack.append((name, True))
        self.layout(name, scope)
        self._stack.pop()

    def layout(self, name: str, scope: Scope) -> Scope:
        """A layout and all that it extends; the scope of its top level afterwards."""
        chain, is_open = self._chain(name)
        blocks: Blocks = {}
        for tree in chain:
            for block in tree.body.find_all(nodes.Block) if tree.body is not None else ():
                blocks.setdefault(block.name, []).append((tree, block))
        top = scope.inner()
        top.loose = scope.loose or is_open
        self._blocks.append(blocks)
        self._check_blocks(chain, is_open)
        before = getattr(self.expressions, "tree", None)
        for tree in chain:
            self.expressions.tree = tree
            extends = tree is not chain[-1] or is_open
            if tree.body is not None:
                self._body(tree.body.body, top, top, not extends)
        self._rest(chain, blocks, top, is_open)
        self._blocks.pop()
        if before is not None:
            self.expressions.tree = before
        return top

    def _is_there(self, name: str, at: Location, line: int) -> bool:
        if self.db.get(layout_file, name):
            return True
        if not at.path.startswith("@"):
            self.notes.wrong("SG402", f'there is no layout "{name}"', at, suggest_layout(self.db, name), (line,))
        return False

    def _check_blocks(self, chain: list[Tree], is_open: bool) -> None:
        """A block at the top of a layout that no parent has is never shown."""
        if is_open or any(tree.body is None for tree in chain) or _speaks_of_self(chain):
            return
        for at, tree in enumerate(chain[:-1]):
            names = {one.name for other in chain[at + 1 :] for one in other.body.find_all(nodes.Block)}  # type: ignore[union-attr]
            for block in tree.body.body if tree.body is not None else ():
                if isinstance(block, nodes.Block) and block.name not in names and not tree.path.startswith("@"):
                    self._no_block(tree, block, chain[at + 1].path, names)

    def _no_block(self, tree: Tree, block: nodes.Block, parent: str, names: set[str]) -> None:
        hint = did_you_mean(block.name, names) or f"it has {', '.join(sorted(names))}"
        message = f'the block "{block.name}" is never shown: no layout above has it'
        self.notes.wrong("SG410", message, tree.place(block, block.name), hint)

    def _rest(self, chain: list[Tree], blocks: Blocks, top: Scope, is_open: bool) -> None:
        """What did not have its turn: blocks that others replace, and macros that nobody calls."""
        self.notes.quiet += 0 if is_open else 1
        loose = top.inner()
        loose.loose = True
        for found in blocks.values():
            for tree, block in found:
                if id(block) not in self._visited:
                    self._visited.add(id(block))
                    self._in(tree, block.body, loose.inner(facts=_ever_tested(tree, loose)))
        self.notes.quiet -= 0 if is_open else 1
        for tree, macro, scope in list(self._macros.values()):
            if tree in chain and not self._called.get(id(macro)):
                self._run(tree, macro, scope, [], {}, ANY)

    def _chain(self, name: str) -> tuple[list[Tree], bool]:
        """The layout, its parent, and so on; True if the last one's parent cannot be known."""
        found: list[Tree] = []
        seen: dict[str, None] = {}
        lines: list[tuple[str, int]] = []
        while True:
            tree = read_tree(self.db, name)
            if tree is None:
                return found, True
            self.notes.reached[name] = None
            seen[name] = None
            found.append(tree)
            extends = tree.body.find(nodes.Extends) if tree.body is not None else None
            if extends is None:
                return found, tree.body is None
            parent = extends.template.value if isinstance(extends.template, nodes.Const) else None
            if not isinstance(parent, str) or extends not in (tree.body.body if tree.body is not None else ()):
                self.notes.guessed = self.notes.guessed or parent is None
                return found, True
            at = tree.place(extends.template, parent)
            lines.append((tree.path, int(extends.lineno)))
            if parent in seen:
                self._circle([*seen, parent], at, int(extends.lineno))
                for path, line in lines:
                    self.notes.failing(path, (line,))
                return found, True
            if not self._is_there(parent, at, int(extends.lineno)):
                return found, True
            name = parent

    def _circle(self, names: list[str], at: Location, line: int) -> None:
        message = "layouts include each other in a circle: " + " → ".join(names[-4:])
        if not at.path.startswith("@"):
            self.notes.wrong("SG405", message, at, lines=(line,))
            for place in self.notes.way:
                self.notes.failing(place.path, (place.line,))

    # blocks

    def _block(self, node: nodes.Block, scope: Scope, top: Scope | None, shown: bool) -> None:
        """A block has its turn where the layout without a parent has it, or where it stands within another block."""
        if not shown and top is not None:
            return
        found = self._blocks[-1].get(node.name) or [(self.expressions.tree, node)]
        names = scope.names if node.scoped or top is None else (top.names if top is not None else {})
        self._of_block(found, Scope(dict(names), scope.facts, scope.loose))

    def _of_block(self, found: list[tuple[Tree, nodes.Block]], scope: Scope) -> None:
        tree, block = found[0]
        if (block.name, False) in self._stack:
            return
        self._visited.add(id(block))

        def parent(given: list[Argument], named: dict[str, Argument]) -> Kind:
            self._of_block(found[1:], scope)
            return TEXT

        inner = scope.inner({"super": Function(call=parent) if found[1:] else ANY, "self": ANY})
        self._in(tree, block.body, inner)

    # other layouts

    def _include(self, node: nodes.Include, scope: Scope, top: Scope | None, shown: bool) -> None:
        names = self._names_of(node.template, scope)
        if names is None:
            self.notes.guessed = True
            return
        there = [name for name in names if self.db.get(layout_file, name)]
        at = self.expressions.tree.place(node.template, (there or names or [""])[0])
        if not there:
            if not node.ignore_missing and names:
                self._is_there(names[0], at, int(node.lineno))
            return
        if shown:
            self._enter(there[0], at, scope if node.with_context else Scope(dict(self.globals)))

    def _names_of(self, node: nodes.Expr, scope: Scope) -> list[str] | None:
        """The names of layouts that an expression gives; None if it cannot be known."""
        if isinstance(node, nodes.Const) and isinstance(node.value, str):
            return [node.value]
        if isinstance(node, nodes.List | nodes.Tuple):
            values = [one.value for one in node.items if isinstance(one, nodes.Const)]
            if len(values) == len(node.items) and all(isinstance(one, str) for one in values):
                return values
        self.expressions.value(node, scope)
        return None

    def _enter(self, name: str, at: Location, scope: Scope) -> Scope | None:
        names = [one for one, _ in self._stack]
        if name in names:
            inside = self._stack[names.index(name) + 1 :]
            if self._certain and all(certain for _, certain in inside):
                self._circle([*names[names.index(name) :], name], at, at.line)
            return None
        if len(names) > _DEEPEST:
            return None
        self.expressions.step(_LAYOUT)
        self._stack.append((name, self._certain))
        self.notes.way.append(at)
        before, self._certain = self._certain, True
        made = self.layout(name, scope)
        self._certain = before
        self.notes.way.pop()
        self._stack.pop()
        return made

    def _imported(self, node: nodes.Import | nodes.FromImport, scope: Scope) -> dict[str, Kind] | None:
        names = self._names_of(node.template, scope)
        if names is None:
            self.notes.guessed = True
            return None
        at = self.expressions.tree.place(node.template, names[0] if names else "")
        if not names or not self._is_there(names[0], at, int(node.lineno)):
            return None
        tree = read_tree(self.db, names[0])
        outer = scope if node.with_context else Scope(dict(self.globals))
        made = self._enter(names[0], at, outer) if tree is not None and tree.body is not None else None
        if made is None or made.loose:
            return None
        return {name: made.names[name] for name in made.own if name in made.names}

    def _import(self, node: nodes.Import, scope: Scope, top: Scope | None, shown: bool) -> None:
        found = self._imported(node, scope)
        name = node.template.value if isinstance(node.template, nodes.Const) else ""
        words = f'the macros of "{name}"'
        scope.set(node.target, Module(words, tuple(found.items())) if found is not None else ANY)

    def _fromimport(self, node: nodes.FromImport, scope: Scope, top: Scope | None, shown: bool) -> None:
        found = self._imported(node, scope)
        where = node.template.value if isinstance(node.template, nodes.Const) else ""
        for one in node.names:
            name, target = one if isinstance(one, tuple) else (one, one)
            kind: Kind = ANY
            if found is not None and (name not in found or name.startswith("_")):
                at = self.expressions.tree.place(node, name)
                kind = Missing("nothing", name, f'"{where}" has no "{name}"', did_you_mean(name, found), at)
            elif found is not None:
                kind = found[name]
            scope.set(target, kind)


def _speaks_of_self(chain: list[Tree]) -> bool:
    return any(
        isinstance(one.node, nodes.Name) and one.node.name == "self"
        for tree in chain
        if tree.body is not None
        for one in tree.body.find_all(nodes.Getattr)
    )


def _ever_tested(tree: Tree, scope: Scope) -> Facts:
    """What is tested anywhere in a layout: a block that has no turn may stand in a test."""
    found: set[str] = set()
    for one in tree.body.find_all((nodes.If, nodes.CondExpr)) if tree.body is not None else ():
        test = one.test if isinstance(one, nodes.If | nodes.CondExpr) else one
        found |= tested(test, scope) | tested(test, scope, False)
    return frozenset(found)
