"""Real pictures and other files for tests, made here."""

from __future__ import annotations

import random
import struct
import zipfile
import zlib
from io import BytesIO

from PIL import Image, PngImagePlugin

MAKER = "Example Camera 7"
"""Of the notes that a camera leaves: looked for where nothing of them may be."""


def exif(turn: int = 1) -> Image.Exif:
    """What a camera writes: which one it was, how it was held, and where."""
    made = Image.Exif()
    made[0x010F] = MAKER
    made[0x0112] = turn
    made.get_ifd(0x8825)[1] = "N"
    made.get_ifd(0x8825)[2] = (60.0, 10.0, 15.0)
    return made


def painted(width: int = 40, height: int = 30, seed: int = 1) -> Image.Image:
    """A picture that is like no other of another seed, with a red corner at the top left."""
    dice = random.Random(seed)
    image = Image.new(
        "RGB", (width, height), (dice.randrange(40, 200), dice.randrange(40, 200), dice.randrange(40, 200))
    )
    image.paste((255, 0, 0), (0, 0, width // 4, height // 4))
    return image


def picture(
    kind: str = "JPEG", width: int = 40, height: int = 30, *, turn: int = 0, seed: int = 1, **options: object
) -> bytes:
    """The bytes of a picture; with notes of a camera if it says how it was ``turn``-ed."""
    out = BytesIO()
    notes = {"exif": exif(turn)} if turn else {}
    if kind == "PNG" and turn:
        words = PngImagePlugin.PngInfo()
        words.add_text("Author", MAKER)
        notes["pnginfo"] = words
    painted(width, height, seed).save(out, kind, **notes, **options)
    return out.getvalue()


def noise(width: int, height: int, seed: int = 1) -> bytes:
    """A picture that cannot be made small: about 3 bytes a point."""
    data = random.Random(seed).randbytes(width * height * 3)
    out = BytesIO()
    Image.frombytes("RGB", (width, height), data).save(out, "PNG", compress_level=0)
    return out.getvalue()


def bomb(width: int, height: int) -> bytes:
    """A small PNG that says it has so many points."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    )


def zipped(*names: str, mimetype: str = "") -> bytes:
    """An archive with these files in it."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype)
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="5" height="5" fill="red"/></svg>'
