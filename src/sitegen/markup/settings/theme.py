"""How the built-in theme looks: ``theme:``. Other names are for the layouts of the site."""

from __future__ import annotations

import re
from typing import Any

from sitegen.markup.settings.sections import Declaration, as_map, section
from sitegen.markup.settings.table import names_below
from sitegen.markup.values import guess
from sitegen.markup.values.oklch import contrast, hue_and_chroma, oklch_to_rgb, rgb_of
from sitegen.markup.values.reading import is_broken
from sitegen.model.yaml import YamlMap, YamlNode

GROUPS = ("widths", "fonts", "light", "dark")
COLOURS = ("paper", "ink", "ink_soft", "accent", "field", "field_ink")
"""Colours that a site may set by itself, for each scheme."""

AA = 4.5
"""The least contrast of text on its ground (WCAG 2.2, 1.4.3)."""

PAIRS = (("ink", "paper"), ("ink_soft", "paper"), ("accent", "paper"), ("field_ink", "field"))
"""What is read on what."""

LENGTH = r"0|\d*\.?\d+(?:rem|em|px|ch|ex|lh|vw|vi|%)|(?:calc|min|max|clamp)\([^;{}<>\\]{1,80}\)"
"""A length of style sheets."""

_LENGTH = re.compile(LENGTH)

_OWN = {
    "light": {
        "paper": (0.993, 0.0015, 0), "ink": (0.22, 0.025, 0), "ink_soft": (0.43, 0.03, 0), "accent": (0.42, 0, 1),
        "field": (0.35, 0, 0.8), "field_ink": (0.985, 0.006, 0),
    },
    "dark": {
        "paper": (0.19, 0.014, 0), "ink": (0.935, 0.008, 0), "ink_soft": (0.77, 0.02, 0), "accent": (0.82, 0, 0.9),
        "field": (0.27, 0, 0.5), "field_ink": (0.985, 0.006, 0),
    },
}  # fmt: skip
"""The theme's own colours, as theme.css has them: lightness, chroma, and how much of the site's chroma comes to it."""

_HUE, _CHROMA = 215.0, 0.1


def read_theme(node: YamlNode | None, reading: Declaration) -> dict[str, Any]:
    """What is written, by name; what is not written is not there."""
    written = as_map(node, "theme", reading)
    if written is None:
        return {}
    known = names_below("theme")
    found = section(written, "theme", "theme", reading, chosen=True)
    groups = {name: section(found[name], f"theme.{name}", name, reading) for name in GROUPS}
    own: dict[str, Any] = guess(written, reading.zone)
    made = {name: value for name, value in own.items() if name not in known}
    made |= {name: value for name, value in found.items() if value is not None and name not in GROUPS}
    made |= {name: said for name, group in groups.items() if (said := {k: v for k, v in group.items() if v})}
    _check_lengths(written, made, reading)
    for scheme in _OWN:
        _check_contrast(written.get(scheme), scheme, made, reading)
    return made


def _check_lengths(written: YamlMap, made: dict[str, Any], reading: Declaration) -> None:
    """A length that style sheets do not know would make the whole page as wide as it likes: it is left out."""
    for group, node in ((made, written), (made.get("widths"), written.get("widths"))):
        for name in ("radius",) if group is made else names_below("theme.widths"):
            value = node.get(name) if isinstance(node, YamlMap) else None
            if group is None or value is None or is_broken(value) or name not in group:
                continue
            length = str(group[name]).strip()
            if not _LENGTH.fullmatch(length):
                del group[name]
                if length:
                    reading.refuse(f'"{name}" cannot be "{length}"', value.at, "write a length such as 40rem")


def _check_contrast(node: YamlNode | None, scheme: str, made: dict[str, Any], reading: Declaration) -> None:
    """Colours of the site's own choice that cannot be read on each other."""
    given = made.get(scheme)
    if not isinstance(node, YamlMap) or not given:
        return
    hue, chroma = _hue_of(made)
    for text, ground in PAIRS:
        place = node.get(text) if text in given else node.get(ground)
        one, other = (_colour(scheme, name, given, hue, chroma) for name in (text, ground))
        if place is None or one is None or other is None:
            continue
        ratio = contrast(one, other)
        if ratio < AA:
            message = f'"{text}" on "{ground}" has a contrast of {ratio:.1f}; text needs {AA}'
            reading.wrong("SG320", message, place.at, "choose one that is darker, or lighter")


def _hue_of(made: dict[str, Any]) -> tuple[float, float]:
    return hue_and_chroma(str(made.get("colour") or "")) or (_HUE, _CHROMA)


def _colour(scheme: str, name: str, given: dict[str, Any], hue: float, chroma: float) -> tuple[float, ...] | None:
    if name in given:
        return rgb_of(str(given[name]))
    lightness, own, share = _OWN[scheme][name]
    return oklch_to_rgb(lightness, own + share * chroma, hue)
