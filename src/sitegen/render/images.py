"""Pictures as layouts see them, and what their files say of their size."""

from __future__ import annotations

import posixpath
import re
import warnings
from io import BytesIO
from typing import Any

from sitegen.catalog.assets import asset_urls, known_files
from sitegen.catalog.links import resolve
from sitegen.catalog.settings import base_path
from sitegen.engine.database import Database
from sitegen.engine.inputs import file
from sitegen.engine.query import query
from sitegen.render.view import View


@query
def image_size(db: Database, path: str) -> tuple[int, int]:
    """(width, height) of a picture in pixels as it is shown (turned as its EXIF says); zeros if nobody can say."""
    data = db.get(file, path)
    if data is None or path.endswith(".svg"):
        return _svg_size(data or b"")
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(data)) as image:
                width, height = image.size
                turned = image.getexif().get(0x0112, 1) in (5, 6, 7, 8)
    except Exception:
        return 0, 0
    return (height, width) if turned else (width, height)


_SVG = re.compile(r"<svg\b[^>]*>")
_LENGTH = r'\b{}="\s*(\d+(?:\.\d+)?)(?:px)?\s*"'
_BOX = re.compile(r'\bviewBox="\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)')


def _svg_size(data: bytes) -> tuple[int, int]:
    tag = _SVG.search(data[:4000].decode("utf-8", "replace"))
    if tag is None:
        return 0, 0
    width, height = (re.search(_LENGTH.format(name), tag[0]) for name in ("width", "height"))
    if width and height:
        return round(float(width[1])), round(float(height[1]))
    box = _BOX.search(tag[0])
    return (round(float(box[1])), round(float(box[2]))) if box else (0, 0)


class ImageView(View):
    """A picture of a field: ``url``, ``width``, ``height``, ``alt``, ``focal``. Shown by itself it is its address."""

    def __init__(self, db: Database, page: str, value: Any) -> None:
        self._db = db
        self._page = page
        given = value if isinstance(value, dict) else {"src": value}
        self._src = str(given.get("src") or "")
        self.alt = str(given.get("alt") or "")
        self.focal = str(given.get("focal") or "50% 50%")
        self._size: tuple[int, int] | None = None

    @property
    def url(self) -> str:
        """The address of the picture; as it was written if there is no such file."""
        if "://" in self._src or self._src.startswith("//"):
            return self._src
        target = resolve(self._db, self._page, self._src, image=True)
        return self._db.get(base_path) + target.url if target.url is not None else self._src

    @property
    def width(self) -> int:
        """In pixels; 0 if unknown."""
        return self._measured()[0]

    @property
    def height(self) -> int:
        """In pixels; 0 if unknown."""
        return self._measured()[1]

    def _measured(self) -> tuple[int, int]:
        if self._size is None:
            source = source_of(self._db, self._page, self._src)
            self._size = self._db.get(image_size, source) if source else (0, 0)
        return self._size

    def __str__(self) -> str:
        return self.url


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
