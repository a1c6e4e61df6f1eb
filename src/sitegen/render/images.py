"""Pictures as layouts see them."""

from __future__ import annotations

import copy
import posixpath
import re
from html import escape
from typing import Any

from jinja2 import TemplateRuntimeError
from markupsafe import Markup

from sitegen.catalog.assets import asset_urls, known_files
from sitegen.catalog.links import resolve
from sitegen.catalog.recorded import record_of
from sitegen.catalog.settings import base_path, image_options
from sitegen.engine.database import Database
from sitegen.markup.markdown import image_tag
from sitegen.render.pictures import tags
from sitegen.render.pictures.drawings import drawing, with_words
from sitegen.render.pictures.facts import image_size
from sitegen.render.pictures.variants import Picture, crop_text, focal_of, picture
from sitegen.render.view import View

_FOCAL = re.compile(r"\s*(\d{1,3})(?:\.\d+)?%\s+(\d{1,3})(?:\.\d+)?%\s*")
_ATTRIBUTE = re.compile(r"(?!on|style$|src)[a-z][a-z0-9-]*")
_THINNEST, _WIDEST = 0.05, 20.0


class ImageView(View):
    """A picture of a field: ``url``, ``width``, ``height``, ``alt``, ``focal``, ``srcset``, ``tone``, and what makes
    it part of a page: ``tag()``, ``crop()``, ``inline()``. Shown by itself it is its address."""

    def __init__(self, db: Database, page: str, value: Any) -> None:
        self._db = db
        self._page = page
        given = value if isinstance(value, dict) else {"src": value}
        self._src = str(given.get("src") or "")
        self._alt = str(given.get("alt") or "")
        self._focal = str(given.get("focal") or "")
        self._shape = 0.0
        self._size: tuple[int, int] | None = None

    @property
    def url(self) -> str:
        """The address of the picture, as it was written if there is no such file; of a crop, that of its largest."""
        shown = self._shown() if self._shape else None
        return tags.url_of(tags.largest(shown), self._db.get(base_path)) if shown is not None else self._original()

    @property
    def alt(self) -> str:
        """What the picture shows: in the page's words, else in those of its record."""
        source = None if self._alt else self._source()
        return record_of(self._db, source).alt if source else self._alt

    @property
    def focal(self) -> str:
        """The place that matters, as ``object-position`` of CSS says it."""
        return "{}% {}%".format(*self._place())

    @property
    def width(self) -> int:
        """In pixels; 0 if unknown."""
        return self._measured()[0]

    @property
    def height(self) -> int:
        """In pixels; 0 if unknown."""
        return self._measured()[1]

    @property
    def srcset(self) -> str:
        """Its sizes as HTML says them; empty for a picture that is shown as it is."""
        shown = self._shown()
        return tags.srcset(shown, self._db.get(base_path)) if shown is not None else ""

    @property
    def tone(self) -> str:
        """About its colour: ``321`` is the class ``tone-321``; empty if it has none."""
        shown = self._shown()
        return shown.tone if shown is not None else ""

    def crop(self, shape: float) -> ImageView:
        """The part of the picture that is ``shape`` times as wide as high (``16/9``), with what matters in sight.

        A picture that cannot be cut (a drawing, one that moves) stays as it is.
        """
        if isinstance(shape, bool) or not isinstance(shape, int | float) or not _THINNEST <= shape <= _WIDEST:
            raise TemplateRuntimeError(f"crop asks for a shape from {_THINNEST} to {_WIDEST:g}, such as 16/9")
        cut = copy.copy(self)
        cut._shape, cut._size = float(shape), None
        return cut

    def tag(self, **attributes: Any) -> Markup:
        """The picture as HTML, in all its sizes. ``alt``, ``class``, ``sizes`` and so on are its attributes."""
        if not self._src:
            return Markup("")
        for name in attributes:
            if not _ATTRIBUTE.fullmatch(name):
                raise TemplateRuntimeError(f'a picture cannot be given the attribute "{name}"')
        given = {name: str(value) for name, value in attributes.items() if value is not None and value is not False}
        return Markup(self._written({"alt": self.alt, **self._room(given), **given}))

    def inline(self, alt: str | None = None) -> Markup:
        """A drawing (SVG) as part of the page, made safe; another picture as :meth:`tag` has it."""
        source = self._source()
        found = self._db.get(drawing, source) if source and source.lower().endswith(".svg") else ""
        words = self.alt if alt is None else str(alt)
        return Markup(with_words(found, words)) if found else self.tag(alt=words)

    def _written(self, attributes: dict[str, Any]) -> str:
        shown, base = self._shown(), self._db.get(base_path)
        sizes = self._db.get(image_options).sizes
        known = tags.with_loading(tags.with_sizes(shown, base, attributes, sizes))
        return tags.in_picture(image_tag(escape(self.url), known), shown, base, str(known.get("sizes", sizes)))

    def _room(self, given: dict[str, str]) -> dict[str, str]:
        """Width and height, so that nothing jumps when the picture comes."""
        width, height = self._measured()
        known = width and height and "width" not in given and "height" not in given
        return {"width": str(width), "height": str(height)} if known else {}

    def _place(self) -> tuple[int, int]:
        found = _FOCAL.fullmatch(self._focal)
        if found is not None:
            return min(100, int(found[1])), min(100, int(found[2]))
        source = self._source()
        return focal_of(self._db, source) if source else (50, 50)

    def _original(self) -> str:
        if _is_outside(self._src):
            return self._src
        target = resolve(self._db, self._page, self._src, image=True)
        return self._db.get(base_path) + target.url if target.url is not None else self._src

    def _source(self) -> str | None:
        return None if _is_outside(self._src) else source_of(self._db, self._page, self._src)

    def _shown(self) -> Picture | None:
        source = self._source()
        crop = crop_text(self._shape, self._place()) if self._shape else ""
        return self._db.get(picture, source, crop) if source else None

    def _measured(self) -> tuple[int, int]:
        if self._size is None:
            shown = self._shown() if self._shape else None
            source = self._source()
            size = self._db.get(image_size, source) if source else (0, 0)
            self._size = size if shown is None else (shown.width, shown.height)
        return self._size

    def __str__(self) -> str:
        return self.url


def _is_outside(address: str) -> bool:
    return "://" in address or address.startswith("//")


def source_of(db: Database, page: str, address: str) -> str | None:
    """The file that an internal address of a picture names, seen from a page; None if there is none."""
    target = resolve(db, page, address, image=True)
    if target.url is None or target.page is not None:
        return None
    folder = page.rpartition("/")[0]
    beside = posixpath.normpath(posixpath.join(folder, address))
    if db.part(asset_urls, (), beside) is not None:
        return beside
    return db.part(known_files, (), target.url.partition("?")[0].partition("#")[0])
