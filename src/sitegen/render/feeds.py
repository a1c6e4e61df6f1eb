"""Atom feeds (RFC 4287)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from html import escape
from urllib.parse import quote, urljoin

from sitegen.catalog.feeds import feed_items
from sitegen.catalog.fields import find_reference
from sitegen.catalog.index import head_of
from sitegen.catalog.settings import base_url, head_settings, machine_options, site_title
from sitegen.catalog.sources import CONTENT
from sitegen.engine.database import Database
from sitegen.engine.query import query
from sitegen.markup.dates import zone_of
from sitegen.model.page import PageHead
from sitegen.render.body import views_of

_ADDRESS = re.compile(r"""(\s(?:href|src|poster|cite|data)=")([^"]*)(")""")
_SRCSET = re.compile(r"""(?<=\ssrcset=")[^"]*""")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def feed(db: Database, path: str) -> bytes:
    """The feed of a folder, a term, or the whole site (that of the home page). It is called by its full address."""
    head = head_of(db, path)
    if head is None:
        return b""
    zone = zone_of(db.get(head_settings).timezone) or UTC
    entries = [one for item in feed_items(db, head) if (one := head_of(db, item)) is not None]
    site = db.get(site_title)
    title = site if head.kind == "home" else f"{head.title} – {site}"
    root = _root(db)
    changed = max((_changed(entry, zone) for entry in entries), default=datetime(1970, 1, 1, tzinfo=UTC))
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{escape(head.language)}">',
        f"<title>{_text(title)}</title>",
        f"<id>{_text(root + head.url)}</id>",
        f'<link href="{escape(root + head.url)}"/>',
        f'<link rel="self" type="application/atom+xml" href="{escape(root + head.url)}feed.xml"/>',
        f"<updated>{changed.isoformat()}</updated>",
        f"<author><name>{_text(site or 'Site')}</name></author>",
        "<generator>sitegen</generator>",
        *(db.get(feed_entry, entry.path) for entry in entries),
        "</feed>",
    ]
    return ("\n".join(lines) + "\n").encode()


@query(lazy=True, cached=False)
def feed_entry(db: Database, path: str) -> str:
    """A page as an entry, the same in every feed that has it."""
    head = head_of(db, path)
    if head is None:
        return ""
    zone = zone_of(db.get(head_settings).timezone) or UTC
    address = _root(db) + head.url
    page = views_of(db).page(head.path)
    content = _ADDRESS.sub(lambda found: found[1] + _full(found[2], address) + found[3], str(page.text))
    content = _SRCSET.sub(lambda found: _full_srcset(found[0], address), content)
    terms = "".join(f'<category term="{escape(_clean(one))}"/>' for titles in head.terms.values() for one in titles)
    return "\n".join(
        [
            "<entry>",
            f"<title>{_text(head.title)}</title>",
            f"<id>{_text(_entry_id(db, head, address))}</id>",
            f'<link href="{escape(address)}"/>',
            *(f"<author><name>{_text(name)}</name></author>" for name in _authors(db, head)),
            f"<published>{moment(head.date, zone).isoformat()}</published>",
            f"<updated>{_changed(head, zone).isoformat()}</updated>",
            *([f"<summary>{_text(head.description)}</summary>"] if head.description else []),
            *([terms] if terms else []),
            f'<content type="html">{_text(content)}</content>',
            "</entry>",
        ]
    )


def _full(address: str, page: str) -> str:
    """The full address of one on a page; unchanged if it is none."""
    try:
        return urljoin(page, address)
    except ValueError:
        return address


def _full_srcset(value: str, page: str) -> str:
    return re.sub(r"(^\s*|,\s+)([^\s,]\S*)", lambda found: found[1] + _full(found[2], page), value)


def _entry_id(db: Database, head: PageHead, address: str) -> str:
    """What the entry is called for ever (RFC 4287, 4.2.6): with ``feed: {authority: …}`` a name of its source, which a
    move to other addresses does not change (RFC 4151); else its address."""
    authority = db.get(machine_options).authority
    return f"tag:{authority}:{quote(head.path.removeprefix(CONTENT))}" if authority else address


def _authors(db: Database, head: PageHead) -> Iterator[str]:
    """Names of who wrote a page: texts, or the titles of pages."""
    written = head.fields.get("author") or head.fields.get("authors")
    for one in written if isinstance(written, list) else [written]:
        if isinstance(one, str) and one.strip():
            path = find_reference(db, one) if one.endswith(".md") or "/" in one else None
            other = head_of(db, path) if path is not None else None
            yield other.title if other is not None else one


def _root(db: Database) -> str:
    return db.get(base_url).rstrip("/")


def _changed(head: PageHead, zone: object) -> datetime:
    return moment(head.updated or head.date, zone)


def moment(value: date | datetime | None, zone: object) -> datetime:
    """A date as a moment with an offset: midnight in the site's zone for a day."""
    if isinstance(value, datetime):
        return value.replace(microsecond=0)
    if value is None:
        return datetime(1970, 1, 1, tzinfo=UTC)
    return datetime.combine(value, time(), zone).replace(microsecond=0)  # type: ignore[arg-type]


def _clean(text: str) -> str:
    return _CONTROL.sub("", text)


def _text(text: str) -> str:
    return escape(_clean(text), quote=False)
