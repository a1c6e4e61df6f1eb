"""The picture of a page where somebody links to it: its own, one that is drawn of its title, or the site's.

Nothing here is asked in a site that does not say ``sharing: {pictures: true}``.
"""

from __future__ import annotations

import hashlib
from typing import Any

from sitegen.base.diagnostics import Diagnostic
from sitegen.catalog.assets import known_files
from sitegen.catalog.described import own_picture
from sitegen.catalog.index import NOT_FOUND, head_of, urls
from sitegen.catalog.language import language_of
from sitegen.catalog.settings import base_path, base_url, languages, machine_options, site_settings, site_title
from sitegen.engine.database import Database
from sitegen.engine.inputs import file
from sitegen.engine.query import gather, query
from sitegen.model.machines import SiteFile
from sitegen.model.page import PageHead
from sitegen.render.images import ImageView
from sitegen.render.machines.drawing import SIZE, can_draw, colour_of, draw, is_font
from sitegen.render.view import View

_COLOUR = (28, 63, 96)

Words = tuple[str, str, bool]
"""What stands on a picture: the title, the site's name, and whether it runs from right to left."""


@query
def card_words(db: Database, path: str) -> Words | None:
    """What is drawn for a page; None where nothing is, because it has a picture or no font has its letters."""
    head = head_of(db, path)
    if head is None or db.part(urls, (), path) is None or own_picture(db, head) is not None:
        return None
    site = db.get(site_title)
    title = site if head.kind == "home" else head.title
    if not can_draw(title, db.get(card_fonts)):
        return None
    rtl = language_of(db.get(languages), head.language).direction == "rtl"
    return title, "" if title == site else site, rtl


@query
def has_card(db: Database, path: str) -> bool:
    """True for a page that a picture is drawn for. The plan depends on this, not on the words."""
    return db.get(card_words, path) is not None


cards = gather("cards", has_card, urls)
"""Path → whether a picture is drawn for the page."""


@query(keep=False)
def card_fonts(db: Database) -> tuple[bytes, ...]:
    """The site's own fonts; what is none is reported and left out."""
    found = []
    for one in db.get(machine_options).fonts:
        data = _data_of(db, one)
        if data is not None and not is_font(data):
            db.report(Diagnostic("SG203", f'"{one.url}" is not a font that pictures can be drawn with', one.at))
        elif data is not None:
            found.append(data)
    return tuple(found)


@query
def card_colour(db: Database) -> tuple[int, int, int]:
    """The theme's colour."""
    return colour_of(str(db.get(site_settings).theme.get("colour") or "")) or _COLOUR


@query
def site_picture(db: Database) -> str:
    """The address of the picture of pages without one: the site's, else its logo; empty if there is neither."""
    options = db.get(machine_options)
    named = [one for one in (options.picture, options.organisation.logo) if one is not None]
    there = [one for one in named if _data_of(db, one) is not None]
    return next((one.url for one in there if not one.url.endswith(".svg")), "")


def _data_of(db: Database, named: SiteFile) -> bytes | None:
    """A file that a setting names; one that is not there is reported."""
    source = db.part(known_files, (), named.url)
    if source is None:
        db.report(Diagnostic("SG203", f'there is no file "{named.url}"', named.at))
        return None
    data: bytes | None = db.get(file, source)
    return data


def card_output(head: PageHead) -> str:
    """The file of a page's drawn picture."""
    if head.output.endswith("index.html"):
        return head.output.removesuffix("index.html") + "card.png"
    return head.output.removesuffix(".html") + ".card.png"


def card(db: Database, path: str) -> bytes:
    """The drawn picture."""
    words = db.get(card_words, path)
    if words is None:
        return b""
    title, name, rtl = words
    return draw(title, name, db.get(card_colour), rtl, db.get(card_fonts))


class CardView(View):
    """The picture of a page in links to it: ``url`` (a full address), ``width``, ``height``, ``alt``."""

    def __init__(self, url: str, alt: str, image: ImageView | None = None) -> None:
        self._image = image
        self.url = url
        self.alt = alt

    @property
    def width(self) -> int:
        """In pixels; 0 if unknown."""
        return self._image.width if self._image is not None else SIZE[0] if "card.png?v=" in self.url else 0

    @property
    def height(self) -> int:
        """In pixels; 0 if unknown."""
        return self._image.height if self._image is not None else SIZE[1] if "card.png?v=" in self.url else 0


def card_of(db: Database, head: PageHead) -> CardView | None:
    """The picture of a page in links to it; None if there is none, or the site has no base_url."""
    root = db.get(base_url).rstrip("/")
    if not root or head.path == NOT_FOUND:
        return None
    own = own_picture(db, head)
    if own is not None:
        return _own(db, root, head, own)
    if db.get(machine_options).drawn_pictures and (words := db.get(card_words, head.path)) is not None:
        # Networks keep pictures by their address: another title is another address.
        mark = hashlib.sha256(repr((words, db.get(card_colour))).encode()).hexdigest()[:8]
        folder = head.url if head.url.endswith("/") else head.url.removesuffix(".html") + "."
        return CardView(f"{root}{folder}card.png?v={mark}", words[0])
    url = db.get(site_picture)
    return CardView(root + url, db.get(site_title)) if url else None


def _own(db: Database, root: str, head: PageHead, value: Any) -> CardView | None:
    image = ImageView(db, head.path, value)
    address = image.url
    if address.startswith("/") and not address.startswith("//"):
        address = root.removesuffix(db.get(base_path)) + address
    return CardView(address, image.alt, image) if "://" in address else None
