"""What a picture's file says of itself at its head: nothing is decoded, so it is known at once."""

from __future__ import annotations

import re
import warnings
from io import BytesIO

from sitegen.base.data import noun
from sitegen.base.diagnostics import Diagnostic, Location
from sitegen.catalog.settings import image_options
from sitegen.engine.database import Database
from sitegen.engine.inputs import file
from sitegen.engine.query import query
from sitegen.render.pictures.kinds import Kind, kind_named, kind_of

_MILLION = 1_000_000


@noun
class Facts:
    """``kind``: ``jpeg``, ``png``, ``gif``, ``webp`` or ``avif``; empty for what cannot be shown.

    ``width`` and ``height``: in pixels, upright; 0 if nobody can say. ``still``: it does not move, and it is not too
    large, so that other sizes can be made of it.
    """

    kind: str = ""
    width: int = 0
    height: int = 0
    still: bool = False


def is_picture(path: str) -> bool:
    """True for a file that is a picture made of points, by its name."""
    kind = kind_named(path)
    return kind is not None and kind.group == "pictures"


@query(lazy=True)
def picture_facts(db: Database, path: str) -> Facts:
    """What the head of a picture says. What is no picture, another one than its name says, or too large is reported."""
    data = db.get(file, path)
    if data is None:
        return Facts()
    kind = kind_of(data)
    if kind is None or kind.group != "pictures":
        what = f"a {kind.name}" if kind is not None and kind.name else "no picture"
        message = f"the file is {what}, not the picture that its name says" if data else "the file is empty"
        db.report(Diagnostic("SG220", message, Location(path), "put the picture in its place"))
        return Facts()
    if not path.lower().endswith(kind.endings):
        hint = f"give it a name that ends in {kind.endings[0]}"
        db.report(
            Diagnostic("SG222", f"the picture is {kind.name.upper()}, its name says another", Location(path), hint)
        )
    return _read(db, path, data, kind)


def _read(db: Database, path: str, data: bytes, kind: Kind) -> Facts:
    from PIL import Image  # here, because a site without pictures does without it

    from sitegen.render.pictures.metadata import turn_of

    most = db.get(image_options).max_points
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(data), formats=[kind.name.upper()]) as picture:
                width, height = picture.size
                turned = turn_of(picture) >= 5
                moves = getattr(picture, "is_animated", False)
    except Image.DecompressionBombError:
        db.report(too_large(path, "far more", most))
        return Facts(kind.name)
    except Exception as error:  # Pillow raises whatever its readers happen to
        db.report(damaged(path, error))
        return Facts()
    if width * height > most:
        has = f"{width} × {height} points, that is {-(-width * height // _MILLION)} million, more"
        db.report(too_large(path, has, most))
    size = (height, width) if turned else (width, height)
    return Facts(kind.name, *size, still=not moves and width * height <= most)


def too_large(path: str, has: str, most: int) -> Diagnostic:
    """The problem that a picture has more points than are allowed."""
    message = f"the picture has {has} than the {most // _MILLION} million that are allowed"
    return Diagnostic("SG221", message, Location(path), "make it smaller, or raise images: max_points")


def damaged(path: str, error: Exception) -> Diagnostic:
    """The problem that a picture cannot be read."""
    words = " ".join(str(error).split()) or type(error).__name__
    words = re.sub(r"<[^>]*>|0x[0-9a-f]+", "it", words)  # a place in memory is another one every time
    return Diagnostic("SG220", f"the picture cannot be read: {words}", Location(path), "put a whole copy in its place")


@query(lazy=True)
def image_size(db: Database, path: str) -> tuple[int, int]:
    """(width, height) of a picture or drawing in pixels, upright; zeros if nobody can say."""
    if is_picture(path):
        facts = db.get(picture_facts, path)
        return facts.width, facts.height
    return _drawing_size(db.get(file, path) or b"")


_SVG = re.compile(r"<svg\b[^>]*>")
_LENGTH = r'\b{}="\s*(\d+(?:\.\d+)?)(?:px)?\s*"'
_BOX = re.compile(r'\bviewBox="\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)')


def _drawing_size(data: bytes) -> tuple[int, int]:
    tag = _SVG.search(data[:4000].decode("utf-8", "replace"))
    if tag is None:
        return 0, 0
    width, height = (re.search(_LENGTH.format(name), tag[0]) for name in ("width", "height"))
    if width and height:
        return round(float(width[1])), round(float(height[1]))
    box = _BOX.search(tag[0])
    return (round(float(box[1])), round(float(box[2]))) if box else (0, 0)
