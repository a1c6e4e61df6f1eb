"""What of a page can be found: exactly what its index depends on, so that nothing else makes it anew."""

from __future__ import annotations

from typing import Any

from sitegen.base.data import noun
from sitegen.catalog.heads import moment_of
from sitegen.catalog.index import all_standings, head_of
from sitegen.catalog.patterns import matches
from sitegen.catalog.relations import folder_pages
from sitegen.catalog.settings import base_path, content_types, languages, search_options
from sitegen.catalog.sources import CONTENT, document, is_page
from sitegen.engine.database import Database
from sitegen.engine.query import query
from sitegen.model.page import PageHead
from sitegen.model.settings import FieldSpec
from sitegen.render.components import component_spec
from sitegen.render.search.texts import Block, blocks_of

_WORDED = ("text", "longtext", "markdown", "choice")
_KINDS = ("home", "folder", "page", "row")


@noun
class SearchRecord:
    """A page that can be found. ``facets``: what results can be narrowed by → values; ``date`` is ISO 8601 or empty."""

    url: str
    title: str
    description: str
    date: str
    facets: dict[str, tuple[str, ...]]
    blocks: tuple[Block, ...]


@query(table=True)
def searched(db: Database) -> dict[str, tuple[str, ...]]:
    """Language → paths of the pages that can be found, by address."""
    leave_out = db.get(search_options).leave_out
    found: dict[str, list[tuple[str, str]]] = {}
    for path, head in all_standings(db).items():
        if head.kind in _KINDS and head.search and (head.kind == "row" or is_page(path)):
            rest = path.removeprefix(CONTENT)
            if not any(matches(rest, pattern) for pattern in leave_out):
                found.setdefault(head.language, []).append((head.url, path))
    return {language: tuple(path for _, path in sorted(pages)) for language, pages in found.items()}


@query(lazy=True, keep=False, cached=False)
def search_record(db: Database, path: str) -> SearchRecord | None:
    """What can be found of a page; None if it is not shown."""
    head = head_of(db, path)
    if head is None:
        return None
    blocks: tuple[Block, ...] = ()
    if is_page(path):
        parsed = db.get(document, path)
        lead = parsed.lead if _same(parsed.title, head.title) else 0  # a heading that only repeats the title
        blocks = blocks_of(parsed.segments[lead:], lambda name: db.get(component_spec, name) is not None)
    described = head.description if head.description not in {words for _, _, words in blocks} else ""
    return SearchRecord(
        url=db.get(base_path) + head.url,
        title=_line(head.title),
        description=_line(described),
        date=moment_of(head.date)[:10],
        facets=_facets(db, head),
        blocks=(*blocks, *((0, "", words) for words in _words_of_fields(db, head))),
    )


def _same(heading: str | None, title: str) -> bool:
    return heading is not None and _line(heading).casefold() == _line(title).casefold()


def _line(text: str) -> str:
    return " ".join(text.split())


def _facets(db: Database, head: PageHead) -> dict[str, tuple[str, ...]]:
    """The values of the facets that the site asks for; those that a page has none of are left out."""
    found: dict[str, tuple[str, ...]] = {}
    for name in db.get(search_options).filters:
        if name == "section":
            found[name] = _section(db, head)
        elif name == "type":
            found[name] = tuple(one.label or one.name for one in db.get(content_types) if one.name == head.type)
        elif name != "language":  # each language has an index of its own
            found[name] = head.terms.get(name, ())
    return {name: values for name, values in found.items() if values}


def _section(db: Database, head: PageHead) -> tuple[str, ...]:
    """The title of the folder right below content/ (or below the language's folder) that the page lies in."""
    if not head.folder.startswith(CONTENT):
        return ()
    first, _, rest = head.folder.removeprefix(CONTENT).partition("/")
    folder = CONTENT + first + "/"
    if first in {one.code for one in db.get(languages)}:
        first, _, _ = rest.partition("/")
        folder += first + "/"
    path = db.part(folder_pages, (), f"{folder}:{head.language}") if first else None
    section = head_of(db, path) if path is not None else None
    return (section.title,) if section is not None and section.kind != "home" else ()


def _words_of_fields(db: Database, head: PageHead) -> list[str]:
    """What stands in the fields that hold words, such as the place of an event, and in the terms."""
    declared = next((one for one in db.get(content_types) if one.name == head.type), None)
    found = (
        [words for spec in declared.fields for words in _words(head.fields.get(spec.name), spec)] if declared else []
    )
    return [*found, *(term for terms in head.terms.values() for term in terms)]


def _words(value: Any, spec: FieldSpec) -> list[str]:
    if isinstance(value, list) and spec.of is not None:
        return [words for item in value for words in _words(item, spec.of)]
    if isinstance(value, dict):
        return [words for inner in spec.fields for words in _words(value.get(inner.name), inner)]
    return [_line(value)] if isinstance(value, str) and spec.kind in _WORDED and value.strip() else []
