"""Moving sources, and giving a heading other words: what changes elsewhere so that every link still leads there."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import unquote

from sitegen.assist.answers import Renaming
from sitegen.assist.links import Written, file_at, leading_to, target_of, text_of, written_in
from sitegen.assist.meaning import heading_at
from sitegen.assist.places import link_from
from sitegen.base.diagnostics import Edit
from sitegen.base.paths import is_source
from sitegen.base.text import Lines
from sitegen.catalog.fields import find_reference
from sitegen.catalog.heads import heads
from sitegen.catalog.index import head_of
from sitegen.catalog.links import Target
from sitegen.catalog.settings import site_settings
from sitegen.catalog.sources import CONTENT, document
from sitegen.engine.database import Database
from sitegen.engine.inputs import paths
from sitegen.markup.front_matter import split
from sitegen.markup.markdown import parse_body
from sitegen.model.settings import MenuEntry
from sitegen.model.yaml import YamlList, YamlScalar

SITE_FILE = "site.yaml"
STATIC = "static/"

_HEADING = re.compile(r"#{1,6}[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*(?:\{[^{}\n]*\})?[ \t]*\Z")


def moving(db: Database, moves: Mapping[str, str], among: Iterable[str] | None = None) -> Renaming:
    """What changes when files or folders (old path → new path) are moved: links, references, menus.

    ``among`` are the pages that are looked at; None for all. Whoever knows which may lead there saves reading the rest.
    """
    moved = dict(_files(db, moves))
    edits = [*_menus(db, moved)]
    for page in db.get(heads) if among is None else among:
        for one in written_in(db, page):
            text = _rewritten(db, page, one, moved)
            if text is not None and text != one.address:
                edits.append(Edit(page, one.start, one.end, text))
    pages = [path for path in moved if path.endswith(".md")]
    return Renaming(tuple(edits), _alias(db, pages[0]) if len(pages) == 1 else None)


def _files(db: Database, moves: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for old, new in moves.items():
        for path in db.get(paths, old):
            if path == old or path.startswith(old.rstrip("/") + "/"):
                to = new.rstrip("/") + path.removeprefix(old.rstrip("/"))
                if is_source(to):
                    yield path, to


def _rewritten(db: Database, page: str, one: Written, moved: Mapping[str, str]) -> str | None:
    """An address as it has to be afterwards; None where it may stay."""
    if one.kind == "wiki":
        return None
    target = target_of(db, page, one)
    other = target.page or file_at(db, target)
    if other is None or (page not in moved and other not in moved):
        return None
    name, rest = _parted(one.address)
    if not name or other.endswith("/") or not other.startswith((CONTENT, STATIC)):
        return None
    if other not in moved and other.startswith(STATIC):
        return None
    if other not in moved and (name.startswith("/") or one.kind == "field"):
        return None
    new = moved.get(other, other)
    if one.kind == "field":
        return _as_reference(one.address, other, new)
    return _as_link(name, moved.get(page, page), other, new) + rest


def _parted(address: str) -> tuple[str, str]:
    at = min((found for mark in "?#" if (found := address.find(mark)) >= 0), default=len(address))
    return address[:at], address[at:]


def _as_link(name: str, page: str, old: str, new: str) -> str:
    """In the manner in which the old one was written: from the root or not, with the suffix or without it."""
    from_root = name.startswith("/") or not new.startswith(CONTENT)
    made = "/" + new.partition("/")[2] if from_root else link_from(page, new)
    stem = posixpath.basename(old).removesuffix(".md")
    if not old.endswith(".md") or unquote(posixpath.basename(name.rstrip("/"))) != stem:
        return made
    bare = made.removesuffix(".md").removesuffix("/index")
    return bare + "/" if name.endswith("/") else bare


def _as_reference(written: str, old: str, new: str) -> str:
    lead = "/" if written.startswith("/") else CONTENT if written.startswith(CONTENT) else ""
    made = new.removeprefix(CONTENT)
    return lead + (made if written.endswith(".md") or not old.endswith(".md") else made.removesuffix(".md"))


def _menus(db: Database, moved: Mapping[str, str]) -> Iterator[Edit]:
    """Entries of menus in site.yaml that name a moved page."""
    text = text_of(db, SITE_FILE)
    lines = Lines(text)
    entries = [entry for menu in db.get(site_settings).menus.values() for entry in menu]
    for entry in _all(entries):
        old = find_reference(db, entry.page) if entry.page else None
        if entry.page is None or old is None or old not in moved:
            continue
        found = re.compile(r"\bpage:\s*[\"']?" + re.escape(entry.page)).search(text, lines.offset(entry.at.line))
        if found is not None:
            start = found.end() - len(entry.page)
            yield Edit(SITE_FILE, start, found.end(), _as_reference(entry.page, old, moved[old]))


def _all(entries: list[MenuEntry]) -> Iterator[MenuEntry]:
    for entry in entries:
        yield entry
        yield from _all(list(entry.children))


# the old address


def _alias(db: Database, path: str) -> Edit | None:
    """The edit that makes the address of a page an alias of it, before it moves; None if it says its address."""
    head = head_of(db, path)
    parsed = db.get(document, path)
    if head is None or parsed.damaged or head.url in head.aliases:
        return None
    if parsed.front is not None and parsed.front.get("permalink") is not None:
        return None
    text = text_of(db, path)
    front, newline = split(text), "\r\n" if "\r\n" in text else "\n"
    if front.front is None:
        return Edit(path, 0, 0, f"---{newline}aliases: [{head.url}]{newline}---{newline}")
    given = parsed.front.get("aliases") if parsed.front is not None else None
    if given is None:
        end = front.front_start + len(front.front)
        return Edit(path, end, end, f"aliases: [{head.url}]{newline}")
    if not isinstance(given, YamlList) or not given.items or not isinstance(given.items[-1], YamlScalar):
        return None
    return _one_more(path, text, given, head.url, newline)


def _one_more(path: str, text: str, given: YamlList, url: str, newline: str) -> Edit:
    lines = Lines(text)
    last = given.items[-1]
    end = lines.offset(*last.at[2:])
    if text[lines.offset(*given.at[:2])] == "[":
        return Edit(path, end, end, f", {url}")
    line = text[lines.offset(last.at[0]) : lines.offset(*last.at[:2])]
    return Edit(path, end, end, f"{newline}{line}{url}")


# headings


def heading_words(db: Database, path: str, text: str, offset: int) -> tuple[int, int] | None:
    """From where to where the words of the heading under a cursor stand; None if there is none of the form ``## …``."""
    heading = heading_at(db, path, text, offset)
    if heading is None:
        return None
    lines = Lines(text)
    start, end = lines.offset(*heading.at[:2]), lines.offset(*heading.at[2:])
    found = _HEADING.match(text, start, end)
    return (found.start(1), found.end(1)) if found is not None and found[1] else None


def heading_renamed(db: Database, path: str, text: str, offset: int, words: str) -> Renaming | None:
    """What changes when the heading under a cursor gets other words: the links to it follow its anchor."""
    place, heading = heading_words(db, path, text, offset), heading_at(db, path, text, offset)
    words = " ".join(words.split())
    if place is None or heading is None or not words:
        return None
    new_text = text[: place[0]] + words + text[place[1] :]
    number = db.get(document, path).headings.index(heading)
    settings, head = db.get(site_settings), db.part(heads, (), path)
    language = head.language if head is not None else settings.language
    made = parse_body(new_text, split(new_text).body_start, settings.markdown, language).headings
    edits = [Edit(path, *place, words)]
    if number < len(made) and made[number].id != heading.id:
        edits += _anchored(db, path, heading.id, made[number].id)
    return Renaming(tuple(edits))


def _anchored(db: Database, path: str, old: str, new: str) -> Iterator[Edit]:
    for page, one, target in leading_to(db, path):
        start = _anchor_start(one, target)
        if start is None:
            continue
        fragment = one.address.partition("#")[2]
        if unquote(fragment) == old:
            yield Edit(page, start, start + len(fragment), new)


def _anchor_start(one: Written, target: Target) -> int | None:
    at = one.address.find("#")
    return one.start + at + 1 if at >= 0 and target.page is not None else None
