"""Files that are published as they are: beside pages, in static/, and a theme's own."""

from __future__ import annotations

from sitegen.base.diagnostics import Diagnostic, Location
from sitegen.catalog.addresses import quote_path
from sitegen.catalog.folders import above, folders
from sitegen.catalog.heads import standings
from sitegen.catalog.sources import CONTENT, TROUBLES, content_assets, is_record
from sitegen.engine.database import Database
from sitegen.engine.inputs import paths, troubles
from sitegen.engine.query import query

THEME = "@theme/"
LAYOUT_ASSETS = "layouts/assets/"


@query(table=True)
def folder_urls(db: Database) -> dict[str, str]:
    """Folder → the address that the files in it are published below: that of its own page."""
    known = db.get(standings)
    found: dict[str, str] = {}
    for folder, pages in sorted(db.get(folders).items(), key=lambda item: item[0].count("/")):
        plain = [page for page in pages if page.rpartition("/")[2].count(".") == 1]
        head = known.get(plain[0]) if plain else None
        upper = above(folder)
        own = folder.removeprefix(upper or CONTENT)
        url = head.url if head is not None else found.get(upper, "/") + quote_path(own) if upper else "/"
        found[folder] = url if url.endswith("/") else url.rpartition("/")[0] + "/"
    return found


@query(table=True)
def asset_urls(db: Database) -> dict[str, str]:
    """Source path → address of every file that is published as it is."""
    places = db.get(folder_urls)
    found: dict[str, str] = {}
    for path in db.get(content_assets):
        folder, rest = path.rpartition("/")[0] + "/", path.rpartition("/")[2]
        while folder not in places:
            rest = folder.rstrip("/").rpartition("/")[2] + "/" + rest
            folder = above(folder)
        found[path] = places[folder] + quote_path(rest)
    found |= {path: url for path, url in _below(db, "static/", "/").items() if not is_record(path)}
    for prefix, url in ((THEME + LAYOUT_ASSETS, "/assets/"), (LAYOUT_ASSETS, "/assets/")):
        found |= _below(db, prefix, url)
    return found


def _below(db: Database, prefix: str, url: str) -> dict[str, str]:
    bad = db.get(troubles, prefix)
    for path, reason in bad.items():
        code, message = TROUBLES.get(reason, TROUBLES["unreadable"])
        db.report(Diagnostic(code, message, Location(path)))
    return {path: url + quote_path(path.removeprefix(prefix)) for path in db.get(paths, prefix) if path not in bad}


@query(table=True)
def known_files(db: Database) -> dict[str, str]:
    """Address → source path of every published file; the site's own assets come before the theme's."""
    found: dict[str, str] = {}
    for path, url in db.get(asset_urls).items():
        if url not in found or found[url].startswith(THEME):
            found[url] = path
    return found
