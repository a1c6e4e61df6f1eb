"""The sitemap (sitemaps.org, protocol 0.9), and robots.txt (RFC 9309)."""

from __future__ import annotations

from html import escape

from sitegen.catalog.index import all_standings
from sitegen.catalog.relations import translations
from sitegen.catalog.settings import base_url, languages
from sitegen.engine.database import Database
from sitegen.model.page import PageHead

SITEMAP_LIMIT = 50_000
"""Most addresses in one sitemap file (sitemaps.org, protocol 0.9)."""

_NEUTRAL = "x-default"
"""The version for visitors of any other language: that of the site's first."""


def sitemap(db: Database, number: int) -> bytes:
    """The sitemap, or page ``number`` (from 1) of it; 0 is the index of several."""
    root = db.get(base_url).rstrip("/")
    heads = sorted(all_standings(db).values(), key=lambda head: head.url)
    if number == 0:
        count = -(-len(heads) // SITEMAP_LIMIT)
        inner = [f"<sitemap><loc>{escape(root)}/sitemap-{one}.xml</loc></sitemap>" for one in range(1, count + 1)]
        return _xml("sitemapindex", inner)
    versions = db.get(translations)
    by_path = {head.path: head for head in heads}
    first = db.get(languages)[0].code
    entries = []
    for head in heads[(number - 1) * SITEMAP_LIMIT : number * SITEMAP_LIMIT]:
        changed = head.updated or head.date
        inner_ = f"<loc>{escape(root + head.url)}</loc>"
        if changed is not None:
            inner_ += f"<lastmod>{changed.isoformat()}</lastmod>"
        others = [one for path in versions.get(head.path, ()) if (one := by_path.get(path)) is not None]
        inner_ += "".join(_alternate(one.language, root, one) for one in others)
        inner_ += "".join(_alternate(_NEUTRAL, root, one) for one in others if one.language == first)
        entries.append(f"<url>{inner_}</url>")
    return _xml("urlset", entries)


def _alternate(language: str, root: str, head: PageHead) -> str:
    return f'<xhtml:link rel="alternate" hreflang="{language}" href="{escape(root + head.url)}"/>'


def _xml(root: str, entries: list[str]) -> bytes:
    spaces = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
    lines = ['<?xml version="1.0" encoding="utf-8"?>', f"<{root} {spaces}>", *entries, f"</{root}>"]
    return ("\n".join(lines) + "\n").encode()


def robots(db: Database) -> bytes:
    """robots.txt: everything may be read; where the sitemap is."""
    root = db.get(base_url).rstrip("/")
    sitemap_line = f"\nSitemap: {root}/sitemap.xml\n" if root else ""
    return f"User-agent: *\nAllow: /\n{sitemap_line}".encode()
