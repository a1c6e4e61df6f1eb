"""What may be uploaded: ``media:``."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.base.nearest import did_you_mean
from sitegen.markup.settings.sections import Declaration, section
from sitegen.markup.values.reading import is_broken, is_empty, shown
from sitegen.model.settings import MEDIA_KINDS, MediaOptions
from sitegen.model.yaml import YamlList, YamlNode, YamlScalar

_MILLION = 1_000_000
_MOST = {"max_size": 100, "max_points": 150}
"""In millions: what the server takes in, and what can be opened in a memory of common size."""


def read_media(node: YamlNode | None, reading: Declaration) -> MediaOptions:
    """The options. A list of kinds that names none is understood as none at all: then nothing may be uploaded."""
    found = section(node, "media", "media", reading)
    size, points = (min(int(found[name]), most) * _MILLION for name, most in _MOST.items())
    kinds = found["kinds"]
    if kinds is None or is_empty(kinds) or is_broken(kinds):
        return MediaOptions(size, points)
    return MediaOptions(size, points, tuple(dict.fromkeys(_kinds(kinds, reading))))


def _kinds(node: YamlNode, reading: Declaration) -> Iterator[str]:
    for item in node.items if isinstance(node, YamlList) else (node,):
        if isinstance(item, YamlScalar) and item.text in MEDIA_KINDS:
            yield item.text
        elif not is_broken(item):
            hint = isinstance(item, YamlScalar) and did_you_mean(item.text, MEDIA_KINDS)
            reading.refuse(
                f'"kinds" cannot be {shown(item)}', item.at, hint or f"write one of {', '.join(MEDIA_KINDS)}"
            )
