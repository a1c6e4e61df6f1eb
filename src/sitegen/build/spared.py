"""Pages that a check need not render, because somebody vouches for their layout, or it is the built-in theme's and the
page an ordinary one: what is wrong with their text is all that can be wrong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sitegen.catalog.assets import THEME
from sitegen.catalog.index import all_heads
from sitegen.catalog.lists import written_terms
from sitegen.catalog.settings import languages
from sitegen.catalog.sources import is_page
from sitegen.engine.database import Database
from sitegen.engine.query import Key
from sitegen.model.page import PageHead
from sitegen.render.body import body_size
from sitegen.render.contracts.vouching.bounds import Bounds, bounds_of
from sitegen.render.contracts.vouching.trust import TRUSTED, distrust, is_ordinary, shown_fields
from sitegen.render.contracts.vouching.views import MOST_CONTENT
from sitegen.render.contracts.vouching.vouch import doubt
from sitegen.render.lookup import candidates
from sitegen.render.running import OURS
from sitegen.render.templates import layout_file

MANY = 24
"""Fewer pages than these are rendered sooner than anybody has looked whether they need be."""

_KINDS = ("page", "folder", "home", "term", "taxonomy")
"""Kinds of pages whose heads are made by us alone: what a table gives for a row is less certain."""


@dataclass
class Spared:
    """What need not be rendered. ``outputs``: their memos → their sources; ``vouched``: the memos that say so."""

    outputs: dict[Key, str]
    vouched: list[Key]

    def texts(self) -> list[str]:
        """The sources that have a text, which is looked at all the same."""
        return sorted({path for path in self.outputs.values() if is_page(path)})

    def but(self, paths: set[str]) -> Spared:
        """The same without some sources."""
        return Spared({key: path for key, path in self.outputs.items() if path not in paths}, self.vouched)


def spared(db: Database, waiting: Iterable[Key]) -> Spared:
    """Which of the outputs that wait to be rendered need not be."""
    pages = [key for key in waiting if key[2] == "page"]
    bounds = bounds_of(db) if len(pages) >= MANY else None
    if bounds is None:
        return Spared({}, [])
    heads, terms = all_heads(db), db.get(written_terms)
    answers: dict[tuple[str | None, ...], _Voucher | None] = {}
    found: dict[Key, str] = {}
    asked: set[Key] = set()
    for key in pages:
        head = heads.get(key[3])
        if head is None or head.kind not in _KINDS or head.path in terms:
            continue
        kind = (head.layout, head.type, head.kind, head.language)
        if kind not in answers:
            answers[kind] = _voucher(db, head, bounds)
        voucher = answers[kind]
        if voucher is not None and is_ordinary(head, voucher.shown):
            found[key] = head.path
            asked.add(voucher.memo)
    return Spared(found, sorted(asked))


@dataclass
class _Voucher:
    """The ``memo`` that vouches for a layout; where that is the theme's, not for pages that have a field which is
    ``shown``."""

    memo: Key
    shown: dict[str, bool]


def _voucher(db: Database, head: PageHead, bounds: Bounds) -> _Voucher | None:
    """Who vouches for the layout of pages like this one. Whose own layout is not there is rendered, which tells so."""
    layout, of_type, bounds = candidates(db, head)[0][0], head.type or "", bounds.of(head.kind)
    path = db.get(layout_file, layout)
    if path.startswith(THEME):
        known = any(one.code == head.language for one in db.get(languages))
        if (
            layout not in TRUSTED.get(head.kind, ())
            or not known
            or db.get(distrust, layout, of_type, head.language, *bounds)
        ):
            return None
        memo = (distrust.name, layout, of_type, head.language, *bounds)
        return _Voucher(memo, db.get(shown_fields, layout, of_type))
    if not path or db.get(doubt, layout, of_type, *bounds):
        return None
    return _Voucher((doubt.name, layout, of_type, *bounds), {})


def is_to_be_rendered(db: Database, path: str) -> bool:
    """Look at the text of a page that was spared. True if nobody vouches for a page with such a text."""
    try:
        size = db.get(body_size, path)
    except OURS:
        raise
    except Exception:
        return True  # whoever renders it finds the same, and tells
    return not 0 <= size <= MOST_CONTENT
