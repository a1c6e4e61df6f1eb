"""Draws the picture of a link: a title in large letters, the site's name below it.

Letters come from fonts that are installed with sitegen (Noto Sans, Noto Sans Arabic) or lie in the site; those of the
computer are never asked, because pictures would differ from one to the next. A text that no font can draw is not drawn.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any
from unicodedata import bidirectional

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

SIZE = (1200, 630)
"""Width and height in pixels: what networks ask for (1.91 : 1)."""

_MARGIN = 90
_LARGEST, _SMALLEST, _STEP = 88, 44, 4
_MOST_LINES, _FOUR_LINES = 4, 72
_SPACING = 1.2
_NAME_SIZE = 36
_FAMILIES = ("Noto Sans", "Noto Sans Arabic")
_BOLD, _PLAIN = 700, 400
_DARKEST_OF_WHITE = 0.14
"""Most relative luminance of the ground: white letters then have a contrast of at least 5.5 : 1 (WCAG 2.2)."""

_NOBODY = "\U0010fffe"
"""A character that no font has; what is drawn for it is drawn for all that are missing."""


def can_draw(text: str, fonts: tuple[bytes, ...]) -> bool:
    """True if one of the site's fonts, or of those that sitegen brings, has every letter."""
    return _font_for(text, fonts) is not None


def draw(title: str, name: str, colour: tuple[int, int, int], rtl: bool, fonts: tuple[bytes, ...]) -> bytes:
    """The picture as PNG; ``name`` is left out where it cannot be drawn. Nothing where the title cannot be."""
    from PIL import Image, ImageDraw

    at = _font_for(title, fonts)
    if at is None:
        return b""
    ground = _darkened(colour)
    image = Image.new("RGB", SIZE, ground)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, SIZE[0], 18), fill=_lightened(ground))
    font, lines = _fitted(title, at, fonts)
    height = round(font.size * _SPACING)
    top = (SIZE[1] - height * len(lines)) // 2 - 30
    for number, line in enumerate(lines):
        _write(pen, line, top + number * height, font, "white", rtl)
    if name and (below := _font_for(name, fonts)) is not None:
        _write(pen, name, SIZE[1] - _MARGIN - _NAME_SIZE // 2, _font(below, fonts, _NAME_SIZE, _PLAIN), "#dbe2ea", rtl)
    return _as_png(image)


def _write(pen: Any, text: str, top: int, font: FreeTypeFont, fill: str, rtl: bool) -> None:
    options: dict[str, Any] = {"direction": "rtl" if rtl else "ltr"} if _shapes() else {}
    left = SIZE[0] - _MARGIN - font.getlength(text, **options) if rtl else _MARGIN
    pen.text((left, top), text, fill=fill, font=font, **options)


def _as_png(image: Any) -> bytes:
    """With 64 colours: a quarter of the bytes, and no eye sees it."""
    made = BytesIO()
    image.quantize(64, dither=0).save(made, "PNG", optimize=True)
    return made.getvalue()


def _fitted(title: str, at: int, fonts: tuple[bytes, ...]) -> tuple[FreeTypeFont, list[str]]:
    """The largest letters in which a title has room; one that is too long is cut."""
    font = _font(at, fonts, _LARGEST, _BOLD)
    for size in range(_LARGEST, _SMALLEST - 1, -_STEP):
        font = _font(at, fonts, size, _BOLD)
        lines = _lines(title, font)
        if len(lines) <= (_MOST_LINES if size <= _FOUR_LINES else 3) and all(_fits(line, font) for line in lines):
            return font, lines
    lines = _lines(title, font)[:_MOST_LINES]
    lines[-1] = lines[-1].rstrip(" .,;:") + "…"
    while len(lines[-1]) > 1 and not _fits(lines[-1], font):
        lines[-1] = lines[-1][:-2] + "…"
    return font, lines


def _lines(text: str, font: FreeTypeFont) -> list[str]:
    """A text broken between words; a word without room of its own, as in Chinese, is broken within."""
    lines = [""]
    for word in _pieces(text, font):
        joined = f"{lines[-1]} {word}".strip() if word.startswith(" ") or not lines[-1] else lines[-1] + word
        joined = joined.replace("  ", " ")
        if not lines[-1] or _fits(joined, font):
            lines[-1] = joined
        else:
            lines.append(word.strip())
    return lines


def _pieces(text: str, font: FreeTypeFont) -> Iterator[str]:
    """Words with a blank before them; letters of words that are wider than a line."""
    for word in text.split():
        if _fits(word, font):
            yield f" {word}"
        else:
            yield from (f" {letter}" if not at else letter for at, letter in enumerate(word))


def _fits(text: str, font: FreeTypeFont) -> bool:
    return font.getlength(text) <= SIZE[0] - 2 * _MARGIN


def _font_for(text: str, fonts: tuple[bytes, ...]) -> int | None:
    """The number of the first font that has every letter of a text: the site's, then ours."""
    if not text.strip() or (not _shapes() and any(bidirectional(one) in ("R", "AL", "NSM") for one in text)):
        return None
    letters = frozenset(text) - {" "}
    return next((at for at in range(len(fonts) + len(_FAMILIES)) if all(_has(at, fonts, one) for one in letters)), None)


@lru_cache(maxsize=20_000)
def _has(at: int, fonts: tuple[bytes, ...], letter: str) -> bool:
    font = _font(at, fonts, 32, _PLAIN)
    return letter.isspace() or bytes(font.getmask(letter)) != bytes(font.getmask(_NOBODY))


@lru_cache(maxsize=64)
def _font(at: int, fonts: tuple[bytes, ...], size: int, weight: int) -> FreeTypeFont:
    """A font in a size; of one that has weights, in that weight."""
    from PIL import ImageFont

    source: Any = BytesIO(fonts[at]) if at < len(fonts) else _path_of(_FAMILIES[at - len(fonts)])
    font = ImageFont.truetype(source, size)
    try:
        axes = font.get_variation_axes()
        values = [weight if axis["name"] == b"Weight" else axis["default"] or 0 for axis in axes]
        font.set_variation_by_axes([float(value) for value in values])
    except OSError:
        pass  # a font of one weight
    return font


def _path_of(family: str) -> str:
    import fontpkg  # type: ignore[import-untyped]

    return str(fontpkg.path(family))


@lru_cache(maxsize=1)
def _shapes() -> bool:
    """True if letters can be joined and turned, as Arabic needs it."""
    from PIL import features

    return bool(features.check("raqm"))


def is_font(data: bytes) -> bool:
    """True for a file that letters can be drawn with."""
    from PIL import ImageFont

    try:
        ImageFont.truetype(BytesIO(data), 16)
    except OSError:
        return False
    return True


def colour_of(text: str) -> tuple[int, int, int] | None:
    """A colour of CSS as red, green and blue from 0 to 255; None for what Pillow does not know."""
    from PIL import ImageColor

    try:
        return ImageColor.getrgb(text.strip())[:3]
    except ValueError:
        return None


def _darkened(colour: tuple[int, int, int]) -> tuple[int, int, int]:
    """A colour dark enough for white letters."""
    while _luminance(colour) > _DARKEST_OF_WHITE:
        colour = (colour[0] * 9 // 10, colour[1] * 9 // 10, colour[2] * 9 // 10)
    return colour


def _lightened(colour: tuple[int, int, int]) -> tuple[int, int, int]:
    red, green, blue = ((value + 255) // 2 for value in colour)
    return red, green, blue


def _luminance(colour: tuple[int, int, int]) -> float:
    """Relative luminance (WCAG 2.2)."""
    red, green, blue = (
        value / 255 / 12.92 if value <= 10 else ((value / 255 + 0.055) / 1.055) ** 2.4 for value in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
