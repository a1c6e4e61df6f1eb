"""What comes from outside made harmless, or refused: a file as it may lie in the site."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO

from PIL import Image, UnidentifiedImageError
from py_svg_hush import filter_svg

from sitegen.model.settings import MediaOptions
from sitegen.render.pictures.kinds import SVG, Kind, kind_of
from sitegen.render.pictures.metadata import Damaged, turned, without_metadata

_SVG_PICTURES = {"image": ["jpeg", "png", "gif", "webp"]}
_MOST_OF_A_DRAWING = 10_000_000
_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class NotTaken:
    """A file was not taken in; nothing was kept of it. ``code`` says why, ``values`` are for its sentence."""

    code: str
    values: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Clean:
    """A file that may lie in the site. ``width`` and ``height`` are as it is shown; 0 for what has none."""

    data: bytes
    kind: Kind
    width: int = 0
    height: int = 0


def cleaned(data: bytes, name: str, options: MediaOptions) -> Clean | NotTaken:
    """``data`` made harmless. What it is, is told by what it holds; ``name`` only tells a table from other texts."""
    if not data:
        return NotTaken("empty")
    if len(data) > options.max_size:
        return NotTaken("too_large", {"most": options.max_size // _MILLION, "size": -(-len(data) // _MILLION)})
    kind = kind_of(data, name)
    if kind is None:
        return NotTaken("unknown")
    if kind.group == "refused":
        return NotTaken("web_page" if kind.name == "web page" else "program")
    if kind.group not in options.kinds:
        return NotTaken("kind", {"group": kind.group})
    if kind is SVG:
        return _drawing(data)
    return _picture(data, kind, options) if kind.group == "pictures" else Clean(data, kind)


def _drawing(data: bytes) -> Clean | NotTaken:
    """No script, no foreign objects, nothing that is fetched from elsewhere."""
    if len(data) > _MOST_OF_A_DRAWING:
        return NotTaken("too_large", {"most": _MOST_OF_A_DRAWING // _MILLION, "size": -(-len(data) // _MILLION)})
    try:
        return Clean(filter_svg(data, _SVG_PICTURES), SVG)
    except ValueError:
        return NotTaken("drawing")


def _picture(data: bytes, kind: Kind, options: MediaOptions) -> Clean | NotTaken:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _decoded(data, kind, options)
    except Image.DecompressionBombError:
        return NotTaken("bomb", {"most": options.max_points // _MILLION})
    except (Damaged, UnidentifiedImageError, OSError, ValueError, SyntaxError):
        return NotTaken("damaged")
    except (MemoryError, RuntimeError, ArithmeticError, LookupError, TypeError, AttributeError):
        return NotTaken("damaged")  # Pillow says so of some broken files


def _decoded(data: bytes, kind: Kind, options: MediaOptions) -> Clean | NotTaken:
    with Image.open(BytesIO(data), formats=[kind.name.upper()]) as picture:
        width, height = picture.size
        if width * height > options.max_points:  # said by the head: nothing has been decoded yet
            has = -(-width * height // _MILLION)
            return NotTaken("too_many_points", {"most": options.max_points // _MILLION, "has": has})
        picture.draft("RGB", (64, 64))
        picture.load()
    turn = turned(data)
    bare = without_metadata(data, kind)
    with Image.open(BytesIO(bare)) as picture:
        if set(picture.getexif()) - {0x0112}:
            raise Damaged("it still has notes")
    return Clean(bare, kind, *((height, width) if turn >= 5 else (width, height)))
