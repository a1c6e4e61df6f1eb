"""Hue and chroma of a colour, for a theme that sets lightness itself so that contrast does not depend on taste."""

from __future__ import annotations

import re
from colorsys import hls_to_rgb
from math import atan2, cbrt, degrees, hypot

_MOST_CHROMA = 0.25
_HEX = re.compile(r"#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})(?:[0-9a-fA-F]{2})?$")
_RGB = re.compile(r"rgba?\(\s*([\d.]+)[\s,]+([\d.]+)[\s,]+([\d.]+)")
_HSL = re.compile(r"hsla?\(\s*([\d.]+)(?:deg)?[\s,]+([\d.]+)%[\s,]+([\d.]+)%")
_OKLCH = re.compile(r"oklch\(\s*[\d.]+%?\s+([\d.]+)\s+([\d.]+)")


def hue_and_chroma(colour: str) -> tuple[float, float] | None:
    """(hue in degrees, chroma ≤ 0.25) in OKLCH of a CSS colour; None for what is none.

    The matrices are those of CSS Color Module Level 4, section 10 (sRGB to OKLab).
    """
    found = _OKLCH.match(colour.strip())
    if found is not None:
        return round(float(found[2]), 1), round(min(float(found[1]), _MOST_CHROMA), 4)
    rgb = _rgb(colour.strip())
    if rgb is None:
        return None
    a, b = _oklab(*rgb)
    return round(degrees(atan2(b, a)) % 360, 1), round(min(hypot(a, b), _MOST_CHROMA), 4)


def _rgb(colour: str) -> tuple[float, float, float] | None:
    if (found := _HEX.match(colour)) is not None:
        digits = found[1] if len(found[1]) == 6 else "".join(digit * 2 for digit in found[1])
        return tuple(int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))  # type: ignore[return-value]
    if (found := _RGB.match(colour)) is not None:
        return float(found[1]) / 255, float(found[2]) / 255, float(found[3]) / 255
    if (found := _HSL.match(colour)) is not None:
        return hls_to_rgb(float(found[1]) % 360 / 360, float(found[3]) / 100, float(found[2]) / 100)
    return None


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
