"""The sizes of a picture: which there are, and the bytes of one.

Whoever shows a picture asks :func:`picture`, and that it was asked is how a build knows what to make: the memos of
:func:`picture` that outputs read are all that is wanted. The plan cannot know; it is made before a page is rendered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.base.data import noun
from sitegen.catalog.addresses import output_of, quote_path
from sitegen.catalog.assets import asset_urls, known_files
from sitegen.catalog.recorded import record_of
from sitegen.catalog.settings import image_options
from sitegen.engine.database import Database
from sitegen.engine.inputs import file, file_hash
from sitegen.engine.query import key_text, query, text_key
from sitegen.model.output import OutputSpec
from sitegen.model.settings import ImageOptions
from sitegen.render.pictures.facts import Facts, damaged, is_picture, picture_facts
from sitegen.render.pictures.kept import kept_pictures
from sitegen.render.pictures.kinds import kind_named
from sitegen.render.pictures.recipe import Recipe, mark_of, path_of, read_path

KIND = "picture"
"""The kind of output that such a picture is."""

MIDDLE = (50, 50)

_TINY = 64
"""Pixels; a picture that is not larger is shown as it is."""

_NEARLY = 0.9  # a width so near to the picture's own is not worth a file
_ENDINGS = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".apng")
_CROP = re.compile(r"(\d+(?:\.\d+)?)@(\d+)-(\d+)")


@noun
class Look:
    """What is known of a picture once it was decoded: whether it is whole, and its tone (see :func:`tone_of`)."""

    whole: bool
    tone: str


@noun
class Variant:
    """One size of a picture: the path of its output, its width in pixels, its format."""

    path: str
    width: int
    format: str


@noun
class Picture:
    """A picture, or a part of it, in several sizes. ``width`` and ``height``: of the largest that could be made."""

    width: int
    height: int
    tone: str
    variants: tuple[Variant, ...]


@query(lazy=True)
def picture_look(db: Database, path: str) -> Look:
    """A look at a picture, decoded as small as it goes; one that is not whole is reported."""
    from sitegen.render.pictures.making import tone_of  # here, because a site without pictures does without it

    data = db.get(file, path) or b""
    try:
        tone = kept_pictures(db).found(f"tone {db.get(file_hash, path)}", lambda: tone_of(data).encode())
    except Exception as error:  # Pillow raises whatever its readers happen to
        db.report(damaged(path, error))
        return Look(False, "")
    return Look(True, tone.decode())


@query(lazy=True)
def picture(db: Database, path: str, crop: str) -> Picture | None:
    """The sizes of a picture, or of a part of it (see :func:`crop_text`); None for what is shown as it is."""
    options = db.get(image_options)
    facts = db.get(picture_facts, path) if is_picture(path) and options.formats else Facts()
    url = db.part(asset_urls, (), path)
    if not facts.still or url is None or max(facts.width, facts.height) <= _TINY:
        return None
    look = db.get(picture_look, path)
    if not look.whole:
        return None
    width, height, focal = _part(facts, crop)
    stem, content = output_of(url).rpartition(".")[0], db.get(file_hash, path)
    recipes = [
        Recipe(one, max(1, round(one * height / width)) if focal else 0, format, focal)
        for format in options.formats
        for one in _widths(width, options)
    ]
    made = ((one, path_of(one, stem, mark_of(one, content, options))) for one in recipes)
    return Picture(width, height, look.tone, tuple(Variant(where, one.width, one.format) for one, where in made))


def crop_text(shape: float, focal: tuple[int, int]) -> str:
    """The part of a picture whose width is ``shape`` times its height, round the place ``focal`` (percent)."""
    return f"{shape:.4f}@{focal[0]}-{focal[1]}"


def focal_of(db: Database, path: str) -> tuple[int, int]:
    """The place in a picture that matters, in percent from the left and the top, as its record says."""
    focal = record_of(db, path).focal
    return MIDDLE if focal is None else (_percent(focal[0]), _percent(focal[1]))


def _percent(share: float) -> int:
    return min(100, max(0, round(share * 100)))


def _part(facts: Facts, crop: str) -> tuple[int, int, tuple[int, int] | None]:
    """(width, height, focal) of the part in the picture's own points; the focal is None for all of it."""
    found = _CROP.fullmatch(crop)
    if found is None:
        return facts.width, facts.height, None
    shape = float(found[1])
    if facts.width > facts.height * shape:
        size = round(facts.height * shape), facts.height
    else:
        size = facts.width, round(facts.width / shape)
    return max(1, size[0]), max(1, size[1]), (int(found[2]), int(found[3]))


def _widths(width: int, options: ImageOptions) -> list[int]:
    """The widths to be made of a picture: those that are clearly smaller, and its own unless it is larger than all."""
    smaller = [one for one in options.widths if one <= width * _NEARLY]
    return [*smaller, width] if width < options.widths[-1] / _NEARLY else smaller


def picture_bytes(db: Database, path: str, source: str) -> bytes:
    """The picture of a path, made of a source; empty, and reported, if that cannot be done."""
    making = making_of(db, path, source)
    if making is None:
        return b""
    try:
        return making()
    except Exception as error:  # Pillow raises whatever its readers happen to
        db.report(damaged(source, error))
        return b""


class Making:
    """A picture to be made, or to be found where it is kept; it needs no memos, so any thread may call it."""

    def __init__(self, db: Database, source: str, data: bytes, content: str, recipe: Recipe, quality: int) -> None:
        self.source = source
        self._kept = kept_pictures(db)
        self._given = (data, content, recipe, quality)

    def __call__(self) -> bytes:
        """The bytes. Raises what Pillow raises."""
        from sitegen.render.pictures.making import made

        name = " ".join(map(str, self._given[1:]))
        return self._kept.found(name, lambda: made(*self._given))


def making_of(db: Database, path: str, source: str) -> Making | None:
    """How the picture of a path is made; None if there is nothing to make it of."""
    said, data = read_path(path), db.get(file, source)
    if said is None or data is None:
        return None
    return Making(db, source, data, db.get(file_hash, source), said[1], db.get(image_options).quality)


def wanted_pictures(db: Database) -> tuple[OutputSpec, ...]:
    """What the outputs show of pictures, by source and path. They must be true of the tree, and collected before."""
    keys = db.store.keys_below(key_text((picture.name, "")))
    found = {spec.path: spec for key in keys for spec in _specs(db, text_key(key))}
    return tuple(sorted(found.values(), key=lambda spec: (spec.subject, spec.path)))


def _specs(db: Database, key: tuple[str, ...]) -> Iterator[OutputSpec]:
    shown = db.get(picture, *key[1:])
    for variant in shown.variants if shown is not None else ():
        yield OutputSpec(variant.path, KIND, key[1])


def picture_at(db: Database, path: str) -> OutputSpec | None:
    """The output of a path, for whoever has no list of them: a preview. None for a path that no page can show now."""
    said = read_path(path)
    if said is None:
        return None
    stem, recipe, mark = said
    options = db.get(image_options)
    url = "/" + quote_path(stem)
    for source in (db.part(known_files, (), url + ending) for ending in _endings()):
        if source is None or not is_picture(source):
            continue
        facts = db.get(picture_facts, source)
        if facts.still and recipe.width <= facts.width and mark == mark_of(recipe, db.get(file_hash, source), options):
            return OutputSpec(path, KIND, source)
    return None


def _endings() -> Iterator[str]:
    for ending in _ENDINGS:
        kind = kind_named(f"x{ending}")
        if kind is not None:
            yield ending
            yield ending.upper()
