"""A layout under a cursor: names, fields, filters, blocks, other layouts."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator

from jinja2.filters import FILTERS as GENERAL

from sitegen.assist.answers import Suggestion
from sitegen.assist.fields import kind_words
from sitegen.catalog.settings import head_settings
from sitegen.engine.database import Database
from sitegen.engine.inputs import file, paths
from sitegen.markup.builtin_fields import page_fields
from sitegen.markup.decode import decode
from sitegen.render.filters import FILTERS, GLOBAL_NAMES
from sitegen.render.site_view import SiteView
from sitegen.render.templates import layout_file, layout_names
from sitegen.render.views import PAGE

_INSIDE = re.compile(r"\{[{%](?:(?![%}]\}).)*\Z", re.DOTALL)
_NAMED = re.compile(r"\b(?:extends|include|import|from)\s+[\"']([^\"'\n]*)\Z")
_BLOCK = re.compile(r"\{%-?\s*block\s+([\w-]*)\Z")
_FILTER = re.compile(r"\|\s*(\w*)\Z")
_FIELD = re.compile(r"\b(page|site|data)\.(\w*)\Z")
_WORD = re.compile(r"(?<![\w.\"'])(\w*)\Z")
_EXTENDS = re.compile(r"\{%-?\s*extends\s+[\"']([^\"'\n]+)[\"']")
_OWN_BLOCK = re.compile(r"\{%-?\s*block\s+(\w+)")
_DEEPEST = 10


def suggestions(db: Database, text: str, offset: int) -> Iterator[Suggestion]:
    """What may stand at a cursor in a layout; nothing outside of what Jinja reads."""
    inside = _INSIDE.search(text, max(0, offset - 2000), offset)
    if inside is None:
        return
    code = inside[0]
    if found := _NAMED.search(code):
        yield from _plain(db.get(layout_names), "layout", offset - len(found[1]), offset)
    elif found := _BLOCK.search(code):
        yield from _plain(_blocks_above(db, text), "block", offset - len(found[1]), offset)
    elif found := _FILTER.search(code):
        yield from _filters(offset - len(found[1]), offset)
    elif found := _FIELD.search(code):
        yield from _fields(db, found[1], offset - len(found[2]), offset)
    elif found := _WORD.search(code):
        yield from _plain(GLOBAL_NAMES, "name", offset - len(found[1]), offset)


def _filters(start: int, end: int) -> Iterator[Suggestion]:
    for name in sorted({*FILTERS, *GENERAL}):
        help = (inspect.getdoc(FILTERS[name]) or "").partition("\n")[0] if name in FILTERS else ""
        yield Suggestion(name, name, start, end, "filter", "", help)


def _fields(db: Database, owner: str, start: int, end: int) -> Iterator[Suggestion]:
    if owner == "site":
        names = [name for name in dir(SiteView) if name[0] != "_"]
        for name in names:
            help = (inspect.getdoc(getattr(SiteView, name)) or "").partition("\n")[0]
            yield Suggestion(name, name, start, end, "field", "", help)
    elif owner == "data":
        names = sorted({path.split("/")[1].partition(".")[0] for path in db.get(paths, "data/")})
        yield from _plain(names, "field", start, end)
    else:
        yield from _page_fields(db, start, end)


def _page_fields(db: Database, start: int, end: int) -> Iterator[Suggestion]:
    settings = db.get(head_settings)
    found = {name: Suggestion(name, name, start, end, "field") for name in PAGE}
    for content_type in (None, *settings.types):
        for spec in page_fields(settings, content_type):
            own = content_type is not None and spec.name in {one.name for one in content_type.fields}
            if own or spec.name in PAGE or any(one.name == spec.name for one in settings.taxonomies):
                detail = kind_words(spec) + (f", of {content_type.name}" if own and content_type is not None else "")
                found[spec.name] = Suggestion(spec.name, spec.name, start, end, "field", detail, spec.help)
    yield from found.values()


def _blocks_above(db: Database, text: str) -> list[str]:
    """Names of the blocks of the layouts that this one extends."""
    found: dict[str, None] = {}
    for _ in range(_DEEPEST):
        above = _EXTENDS.search(text)
        path = db.get(layout_file, above[1]) if above is not None else ""
        if not path:
            break
        text = decode(db.get(file, path) or b"", path)[0]
        found |= dict.fromkeys(_OWN_BLOCK.findall(text))
    return list(found)


def _plain(names: tuple[str, ...] | list[str], kind: str, start: int, end: int) -> Iterator[Suggestion]:
    for name in names:
        yield Suggestion(name, name, start, end, kind)
