"""Nodes from libyaml's events.

Events rather than ``yaml.compose``: the loop can stop at a depth (libyaml's own composer overflows the stack on
50,000 open brackets), sees aliases before they are followed, and never resolves a tag.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

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

from sitegen.base.text import Lines, Span
from sitegen.model.yaml import BROKEN, MAX_DEPTH, YamlEntry, YamlList, YamlMap, YamlNode, YamlScalar

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# YAML 1.1 counts these as line breaks, people and editors do not; noncharacters stand in for them while libyaml reads.
# So they do for braces inside of a word (`{permalink: /{year}/{slug}/}`): an error to YAML, clear to people.
_HIDDEN = "\u0085\u2028\u2029{}"
_STAND_INS = "\ufdd0\ufdd1\ufdd2\ufdd3\ufdd4"
_HIDE = str.maketrans(_HIDDEN, _STAND_INS)
_SHOW = str.maketrans(_STAND_INS, _HIDDEN)
_TO_HIDE = re.compile(r"[\u0085\u2028\u2029]|(?<=[\w/.-])(?:\{[A-Za-z_]+\})+")
UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]+")


class Trouble(Exception):
    """Why a text could not be read; caught inside this package. Offsets are in the text of the :class:`Source`."""

    def __init__(self, problem: str, start: int, context: str = "", opened: int = -1) -> None:
        super().__init__(problem)
        self.problem = problem
        self.start = start
        self.context = context
        self.opened = opened


class Mark(NamedTuple):
    """What we do not read: an ``alias``, ``anchor``, ``tag``, unquoted ``colour``, or a key given ``twice``."""

    kind: str
    name: str
    at: Span
    first: Span | None = None


class Source:
    """A text and the way from offsets in it to places in its file."""

    __slots__ = ("_hidden", "_lines", "_shift", "clean", "marks", "text")

    def __init__(self, text: str, first_line: int) -> None:
        self.text = text
        self.marks: list[Mark] = []
        self._lines = Lines(text)
        self._shift = first_line - 1
        self._hidden = _TO_HIDE.search(text) is not None
        clean = UNREADABLE.sub(lambda found: "\ufffd" * len(found[0]), text)
        self.clean = _TO_HIDE.sub(lambda found: found[0].translate(_HIDE), clean) if self._hidden else clean

    def span(self, start: int, end: int) -> Span:
        """Where the characters from ``start`` up to ``end`` stand in the file."""
        line, column, end_line, end_column = self._lines.span(start, max(start, end))
        return line + self._shift, column, end_line + self._shift, end_column

    def offset(self, line: int, column: int) -> int:
        """The offset of a place in the file."""
        return self._lines.offset(line - self._shift, column)

    def shown(self, value: str) -> str:
        """A scalar's text with the characters that were hidden from libyaml."""
        return value.translate(_SHOW) if self._hidden else value

    def compose(self, start: int = 0, end: int | None = None) -> YamlNode | None:
        """The node that the characters from ``start`` up to ``end`` make. Raises Trouble."""
        return _Composer(self, start, len(self.text) if end is None else end).document()


class _Composer:
    """One run of libyaml over a part of a source."""

    def __init__(self, source: Source, start: int, end: int) -> None:
        self._source = source
        self._start = start
        self._end = end
        self._events: Iterator[Any] = yaml.parse(source.clean[start:end], Loader=_LOADER)

    def document(self) -> YamlNode | None:
        try:
            return self._document()
        except yaml.MarkedYAMLError as error:
            raise self._trouble(error) from None

    def _trouble(self, error: yaml.MarkedYAMLError) -> Trouble:
        mark, opened = error.problem_mark, error.context_mark
        start = self._offset(mark.index) if mark else self._start
        return Trouble(error.problem or "", start, error.context or "", self._offset(opened.index) if opened else -1)

    def _document(self) -> YamlNode | None:
        root: YamlNode | None = None
        seen = False
        for event in self._events:
            kind = type(event)
            if kind is DocumentStartEvent:
                if seen:
                    raise Trouble("second document", self._offset(event.start_mark.index))
                seen = True
            elif kind in _STARTS:
                root = self._node(event, 0)
        return root

    def _offset(self, index: int) -> int:
        return min(self._start + index, self._end)

    def _span(self, event: Any) -> Span:
        return self._source.span(self._offset(event.start_mark.index), self._offset(event.end_mark.index))

    def _node(self, event: Any, depth: int) -> YamlNode:
        kind = type(event)
        if kind is ScalarEvent:
            return self._scalar(event)
        if kind is AliasEvent:
            at = self._span(event)
            self._source.marks.append(Mark("alias", event.anchor, at))
            return YamlScalar(f"*{event.anchor}", BROKEN, at)
        if depth >= MAX_DEPTH:
            raise Trouble("too deep", self._offset(event.start_mark.index))
        self._properties(event)
        return self._list(event, depth) if kind is SequenceStartEvent else self._map(event, depth)

    def _properties(self, event: Any) -> bool:
        """Note an anchor or a tag. True if there is a tag."""
        if event.anchor is None and event.tag is None:
            return False
        start = self._offset(event.start_mark.index)
        if event.anchor is not None:
            at = self._source.text.find("&", start)
            self._source.marks.append(Mark("anchor", event.anchor, self._source.span(at, at + 1 + len(event.anchor))))
        if event.tag is None:
            return False
        at = max(start, self._source.text.find("!", start))
        written = _TAG.match(self._source.text, at)
        end = written.end() if written else at + 1
        self._source.marks.append(Mark("tag", self._source.text[at:end], self._source.span(at, end)))
        return True

    def _scalar(self, event: Any) -> YamlScalar:
        start, end = self._offset(event.start_mark.index), self._offset(event.end_mark.index)
        style = event.style or ""
        if style in ("|", ">"):
            end = max(start + 1, start + len(self._source.text[start:end].rstrip()))
        if start == end and (colour := COLOUR.match(self._source.text, end, self._end)) is not None:
            at = self._source.span(*colour.span(1))
            self._source.marks.append(Mark("colour", colour[1], at))
            return YamlScalar(colour[1], BROKEN, at)
        if self._properties(event):
            return YamlScalar(self._source.text[start:end], BROKEN, self._source.span(start, end))
        return YamlScalar(self._source.shown(event.value), style, self._source.span(start, end))

    def _list(self, start: Any, depth: int) -> YamlList:
        items: list[YamlNode] = []
        for event in self._events:
            if type(event) is SequenceEndEvent:
                at = self._collection(start, event, items[-1].at if items else None)
                return YamlList(tuple(items), at)
            items.append(self._node(event, depth + 1))
        raise AssertionError("libyaml closes what it opens")

    def _map(self, start: Any, depth: int) -> YamlMap:
        entries: list[YamlEntry] = []
        for event in self._events:
            if type(event) is MappingEndEvent:
                at = self._collection(start, event, entries[-1].value.at if entries else None)
                return YamlMap(unique(entries, self._source.marks), at)
            if type(event) is not ScalarEvent:
                raise Trouble("key is not text", self._offset(event.start_mark.index))
            key = self._scalar(event)
            entries.append(YamlEntry(key, self._node(next(self._events), depth + 1)))
        raise AssertionError("libyaml closes what it opens")

    def _collection(self, start: Any, end: Any, last: Span | None) -> Span:
        """Where a collection stands. libyaml ends a block at the next token; ours ends where its last value ends."""
        if start.flow_style or last is None:
            return self._source.span(self._offset(start.start_mark.index), self._offset(end.end_mark.index))
        line, column, *_ = self._span(start)
        return (line, column, last[2], last[3])


_STARTS = frozenset({ScalarEvent, AliasEvent, SequenceStartEvent, MappingStartEvent})
_TAG = re.compile(r"!\S*")
COLOUR = re.compile(r"[ \t]+(#(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{6}|[0-9a-fA-F]{3,4}))[ \t]*(?=[\r\n]|\Z)")


def unique(entries: list[YamlEntry], marks: list[Mark]) -> tuple[YamlEntry, ...]:
    """The entries with each key once, the first; the others are noted in ``marks``."""
    if len({entry.key.text for entry in entries}) == len(entries):
        return tuple(entries)
    kept: dict[str, YamlEntry] = {}
    for entry in entries:
        first = kept.setdefault(entry.key.text, entry)
        if first is not entry:
            marks.append(Mark("twice", entry.key.text, entry.key.at, first.key.at))
    return tuple(kept.values())
