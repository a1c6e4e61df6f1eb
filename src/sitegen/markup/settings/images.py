"""How pictures are shown: ``images:``."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.base.nearest import did_you_mean
from sitegen.markup.settings.sections import Declaration, section
from sitegen.markup.values.fields import converted
from sitegen.markup.values.reading import is_broken, is_empty, shown
from sitegen.model.settings import PICTURE_FORMATS, FieldSpec, ImageOptions
from sitegen.model.yaml import YamlList, YamlNode, YamlScalar

WIDTH = FieldSpec("widths", "number", min=16, max=8000, integer=True)
"""One of the widths, in pixels."""

NO_FORMAT = "none"
"""In the place of the formats: nothing is made of pictures."""

_MILLION = 1_000_000
_MOST_POINTS = 150  # in millions: what can be opened in a memory of common size
_MOST_WIDTHS = 12


def read_images(node: YamlNode | None, reading: Declaration) -> ImageOptions:
    """The options; what cannot be used is reported and has its default."""
    found = section(node, "images", "images", reading)
    usual = ImageOptions()
    return ImageOptions(
        _widths(found["widths"], reading) or usual.widths,
        _formats(found["formats"], usual.formats, reading),
        int(found["quality"]),
        str(found["sizes"]).strip() or usual.sizes,
        min(int(found["max_points"]), _MOST_POINTS) * _MILLION,
    )


def _items(node: YamlNode | None) -> Iterator[YamlNode]:
    """The items of a list, or a value that stands alone."""
    if node is not None and not is_empty(node) and not is_broken(node):
        yield from node.items if isinstance(node, YamlList) else (node,)


def _widths(node: YamlNode | None, reading: Declaration) -> tuple[int, ...]:
    read = (converted(item, WIDTH, '"widths"', reading) for item in _items(node))
    found = {int(one) for one in read if one is not None}
    if node is not None and len(found) > _MOST_WIDTHS:
        reading.refuse(f'"widths" has {len(found)} widths', node.at, f"write at most {_MOST_WIDTHS}")
        return ()
    return tuple(sorted(found))


def _formats(node: YamlNode | None, usual: tuple[str, ...], reading: Declaration) -> tuple[str, ...]:
    known = (*PICTURE_FORMATS, NO_FORMAT)
    found: set[str] = set()
    for item in _items(node):
        if isinstance(item, YamlScalar) and item.text in known:
            found.add(item.text)
        elif not is_broken(item):
            hint = isinstance(item, YamlScalar) and did_you_mean(item.text, known)
            reading.refuse(f'"formats" cannot be {shown(item)}', item.at, hint or f"write one of {', '.join(known)}")
    return tuple(one for one in PICTURE_FORMATS if one in found) if found else usual
