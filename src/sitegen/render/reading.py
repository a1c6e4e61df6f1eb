"""Layouts as syntax trees that know where every name stands.

Jinja's nodes have line numbers only. Here the line of every token is a :class:`Place`: a whole number like any other to
Jinja, which hands it on to the nodes, and besides that the offset of the token in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from jinja2 import Environment, TemplateSyntaxError, nodes
from jinja2.lexer import Lexer

from sitegen.base.diagnostics import Location
from sitegen.base.text import Lines

_ENDS = re.compile(r"\r\n|\r")


class Place(int):
    """A line number that knows the offset of its token."""

    offset: int

    def __new__(cls, line: int, offset: int) -> Place:
        """The place of a token."""
        made = super().__new__(cls, line)
        made.offset = offset
        return made


class _PlacingLexer(Lexer):
    def tokeniter(self, source: str, *args: Any, **options: Any) -> Iterator[tuple[int, str, str]]:
        """The tokens of a text. Between two of them only white space can be left out, so each is found again."""
        at = 0
        for line, kind, text in super().tokeniter(source, *args, **options):
            found = source.find(text, at)
            at = found if found >= 0 else at
            yield Place(line, at), kind, text
            at += len(text)


class _Reader(Environment):
    @property
    def lexer(self) -> Lexer:
        return _LEXER


_READER = _Reader(trim_blocks=True, lstrip_blocks=True)
_LEXER = _PlacingLexer(_READER)


class Tree:
    """A layout's syntax tree. ``body`` is None where the text is no valid Jinja."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = _ENDS.sub("\n", text)
        self._lines = Lines(self.text)
        try:
            self.body: nodes.Template | None = _READER.parse(self.text)
        except (TemplateSyntaxError, RecursionError, ValueError, MemoryError, SyntaxError):
            self.body = None

    def place(self, node: nodes.Node, name: str = "") -> Location:
        """Where ``name`` stands, the next time from the beginning of ``node``; the node's beginning without one."""
        start = getattr(node.lineno, "offset", 0)
        length = len(name) or 1
        if name:
            found = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)").search(self.text, start)
            start = found.start() if found is not None else start
        return Location(self.path, *self._lines.span(start, start + length))


@lru_cache(maxsize=256)
def tree_of(path: str, text: str) -> Tree:
    """The tree of a layout; of one text it is made once."""
    return Tree(path, text)
