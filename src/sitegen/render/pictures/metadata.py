"""Takes out of a picture what nobody sees and everybody can read: where it was taken, with which camera, by whom.

Nothing is decoded and written anew: the parts that hold such things are left out, so the picture itself stays as it
is to the last bit. What says how the picture is turned is kept, and so are its colours (ICC). What follows the end of
a picture is left out as well: another picture, or something that is none.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from io import BytesIO

from PIL import Image

from sitegen.render.pictures.avif_notes import blanked
from sitegen.render.pictures.kinds import AVIF, GIF, JPEG, PNG, WEBP, Kind

_TURNED = 0x0112  # EXIF 2.3, 4.6.4: Orientation
_JPEG_MARKER = re.compile(rb"\xff+([^\x00\xff\xd0-\xd7])")
_JPEG_KEPT = {0xE0: b"JFIF", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
_JPEG_PICTURE = {*range(0xC0, 0xD0), *range(0xDA, 0xDE)}  # ITU T.81, table B.1: how it is coded, and the scans
_PNG_KEPT = frozenset(
    b"IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD hIST pHYs sPLT acTL fcTL fdAT".split()
)
_WEBP_KEPT = (b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP")
_WEBP_NOTES = {b"EXIF": 0x08, b"XMP ": 0x04}
_GIF_KEPT = (b"NETSCAPE2.0", b"ANIMEXTS1.0")


class Damaged(ValueError):
    """A picture does not have the form that its kind has."""


def without_metadata(data: bytes, kind: Kind) -> bytes:
    """``data`` without what tells more than the picture shows. Raises :class:`Damaged`."""
    strip = {JPEG: _jpeg, PNG: _png, WEBP: _webp, GIF: _gif, AVIF: _avif}.get(kind)
    if strip is None:
        return data
    try:
        return b"".join(strip(data, turned(data)))
    except (struct.error, IndexError) as error:
        raise Damaged(str(error)) from error


def turned(data: bytes) -> int:
    """How a picture is turned, as EXIF counts: 1 is upright."""
    with Image.open(BytesIO(data)) as picture:
        return turn_of(picture)


def turn_of(picture: Image.Image) -> int:
    """The same of a picture that has been opened; by its head alone, nothing is decoded for it."""
    found = picture.getexif().get(_TURNED, 1) if "exif" in picture.info else 1
    return found if found in range(1, 9) else 1


def _exif(turn: int) -> bytes:
    """EXIF that says how a picture is turned, and nothing else (without the six bytes that JPEG puts before it)."""
    return b"MM\0\x2a\0\0\0\x08\0\x01" + struct.pack(">HHIHH", _TURNED, 3, 1, turn, 0) + b"\0\0\0\0"


def _jpeg(data: bytes, turn: int) -> Iterator[bytes]:
    """ITU T.81, annex B."""
    yield data[:2]
    at, is_said = 2, turn == 1
    while True:
        found = _JPEG_MARKER.match(data, at)
        if found is None:
            raise Damaged("no marker")
        marker, start = found[1][0], found.end()
        if marker == 0xD9:
            yield b"\xff\xd9"
            return
        end = start + struct.unpack_from(">H", data, start)[0]
        if not is_said and marker != 0xE0:
            exif = b"Exif\0\0" + _exif(turn)
            yield b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif
            is_said = True
        if _is_kept(marker, data[start + 2 : start + 16]):
            yield b"\xff" + data[found.start(1) : end]
        at = end
        if marker == 0xDA:  # the picture itself goes on until the next marker
            following = _JPEG_MARKER.search(data, end)
            at = following.start() if following is not None else len(data)
            yield data[end:at]
            if following is None:  # cut off, as some cameras do: viewers show what is there
                yield b"\xff\xd9"
                return


def _is_kept(marker: int, start: bytes) -> bool:
    if 0xE0 <= marker <= 0xEF:
        return start.startswith(_JPEG_KEPT.get(marker, b"!"))
    return marker in _JPEG_PICTURE


def _png(data: bytes, turn: int) -> Iterator[bytes]:
    """PNG, third edition, section 5."""
    yield data[:8]
    at, kind, is_said = 8, b"", turn == 1
    while kind != b"IEND":
        size, kind = struct.unpack_from(">I4s", data, at)
        end = at + 12 + size
        if end > len(data):
            raise Damaged("cut off")
        if kind == b"IDAT" and not is_said:
            yield struct.pack(">I", 26) + b"eXIf" + _exif(turn) + struct.pack(">I", zlib.crc32(b"eXIf" + _exif(turn)))
            is_said = True
        if kind in _PNG_KEPT:
            yield data[at:end]
        at = end


def _webp(data: bytes, turn: int) -> Iterator[bytes]:
    """RFC 9649, section 2."""
    parts = b"".join(_webp_parts(data, turn))
    yield b"RIFF" + struct.pack("<I", len(parts) + 4) + b"WEBP" + parts


def _webp_parts(data: bytes, turn: int) -> Iterator[bytes]:
    at, whole = 12, min(len(data), struct.unpack_from("<I", data, 4)[0] + 8)
    missing: set[bytes] = set()
    while at + 8 <= whole:
        name, size = struct.unpack_from("<4sI", data, at)
        end = at + 8 + size + size % 2
        missing.discard(name)
        if name == b"VP8X":
            missing |= {note for note, flag in _WEBP_NOTES.items() if data[at + 8] & flag}
            flags = (data[at + 8] & ~0x0C) | (0x08 if turn != 1 else 0)  # neither EXIF nor XMP but how it is turned
            yield data[at : at + 8] + bytes([flags]) + data[at + 9 : end]
        elif name in _WEBP_KEPT:
            yield data[at:end]
        at = end
    if missing:
        raise Damaged("its notes are not where they should be, so they may be among its points")
    if turn != 1:
        yield b"EXIF" + struct.pack("<I", 26) + _exif(turn)


def _gif(data: bytes, turn: int) -> Iterator[bytes]:
    """GIF89a: comments and what applications wrote are left out, but not how often an animation is repeated."""
    at = 13 + _colours(data[10])
    yield data[:at]
    while (sign := data[at]) != 0x3B:
        if sign == 0x2C:
            end = _blocks(data, at + 10 + _colours(data[at + 9]) + 1)
        elif sign == 0x21:
            end = _blocks(data, at + 2)
        else:
            raise Damaged("no block")
        if sign == 0x2C or _is_of_the_picture(data, at):
            yield data[at:end]
        at = end
    yield b"\x3b"


def _is_of_the_picture(data: bytes, at: int) -> bool:
    """True for an extension that says how a picture of an animation is shown, or how often it is repeated."""
    return data[at + 1] == 0xF9 or (data[at + 1] == 0xFF and data[at + 3 : at + 14] in _GIF_KEPT)


def _colours(flags: int) -> int:
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _blocks(data: bytes, at: int) -> int:
    while data[at]:
        at += data[at] + 1
    return at + 1


def _avif(data: bytes, turn: int) -> Iterator[bytes]:
    """How it is turned is said elsewhere in such a file."""
    yield blanked(data)
