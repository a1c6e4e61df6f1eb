"""Filters for fields that no type declares: a picture and an address as they would be in the text of the page.

Of a declared field the type says what it is; of any other a layout gets the words that were written.
"""

from __future__ import annotations

from typing import Any

from jinja2 import Undefined, pass_context
from jinja2.runtime import Context

from sitegen.base.diagnostics import Diagnostic, Location
from sitegen.base.text import Lines
from sitegen.catalog.links import Target, resolve
from sitegen.catalog.settings import base_path
from sitegen.catalog.sources import is_page
from sitegen.engine.database import Database
from sitegen.engine.inputs import file
from sitegen.markup.decode import decode
from sitegen.render.images import ImageView
from sitegen.render.view import View


@pass_context
def picture(context: Context, value: Any, page: Any = None) -> ImageView | None:
    """A picture as an object, also of a field that no type declares; nothing gives nothing. Of another page's field,
    name that page: `person.portrait | picture(person)`."""
    if isinstance(value, ImageView):
        return value
    source = value.get("src") if isinstance(value, dict) else value
    owner = page if page is not None else context.get("page")
    if not isinstance(source, str) or not source.strip() or owner is None or isinstance(owner, Undefined):
        return None
    if not _is_outside(source):
        _tell(owner._db, owner._path, source, resolve(owner._db, owner._path, source, image=True))
    found: ImageView = owner._views.image(owner._path, value)
    return found


@pass_context
def link(context: Context, value: Any) -> str:
    """An address of a field as a link in the text would have it: `../about.md` leads to that page. Pages give their
    own address."""
    if value is None or isinstance(value, Undefined):
        return ""
    page = context.get("page")
    address = str(value.url) if isinstance(value, View) and hasattr(value, "url") else str(value).strip()
    if isinstance(value, View) or page is None or isinstance(page, Undefined) or _is_outside(address):
        return address
    target = resolve(page._db, page._path, address)
    _tell(page._db, page._path, address, target)
    if target.url is None:
        return address
    return page._db.get(base_path) + target.url if target.url.startswith("/") else target.url


def _tell(db: Database, path: str, written: str, target: Target) -> None:
    if target.code:
        db.report(Diagnostic(target.code, target.message, _place(db, path, written), target.hint, change=target.change))


def _place(db: Database, path: str, written: str) -> Location:
    """Where the address stands in the page's file: the first time that it does."""
    text = decode(db.get(file, path) or b"", path)[0] if is_page(path) else ""
    at = text.find(written)
    return Location(path, *Lines(text).span(at, at + len(written))) if at >= 0 else Location(path)


def _is_outside(address: str) -> bool:
    return address.startswith("//") or ":" in address.partition("/")[0]
