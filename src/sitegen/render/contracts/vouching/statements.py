"""Layouts gone through as Jinja goes through them, every branch once, until there is a doubt."""

from __future__ import annotations

from collections.abc import Iterable

from jinja2 import nodes

from sitegen.engine.database import Database
from sitegen.render.contracts.layouts import read_tree
from sitegen.render.contracts.vouching.bounds import Bounds
from sitegen.render.contracts.vouching.certain import Certain, Doubt, Function, Page, Text, View
from sitegen.render.contracts.vouching.costs import CALL, TEMPLATE
from sitegen.render.contracts.vouching.expressions import Expressions, Names, held
from sitegen.render.reading import Tree
from sitegen.render.templates import layout_code, layout_file

_DEEPEST = 12
_OWN = ("caller", "loop", "self", "super")
"""Names that have a meaning of their own where they stand, and are not handed on."""

Blocks = dict[str, list[tuple[Tree, nodes.Block]]]
"""name → the block in every layout of a chain, the most special first."""


class Statements(Expressions):
    """Goes through a layout and all that it calls. ``way`` are the layouts that it is in, for whoever asks where a
    doubt arose."""

    def __init__(self, db: Database, page: Page, bounds: Bounds) -> None:
        super().__init__(db, page, bounds)
        self.way: list[str] = []
        self._blocks: list[Blocks] = []
        self._within: list[list[tuple[Tree, nodes.Block]]] = []

    def layout(self, name: str, names: Names) -> None:
        """A layout and what it extends."""
        if name in self.way or len(self.way) > _DEEPEST:
            raise Doubt("layouts that include each other")
        self.way.append(name)
        chain = self._chain(name)
        blocks: Blocks = {}
        for tree in chain:
            for block in tree.body.find_all(nodes.Block):  # type: ignore[union-attr]
                blocks.setdefault(block.name, []).append((tree, block))
        self._blocks.append(blocks)
        for tree in chain[:-1]:
            self._perhaps([one for one in tree.body.body if not _is_apart(one)], names.inner())  # type: ignore[union-attr]
        self._body(chain[-1].body.body, names.inner())  # type: ignore[union-attr]
        self._blocks.pop()
        self.way.pop()

    def _chain(self, name: str) -> list[Tree]:
        """The layout, its parent, and so on."""
        found: list[Tree] = []
        while True:
            self.costs.spend(TEMPLATE)
            code = self.db.get(layout_code, name)
            tree = read_tree(self.db, name)
            if code is None or not code.code or tree is None or tree.body is None or len(found) > _DEEPEST:
                raise Doubt(f'the layout "{name}" cannot be used')
            found.append(tree)
            extends = list(tree.body.find_all(nodes.Extends))
            if not extends:
                return found
            parent = extends[0].template
            if len(extends) > 1 or extends[0] not in tree.body.body or not isinstance(parent, nodes.Const):
                raise Doubt("nobody knows which layout this extends", extends[0])
            name = str(parent.value)

    # statements

    def _body(self, body: Iterable[nodes.Node], names: Names) -> None:
        for node in body:
            self.costs.look()
            method = getattr(self, f"_on_{type(node).__name__.lower()}", None)
            if method is None:
                raise Doubt(f"nobody vouches for {type(node).__name__}", node)
            method(node, names)

    def _perhaps(self, body: Iterable[nodes.Node], names: Names) -> None:
        """Statements that may not have their turn."""
        self._branches += 1
        self._body(body, names)
        self._branches -= 1

    def _on_output(self, node: nodes.Output, names: Names) -> None:
        for one in node.nodes:
            self.shown(one, names)

    def _on_if(self, node: nodes.If, names: Names) -> None:
        branches: list[Names] = []
        known = names.inner()
        for number, one in enumerate((node, *node.elif_)):
            (self.perhaps if number else self.kind)(one.test, known)
            branches.append(known.inner(held(one.test)))
            self._perhaps(one.body, branches[-1])
            known = known.inner(held(one.test, False))
        self._perhaps(node.else_, known)
        _join(names, [*branches, known])

    def _on_for(self, node: nodes.For, names: Names) -> None:
        many = self.gone_over(node.iter, names)
        if node.recursive:
            raise Doubt("a loop that calls itself", node)
        inner = names.without("loop")
        self._target(node.target, many.of, inner)
        with self.costs.times(node, many.most):
            if node.test is not None:
                self.perhaps(node.test, inner)
                inner = inner.inner(held(node.test))
            inner.set("loop", View(name="loop"))
            self._perhaps(node.body, inner)
        self._perhaps(node.else_, names.inner())

    def _target(self, node: nodes.Node, kind: Certain, names: Names) -> None:
        """What is always there keeps its meaning, because blocks see nothing else."""
        if not isinstance(node, nodes.Name) or node.name in self.globals or node.name in _OWN:
            raise Doubt("nobody vouches for what is set here", node)
        names.set(node.name, kind)

    def _on_assign(self, node: nodes.Assign, names: Names) -> None:
        self._target(node.target, self.kind(node.node, names), names)

    def _on_assignblock(self, node: nodes.AssignBlock, names: Names) -> None:
        if node.filter is not None:
            raise Doubt("nobody vouches for a filter of what is set", node)
        before = self.costs.letters
        self._body(node.body, names.inner())
        self._target(node.target, Text(self.costs.letters - before), names)

    def _on_with(self, node: nodes.With, names: Names) -> None:
        inner = names.inner()
        for target, value in zip(node.targets, node.values, strict=True):
            self._target(target, self.kind(value, names), inner)
        self._body(node.body, inner)

    # blocks

    def _on_block(self, node: nodes.Block, names: Names) -> None:
        self._of_block(self._blocks[-1][node.name], names)

    def _of_block(self, found: list[tuple[Tree, nodes.Block]], names: Names) -> None:
        """A block sees what is there everywhere, and nothing that was set outside of it."""
        block = found[0][1]
        if block.required or any(found is one for one in self._within):
            raise Doubt("nobody vouches for this block", block)
        self._within.append(found)
        facts = frozenset(one for one in names.facts if one.partition(".")[0] in self.globals)
        above: dict[str, Certain] = {"super": Function(name="super")} if found[1:] else {}
        self.costs.spend(CALL)
        self._body(block.body, Names({**self.globals, **above}, facts))
        self._within.pop()

    def parent(self, node: nodes.Call) -> Certain:
        """``super()``: the block of the layout above."""
        before = self.costs.letters
        self._of_block(self._within[-1][1:], Names(dict(self.globals)))
        return Text(self.costs.letters - before)

    # other layouts

    def _on_include(self, node: nodes.Include, names: Names) -> None:
        written = node.template.items if isinstance(node.template, nodes.List | nodes.Tuple) else [node.template]
        wanted = [one.value for one in written if isinstance(one, nodes.Const) and isinstance(one.value, str)]
        if len(wanted) < len(written):
            raise Doubt("nobody knows which layout this includes", node)
        self.costs.spend(TEMPLATE * len(wanted))
        there = [name for name in wanted if self.db.get(layout_file, name)]
        if not node.with_context or not (there or node.ignore_missing):
            raise Doubt("the layout is not there, or sees nothing", node)
        if there:
            self.layout(there[0], names.without(*_OWN))


def _is_apart(node: nodes.Node) -> bool:
    """Whether a statement at the top of a layout that extends another does nothing where it stands."""
    return isinstance(node, nodes.Block | nodes.Extends | nodes.Macro)


def _join(names: Names, branches: list[Names]) -> None:
    """After branches of which one was taken, a name means what it means in all of them, or nobody knows what."""
    kinds = {name: kind for name, kind in branches[0].kinds.items() if all(b.kinds.get(name) == kind for b in branches)}
    changed = {name for name, kind in names.kinds.items() if kinds.get(name) != kind} | (
        kinds.keys() - names.kinds.keys()
    )
    for name in changed:
        names.set(name, kinds.get(name, Certain()))
    names.kinds = kinds
