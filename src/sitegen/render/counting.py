"""Layouts made to count: what can go on for long, or grow, asks the sandbox first."""

from __future__ import annotations

from typing import Any

from jinja2 import nodes
from jinja2.visitor import NodeTransformer


def count_steps(template: nodes.Template) -> nodes.Template:
    """The layout with its loops, joined texts, slices and lists handed to the sandbox's methods."""
    made: nodes.Template = _Counting().visit(template)
    return made


def _asking(method: str, given: list[nodes.Expr], at: nodes.Node) -> nodes.Call:
    function = nodes.EnvironmentAttribute(method, lineno=at.lineno, environment=at.environment)
    return nodes.Call(function, given, [], None, None, lineno=at.lineno, environment=at.environment)


def _size(node: nodes.For) -> int:
    """How many parts the body of a loop has: what one round of it costs."""
    return sum(1 for inner in node.body for _ in inner.find_all(nodes.Node))


class _Counting(NodeTransformer):
    def visit_For(self, node: nodes.For, *args: Any) -> nodes.Node:
        self.generic_visit(node)
        each = nodes.Const(1 + _size(node) // 4, lineno=node.lineno, environment=node.environment)
        node.iter = _asking("going_round", [node.iter, each], node)  # type: ignore[list-item]
        return node

    def visit_Concat(self, node: nodes.Concat, *args: Any) -> nodes.Node:
        self.generic_visit(node)
        return _asking("texts", node.nodes, node)

    def visit_Operand(self, node: nodes.Operand, *args: Any) -> nodes.Node:
        self.generic_visit(node)
        if node.op in ("in", "notin") and not isinstance(node.expr, nodes.Literal):
            node.expr = _asking("going_over", [node.expr], node.expr)
        return node

    def visit_Getitem(self, node: nodes.Getitem, *args: Any) -> nodes.Node:
        self.generic_visit(node)
        return _asking("going_over", [node], node) if isinstance(node.arg, nodes.Slice) else node

    def visit_List(self, node: nodes.List, *args: Any) -> nodes.Node:
        self.generic_visit(node)
        return _holding(node, node.items)

    def visit_Tuple(self, node: nodes.Tuple, *args: Any) -> nodes.Node:
        self.generic_visit(node)
        return _holding(node, node.items) if node.ctx == "load" else node

    def visit_Dict(self, node: nodes.Dict, *args: Any) -> nodes.Node:
        self.generic_visit(node)
        return _holding(node, [pair.value for pair in node.items])


def _holding(node: nodes.Expr, items: list[nodes.Expr]) -> nodes.Expr:
    """A list of nothing but constants cannot grow."""
    return node if all(isinstance(item, nodes.Const) for item in items) else _asking("holding", [node], node)
