"""Small pictures of large ones, kept by what the large one holds."""

from __future__ import annotations

import re
import warnings
from contextlib import suppress
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps

from sitegen.base.files import write_atomic

WIDTHS = (160, 320, 640, 1280)
"""How wide they are made; another width gets the next."""

_MOST_POINTS = 150_000_000
_PRINT = re.compile(r"[0-9a-f]{16,128}")


class Thumbs:
    """The small pictures of one site, below ``.sitegen/``; whoever deletes them only makes us work."""

    def __init__(self, root: Path) -> None:
        self._folder = root / ".sitegen" / "cache" / "thumbs"

    def kept(self, mark: str, width: int) -> bytes | None:
        """The small picture of what has this fingerprint, if it has been made."""
        try:
            return self._path(mark, width).read_bytes() if _PRINT.fullmatch(mark) else None
        except OSError:
            return None

    def made(self, data: bytes, mark: str, width: int) -> bytes | None:
        """The small picture as WebP; None for what cannot be opened, or is too large to be. It is kept."""
        found = small(data, at_least(width))
        if found is not None and _PRINT.fullmatch(mark):
            with suppress(OSError):  # a full disk: then it is made again
                write_atomic(self._path(mark, width), found)
        return found

    def _path(self, mark: str, width: int) -> Path:
        return self._folder / mark[:2] / f"{mark[2:]}-{at_least(width)}.webp"


def at_least(width: int) -> int:
    """The next of the widths."""
    return next((one for one in WIDTHS if one >= width), WIDTHS[-1])


def small(data: bytes, width: int) -> bytes | None:
    """A picture at most so wide and so high, upright, as WebP."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _small(data, width)
    except (OSError, ValueError, SyntaxError, RuntimeError, MemoryError, Image.DecompressionBombError):
        return None
    except (ArithmeticError, LookupError, TypeError, AttributeError):
        return None  # Pillow says so of some broken files


def _small(data: bytes, width: int) -> bytes | None:
    with Image.open(BytesIO(data)) as picture:
        if picture.width * picture.height > _MOST_POINTS:
            return None
        picture.draft("RGB", (width, width))
        picture.load()
        upright = ImageOps.exif_transpose(picture)
        upright.thumbnail((width, width), Image.Resampling.LANCZOS)
        mode = "RGBA" if upright.has_transparency_data else "RGB"
        out = BytesIO()
        upright.convert(mode).save(out, "WEBP", quality=80, method=2)
    return out.getvalue()
