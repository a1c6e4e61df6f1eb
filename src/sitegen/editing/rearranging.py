"""A list in another order, with items taken out and new ones: what stays keeps its lines and its comments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from sitegen.editing import notation
from sitegen.editing.entries import LIST, MAP, Node, line_end, line_start, next_line
from sitegen.editing.held import Plain, Value, agrees
from sitegen.editing.notation import Written
from sitegen.editing.placing import Front

Plan = list[int | None]
"""For each item of the new list the number of the old one that it comes from; None: it is new."""

_LOOKED_AT = 400
_ENDING = re.compile(r"(?:\r\n|\r|\n)\Z")


def plan(node: Node, value: list[Value], *, exact: bool) -> Plan:
    """Where the items of ``value`` come from: equal ones first, then a changed one from the one it was most likely."""
    free = set(range(len(node.items)))
    found: Plan = [None] * len(value)

    def take(index: int, source: int | None) -> None:
        found[index] = source
        if source is not None:
            free.discard(source)

    for index, one in enumerate(value):
        if index in free and agrees(node.items[index], one, exact=exact):
            take(index, index)
    for index, one in enumerate(value):
        if found[index] is None:
            near = sorted(free)[:_LOOKED_AT]
            take(index, next((at for at in near if agrees(node.items[at], one, exact=exact)), None))
    for index, one in enumerate(value):
        if found[index] is None and isinstance(one, dict):
            take(index, _nearest(node, one, free, index, exact))
    for index, one in enumerate(value):
        if found[index] is None:
            take(index, _in_gap(node, one, free, found, index))
    return found


def _nearest(node: Node, value: dict[str, Value], free: set[int], index: int, exact: bool) -> int | None:
    """The free group that has most fields in common with ``value``."""

    def common(at: int) -> tuple[int, bool]:
        item = node.items[at]
        if item.kind != MAP:
            return 0, False
        pairs = zip(item.keys, item.items, strict=True)
        return sum(key.text in value and agrees(one, value[key.text], exact=exact) for key, one in pairs), at == index

    best = max(sorted(free)[:_LOOKED_AT], key=common, default=None)
    return best if best is not None and common(best)[0] else None


def _in_gap(node: Node, value: Value, free: set[int], found: Plan, index: int) -> int | None:
    """A free item of the same kind between the places of the neighbours."""
    before = next((at for at in reversed(found[:index]) if at is not None), -1)
    after = next((at for at in found[index + 1 :] if at is not None), len(node.items))
    return next((at for at in range(before + 1, after) if at in free and _akin(node.items[at], value)), None)


def _akin(node: Node, value: Value) -> bool:
    """True if a value can be what became of an item."""
    if isinstance(value, dict):
        return node.kind == MAP and bool({key.text for key in node.keys} & set(value))
    return node.kind not in (MAP, LIST) and not isinstance(value, list | tuple)


def rearranged(front: Front, node: Node, plan: Plan, value: list[Value]) -> Iterator[str]:
    """The texts in which the list follows ``plan``; items that are to change still hold their old value."""
    if node.flow:
        yield from _flow(front.text, node, plan, value)
    elif front.text[line_start(front.text, node.items[0].head) : node.items[0].head].strip() == "":
        yield from _block(front, node, plan, value)


def _flow(text: str, node: Node, plan: Plan, value: list[Value]) -> Iterator[str]:
    first, last = node.items[0], node.items[-1]
    between = text[first.end : node.items[1].head] if len(node.items) > 1 else ", "
    if "#" in text[first.head : last.end] and "\n" in text[node.start : node.end]:
        return
    parts = [
        text[node.items[source].head : node.items[source].end] if source is not None else _one(one)
        for source, one in zip(plan, value, strict=True)
    ]
    yield text[: first.head] + between.join(parts) + text[last.end :]
    yield text[: first.head] + ", ".join(parts) + text[last.end :]


def _one(value: Value) -> str:
    return notation.flowing(value)


def _block(front: Front, node: Node, plan: Plan, value: list[Value]) -> Iterator[str]:
    """Each item has the lines from behind the item before it up to its own end: comments above go with it."""
    text = front.text
    starts = [_start(text, node)]
    starts += [next_line(text, item.end) for item in node.items]
    pieces = [text[start:end] for start, end in pairwise(starts)]
    column = front.column(node.items[0].head)
    out: list[str] = []
    for source, one in zip(plan, value, strict=True):
        if source is not None:
            out.append(pieces[source])
        else:
            out.append("".join(line + front.newline for line in notation.item_lines(column, _new(one, column))))
    closed = [piece if piece.endswith(("\n", "\r")) else piece + front.newline for piece in out]
    yield text[: starts[0]] + "".join(closed) + text[starts[-1] :]


def _start(text: str, node: Node) -> int:
    """Where the first item's lines begin: with the comments right above it."""
    below = next_line(text, line_end(text, node.lead)) if node.lead >= 0 else node.start
    start = line_start(text, node.items[0].head)
    while start > below:
        above = line_start(text, len(_ENDING.sub("", text[:start])))
        if not text[above:start].lstrip().startswith("#") or above < below:
            break
        start = above
    return start


def _new(value: Value, column: int) -> Written:
    if value is None:
        return Written("null")
    if isinstance(value, str) and not isinstance(value, Plain):
        return next(notation.texts(value, "", flow=False, indent=column + notation.STEP))
    return notation.written(value, column + notation.STEP, column + notation.STEP)
