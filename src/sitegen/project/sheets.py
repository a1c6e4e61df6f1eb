"""Makes the sheet of a page: what is declared, what is written, what is wrong, where it leads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from sitegen.base.diagnostics import Diagnostic
from sitegen.catalog.facts import page_facts
from sitegen.catalog.heads import inherited, page_head, page_kind
from sitegen.catalog.index import head_of, urls
from sitegen.catalog.language import language_of
from sitegen.catalog.links import resolve, resolve_title
from sitegen.catalog.relations import page_links, translations
from sitegen.catalog.settings import head_settings, languages
from sitegen.catalog.sources import document
from sitegen.engine.database import Database
from sitegen.engine.inputs import file
from sitegen.markup.builtin_fields import page_fields
from sitegen.markup.decode import decode
from sitegen.markup.front_matter import split
from sitegen.model.document import Hole
from sitegen.model.page import PageHead
from sitegen.model.settings import ContentType, FieldSpec
from sitegen.model.yaml import YamlList, YamlMap, YamlNode
from sitegen.project.sheet import FieldPath, Found, Linked, Sheet, SheetField, Version

WORDS_A_MINUTE = 220

_NAMED = re.compile(r'field "([^"]*)"')
_MISSING = "SG105"


def head_for(db: Database, path: str) -> PageHead | None:
    """The head of a page in content/, shown or not; of one that is not there, the head that it would have."""
    return head_of(db, path) or (db.get(page_head, path) if path.endswith(".md") else None)


def state_of(head: PageHead | None, now: datetime) -> str:
    """What the public sees of a page: see :class:`Sheet`."""
    if head is None:
        return "public"
    if head.draft:
        return "draft"
    if head.publish_at is not None and head.publish_at > now:
        return "planned"
    return "expired" if head.expires_at is not None and head.expires_at <= now else "public"


def sheet_of(db: Database, path: str, now: datetime, problems: Iterable[Diagnostic]) -> Sheet | None:
    """The sheet of a page in content/; None for what can be none. ``problems`` are those of its file."""
    head = head_for(db, path)
    if head is None:
        return None
    data, parsed = db.get(file, path), db.get(document, path)
    settings = db.get(head_settings)
    content_type = settings.type(head.type)
    text = decode(data or b"", path)[0]
    parts = split(text)
    shown = data is not None and db.part(urls, (), path) is not None
    written = values_of(parsed.front)
    words, minutes = length_of(db, path)
    sheet = Sheet(
        path,
        data is not None,
        title=head.title if data is not None else "",
        url=head.url if shown else "",
        output=head.output if shown else "",
        kind=head.kind,
        type=head.type,
        type_label=content_type.label if content_type is not None else "",
        fields=tuple(_fields(db, path, content_type, written)),
        values=written,
        damaged=parsed.damaged,
        body=text[parts.body_start :].replace("\r\n", "\n").replace("\r", "\n"),
        body_line=parts.body_line,
        language=head.language,
        direction=language_of(db.get(languages), head.language).direction,
        state=state_of(head, now),
        words=words,
        minutes=minutes,
        versions=tuple(_versions(db, head)),
    )
    if data is None:
        return sheet
    links = tuple(_links_out(db, path, parsed.links))
    return replace(
        sheet, problems=with_fields(parsed.front, problems), links_out=links, links_in=tuple(_links_in(db, path))
    )


def length_of(db: Database, path: str) -> tuple[int, int]:
    """(words, minutes to read) of a page's text."""
    words = db.get(page_facts, path).words if path.endswith(".md") else 0
    return words, -(-words // WORDS_A_MINUTE)


# what is declared, what is written


def _fields(db: Database, path: str, content_type: ContentType | None, written: dict[str, Any]) -> Iterator[SheetField]:
    settings = db.get(head_settings)
    own = {spec.name for spec in content_type.fields} if content_type is not None else set()
    terms = {taxonomy.name for taxonomy in settings.taxonomies}
    given = {entry.key.text: entry.value for _, entry in reversed(inherited(db, path, page_kind(db, path)))}
    specs = page_fields(settings, content_type)
    for spec in specs:
        group = "type" if spec.name in own else "terms" if spec.name in terms else "page"
        yield SheetField(spec, group, value_of(given[spec.name]) if spec.name in given else None)
    known = {spec.name for spec in specs}
    for name, value in written.items():
        if name not in known:
            kind = "list" if isinstance(value, list) else "group" if isinstance(value, dict) else "text"
            yield SheetField(FieldSpec(name, kind), "more")


def values_of(front: YamlMap | None) -> dict[str, Any]:
    """What is written, as it stands there."""
    return {entry.key.text: value_of(entry.value) for entry in front.entries} if front is not None else {}


def value_of(node: YamlNode) -> Any:
    """A value as it is written: a text, or lists and dicts of texts."""
    if isinstance(node, YamlMap):
        return values_of(node)
    return [value_of(item) for item in node.items] if isinstance(node, YamlList) else node.text


# which field a problem is about


def with_fields(front: YamlMap | None, problems: Iterable[Diagnostic]) -> tuple[Found, ...]:
    """Problems of a page with their fields, in the order of the file; what is said of the whole page comes first."""
    found = [Found(problem, _field_of(front, problem)) for problem in problems]
    return tuple(sorted(found, key=lambda one: (one.problem.location.line, one.problem.location.column)))


def _field_of(front: YamlMap | None, problem: Diagnostic) -> FieldPath:
    place = (problem.location.line, problem.location.column)
    way = _way_to(front, place) if front is not None else ()
    if problem.code == _MISSING and (named := _NAMED.search(problem.message)) and way[-1:] != (named[1],):
        return (*way, named[1])
    return way


def _way_to(node: YamlNode, place: tuple[int, int]) -> FieldPath:
    """The way to the innermost value at a place, or to the one whose name stands there."""
    if isinstance(node, YamlMap):
        for entry in node.entries:
            if entry.key.at[:2] <= place <= max(entry.value.at[2:], entry.key.at[2:]):
                return (entry.key.text, *_way_to(entry.value, place))
    elif isinstance(node, YamlList):
        for number, item in enumerate(node.items):
            if item.at[:2] <= place <= item.at[2:]:
                return (number, *_way_to(item, place))
    return ()


# where it leads


def _links_out(db: Database, path: str, links: Iterable[Hole]) -> Iterator[Linked]:
    for hole in links:
        if hole.kind not in ("link", "wiki"):
            continue
        by_title = hole.kind == "wiki"
        target = resolve_title(db, path, hole.target) if by_title else resolve(db, path, hole.target)
        head = head_of(db, target.page) if target.page is not None else None
        if head is not None and head.path == path and not target.code:
            continue  # to a heading of its own
        title = head.title if head is not None else hole.target
        url = target.url or (head.url if head is not None else "")
        yield Linked(head.path if head is not None else "", title, url, hole.at[0], bool(target.code))


def _links_in(db: Database, path: str) -> Iterator[Linked]:
    for other, targets in db.get(page_links).items():
        if path in targets and other != path and (head := head_of(db, other)) is not None:
            yield Linked(other, head.title, head.url)


def _versions(db: Database, head: PageHead) -> Iterator[Version]:
    spoken = db.get(languages)
    if len(spoken) < 2:
        return
    known = {one.language: one for path in db.part(translations, (), head.path) or () if (one := head_of(db, path))}
    for language in spoken:
        if language.code != head.language:
            other = known.get(language.code)
            where = (other.path, other.url, other.title) if other is not None else ("", "", "")
            yield Version(language.code, language.label, *where)
