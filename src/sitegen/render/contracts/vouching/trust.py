"""Trust in the built-in theme: that its layouts of pages never fail for an ordinary page is for our tests to prove, not
for :mod:`~sitegen.render.contracts.vouching.vouch` to work out.

What a site does that no test has in mind ends the trust: a layout of the theme that the site has instead, a field that
the theme shows, a setting that is no plain word. Such pages are rendered; so distrust costs time and is never wrong.
"""

from __future__ import annotations

from typing import Any

from sitegen.catalog.assets import known_files
from sitegen.catalog.described import fields_told
from sitegen.catalog.menus import menus
from sitegen.catalog.settings import base_url, content_types, machine_options, taxonomies
from sitegen.engine.database import Database
from sitegen.engine.query import query
from sitegen.model.page import PageHead
from sitegen.model.settings import ContentType
from sitegen.render.contracts.views_table import VIEWS
from sitegen.render.contracts.vouching.bounds import Bounds, is_text
from sitegen.render.contracts.vouching.certain import Doubt
from sitegen.render.contracts.vouching.filters import can_be_said
from sitegen.render.contracts.vouching.theirs import Read, theme_read
from sitegen.render.strings import plural, strings
from sitegen.render.theme_style import theme_settings

TRUSTED = {
    "page": ("page.html", "article.html", "documentation.html"),
    "folder": ("list.html",),
    "term": ("term.html",),
}
"""Kind of pages → layouts of the theme that the tests prove for them."""

MOST_FEW, MOST_WORDS, MOST_FOLDERS = 256, 1 << 18, 1 << 16
"""What the tests prove it for: entries of a short list; these times the characters of a text; folders."""

MOST_ITEMS, MOST_LISTED, MOST_PARTS = 32, 1 << 20, 1 << 14
"""For lists: entries on a page, whose texts may begin with a very long paragraph; these times the characters of a text;
the pages of the site divided by these."""

MOST_LEVELS, MOST_LEAVES = 16, 1 << 13
"""For a tree of the site: levels; these times the pages of a folder."""

_LISTS = (*TRUSTED["folder"], *TRUSTED["term"])
_TREE = "documentation.html"
_AS_TEXT = frozenset({"author", "authors", "lang", "lead", "summary"})
"""Fields that the theme shows, in which a plain text is as good as none."""

_TEXTS = ("text", "longtext", "choice")
_PLAIN = (*_TEXTS, "boolean", "date", "datetime", "number", "url")
_UNTRUSTED_SETTINGS = ("inline_css", "preload")
_FORMS = ("long", "month_day")
_LONGEST = 300
_MOST_STRINGS = 30_000


@query
def distrust(
    db: Database,
    layout: str,
    type: str,
    language: str,
    pages: int,
    folders: int,
    below: int,
    items: int,
    few: int,
    letters: int,
) -> str:
    """Why a layout of the theme is not trusted with the pages of a type (empty: of none) in a language; empty if it is.

    The numbers are the :class:`~sitegen.render.contracts.vouching.bounds.Bounds` of the site. Which of these pages are
    ordinary ones is said by :func:`shown_fields`.
    """
    try:
        _check_size(layout, Bounds(pages, folders, below, items, few, letters))
        _check_theme(db, db.get(theme_read, layout))
        _check_fields(db, layout, type)
        _check_words(db, language)
    except Doubt as found:
        return found.reason
    db.get(menus)  # what is wrong there is told as it would be by every page
    return ""


@query
def shown_fields(db: Database, layout: str, type: str) -> dict[str, bool]:
    """Fields that a layout of the theme, or what search engines are told, shows of a page of a type, besides those that
    every page has; True for one in which a text does no harm."""
    names = {*db.get(theme_read, layout).names} - VIEWS["page"].keys() | fields_told(layout)
    declared = _type(db, type)
    specs = {spec.name: spec.kind for spec in declared.fields} if declared is not None else {}
    names |= {name for name, kind in specs.items() if kind == "image"}
    return {name: name in _AS_TEXT and specs.get(name, "text") in _TEXTS for name in sorted(names)}


def is_ordinary(head: PageHead, shown: dict[str, bool]) -> bool:
    """Whether a page has none of these fields, but for texts that do no harm."""
    return not any(
        value is not None and not (shown[name] and isinstance(value, str))
        for name, value in head.fields.items()
        if name in shown
    )


def _check_size(layout: str, bounds: Bounds) -> None:
    _, _, below, items, few, letters = bounds
    if few > MOST_FEW or few * letters > MOST_WORDS or bounds.folders > MOST_FOLDERS:
        raise Doubt("the site has more than the theme is tried with")
    if layout in _LISTS and (items > MOST_ITEMS or items * letters > MOST_LISTED or bounds.pages > items * MOST_PARTS):
        raise Doubt("the lists may be too long")
    if layout == _TREE and (few > MOST_LEVELS or few * below > MOST_LEAVES):
        raise Doubt("the tree of the site may be too large")


def _check_theme(db: Database, read: Read) -> None:
    """Whose the layouts are, the files that they name, and what ``theme:`` says where they ask for it."""
    if read.doubt:
        raise Doubt(read.doubt)
    for name in read.files:
        if db.part(known_files, (), "/assets/" + name) is None:
            raise Doubt(f'the file "{name}" is not there')
    for name, value in db.get(theme_settings).items():
        if name in read.names and not (_is_word(value) and not (value and name in _UNTRUSTED_SETTINGS)):
            raise Doubt(f"theme.{name} is not tried")


def _check_fields(db: Database, layout: str, type: str) -> None:
    """What a type or a taxonomy makes of names that the theme knows."""
    shown = db.get(shown_fields, layout, type)
    if any(one.name in shown or one.name in VIEWS["page"] for one in db.get(taxonomies)):
        raise Doubt("a taxonomy is called as what the theme shows")
    options = db.get(machine_options)
    if options.drawn_pictures or type in (options.schemas or {}):
        raise Doubt("machines are told more than is tried")
    declared = _type(db, type)
    for spec in declared.fields if declared is not None else ():
        if spec.name in VIEWS["page"] and spec.kind not in _PLAIN:
            raise Doubt(f'the type makes something else of "{spec.name}"')


def _check_words(db: Database, language: str) -> None:
    """What the theme says in a language, and what the site says of itself."""
    options = db.get(machine_options)
    files = [one.url for one in (options.picture, options.organisation.logo) if one is not None]
    if not all(map(_is_word, (db.get(base_url), options.organisation.name, *files))):
        raise Doubt("what the site says of itself is not tried")
    said = db.get(strings, language)
    if sum(map(len, said.values())) > _MOST_STRINGS or not is_text(said.values()):
        raise Doubt("the strings of the site are not tried")
    try:
        plural(language, 1)
    except Exception:
        raise Doubt("nobody knows how the language counts") from None
    if not all(can_be_said(db, form) for form in _FORMS):
        raise Doubt("dates cannot be said in every language")


def _type(db: Database, name: str) -> ContentType | None:
    return next((one for one in db.get(content_types) if one.name == name), None)


def _is_word(value: Any) -> bool:
    """Whether a setting is something short that can be shown."""
    if value is not None and not isinstance(value, str | int | float):
        return False
    return len(str(value)) <= _LONGEST and is_text([str(value)])
