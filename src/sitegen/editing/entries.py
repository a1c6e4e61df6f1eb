"""The entries of a front matter with the place of each: what an edit needs to know and a reader does not.

`sitegen.markup.yaml` reads values; here are also the offsets of colons and hyphens, every key that is given twice,
anchors, aliases and tags. Both read the same events of libyaml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from sitegen.editing.mending import Unfit
from sitegen.markup.yaml.nodes import COLOUR, Source
from sitegen.model.yaml import MAX_DEPTH

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_COLON = re.compile(r"[ \t]*:")
_FLOW_COLON = re.compile(r"\s*:")
_TO_DASH = re.compile(r"(?:\s+|#[^\r\n]*|[&!]\S*)*-")
_EOL = re.compile(r"[\r\n]|\Z")
_NEWLINE = re.compile(r"\r\n|\r|\n|\Z")

SCALAR, LIST, MAP, ALIAS = "scalar", "list", "map", "alias"


class Node:
    """A value and where it stands; offsets are in the front matter's text.

    ``head`` is where its entry begins (the key, the hyphen), ``lead`` where the sign that introduces it ends (the
    colon, the hyphen; -1: there is none to write behind), ``start`` and ``end`` are the value's own. A block of text
    ends at its last character, without the line's end; a block of entries where its last entry ends.
    """

    __slots__ = (
        "anchor",
        "end",
        "flow",
        "head",
        "items",
        "keys",
        "kind",
        "lead",
        "parent",
        "start",
        "style",
        "tag",
        "text",
    )

    def __init__(self, kind: str, start: int, end: int) -> None:
        self.kind = kind
        self.start = start
        self.end = end
        self.text = ""
        self.style = ""
        self.flow = False
        self.anchor: str | None = None
        self.tag: str | None = None
        self.keys: list[Node] = []
        self.items: list[Node] = []
        self.head = start
        self.lead = -1
        self.parent: Node | None = None

    def named(self, key: str) -> list[Node]:
        """The values of a key: one, none, or more if it is given twice."""
        return [item for name, item in zip(self.keys, self.items, strict=True) if name.text == key]

    def within(self) -> Iterator[Node]:
        """This node and all that it holds."""
        yield self
        for item in self.items:
            yield from item.within()


def entries(front: str) -> Node | None:
    """What the fields of a page are made of; None for a text that holds nothing. Raises :class:`Unfit`."""
    try:
        root = _Reading(front).root()
    except yaml.YAMLError as error:
        raise Unfit("the fields cannot be read") from error
    if root is not None and root.kind == SCALAR and not root.text and not root.style:
        return None
    if root is not None and root.kind != MAP:
        raise Unfit("the head of the page is not a list of fields")
    return root


def line_start(text: str, offset: int) -> int:
    """Where the line of an offset begins."""
    return max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1


def line_end(text: str, offset: int) -> int:
    """Where the line of an offset ends, before its line break."""
    found = _EOL.search(text, offset)
    return found.start() if found else len(text)


def next_line(text: str, offset: int) -> int:
    """Where the line after that of an offset begins, or the end of the text."""
    found = _NEWLINE.search(text, offset)
    return found.end() if found else len(text)


class _Reading:
    """One run of libyaml."""

    def __init__(self, front: str) -> None:
        self._front = front
        self._source = Source(front, 1)
        self._events: Iterator[Any] = iter(yaml.parse(self._source.clean, Loader=_LOADER))

    def root(self) -> Node | None:
        root: Node | None = None
        documents = 0
        for event in self._events:
            kind = type(event)
            if kind is DocumentStartEvent:
                documents += 1
                if documents > 1 or event.explicit:
                    raise Unfit("a line of hyphens stands among the fields")
            elif kind in (ScalarEvent, AliasEvent, SequenceStartEvent, MappingStartEvent):
                root = self._node(event, 0)
        return root

    def _node(self, event: Any, depth: int) -> Node:
        if depth > MAX_DEPTH:
            raise Unfit("the fields are nested too deep")
        start, end = event.start_mark.index, event.end_mark.index
        if type(event) is AliasEvent:
            node = Node(ALIAS, start, end)
            node.text = str(event.anchor)
            return node
        if type(event) is ScalarEvent:
            return self._scalar(event, start, end)
        node = Node(LIST if type(event) is SequenceStartEvent else MAP, start, end)
        node.anchor, node.tag, node.flow = event.anchor, event.tag, bool(event.flow_style)
        (self._list if node.kind == LIST else self._map)(node, depth)
        return node

    def _scalar(self, event: Any, start: int, end: int) -> Node:
        style = event.style or ""
        if style in ("|", ">"):
            end = self._block_end(start, end)
        node = Node(SCALAR, start, end)
        node.text, node.style = self._source.shown(event.value), style
        node.anchor, node.tag = event.anchor, event.tag
        if start == end and (colour := COLOUR.match(self._front, end)) is not None:
            node.start, node.end = colour.span(1)
            node.text = str(colour[1])
        return node

    def _block_end(self, start: int, end: int) -> int:
        """The end of a block of text: blank lines after it are its own only if its head says so (``|+``)."""
        header = self._front[start : line_end(self._front, start)].split("#")[0]
        held = self._front[start:end]
        if "+" in header:
            return end - (2 if held.endswith("\r\n") else held.endswith(("\n", "\r")))
        return start + len(held.rstrip())

    def _list(self, node: Node, depth: int) -> None:
        at = node.start
        for event in self._events:
            if type(event) is SequenceEndEvent:
                self._close(node, event)
                return
            item = self._node(event, depth + 1)
            item.parent = node
            if not node.flow:
                found = _TO_DASH.match(self._front, at)
                if found is None:
                    raise Unfit("a list cannot be followed")
                item.head, item.lead = found.end() - 1, found.end()
                at = max(item.end, item.lead)
                item.end = max(item.end, item.lead)
            node.items.append(item)

    def _map(self, node: Node, depth: int) -> None:
        for event in self._events:
            if type(event) is MappingEndEvent:
                self._close(node, event)
                return
            key = self._node(event, depth + 1)
            if key.kind != SCALAR:
                raise Unfit("the name of a field has to be text")
            item = self._node(next(self._events), depth + 1)
            found = (_FLOW_COLON if node.flow else _COLON).match(self._front, key.end)
            item.parent, item.head = node, key.start
            item.lead = found.end() if found else -1
            item.end = max(item.end, item.lead, key.end)
            node.keys.append(key)
            node.items.append(item)

    def _close(self, node: Node, event: Any) -> None:
        if node.flow:
            node.end = event.end_mark.index
        elif node.items:
            node.end = node.items[-1].end
