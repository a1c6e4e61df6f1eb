"""What views have for certain: of which kind it is, whether it may be nothing, and how much of it there can be.

Left out is what can fail, what reports (pictures, structured data), and what is not bounded by the heads. A test holds
this table against the views themselves.
"""

from __future__ import annotations

from datetime import date

from sitegen.catalog.settings import content_types, taxonomies
from sitegen.engine.database import Database
from sitegen.model.settings import FieldSpec
from sitegen.render.contracts.views_table import VIEWS
from sitegen.render.contracts.vouching.bounds import Bounds
from sitegen.render.contracts.vouching.certain import (
    BOOLEAN,
    DAY,
    NUMBER,
    Certain,
    Doubt,
    Function,
    Many,
    Maybe,
    Named,
    Page,
    Text,
    View,
)

MOST_CONTENT = 200_000
"""The most characters of a page's text for which anybody vouches. Who asks for the text sees how many they are."""

_RELATED = 5
_TEXTS = ("text", "longtext", "choice", "url", "colour")
_DAYS = ("date", "datetime")

Table = dict[str, dict[str, Certain]]


def table_of(bounds: Bounds) -> Table:
    """View → name → kind."""
    text, page, few = Text(bounds.letters), Page(), bounds.few
    perhaps, pages = Maybe(of=text), Many(of=page, most=bounds.pages)
    below = Many(of=page, most=bounds.below)
    entry = View(name="entry")
    return {
        "page": {
            "absolute_url": perhaps,
            "ancestors": Many(of=page, most=few),
            "backlinks": pages,
            "children": below,
            "date": Maybe(of=DAY),
            "description": text,
            "draft": BOOLEAN,
            "feed_url": perhaps,
            "items": pages,
            "kind": text,
            "language": View(name="language"),
            "layout": perhaps,
            "next": Maybe(of=page),
            "parent": Maybe(of=page),
            "path": text,
            "previous": Maybe(of=page),
            "reading_time": NUMBER,
            "related": Many(of=page, most=_RELATED),
            "slug": text,
            "title": text,
            "translations": Many(of=page, most=few),
            "type": perhaps,
            "updated": Maybe(of=DAY),
            "url": text,
            "words": NUMBER,
        },
        "site": {
            "absolute": Function(name="absolute"),
            "base_url": text,
            "description": text,
            "home": Maybe(of=page),
            "language": View(name="language"),
            "languages": Many(of=View(name="language"), most=few),
            "menus": View(name="menus"),
            "now": DAY,
            "pages": Function(name="pages"),
            "sections": Many(of=page, most=bounds.folders),
            "timezone": text,
            "title": text,
            "url": text,
        },
        "entry": {
            "children": Many(of=entry, most=few),
            "current": perhaps,
            "label": text,
            "page": perhaps,
            "url": text,
        },
        "language": {"code": text, "direction": text, "label": text, "url": text},
        "taxonomy": {
            "name": text,
            "terms": Many(of=View(name="term"), most=bounds.pages),
            "title": text,
            "url": text,
        },
        "term": {"count": NUMBER, "pages": below, "slug": text, "taxonomy": text, "title": text, "url": text},
        "loop": {
            "first": BOOLEAN,
            "index": NUMBER,
            "index0": NUMBER,
            "last": BOOLEAN,
            "length": NUMBER,
            "revindex": NUMBER,
            "revindex0": NUMBER,
        },
    }


class Having:
    """Says what a value has, in one site."""

    def __init__(self, db: Database, bounds: Bounds) -> None:
        self._db = db
        self._few = bounds.few
        self._items = Many(of=Page(), most=bounds.items)
        self._table = table_of(bounds)
        self._text = Text(bounds.letters)

    def attribute(self, owner: Certain, name: str) -> Certain:
        """``owner.name``; a Doubt where it is not certain that there is such a thing."""
        if isinstance(owner, Page):
            return self._of_page(owner, name)
        if isinstance(owner, Named) and (found := dict(owner.fields).get(name)) is not None:
            return found
        if isinstance(owner, View):
            return self._of_view(owner, name)
        raise Doubt(f'".{name}" may not be there')

    def _of_view(self, owner: View, name: str) -> Certain:
        if owner.name == "menus" and not name.startswith("_"):
            return Many(of=View(name="entry"), most=self._few)
        if owner.name == "site" and name == "taxonomies":
            return self._taxonomies()
        found = self._table.get(owner.name, {}).get(name)
        if found is None:
            raise Doubt(f'nobody vouches for ".{name}"')
        return found

    def _taxonomies(self) -> Named:
        """A dict: its own names (``items``) go before those of the site."""
        names = [one.name for one in self._db.get(taxonomies) if not hasattr(dict, one.name)]
        return Named(fields=tuple((name, View(name="taxonomy")) for name in names))

    def _of_page(self, page: Page, name: str) -> Certain:
        if page.own and name in ("content", "text"):
            return Text(MOST_CONTENT)
        if page.own and name == "items":
            return self._items
        if (found := self._table["page"].get(name)) is not None:
            return found
        if name in VIEWS["page"] or name.startswith("_"):
            raise Doubt(f'nobody vouches for "{name}" of a page')
        types = [one for one in self._db.get(content_types) if not page.own or one.name == page.type]
        specs = [spec for one in types if (spec := one.field(name)) is not None]
        if specs and page.own:
            return Maybe(of=_field(specs[0], self._text))
        if not specs and any(one.name == name for one in self._db.get(taxonomies)):
            return Many(of=View(name="term"), most=self._few)
        raise Doubt(f'a page may have no "{name}"')


def _field(spec: FieldSpec, text: Text) -> Certain:
    """What a field is that has a value. Its default is not converted, so it counts only if it is of the kind."""
    known: dict[str, tuple[type, Certain]] = dict.fromkeys(_TEXTS, (str, text))
    known |= dict.fromkeys(_DAYS, (date, DAY)) | {"boolean": (bool, BOOLEAN)}
    of, kind = known.get(spec.kind, (object, None))
    if kind is None or not (spec.default is None or isinstance(spec.default, of)):
        raise Doubt(f'nobody vouches for a field of the kind "{spec.kind}"')
    return kind
