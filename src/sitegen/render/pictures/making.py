"""A picture of another size: decoded once, and made smaller. Pure: bytes and a recipe in, bytes out.

What is made never depends on what was made before. That the last picture stays decoded only saves time: its other
widths are asked for next. A JPEG is not decoded larger than it is needed (``draft``), so twelve million points take
the memory of three.
"""

from __future__ import annotations

import threading
import warnings
from io import BytesIO
from typing import TYPE_CHECKING, Any

from sitegen.render.pictures.metadata import turn_of
from sitegen.render.pictures.recipe import Recipe

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "AVIF")
"""Pillow's names of what is opened: no other reader is given what comes from outside."""

_AT_LEAST = 1800
"""Pictures are decoded at least so wide, so that one of them serves all usual widths (a JPEG by halves)."""

_AVIF_QUALITY = 0.75  # AVIF looks as good as WebP at three quarters of its number
_FEW_COLOURS = 256

_TURNS = dict(zip(range(2, 9), (0, 3, 1, 5, 4, 6, 2), strict=True))
"""How a picture is turned upright: EXIF's number (2.3, 4.6.4) → that of Pillow's ``Transpose``."""

_lock = threading.Lock()
_last: list[tuple[str, int, Any]] = []


def made(data: bytes, content: str, recipe: Recipe, quality: int) -> bytes:
    """The picture that a recipe says. ``content``: a name for ``data``, another one for other bytes.

    Raises what Pillow raises of a picture that cannot be read.
    """
    from PIL import Image

    with _lock, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        base, full = _decoded(data, content, recipe)
        box = _box(base.size, recipe)
        height = recipe.height or max(1, round(recipe.width * full[1] / full[0]))
        small = base.resize((recipe.width, height), Image.Resampling.LANCZOS, box=box, reducing_gap=3.0)
        return _encoded(small, recipe.format, quality)


def _decoded(data: bytes, content: str, recipe: Recipe) -> tuple[Picture, tuple[int, int]]:
    """A picture upright, in the colours of the web, wide enough for a recipe; and its full size."""
    from PIL import Image

    with Image.open(BytesIO(data), formats=FORMATS) as head:
        full = _upright(head)
        wide = _wide_enough(full, recipe)
        if _last and _last[0][:2] == (content, wide):
            return _last[0][2], full
        _last.clear()
        head.draft(None, _drafted(head, full, wide))
        base = _as_seen(head, wide)
    _last.append((content, wide, base))
    return base, full


def _upright(head: Any) -> tuple[int, int]:
    width, height = head.size
    return (height, width) if turn_of(head) >= 5 else (width, height)


def _wide_enough(full: tuple[int, int], recipe: Recipe) -> int:
    """How wide the whole picture has to be for its part to have as many points as are wanted."""
    part = 1.0
    if recipe.focal is not None:
        part = min(1.0, (recipe.width / recipe.height) * full[1] / full[0])
    return min(full[0], max(_AT_LEAST, round(recipe.width / part)))


def _drafted(head: Any, full: tuple[int, int], wide: int) -> tuple[int, int]:
    """The size to ask a JPEG for, as it lies in the file."""
    size = (wide, max(1, round(wide * full[1] / full[0])))
    return size if full == head.size else (size[1], size[0])


def _as_seen(head: Any, wide: int) -> Picture:
    from PIL import Image

    profile, turn = head.info.get("icc_profile"), _TURNS.get(turn_of(head))
    picture: Picture = head.transpose(turn) if turn is not None else head
    picture = _of_the_web(picture, profile)
    if picture.width > 2 * wide:  # no JPEG: nothing larger than needed is kept
        height = max(1, round(wide * picture.height / picture.width))
        picture = picture.resize((wide, height), Image.Resampling.LANCZOS, reducing_gap=3.0)
    picture.load()
    return picture


def _of_the_web(picture: Picture, profile: bytes | None) -> Picture:
    """In sRGB, with or without transparency: what browsers show of a picture that says nothing of its colours."""
    if picture.mode.startswith("I"):  # 16 bits a point
        picture = picture.point(lambda value: value * (1 / 256)).convert("L")
    wanted = "RGBA" if picture.has_transparency_data else "RGB"
    if profile and picture.mode in ("RGB", "RGBA", "CMYK", "L"):
        picture = _in_srgb(picture, profile, wanted) or picture
    return picture if picture.mode == wanted else picture.convert(wanted)


def _in_srgb(picture: Picture, profile: bytes, wanted: str) -> Picture | None:
    from PIL import ImageCms

    try:
        own = ImageCms.ImageCmsProfile(BytesIO(profile))
        srgb = ImageCms.createProfile("sRGB")
        mode = wanted if picture.mode == wanted else "RGB"
        return ImageCms.profileToProfile(picture, own, srgb, outputMode=mode)
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return None  # a profile that cannot be read, or of other colours than the picture has


def _box(size: tuple[int, int], recipe: Recipe) -> tuple[float, float, float, float] | None:
    """The part of a picture that has the shape of a recipe, with what matters as near to its middle as can be."""
    if recipe.focal is None:
        return None
    width, height = size
    shape = recipe.width / recipe.height
    wide, high = (height * shape, float(height)) if width / height > shape else (float(width), width / shape)
    wide, high = min(wide, width), min(high, height)
    left = min(max(width * recipe.focal[0] / 100 - wide / 2, 0), width - wide)
    top = min(max(height * recipe.focal[1] / 100 - high / 2, 0), height - high)
    return left, top, left + wide, top + high


def _encoded(picture: Picture, format: str, quality: int) -> bytes:
    out = BytesIO()
    if format == "avif":
        picture.save(out, "AVIF", quality=max(1, round(quality * _AVIF_QUALITY)), speed=8, max_threads=1, exif=b"")
    elif picture.getcolors(_FEW_COLOURS) is not None:  # drawn, not taken: smaller so, and sharp
        picture.save(out, "WEBP", lossless=True, quality=60, method=4, exif=b"")
    else:
        picture.save(out, "WEBP", quality=quality, method=4, exif=b"")
    return out.getvalue()


def tone_of(data: bytes) -> str:
    """The colour of a picture, roughly: three digits from 0 to 3 for red, green and blue; empty if one sees through it.

    Everything is read for it, so whoever knows it knows that the picture is whole. Raises what Pillow raises.
    """
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with Image.open(BytesIO(data), formats=FORMATS) as head:
            head.draft("RGB", (32, 32))
            head.load()
            if head.has_transparency_data:
                return ""
            picture = head.convert("RGB") if head.mode != "RGB" else head
            point = picture.resize((1, 1), Image.Resampling.BOX, reducing_gap=2.0).tobytes()
    return "".join(str(value // 64) for value in point)
