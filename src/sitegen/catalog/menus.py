"""Menus: what site.yaml lists, and the pages that put themselves in."""

from __future__ import annotations

from sitegen.base.data import noun
from sitegen.base.diagnostics import Change, Diagnostic
from sitegen.base.nearest import did_you_mean
from sitegen.catalog.certain import certain_path
from sitegen.catalog.index import all_standings, head_of, urls
from sitegen.catalog.language import chain_of
from sitegen.catalog.relations import translations
from sitegen.catalog.settings import languages, site_settings
from sitegen.catalog.sources import CONTENT
from sitegen.catalog.unusable import has_own_trouble
from sitegen.engine.database import Database
from sitegen.engine.query import query
from sitegen.model.settings import MenuEntry


@noun
class MenuItem:
    """An entry that leads somewhere: to the page ``path``, or to another address."""

    label: str
    path: str | None
    url: str
    children: tuple[MenuItem, ...] = ()


@query
def declared_menus(db: Database) -> dict[str, tuple[MenuEntry, ...]]:
    """The menus as site.yaml has them."""
    return db.get(site_settings).menus


@query(table=True)
def menus(db: Database) -> dict[str, list[MenuItem]]:
    """Menu + ``:`` + language → its entries. A page's entry leads to its translation where there is one."""
    own = _own_entries(db)
    declared = db.get(declared_menus)
    found: dict[str, list[MenuItem]] = {}
    for language in db.get(languages):
        for name in sorted({*declared, *own}):
            items = [item for entry in declared.get(name, ()) if (item := _item(db, entry, language.code)) is not None]
            items += [item for code, _, item in own.get(name, ()) if code == language.code]
            found[f"{name}:{language.code}"] = items
    return found


def _own_entries(db: Database) -> dict[str, list[tuple[str, tuple[float, str], MenuItem]]]:
    found: dict[str, list[tuple[str, tuple[float, str], MenuItem]]] = {}
    for path, head in all_standings(db).items():
        for name, label, order in head.menu:
            item = MenuItem(label or _title_of(db, path), path, head.url)
            found.setdefault(name, []).append((head.language, (order or 0, item.label.casefold()), item))
    for entries in found.values():
        entries.sort(key=lambda entry: entry[1])
    return found


def _title_of(db: Database, path: str) -> str:
    head = head_of(db, path)
    return head.title if head is not None else ""


def _item(db: Database, entry: MenuEntry, language: str) -> MenuItem | None:
    children = tuple(item for child in entry.children if (item := _item(db, child, language)) is not None)
    if entry.page is None:
        return MenuItem(entry.label, None, entry.url or "", children)
    path = CONTENT + entry.page.removeprefix("/").removeprefix(CONTENT)
    if db.part(urls, (), path) is None:
        if has_own_trouble(db, [path]):
            return None
        hint = did_you_mean(path, db.get(urls)).replace(CONTENT, "")
        sure = certain_path(db, entry.page)
        change = Change(f'Write "{sure}"', sure, entry.page) if sure else None
        message = f'the menu names the page "{entry.page}", which is not there'
        db.report(Diagnostic("SG307", message, entry.at, hint, change=change))
        return None
    path = in_language(db, path, language)
    head = head_of(db, path)
    if head is None:
        return None
    return MenuItem(entry.label or head.title, path, head.url, children)


def in_language(db: Database, path: str, language: str) -> str:
    """The version of a page in a language, by the languages' fallbacks; else the page itself."""
    versions = {head.language: one for one in db.part(translations, (), path) or () if (head := head_of(db, one))}
    for code in chain_of(db.get(languages), language):
        if code in versions:
            return versions[code]
    return path
