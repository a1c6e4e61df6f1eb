"""``llms.txt``: what there is to read, for language models (llmstxt.org)."""

from __future__ import annotations

import re

from sitegen.catalog.index import all_heads, is_regular, urls
from sitegen.catalog.relations import children, folder_pages, listed_pages
from sitegen.catalog.sequences import rank_in
from sitegen.catalog.settings import base_url, languages, site_settings
from sitegen.catalog.sources import CONTENT
from sitegen.engine.database import Database
from sitegen.model.page import PageHead

MOST = 1000
"""Most pages that are listed; of more, those that come first in their lists."""


def llms(db: Database) -> bytes:
    """The site's title and description; then its pages by part, in list order, each with a link and its description."""
    settings = db.get(site_settings)
    root = db.get(base_url).rstrip("/")
    lines = [f"# {_line(settings.title)}", ""]
    if settings.description:
        lines += [f"> {_line(settings.description)}", ""]
    for title, pages in _parts(db):
        lines += [f"## {_line(title)}", "", *(_entry(root, head) for head in pages), ""]
    homes = [(one, url) for one in db.get(languages) if (url := _home(db, one.code)) is not None]
    if len(homes) > 1:
        lines += ["## Languages", "", *(f"- [{_line(one.label)}]({root}{url})" for one, url in homes), ""]
    return "\n".join(lines).encode()


def _home(db: Database, language: str) -> str | None:
    path = db.part(folder_pages, (), f"{CONTENT}:{language}")
    return db.part(urls, (), path) if path is not None else None


def _parts(db: Database) -> list[tuple[str, list[PageHead]]]:
    """(title, pages) of each folder right below the home page, in the site's first language; first the loose pages."""
    language = db.get(languages)[0].code
    heads = {path: head for path, head in all_heads(db).items() if head.language == language}
    home = db.part(folder_pages, (), f"{CONTENT}:{language}") or ""
    rank = rank_in(db, listed_pages)
    pages = sorted((head for head in heads.values() if is_regular(head)), key=lambda head: rank[head.path])[:MOST]
    found: dict[str, list[PageHead]] = {"": []}
    parts = [path for path in db.get(children).get(home, ()) if path in heads and heads[path].kind == "folder"]
    for path in parts:
        found[path] = [heads[path]]
    folders = {path: path if path.endswith("/") else path.rpartition("/")[0] + "/" for path in parts}
    for head in pages:
        part = next((path for path, folder in folders.items() if head.folder.startswith(folder)), "")
        found[part].append(head)
    titles = {path: heads[path].title if path else "Pages" for path in found}
    return [(titles[path], heads_) for path, heads_ in found.items() if heads_]


def _entry(root: str, head: PageHead) -> str:
    words = f": {_line(head.description)}" if head.description else ""
    title = re.sub(r"([\[\]])", r"\\\1", _line(head.title))
    return f"- [{title}]({root}{head.url}){words}"


def _line(text: str) -> str:
    return " ".join(text.split())
