"""The whole site: which pages are shown, which are made (folders, terms, rows), and where each answers."""

from __future__ import annotations

from collections.abc import Iterable

from sitegen.base.diagnostics import Diagnostic, Location, Note
from sitegen.base.paths import is_safe_output
from sitegen.catalog.addresses import output_of, quote_path
from sitegen.catalog.folders import above, folders
from sitegen.catalog.heads import heads, last_part, standings, title_from, without_words
from sitegen.catalog.language import prefix_of, split_language
from sitegen.catalog.rows import row_heads
from sitegen.catalog.search_page import SEARCH, search_head
from sitegen.catalog.settings import head_settings, site_title
from sitegen.catalog.shown import shown
from sitegen.catalog.sources import CONTENT
from sitegen.catalog.terms import term_heads
from sitegen.engine.database import Database
from sitegen.engine.query import query
from sitegen.model.page import PageHead

NOT_FOUND = "@404"
"""The path of the page that is shown where there is none."""


@query
def not_found(db: Database) -> PageHead:
    """The head of that page. It stands in no list."""
    language = db.get(head_settings).language
    return PageHead(NOT_FOUND, "/404.html", "404.html", "404", "404", language, NOT_FOUND, "", "404")


@query(table=True)
def made(db: Database) -> dict[str, PageHead]:
    """Heads of pages that no file in content/ is written for: data rows, terms, and folders without a page."""
    visible = set(db.get(shown))
    known = {path: head for path, head in db.get(standings).items() if path in visible}
    taken = {head.url for head in known.values()}
    found = dict(db.get(row_heads))
    # A page written at a term's address is the term's page.
    found.update({path: head for path, head in db.get(term_heads).items() if head.url not in taken})
    taken |= {head.url for head in found.values()}
    found.update({head.path: head for head in _folder_pages(db, known.values()) if head.url not in taken})
    return found


@query(table=True)
def made_standings(db: Database) -> dict[str, PageHead]:
    """The same heads without their words."""
    return {path: without_words(head) for path, head in db.get(made).items()}


def _folder_pages(db: Database, known: Iterable[PageHead]) -> list[PageHead]:
    """A page for every folder that holds shown pages and has none of its own."""
    settings = db.get(head_settings)
    needed: dict[str, None] = {CONTENT: None}
    for head in known:
        folder = head.folder
        while folder and folder not in needed:
            needed[folder] = None
            folder = above(folder)
    with_page = {folder for folder, pages in db.get(folders).items() if pages}
    found = []
    for folder in sorted(needed.keys() - with_page):
        rest = folder.removeprefix(CONTENT)
        language, key, _ = split_language(folder + "index.md", settings.languages)
        url = "/" + quote_path(rest)
        kind = "home" if rest in ("", prefix_of(settings.languages, language)) else "folder"
        title = title_from(folder, settings) if kind == "folder" else db.get(site_title)
        parent, slug = above(folder) or CONTENT, last_part(folder)
        found.append(PageHead(folder, url, output_of(url), kind, title, language, key, parent, slug))
    return found


@query(table=True)
def urls(db: Database) -> dict[str, str]:
    """path → address of every page of the site. Of two pages with one address the first (by path) keeps it."""
    visible = set(db.get(shown))
    owners: dict[str, PageHead] = {}
    files: dict[str, PageHead] = {}
    everything = [head for path, head in db.get(standings).items() if path in visible]
    everything += db.get(made_standings).values()
    found: dict[str, str] = {}
    for head in sorted(everything, key=lambda head: (head.path[0] == "@", head.path)):
        reason = is_safe_output(head.output)
        if reason is not None:
            message = f'the page cannot be written: the path "{head.output}" {reason}'
            db.report(Diagnostic("SG116", message, Location(head.path)))
            continue
        other = owners.setdefault(head.url, head)
        if other is head:
            other = files.setdefault(head.output.casefold(), head)
        if other is not head:
            _report_clash(db, head, other)
            continue
        found[head.path] = head.url
    return found


def _report_clash(db: Database, head: PageHead, other: PageHead) -> None:
    if head.path.casefold() == other.path.casefold():
        return  # SG311 says so
    message = f'"{head.path}" and "{other.path}" have the same address, {head.url}'
    note = Note(f"{other.path} has it too", Location(other.path.partition("#")[0]))
    db.report(Diagnostic("SG305", message, Location(head.path.partition("#")[0]), notes=(note,)))


@query(table=True)
def addresses(db: Database) -> dict[str, str]:
    """address → path, the inverse of :func:`urls`."""
    return {url: path for path, url in db.get(urls).items()}


def head_of(db: Database, path: str) -> PageHead | None:
    """The head of a shown page of any kind; None if there is none of that path."""
    if path == NOT_FOUND:
        return db.get(not_found)
    if path.startswith(SEARCH):
        return search_head(db, path)
    if db.part(urls, (), path) is None:
        return None
    if path.startswith(CONTENT) and path.endswith(".md"):
        return db.part(heads, (), path)
    return db.part(made, (), path)


def all_heads(db: Database) -> dict[str, PageHead]:
    """Every shown page's head, by path: depends on all of them."""
    written, others = db.get(heads), db.get(made)
    return {path: head for path in db.get(urls) if (head := written.get(path) or others.get(path)) is not None}


def all_standings(db: Database) -> dict[str, PageHead]:
    """Every shown page's head without its words, by path: what lists and the plan are made of."""
    written, others = db.get(standings), db.get(made_standings)
    return {path: head for path in db.get(urls) if (head := written.get(path) or others.get(path)) is not None}


def standing_of(db: Database, path: str) -> PageHead | None:
    """The head without its words of a shown page; None if there is none of that path."""
    if db.part(urls, (), path) is None:
        return None
    written = path.startswith(CONTENT) and path.endswith(".md")
    return db.part(standings if written else made_standings, (), path)


def is_regular(head: PageHead) -> bool:
    """True for a page that stands in lists: not a folder's, not a term's."""
    return head.kind in ("page", "row")
