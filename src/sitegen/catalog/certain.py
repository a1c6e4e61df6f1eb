"""The address that an author meant beyond doubt: but for letter case, for its ending, or for the page having moved."""

from __future__ import annotations

import posixpath
from collections import defaultdict

from sitegen.catalog.addresses import quote_path
from sitegen.catalog.assets import asset_urls, known_files
from sitegen.catalog.index import addresses, urls
from sitegen.catalog.redirects import redirects
from sitegen.catalog.sources import CONTENT
from sitegen.engine.database import Database
from sitegen.engine.query import query

_ENDINGS = ("", ".md", "/index.md", "/_index.md")


@query(table=True)
def folded(db: Database) -> dict[str, list[str]]:
    """Source path or address, without letter case → how it is written."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for known in (urls, asset_urls, addresses, known_files):
        for name in db.get(known):
            found[name.casefold()].append(name)
    return dict(found)


def certain_path(db: Database, value: str) -> str:
    """The path from content/ that a field or menu meant, written like ``value``; empty if that is not certain."""
    return _recased(db, CONTENT + value.strip().removeprefix("/").removeprefix(CONTENT), value)


def certain_address(db: Database, path: str, url: str, name: str) -> str:
    """The address that ``name`` meant on the page ``path`` with the address ``url``; empty if that is not certain."""
    for candidate in _sources(path, name):
        if found := _recased(db, candidate, name):
            return found
    absolute = quote_path(posixpath.normpath(posixpath.join("/", url, name)))
    for one in (absolute, absolute + "/"):
        if found := _recased(db, one, name):
            return found
    return _with_other_ending(db, path, name) or _moved(db, path, url, name)


def _sources(path: str, name: str) -> list[str]:
    """The path that ``name`` means seen from a page's folder, if it is in content/."""
    if name.startswith("/"):
        return [posixpath.normpath(CONTENT + name.lstrip("/"))]
    folder = path.partition("#")[0].rpartition("/")[0]
    joined = posixpath.normpath(posixpath.join(folder, name))
    return [joined] if joined.startswith(CONTENT) else []


def _recased(db: Database, candidate: str, name: str) -> str:
    """``name`` in the letter case of the one source or address that differs from ``candidate`` in case only."""
    for ending in _ENDINGS:
        found = db.part(folded, (), (candidate + ending).casefold()) or []
        if len(found) == 1:
            written = _like(name, found[0].removesuffix(ending))
            return written if written != name and written.casefold() == name.casefold() else ""
    return ""


def _like(name: str, known: str) -> str:
    """The parts of ``name`` from its end on as they are in ``known``."""
    parts, others = name.split("/"), known.rstrip("/").split("/")
    end = len(parts) - 1 if parts[-1] == "" else len(parts)
    for back in range(1, min(end, len(others)) + 1):
        if parts[end - back].casefold() != others[-back].casefold():
            break
        parts[end - back] = others[-back]
    return "/".join(parts)


def _with_other_ending(db: Database, path: str, name: str) -> str:
    """``winter.md`` for ``winter.html`` and ``winter.markdown``."""
    stem, dot, ending = name.rstrip("/").rpartition(".")
    if not dot or ending.lower() not in ("html", "htm", "markdown", "mdx"):
        return ""
    known = any(db.part(urls, (), candidate) is not None for candidate in _sources(path, stem + ".md"))
    return stem + ".md" if known else ""


def _moved(db: Database, path: str, url: str, name: str) -> str:
    """Where the page is now that has ``name`` as an old address: its address, or the way to its file."""
    bare = name.removesuffix(".md").removesuffix("/index")
    olds = [posixpath.normpath(posixpath.join("/", url, bare))]
    olds += ["/" + one.removeprefix(CONTENT) for one in _sources(path, bare)]
    for old in olds:
        for one in (quote_path(old) + "/", quote_path(old)):
            page = db.part(redirects, (), one)
            if page is not None and page.endswith(".md"):
                if name.startswith("/") and not name.endswith(".md"):
                    return db.part(urls, (), page) or ""
                return posixpath.relpath(page, path.partition("#")[0].rpartition("/")[0])
    return ""
