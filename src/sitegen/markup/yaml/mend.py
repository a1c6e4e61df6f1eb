"""What can be saved of a text that is not YAML: every mistake is found, and what is right is still read.

The text is cut where its entries begin; each piece is read by itself, and a group that cannot be read is cut again.
So an unclosed quote takes only its own entry with it, and three mistakes are three problems.
"""

from __future__ import annotations

from sitegen.markup.yaml.line import KEY, line_at
from sitegen.markup.yaml.nodes import Source, Trouble, unique
from sitegen.markup.yaml.pieces import LINES, Piece, cut, says
from sitegen.markup.yaml.words import Finding, explain, stray
from sitegen.model.yaml import BROKEN, YamlEntry, YamlList, YamlMap, YamlNode, YamlScalar

MAX_PIECES = 500
"""A text with more entries than this is not written by hand; it gets one problem."""

_DEEPEST = 12
_NOWHERE = (0, 0, 0, 0)


def mended(source: Source, trouble: Trouble) -> tuple[YamlNode | None, list[Finding]]:
    """The readable entries of a text that libyaml refused because of ``trouble``, and the mistakes found."""
    work = _Mending(source)
    node = work.part(0, len(source.text), 0)
    if not work.findings:
        work.findings.append(explain(source.text, trouble))
    return node, work.findings


class _Mending:
    """The mending of one text."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._text = source.text
        self.findings: list[Finding] = []

    def part(self, start: int, end: int, depth: int) -> YamlNode | None:
        """The node of a part of the text whose outermost entries are read one by one."""
        pieces = cut(self._text, start, end)
        if len(pieces.found) > MAX_PIECES:
            return None
        entries: list[YamlEntry] = []
        items: list[YamlNode] = []
        for piece in pieces.found:
            node = self._piece(piece, pieces.items, depth)
            if isinstance(node, YamlMap):
                entries.extend(node.entries)
            elif isinstance(node, YamlList):
                items.extend(node.items)
        return self._joined(entries, items)

    def _joined(self, entries: list[YamlEntry], items: list[YamlNode]) -> YamlNode | None:
        if entries:
            first, last = entries[0].key.at, entries[-1].value.at
            return YamlMap(unique(entries, self._source.marks), (first[0], first[1], last[2], last[3]))
        if items:
            first, last = items[0].at, items[-1].at
            return YamlList(tuple(items), (first[0], first[1], last[2], last[3]))
        return None

    def _piece(self, piece: Piece, item: bool, depth: int) -> YamlNode | None:
        """The node of a piece: a map of its entries or a list of its items."""
        node, trouble = self._try(piece.start, piece.end)
        if trouble is None and not isinstance(node, YamlScalar):
            return node
        if piece.loose < piece.end:
            node, first = self._try(piece.start, piece.loose)
            if first is None and not isinstance(node, YamlScalar):
                return self._with_strays(node, piece.loose, piece.end)
        if trouble is None:
            return self._with_strays(None, piece.start, piece.end)
        if (group := self._group(piece, depth)) is not None:
            return group
        saved = self._dedented(piece)
        self.findings.append(explain(self._text, trouble))
        if item:
            return YamlList((self._broken(piece.start),), _NOWHERE)
        return YamlMap(tuple(saved or self._lost(piece.start)), _NOWHERE)

    def _try(self, start: int, end: int) -> tuple[YamlNode | None, Trouble | None]:
        noted = len(self._source.marks)
        try:
            return self._source.compose(start, end), None
        except Trouble as trouble:
            del self._source.marks[noted:]
            return None, trouble

    def _group(self, piece: Piece, depth: int) -> YamlMap | None:
        """A field whose value begins in the next line, with what can be read of it; None if it has another form."""
        line = line_at(self._text, piece.start)
        shape = KEY.match(self._text, line.start, line.end)
        if shape is None or shape["lead"].strip() or depth >= _DEEPEST:
            return None
        if self._text[line.value : line.end].split("#")[0].strip():
            return None
        rest = LINES.match(self._text, piece.start)
        inner_start = rest.end() if rest else piece.end
        if len(cut(self._text, inner_start, piece.end).found) < 2:
            return None
        found = len(self.findings)
        inner = self.part(inner_start, piece.end, depth + 1)
        if inner is None or len(self.findings) == found:
            del self.findings[found:]
            return None
        key = YamlScalar(line.key, "", self._source.span(*shape.span("key")))
        return YamlMap((YamlEntry(key, inner),), _NOWHERE)

    def _with_strays(self, node: YamlNode | None, start: int, end: int) -> YamlNode | None:
        """``node`` and, as broken entries, the lines after it that are none: one problem for lines in a row."""
        entries = list(node.entries) if isinstance(node, YamlMap) else []
        last = -1
        for found in LINES.finditer(self._text, start, end):
            if not says(found[0]):
                continue
            finding = stray(self._text, line_at(self._text, found.start()))
            if last != found.start() or finding.instead is not None:
                self.findings.append(finding)
            last = found.end()
            entries.extend(self._lost(found.start()))
        return YamlMap(tuple(entries), _NOWHERE) if entries else node

    def _lost(self, start: int) -> list[YamlEntry]:
        """An entry whose value could not be read: so nobody says that the field is missing too."""
        line = line_at(self._text, start)
        shape = KEY.match(self._text, line.start, line.end)
        if shape is not None:
            begin, end = shape.span("key")
            return [YamlEntry(YamlScalar(line.key, "", self._source.span(begin, end)), self._broken(start))]
        first = line.start + line.indent
        words = self._text[first : line.end].replace(":", " ").split(None, 1)
        if not words:
            return []
        key = YamlScalar(words[0], "", self._source.span(first, first + len(words[0])))
        value = YamlScalar(words[1] if len(words) > 1 else "", BROKEN, self._source.span(first, line.end))
        return [YamlEntry(key, value)]

    def _broken(self, start: int) -> YamlScalar:
        line = line_at(self._text, start)
        begin = min(line.value, line.end)
        return YamlScalar(self._text[begin : line.end], BROKEN, self._source.span(begin, line.end))

    def _dedented(self, piece: Piece) -> list[YamlEntry]:
        """The entries of a piece whose lines are all right but for their indent; else nothing (as for a group)."""
        entries: list[YamlEntry] = []
        for found in LINES.finditer(self._text, piece.start, piece.end):
            if not says(found[0]):
                continue
            line = line_at(self._text, found.start())
            node, trouble = self._try(line.start + line.indent, line.end)
            if trouble is not None or not isinstance(node, YamlMap):
                return []
            if not entries and not self._text[line.value : line.end]:
                return []
            entries.extend(node.entries)
        return entries
