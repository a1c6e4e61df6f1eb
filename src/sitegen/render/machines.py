"""What machines read: sitemap, robots.txt, redirects."""

from __future__ import annotations

from html import escape

from sitegen.catalog.index import all_standings, head_of
from sitegen.catalog.redirects import redirects
from sitegen.catalog.relations import translations
from sitegen.catalog.settings import base_path, base_url
from sitegen.engine.database import Database

SITEMAP_LIMIT = 50_000
"""Most addresses in one sitemap file (sitemaps.org, protocol 0.9)."""


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
    entries = []
    for head in heads[(number - 1) * SITEMAP_LIMIT : number * SITEMAP_LIMIT]:
        changed = head.updated or head.date
        inner_ = f"<loc>{escape(root + head.url)}</loc>"
        if changed is not None:
            inner_ += f"<lastmod>{changed.isoformat()}</lastmod>"
        for other in versions.get(head.path, ()):
            if (one := by_path.get(other)) is not None:
                href = escape(root + one.url)
                inner_ += f'<xhtml:link rel="alternate" hreflang="{one.language}" href="{href}"/>'
        entries.append(f"<url>{inner_}</url>")
    return _xml("urlset", entries)


def _xml(root: str, entries: list[str]) -> bytes:
    spaces = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
    lines = ['<?xml version="1.0" encoding="utf-8"?>', f"<{root} {spaces}>", *entries, f"</{root}>"]
    return ("\n".join(lines) + "\n").encode()


def robots(db: Database) -> bytes:
    """robots.txt (RFC 9309): everything may be read; where the sitemap is."""
    root = db.get(base_url).rstrip("/")
    sitemap_line = f"\nSitemap: {root}/sitemap.xml\n" if root else ""
    return f"User-agent: *\nAllow: /\n{sitemap_line}".encode()


def redirect_page(db: Database, subject: str) -> bytes:
    """A page that leads to another, for hosts that know no redirects."""
    head = head_of(db, subject)
    if head is None:
        return b""
    base = db.get(base_url).rstrip("/")
    address = escape((db.get(base_path)) + head.url)
    full = escape(base + head.url) if base else address
    language, title = escape(head.language), escape(head.title)
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
        f'<meta http-equiv="refresh" content="0; url={address}">\n<link rel="canonical" href="{full}">\n'
        f'<meta name="robots" content="noindex">\n</head>\n<body>\n<p><a href="{address}">{title}</a></p>\n'
        f"</body>\n</html>\n"
    ).encode()


def redirects_file(db: Database) -> bytes:
    """``_redirects`` for the hosts that read it: old address, new address, 301."""
    base = db.get(base_path)
    found = []
    for alias, path in db.get(redirects).items():
        head = head_of(db, path)
        if head is not None:
            found.append(f"{base}{alias} {base}{head.url} 301")
    return ("\n".join(found) + "\n").encode() if found else b""
