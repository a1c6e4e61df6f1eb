"""Notes in an AVIF (ISO/IEC 14496-12, section 8.11): all but its frame and its points is blanked in place.

So those are gone too that a damaged file does not say to be any. Leaving them out would move all that follows, and
places in such a file are counted from its start.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

_PICTURES = frozenset({b"av01", b"av02", b"grid", b"iden", b"iovl", b"tmap", b"hvc1", b"avc1", b"jpeg"})
"""Kinds of items that hold points, or how they are put together; whatever else a file holds is a note."""
_FRAME = frozenset({b"ftyp", b"meta"})
_FRAME_OF_META = frozenset({b"hdlr", b"pitm", b"iloc", b"iinf", b"iref", b"iprp", b"dinf", b"grpl"})
"""Boxes that say where everything is."""
_EMPTY = b"\0\0\0\0MM\0\x2a\0\0\0\x08"
"""EXIF in which nothing stands: readers refuse a file whose EXIF is none."""

Part = tuple[int, int]
"""Where something begins and ends."""


def blanked(data: bytes) -> bytes:
    """``data`` with nothing in it but its frame and its points. Raises struct.error or IndexError for what is no such
    file. Of a moving picture only the notes are blanked: its points are found in another way."""
    boxes = list(_boxes(data, 0, len(data)))
    meta = next((body for name, body in boxes if name == b"meta"), None)
    if meta is None:
        return data
    inner = list(_boxes(data, meta[0] + 4, meta[1]))
    points, notes = _items(data, dict(inner))
    is_moving = any(name == b"moov" for name, _ in boxes)
    found = bytearray(data) if is_moving else _only(data, [*_frame(boxes, inner), *points])
    for begin, end in notes:
        if any(begin < other[1] and other[0] < end for other in points):
            raise IndexError("notes among the points")
        found[begin:end] = _EMPTY[: end - begin].ljust(end - begin, b"\0")
    return bytes(found)


def _frame(boxes: list[tuple[bytes, Part]], inner: list[tuple[bytes, Part]]) -> Iterator[Part]:
    """The heads of all boxes, and the bodies of those that say where everything is."""
    at = 0
    for name, (body, end) in boxes:
        yield at, body + 4 if name == b"meta" else end if name in _FRAME else body
        if name == b"meta":
            at = body + 4
            for part, (begin, close) in inner:
                yield at, close if part in _FRAME_OF_META else begin
                at = close
        at = end


def _only(data: bytes, parts: list[Part]) -> bytearray:
    found = bytearray(len(data))
    for begin, end in parts:
        found[begin:end] = data[begin:end]
    return found


def _items(data: bytes, inner: dict[bytes, Part]) -> tuple[list[Part], list[Part]]:
    """Where the items are that hold points, and all the others."""
    pictures = set(_ids(data, *inner[b"iinf"])) if b"iinf" in inner else set()
    places = _places(data, inner[b"iloc"][0]) if b"iloc" in inner else iter(())
    within = inner.get(b"idat", (0, 0))[0]
    points: list[Part] = []
    notes: list[Part] = []
    for item, is_within, start, size in places:
        begin = min(start + (within if is_within else 0), len(data))
        end = min(begin + size, len(data)) if size else len(data)
        (points if item in pictures else notes).append((begin, end))
    return points, notes


def _boxes(data: bytes, at: int, end: int) -> Iterator[tuple[bytes, tuple[int, int]]]:
    """(name, (where its body begins, where it ends)) of the boxes between two places."""
    while at + 8 <= end:
        size, name = struct.unpack_from(">I4s", data, at)
        body = at + 8
        if size == 1:
            size, body = struct.unpack_from(">Q", data, at + 8)[0], at + 16
        close = end if size == 0 else min(end, at + size)
        if close <= at:
            return
        yield name, (body, close)
        at = close


def _ids(data: bytes, at: int, end: int) -> Iterator[int]:
    """The items that hold points."""
    start = at + (6 if data[at] == 0 else 8)
    for name, (body, _) in _boxes(data, start, end):
        if name == b"infe" and data[body] >= 2:
            wide = data[body] > 2
            item, kind = struct.unpack_from(">I2x4s" if wide else ">H2x4s", data, body + 4)
            if kind in _PICTURES:
                yield item


def _places(data: bytes, at: int) -> Iterator[tuple[int, bool, int, int]]:
    """(item, whether it lies within the notes' own box, where, how many bytes) of every piece of every item."""
    version, sizes = data[at], struct.unpack_from(">H", data, at + 4)[0]
    offset, length, base, index = (sizes >> shift & 15 for shift in (12, 8, 4, 0))
    at += 6
    item_size = 4 if version == 2 else 2
    count, at = _number(data, at, item_size)
    for _ in range(count):
        item, at = _number(data, at, item_size)
        method = 0
        if version:
            method, at = _number(data, at, 2)
        start, at = _number(data, at + 2, base)
        pieces, at = _number(data, at, 2)
        for _ in range(pieces):
            if version and index:
                at += index
            more, at = _number(data, at, offset)
            size, at = _number(data, at, length)
            yield item, method & 15 == 1, start + more, size


def _number(data: bytes, at: int, size: int) -> tuple[int, int]:
    if at + size > len(data):
        raise IndexError("cut off")
    return int.from_bytes(data[at : at + size], "big"), at + size
