"""Where the notes stand in an AVIF (ISO/IEC 14496-12, section 8.11): they are blanked in place.

Leaving them out would move all that follows, and places in such a file are counted from its start.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

_NOTES = (b"Exif", b"mime", b"uri ")
_EMPTY = b"\0\0\0\0MM\0\x2a\0\0\0\x08"
"""EXIF in which nothing stands: readers refuse a file whose EXIF is none."""


def blanked(data: bytes) -> bytes:
    """``data`` with nothing in its notes. Raises struct.error or IndexError for what is no such file."""
    found = bytearray(data)
    meta = next((body for name, body in _boxes(data, 0, len(data)) if name == b"meta"), None)
    if meta is None:
        return data
    inner = dict(_boxes(data, meta[0] + 4, meta[1]))
    notes = set(_ids(data, *inner[b"iinf"])) if b"iinf" in inner else set()
    places = _places(data, inner[b"iloc"][0]) if b"iloc" in inner else iter(())
    within = inner.get(b"idat", (0, 0))[0]
    for item, is_within, start, size in places:
        if item in notes:
            at = start + (within if is_within else 0)
            end = min(at + size, len(found)) if size else len(found)
            found[at:end] = _EMPTY[: max(0, end - at)].ljust(max(0, end - at), b"\0")
    return bytes(found)


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
    """The items that hold notes."""
    start = at + (6 if data[at] == 0 else 8)
    for name, (body, _) in _boxes(data, start, end):
        if name == b"infe" and data[body] >= 2:
            wide = data[body] > 2
            item, kind = struct.unpack_from(">I2x4s" if wide else ">H2x4s", data, body + 4)
            if kind in _NOTES:
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
