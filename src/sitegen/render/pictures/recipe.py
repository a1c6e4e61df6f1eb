"""What is to be made of a picture, and the path of what is made: each says the other.

A path says all that matters: which picture, how wide, what part of it, of which kind, and by ten digits of a hash
what the picture held and with which settings it was made. So it never names anything else, it may be kept for ever by
whoever fetched it, and whoever is asked for one knows what to do without a list of them.
"""

from __future__ import annotations

import hashlib
import re

from sitegen.base.data import noun
from sitegen.model.settings import ImageOptions

FOLDER = "assets/pictures/"
"""Where all that is made of pictures is published: one rule of a server lets it be kept long."""

_VERSION = 1  # another number, and everything is made anew under another name
_PATH = re.compile(rf"{FOLDER}(.+)\.(\d+)(?:x(\d+)\.(\d+)-(\d+))?\.([0-9a-f]{{10}})\.(webp|avif)")


@noun
class Recipe:
    """One picture to be made: ``width`` and ``height`` in pixels, of the kind ``format``.

    ``focal``: the place (percent from the left and the top) that stays in sight where something is cut off; None if
    the picture is kept whole, and then the height follows from the width and is not said (0).
    """

    width: int
    height: int
    format: str
    focal: tuple[int, int] | None = None


def mark_of(recipe: Recipe, content: str, options: ImageOptions) -> str:
    """Ten digits of what a picture holds (``content``: its fingerprint) and of how it is made."""
    said = f"{_VERSION} {content} {recipe} {options.quality}"
    return hashlib.sha256(said.encode()).hexdigest()[:10]


def path_of(recipe: Recipe, stem: str, mark: str) -> str:
    """The path in the output folder. ``stem`` is that of the picture, without its ending."""
    cut = "" if recipe.focal is None else f"x{recipe.height}.{recipe.focal[0]}-{recipe.focal[1]}"
    return f"{FOLDER}{stem}.{recipe.width}{cut}.{mark}.{recipe.format}"


def read_path(path: str) -> tuple[str, Recipe, str] | None:
    """(stem, recipe, mark) of a path; None for one of something else."""
    found = _PATH.fullmatch(path)
    if found is None:
        return None
    stem, width, height, left, top, mark, format = found.groups()
    focal = (int(left), int(top)) if height else None
    return stem, Recipe(int(width), int(height or 0), format, focal), mark
