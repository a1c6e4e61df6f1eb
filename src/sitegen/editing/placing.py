"""One entry of a front matter written anew, added or taken out: the text around it stays as it is.

Each function yields candidates, the smallest change first. Nobody trusts them: `steps` reads every one back and takes
the first that says what it should and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from sitegen.editing import notation
from sitegen.editing.entries import LIST, MAP, SCALAR, Node, line_end, line_start, next_line
from sitegen.editing.held import Plain, Value
from sitegen.editing.notation import Written

_COMMENT = re.compile(r"[ \t]+#[^\r\n]*")
_BLOCK_HEAD = re.compile(r"[|>][-+0-9]*")
_SPACE = re.compile(r"[ \t]*")
_COMMA = re.compile(r"(?:\s|#[^\r\n]*)*,")


class Front:
    """A front matter's text, what it is made of, and how its lines end."""

    __slots__ = ("newline", "root", "text")

    def __init__(self, text: str, root: Node | None, newline: str) -> None:
        self.text = text
        self.root = root
        self.newline = newline

    def column(self, offset: int) -> int:
        """The column of an offset, from 0."""
        return offset - line_start(self.text, offset)

    def joined(self, lines: tuple[str, ...]) -> str:
        """Lines as they follow another one."""
        return "".join(self.newline + line for line in lines)


def replaced(front: Front, node: Node, value: Value) -> Iterator[str]:
    """The texts in which ``node`` is ``value``."""
    if node.parent is not None and node.parent.flow:
        yield from _replaced_flow(front, node, value)
        return
    for written in _ways(front, node, value):
        yield _with(front, node, written)


def _ways(front: Front, node: Node, value: Value) -> Iterator[Written]:
    indent, dashes = _indents(front, node)
    if isinstance(value, str) and not isinstance(value, Plain):
        style = node.style if node.kind == SCALAR else ""
        yield from notation.texts(value, style, flow=False, indent=indent)
    elif isinstance(value, Mapping | list | tuple):
        if not node.flow:
            yield notation.written(value, indent, dashes)
        yield Written(notation.flowing(value))
        yield notation.written(value, indent, dashes)
    elif value is None and not _needs_null(front, node):
        yield Written("")
        yield Written("null")
    else:
        yield Written(notation.plain(value))


def _needs_null(front: Front, node: Node) -> bool:
    return node.parent is not None and node.parent.kind == LIST


def _indents(front: Front, node: Node) -> tuple[int, int]:
    """The columns of what belongs to a node's entry, and of the hyphens of a list that does."""
    base = front.column(node.head)
    indent = base + notation.STEP
    if node.kind in (MAP, LIST) and not node.flow and node.items:
        indent = max(front.column(node.items[0].head), base + (node.kind == MAP))
        if node.kind == LIST:
            return max(indent, base + 1), indent
        return indent, indent
    in_list = node.parent is not None and node.parent.kind == LIST
    return indent, indent if in_list or not hanging(front) else base


def _with(front: Front, node: Node, written: Written) -> str:
    """The text with a block entry's value written anew; a comment beside its name or its value stays."""
    text = front.text
    space, comment, end = _beside(text, node)
    if written.lines and not written.head and not comment.strip() and text[node.lead - 1] == "-":
        written = Written(written.lines[0].lstrip(" "), written.lines[1:])
    head = (space or " ") + written.head if written.head else ""
    if not head or written.lines:
        comment = comment.rstrip()
    return text[: node.lead] + head + comment + front.joined(written.lines) + text[end:]


def _beside(text: str, node: Node) -> tuple[str, str, int]:
    """The space before a value, the comments beside its name and its value, and where what is replaced ends."""
    end = line_end(text, node.end)
    first = line_end(text, node.lead)
    if node.kind in (MAP, LIST) and not node.flow and node.items:
        comment = _COMMENT.match(text, node.lead)
        return "", comment[0] if comment else "", end
    if first < node.start:  # the value stands below its name
        comment = _COMMENT.match(text, node.lead)
        return "", (comment[0] if comment else "") + text[node.end : end].rstrip(), end
    if node.kind == SCALAR and node.style in ("|", ">"):
        mark = _BLOCK_HEAD.search(text, node.start)
        head = mark.end() if mark else node.start
        return text[node.lead : node.start], text[head : line_end(text, head)].rstrip(), end
    if node.end == node.lead:
        return "", text[node.lead : end], end
    return text[node.lead : node.start], text[node.end : end], end


def _replaced_flow(front: Front, node: Node, value: Value) -> Iterator[str]:
    text = front.text
    space = " " if node.lead == node.start else ""
    start = node.start
    forms = [Written(notation.flowing(value))]
    if isinstance(value, str) and not isinstance(value, Plain):
        style = node.style if node.kind == SCALAR else ""
        forms = list(notation.texts(value, style, flow=True, indent=0))
    for form in forms:
        yield text[:start] + space + form.head + text[max(node.end, start) :]


def added(front: Front, node: Node | None, name: str | None, value: Value) -> Iterator[str]:
    """The texts in which a group has a new last field (``name``), or a list a new last item."""
    if node is None:
        yield from _first(front, name or "", value)
    elif node.flow or not node.items:
        yield from _added_flow(front, node, name, value)
    else:
        yield from _added_block(front, node, name, value)


def _first(front: Front, name: str, value: Value) -> Iterator[str]:
    lines = notation.entry_lines(f"{notation.key(name)}:", notation.written(value, notation.STEP, notation.STEP))
    lead = front.newline if front.text and front.text[-1] not in "\r\n" else ""
    yield front.text + lead + front.newline.join(lines) + front.newline


def _added_block(front: Front, node: Node, name: str | None, value: Value) -> Iterator[str]:
    text = front.text
    last = node.items[-1]
    column = front.column(last.head)
    at = line_end(text, last.end)
    for flat in (False, True):
        written = Written(notation.flowing(value)) if flat else _new(front, value, column, in_list=name is None)
        if name is None:
            lines = tuple(notation.item_lines(column, written if value is not None else Written("null")))
        else:
            lines = tuple(notation.entry_lines(f"{' ' * column}{notation.key(name)}:", written))
        yield text[:at] + front.joined(lines) + text[at:]


def _new(front: Front, value: Value, column: int, *, in_list: bool) -> Written:
    indent = column + notation.STEP
    return notation.written(value, indent, indent if in_list else indent - notation.STEP * hanging(front))


def hanging(front: Front) -> bool:
    """True if the lists of this front matter stand right under the names of their fields, not further to the right."""
    lists = (
        [node for node in front.root.items if node.kind == LIST and not node.flow and node.items] if front.root else []
    )
    return bool(lists) and all(front.column(node.items[0].head) == front.column(node.head) for node in lists)


def _added_flow(front: Front, node: Node, name: str | None, value: Value) -> Iterator[str]:
    text = front.text
    new = notation.flowing(value) if name is None else f"{notation.key(name)}: {notation.flowing(value)}"
    if not node.items:
        yield text[: node.end - 1] + new + text[node.end - 1 :]
        return
    last = node.items[-1]
    comma = _COMMA.match(text, last.end)
    if comma is not None and comma.end() < node.end:
        if _own_line(text, last):
            lead = text[line_start(text, last.head) : last.head]
            at = line_end(text, comma.end())
            yield text[:at] + front.newline + lead + new + "," + text[at:]
        yield text[: comma.end()] + " " + new + text[comma.end() :]
        return
    if _own_line(text, last):
        lead = text[line_start(text, last.head) : last.head]
        at = line_end(text, last.end)
        if at < node.end:
            yield text[: last.end] + "," + text[last.end : at] + front.newline + lead + new + text[at:]
    yield text[: last.end] + ", " + new + text[last.end :]


def _own_line(text: str, node: Node) -> bool:
    return not text[line_start(text, node.head) : node.head].strip()


def removed(front: Front, node: Node) -> Iterator[str]:
    """The texts without the entry of ``node``."""
    parent = node.parent
    assert parent is not None
    if parent.flow:
        yield from _removed_flow(front.text, parent, parent.items.index(node))
    elif len(parent.items) == 1 and parent.parent is not None:
        empty = "{}" if parent.kind == MAP else "[]"
        if parent.anchor is None and parent.tag is None and _own_line(front.text, node):
            cut = _without_lines(front.text, node)
            yield cut[: parent.lead] + " " + empty + cut[parent.lead :]
        yield _with(front, parent, Written(empty))
    elif _own_line(front.text, node):
        yield _without_lines(front.text, node)
    else:
        yield from _removed_first(front.text, parent, node)


def _without_lines(text: str, node: Node) -> str:
    start, end = line_start(text, node.head), next_line(text, node.end)
    return text[:start] + text[end:]


def _removed_first(text: str, parent: Node, node: Node) -> Iterator[str]:
    """Without the entry that stands behind a hyphen."""
    following = parent.items[parent.items.index(node) + 1]
    end = line_end(text, node.end)
    if not text[end : following.head].strip():
        yield text[: node.head] + text[following.head :]
    yield text[: node.head].rstrip(" ") + text[end:]


def _removed_flow(text: str, parent: Node, index: int) -> Iterator[str]:
    node = parent.items[index]
    comma = _COMMA.match(text, node.end)
    own = _own_line(text, node)
    if comma is not None and comma.end() < parent.end:
        end = comma.end()
        rest = text[end : line_end(text, end)]
        if own and (not rest.strip() or rest.lstrip().startswith("#")):
            yield text[: line_start(text, node.head)] + text[next_line(text, end) :]
        space = _SPACE.match(text, end)
        yield text[: node.head] + text[space.end() if space else end :]
    elif own and not text[node.end : line_end(text, node.end)].split("#")[0].strip():
        yield text[: line_start(text, node.head)] + text[next_line(text, node.end) :]
    if index:
        yield text[: parent.items[index - 1].end] + text[node.end :]
    yield text[: node.head] + text[node.end :]
