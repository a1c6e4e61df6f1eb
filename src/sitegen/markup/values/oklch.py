"""Hue and chroma of a colour, for a theme that sets lightness itself so that contrast does not depend on taste."""

from __future__ import annotations

import re
from colorsys import hls_to_rgb
from math import atan2, cbrt, cos, degrees, hypot, radians, sin

_MOST_CHROMA = 0.25
_HEX = re.compile(r"#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})(?:[0-9a-fA-F]{2})?$")
_RGB = re.compile(r"rgba?\(\s*([\d.]+)[\s,]+([\d.]+)[\s,]+([\d.]+)")
_HSL = re.compile(r"hsla?\(\s*([\d.]+)(?:deg)?[\s,]+([\d.]+)%[\s,]+([\d.]+)%")
_OKLCH = re.compile(r"oklch\(\s*([\d.]+)(%?)\s+([\d.]+)\s+([\d.]+)")


def hue_and_chroma(colour: str) -> tuple[float, float] | None:
    """(hue in degrees, chroma ≤ 0.25) in OKLCH of a CSS colour; None for what is none.

    The matrices are those of CSS Color Module Level 4, section 10 (sRGB to OKLab).
    """
    found = _OKLCH.match(colour.strip())
    if found is not None:
        return round(float(found[4]), 1), round(min(float(found[3]), _MOST_CHROMA), 4)
    rgb = rgb_of(colour)
    if rgb is None:
        return None
    a, b = _oklab(*rgb)
    return round(degrees(atan2(b, a)) % 360, 1), round(min(hypot(a, b), _MOST_CHROMA), 4)


def rgb_of(colour: str) -> tuple[float, float, float] | None:
    """(red, green, blue) of a CSS colour, each from 0 to 1; None for what is none, or is not known here."""
    colour = colour.strip()
    if (found := _OKLCH.match(colour)) is not None:
        lightness = float(found[1]) / (100 if found[2] else 1)
        return oklch_to_rgb(lightness, float(found[3]), float(found[4]))
    if colour.isalpha():
        return _named(colour)
    if (found := _HEX.match(colour)) is not None:
        digits = found[1] if len(found[1]) == 6 else "".join(digit * 2 for digit in found[1])
        return tuple(int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))  # type: ignore[return-value]
    if (found := _RGB.match(colour)) is not None:
        return float(found[1]) / 255, float(found[2]) / 255, float(found[3]) / 255
    if (found := _HSL.match(colour)) is not None:
        return hls_to_rgb(float(found[1]) % 360 / 360, float(found[3]) / 100, float(found[2]) / 100)
    return None


def _named(name: str) -> tuple[float, float, float] | None:
    from PIL.ImageColor import colormap

    code = colormap.get(name.casefold())
    return rgb_of(code) if isinstance(code, str) and code.startswith("#") else None


def oklch_to_rgb(lightness: float, chroma: float, hue: float) -> tuple[float, float, float]:
    """sRGB of an OKLCH colour; what lies outside is clipped, as browsers do."""
    a, b = chroma * cos(radians(hue)), chroma * sin(radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        _encoded(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short),
        _encoded(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short),
        _encoded(-0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short),
    )


def _encoded(value: float) -> float:
    value = min(max(value, 0.0), 1.0)
    return 12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055


def contrast(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    """The contrast ratio of two sRGB colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    dark, light = sorted(_luminance(colour) for colour in (one, other))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: tuple[float, ...]) -> float:
    red, green, blue = (_linear(value) for value in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _oklab(red: float, green: float, blue: float) -> tuple[float, float]:
    r, g, b = _linear(red), _linear(green), _linear(blue)
    long = cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
    medium = cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
    short = cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
    return (
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )
