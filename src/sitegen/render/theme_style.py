"""What ``theme:`` in site.yaml says, as custom properties at the end of the theme's style sheet.

They stand there and not in each page, so that a site can forbid styles in pages (`Content-Security-Policy`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from sitegen.catalog.settings import base_path, site_settings
from sitegen.engine.database import Database
from sitegen.engine.query import query

_PLAIN = ("spark", "radius")
_GROUPS = {"widths": ("page", "measure", "shoulder"), "fonts": ("serif", "sans", "mono")}
_UNSAFE = re.compile(r"[{}<>;\\]|/\*")
_SCHEMES = ("light", "dark")


@query
def theme_settings(db: Database) -> dict[str, Any]:
    """The theme's settings, with ``hue`` and ``chroma`` of its colour; addresses have the path of base_url."""
    from sitegen.markup.values.oklch import hue_and_chroma  # here, because the theme seldom changes

    given = db.get(site_settings).theme
    colour = hue_and_chroma(str(given.get("colour") or ""))
    made = {**given, **({"hue": colour[0], "chroma": colour[1]} if colour else {})}
    for name in ("logo", "icon"):
        address = made.get(name)
        if isinstance(address, str) and address.startswith("/") and not address.startswith("//"):
            made[name] = db.get(base_path) + address
    return made


@query
def theme_style(db: Database) -> str:
    """A rule of style with the settings; empty if there is nothing to say."""
    settings = db.get(theme_settings)
    said = "".join(f"--{name}:{value};" for name, value in _properties(settings) if not _UNSAFE.search(value))
    return f"@layer settings{{:root{{{said}}}}}" if said else ""


def _properties(settings: dict[str, Any]) -> Iterator[tuple[str, str]]:
    from sitegen.markup.settings.theme import COLOURS

    for name in ("hue", "chroma", *_PLAIN):
        if _is_said(settings.get(name)):
            yield name, str(settings[name])
    for group, names in _GROUPS.items():
        given = settings.get(group)
        for name in names:
            if isinstance(given, dict) and _is_said(given.get(name)):
                yield name, str(given[name])
    for scheme in _SCHEMES:
        given = settings.get(scheme)
        for name in COLOURS:
            if isinstance(given, dict) and _is_said(given.get(name)):
                yield f"{scheme}-{name.replace('_', '-')}", str(given[name])


def _is_said(value: Any) -> bool:
    return value == 0 or bool(value)
