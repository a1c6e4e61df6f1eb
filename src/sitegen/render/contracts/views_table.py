"""What every view has, and of which kind it is. A test holds this table against the views themselves."""

from __future__ import annotations

from sitegen.render.contracts.kinds import (
    ANY,
    BOOLEAN,
    DATE,
    NUMBER,
    TEXT,
    Function,
    Kind,
    Many,
    Map,
    Page,
    View,
)

SITE = View("the site", "site")
DATA = View("the data", "data")
LANGUAGE = View("a language", "language")
TERM = View("a term", "term")
IMAGE = View("a picture", "image")
ENTRY = View("a menu entry", "entry")
HEADING = View("a heading", "heading")
PAGINATION = View("a pagination", "pagination")
LINK = View("a page of a list", "link")
TAXONOMY = View("a taxonomy", "taxonomy")
MENUS = View("the menus", "menus")
_PAGE = Page()
_PAGES = Many(of=_PAGE)


VIEWS: dict[str, dict[str, Kind]] = {
    "page": {
        "absolute_url": TEXT,
        "ancestors": _PAGES,
        "backlinks": _PAGES,
        "children": _PAGES,
        "content": TEXT,
        "date": DATE,
        "description": TEXT,
        "draft": BOOLEAN,
        "feed_url": TEXT,
        "items": _PAGES,
        "kind": TEXT,
        "language": LANGUAGE,
        "layout": TEXT,
        "next": _PAGE,
        "order": NUMBER,
        "pagination": PAGINATION,
        "parent": _PAGE,
        "path": TEXT,
        "previous": _PAGE,
        "reading_time": NUMBER,
        "related": _PAGES,
        "slug": TEXT,
        "summary": TEXT,
        "terms": Map(of=Many(of=TERM)),
        "text": TEXT,
        "title": TEXT,
        "toc": Many(of=HEADING),
        "translations": _PAGES,
        "type": TEXT,
        "updated": DATE,
        "url": TEXT,
        "words": NUMBER,
    },
    "site": {
        "absolute": Function(result=TEXT),
        "base_url": TEXT,
        "description": TEXT,
        "home": _PAGE,
        "language": LANGUAGE,
        "languages": Many(of=LANGUAGE),
        "menus": MENUS,
        "now": DATE,
        "page": Function(result=_PAGE, needs=True),
        "pages": Function(result=_PAGES),
        "render_markdown": Function(result=TEXT),
        "sections": _PAGES,
        "taxonomies": Map(of=TAXONOMY),
        "theme": ANY,
        "timezone": TEXT,
        "title": TEXT,
        "url": TEXT,
    },
    "language": {"code": TEXT, "direction": TEXT, "label": TEXT, "url": TEXT},
    "term": {"count": NUMBER, "pages": _PAGES, "slug": TEXT, "taxonomy": TEXT, "title": TEXT, "url": TEXT},
    "image": {"alt": TEXT, "focal": TEXT, "height": NUMBER, "url": TEXT, "width": NUMBER},
    "entry": {"children": Many(of=ENTRY), "current": TEXT, "label": TEXT, "page": TEXT, "url": TEXT},
    "heading": {"children": Many(of=HEADING), "id": TEXT, "level": NUMBER, "text": TEXT},
    "pagination": {
        "count": NUMBER,
        "first": LINK,
        "last": LINK,
        "next_url": TEXT,
        "number": NUMBER,
        "pages": Many(of=LINK),
        "previous_url": TEXT,
        "total": NUMBER,
    },
    "link": {"current": BOOLEAN, "number": NUMBER, "url": TEXT},
    "taxonomy": {"name": TEXT, "terms": Many(of=TERM), "title": TEXT, "url": TEXT},
    "loop": {
        "changed": Function(),
        "cycle": Function(),
        "depth": NUMBER,
        "depth0": NUMBER,
        "first": BOOLEAN,
        "index": NUMBER,
        "index0": NUMBER,
        "last": BOOLEAN,
        "length": NUMBER,
        "nextitem": ANY,
        "previtem": ANY,
        "revindex": NUMBER,
        "revindex0": NUMBER,
    },
}

LOOP = View("the loop", "loop")

OPEN_VIEWS = frozenset({"data", "menus"})
"""Views whose names are the site's own; of the menus each is a list of entries."""

SHOWN_VIEWS = frozenset({"image", "language", "page", "term"})
"""Views that have a text of their own."""

GLOBALS: dict[str, Kind] = {
    "site": SITE,
    "data": ANY,
    "t": Function(result=TEXT),
    "asset": Function(result=TEXT, needs=True),
    "integrity": Function(result=TEXT, needs=True),
    "style": Function(result=TEXT, needs=True),
    "range": Function(result=Many(of=NUMBER), needs=True),
    "dict": Function(result=ANY),
    "cycler": Function(result=ANY),
    "joiner": Function(result=ANY),
    "namespace": Function(result=ANY),
}
"""What every layout can name, besides ``page``."""
