"""Where an address in a text leads: to a page, a heading, a file, or nowhere."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from typing import NamedTuple
from urllib.parse import unquote

from sitegen.base.diagnostics import Change
from sitegen.base.nearest import KnownPaths, clear_slip, did_you_mean
from sitegen.catalog.addresses import quote_path
from sitegen.catalog.assets import THEME, asset_urls, known_files
from sitegen.catalog.certain import certain_address
from sitegen.catalog.facts import page_facts
from sitegen.catalog.index import addresses, all_heads, head_of, urls
from sitegen.catalog.sources import CONTENT, document
from sitegen.catalog.unusable import has_own_trouble
from sitegen.engine.database import Database
from sitegen.engine.query import Query, query
from sitegen.model.document import Hole
from sitegen.model.page import PageHead


class Target(NamedTuple):
    """What an address names. ``url`` is within the site, without base_path; None: nothing is there.

    ``code`` and ``message`` say what is wrong, if anything is, and ``change`` what was meant beyond doubt.
    """

    url: str | None
    page: str | None = None
    code: str = ""
    message: str = ""
    hint: str = ""
    change: Change | None = None


def resolve(db: Database, path: str, address: str, image: bool = False, tell: bool = True) -> Target:
    """Look up an internal address that stands on the page ``path``; without ``tell`` not what was meant instead."""
    head = head_of(db, path)
    rest, mark, fragment = address.partition("#")
    rest, question, search = rest.partition("?")
    tail = (question + search if question else "") + (mark + fragment if mark else "")
    if not rest:
        return _in_page(db, path, search, fragment, tail)
    name = unquote(rest)
    found = _page_at(db, path, head, name)
    if found is not None:
        target = _with_part(db, found, fragment, tail)
        return _meant_by_address(db, path, rest, fragment, target) if target.code else target
    url = _file_at(db, path, head, name)
    if url is not None:
        return Target(url + tail)
    return _nowhere(db, path, name, image) if tell else Target(None)


def _in_page(db: Database, path: str, search: str, fragment: str, tail: str) -> Target:
    if search or not fragment or fragment == "top":
        return Target(tail, path)
    return _with_part(db, path, fragment, tail, here=True)


def _with_part(db: Database, path: str, fragment: str, tail: str, here: bool = False) -> Target:
    url = "" if here else (db.part(urls, (), path) or "/")
    if not fragment or not path.endswith(".md"):
        return Target(url + tail, path)
    anchors = db.get(page_facts, path).anchors
    wanted = unquote(fragment)
    if wanted in anchors or fragment in anchors or wanted in ("top", "main"):
        return Target(url + tail, path)
    if not here and not anchors and db.get(document, path).damaged:
        return Target(url + tail, path)  # a page that cannot be read has a problem of its own
    where = "this page" if here else path
    hint = did_you_mean(wanted, anchors)
    slip = clear_slip(wanted, anchors)
    change = Change(f'Write "#{slip}"', f"#{slip}", f"#{fragment}") if slip else None
    return Target(url + tail, path, "SG202", f'{where} has no heading or id "{wanted}"', hint, change)


def _meant_by_address(db: Database, path: str, rest: str, fragment: str, target: Target) -> Target:
    """A target without the wanted heading, with what was meant if the page has it to which a browser would go."""
    head = head_of(db, path)
    other = _page_by_address(db, head.url if head is not None else "/", unquote(rest))
    if other is None or other == target.page or _with_part(db, other, fragment, "").code:
        return target
    way = posixpath.relpath(other, path.partition("#")[0].rpartition("/")[0])
    change = Change(f'Write "{way}"', way.replace(" ", "%20"), rest)
    return target._replace(hint=f'"{way}" has it', change=change)


def _page_at(db: Database, path: str, head: PageHead | None, name: str) -> str | None:
    """The page that ``name`` means: a file by its path (``.md`` may be left out), else an address."""
    for candidate in _file_paths(path, name.rstrip("/") or "/"):
        written: tuple[str, ...] = (candidate,) if candidate.endswith(".md") else ()
        for guess in (*written, candidate + ".md", candidate + "/index.md", candidate + "/_index.md"):
            if db.part(urls, (), guess) is not None:
                return guess
    return _page_by_address(db, head.url if head is not None else "/", name)


def _page_by_address(db: Database, base: str, name: str) -> str | None:
    found = (db.part(addresses, (), url) for url in _page_urls([base], name))
    return next((one for one in found if one is not None), None)


def _file_paths(path: str, name: str) -> list[str]:
    """Source paths that ``name`` can mean, seen from a page's folder."""
    if name.startswith("/"):
        return [posixpath.normpath(CONTENT + name.lstrip("/"))]
    folder = path.partition("#")[0].rpartition("/")[0]
    joined = posixpath.normpath(posixpath.join(folder, name))
    return [joined] if joined.startswith("content/") or joined == "content" else []


def _page_urls(bases: list[str], name: str) -> list[str]:
    found = []
    for base in bases:
        joined = posixpath.normpath(posixpath.join("/", unquote(base), name))
        joined = "/" + joined.lstrip("/")
        url = quote_path(joined)
        found += [url if url.endswith("/") else url + "/", url, url.removesuffix("index.html")]
    return found


def _file_at(db: Database, path: str, head: PageHead | None, name: str) -> str | None:
    for candidate in _file_paths(path, name):
        url = db.part(asset_urls, (), candidate)
        if url is not None:
            return url
    for url in _page_urls([head.url] if head is not None else ["/"], name):
        if db.part(known_files, (), url) is not None:
            return url
    return None


def _nowhere(db: Database, path: str, name: str, image: bool) -> Target:
    if has_own_trouble(db, _file_paths(path, name.rstrip("/") or "/")):
        return Target(None)
    head = head_of(db, path)
    sure = certain_address(db, path, head.url if head is not None else "/", name)
    change = Change(f'Write "{sure}"', sure, name) if sure else None
    last = name.rstrip("/").rpartition("/")[2]
    meant = (_file_paths(path, name) or [CONTENT + name.strip("/")])[0]
    if image or ("." in last and not last.endswith((".md", ".html"))):
        return Target(None, None, "SG203", f'there is no file "{name}"', _suggest(db, meant, asset_urls), change)
    return Target(None, None, "SG201", f'there is no page "{name}"', _suggest(db, meant, urls), change)


def _suggest(db: Database, meant: str, known: Query[dict[str, str]]) -> str:
    found = near_path(db, meant, known)
    return f'did you mean "{found.removeprefix(CONTENT)}"?' if found else ""


def near_path(db: Database, meant: str, known: Query[dict[str, str]]) -> str | None:
    """The path in a table that is most like one that is not there; not one of the theme's own, which nobody writes."""
    table = db.get(known)
    kept: tuple[dict[str, str], KnownPaths] | None = db.kept.get(f"near {known.name}")
    if kept is None or kept[0] is not table:
        kept = db.kept[f"near {known.name}"] = (table, KnownPaths(path for path in table if not path.startswith(THEME)))
    return kept[1].nearest(meant)


@query(table=True)
def titles(db: Database) -> dict[str, list[str]]:
    """folded title → paths of the pages that have it."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for path, head in all_heads(db).items():
        found[head.title.casefold()].append(path)
    return dict(found)


def resolve_title(db: Database, path: str, title: str, tell: bool = True) -> Target:
    """Look up ``[[Title]]``: of several pages of that title, the one in the page's language, then the first.

    Without ``tell``, not what was meant instead.
    """
    name, mark, fragment = title.partition("#")
    matches = db.part(titles, (), name.strip().casefold()) or []
    if not matches and not tell:
        return Target(None)
    if not matches:
        known = db.get(titles)
        return Target(None, None, "SG211", f'no page has the title "{name.strip()}"', _near_title(db, name, known))
    head = head_of(db, path)
    heads = [one for match in matches if (one := head_of(db, match)) is not None]
    own = [one.path for one in heads if head is not None and one.language == head.language] or matches
    target = _with_part(db, own[0], fragment, mark + fragment)
    if len(own) > 1 and not target.code:
        message = f'{len(own)} pages have the title "{name.strip()}"; the link leads to {own[0]}'
        return target._replace(code="SG212", message=message)
    return target


def _near_title(db: Database, name: str, known: dict[str, list[str]]) -> str:
    near = did_you_mean(name.strip(), known)
    if not near:
        return ""
    folded = near.removeprefix('did you mean "').removesuffix('"?')
    head = head_of(db, known[folded][0]) if folded in known else None
    return f'did you mean "{head.title}"?' if head is not None else near


@query
def page_targets(db: Database, path: str) -> tuple[str, ...]:
    """Paths of the pages that a page's text links to."""
    if not path.endswith(".md"):
        return ()
    found: dict[str, None] = {}
    for hole in db.get(document, path).links:
        target = _target_of(db, path, hole)
        if target is not None and target.page is not None:
            found[target.page] = None
    return tuple(found)


def _target_of(db: Database, path: str, hole: Hole) -> Target | None:
    if hole.kind == "wiki":
        return resolve_title(db, path, hole.target, tell=False)
    return resolve(db, path, hole.target, tell=False) if hole.kind == "link" else None
