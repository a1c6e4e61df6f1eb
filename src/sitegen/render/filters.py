"""Filters and functions of layouts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from operator import itemgetter
from typing import Any

from jinja2 import Undefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from sitegen.catalog.addresses import slugify
from sitegen.catalog.heads import moment_of
from sitegen.engine.database import Database
from sitegen.markup.dates import zone_of
from sitegen.render.bounded import without_tags
from sitegen.render.dated import STYLES, date_words, locale_name, written
from sitegen.render.field_filters import link, picture
from sitegen.render.limits import TooMuch
from sitegen.render.view import Absent, View, check_shown

GLOBAL_NAMES = ("site", "page", "data", "t", "asset", "integrity", "style", "content", "label")

_PATTERNS = {"year": "y", "month_day": "MMMMd", "month": "MMMM", "weekday": "EEEE"}
_MOST_DIGITS = 100


def _language(context: Context) -> str:
    page = context.get("page")
    return str(page.language.code) if page is not None and not isinstance(page, Undefined) else "en"


@pass_context
def date_filter(context: Context, value: Any, form: str = "medium") -> str:
    """A date in the page's language: ``short``, ``medium``, ``long``, ``full``, ``iso``, ``year``, ``month_day``,
    ``month``, ``weekday``, ``time``, or a pattern of Unicode TR 35 such as ``d.M.y``. Nothing gives nothing."""
    if value is None or isinstance(value, Undefined):
        return ""
    if not isinstance(value, date):
        raise TypeError(f"date: {value!r} is not a date")
    if form == "iso":
        return iso(value)
    if form == "year":
        return str(value.year)
    if isinstance(value, datetime):
        value = value.astimezone(zone_of(_zone(context)) or UTC)
    site = context.get("site")
    if form in STYLES and isinstance(site, View):
        db: Database = site._db  # type: ignore[attr-defined]
        text = written(value, form, db.get(date_words, _language(context)))
        if text is not None:
            return text
    return formatted(value, form, _language(context))


def _zone(context: Context) -> str:
    site = context.get("site")
    return str(site.timezone) if site is not None and not isinstance(site, Undefined) else "UTC"


def iso(value: date) -> str:
    """A date or moment for ``datetime`` attributes and feeds."""
    return value.isoformat()


def formatted(value: date, form: str, language: str) -> str:
    """A date in words, in a language; as ISO 8601 where nobody knows its words."""
    from babel.core import UnknownLocaleError
    from babel.dates import format_date, format_datetime, format_skeleton, format_time

    locale = locale_name(language)
    try:
        if form == "month_day":
            return str(format_skeleton("MMMMd", value, locale=locale))
        if form == "time":
            return str(format_time(value, "short", locale=locale)) if isinstance(value, datetime) else ""
        if form in STYLES:
            return str(format_date(value, form, locale=locale))
        return str(format_datetime(value, _PATTERNS.get(form, form), locale=locale))
    except (UnknownLocaleError, ValueError):
        return iso(value)


@pass_context
def number_filter(context: Context, value: Any, digits: int | None = None) -> str:
    """A number in the page's language, with at most ``digits`` decimals."""
    from babel.numbers import format_decimal

    if value is None or isinstance(value, Undefined):
        return ""
    if digits is not None and not 0 <= digits <= _MOST_DIGITS:
        raise TooMuch(f"number: {digits} decimals are too many")
    pattern = None if digits is None else "#,##0" + ("." + "#" * digits if digits else "")
    return str(format_decimal(value, format=pattern, locale=locale_name(_language(context))))


def value_of(item: Any, name: str) -> Any:
    """``item.name``, also with dots in it and of a dict; None where there is nothing.

    Only of what layouts are meant to see: the fields of other objects (functions, generators) lead into Python.
    """
    for part in name.split("."):
        if part.startswith("_"):
            return None
        if isinstance(item, dict):
            item = item.get(part)
        else:
            item = getattr(item, part, None) if isinstance(item, View | date | tuple) else None
        if isinstance(item, Undefined):
            return None
    return item


def _comparable(value: Any) -> tuple[int, Any]:
    if isinstance(value, bool):
        return 0, int(value)
    if isinstance(value, int | float):
        return 0, value
    if isinstance(value, date):
        return 1, moment_of(value)
    return 2, str(value).casefold()


def sort_by(items: Iterable[Any], *names: str) -> list[Any]:
    """``items`` sorted by fields; a name with ``-`` before it sorts backwards. Items without the field come last."""

    found = list(items)
    for name in reversed(names):  # sorting leaves equal ones as they stand
        keyed = [(value_of(item, name.lstrip("-")), item) for item in found]
        having = [(_comparable(value), item) for value, item in keyed if value is not None]
        having.sort(key=itemgetter(0), reverse=name.startswith("-"))
        found = [item for _, item in having] + [item for value, item in keyed if value is None]
    return found


def where(items: Iterable[Any], name: str, *values: Any) -> list[Any]:
    """Items whose field is one of ``values``; without values, those that have it. Of a list, one entry is enough."""

    def fits(item: Any) -> bool:
        found = value_of(item, name)
        if not values:
            return bool(found)
        return any(
            str(one) in {str(value) for value in values} for one in (found if isinstance(found, list) else [found])
        )

    return [item for item in items if fits(item)]


def limit(items: Iterable[Any], count: int, offset: int = 0) -> list[Any]:
    """The first ``count`` items, from ``offset``."""
    return list(items)[offset : offset + count]


def group_by(items: Iterable[Any], name: str) -> list[tuple[Any, list[Any]]]:
    """(value, items) in the order in which the values come; items without the field are left out."""
    groups: dict[Any, list[Any]] = {}
    for item in items:
        value = value_of(item, name)
        for one in value if isinstance(value, list) else [value]:
            if one is not None:
                groups.setdefault(one, []).append(item)
    return list(groups.items())


def paginate(items: Sequence[Any], count: int) -> list[list[Any]]:
    """Items in lists of at most ``count``."""
    whole = list(items)
    return [whole[at : at + max(1, count)] for at in range(0, len(whole), max(1, count))]


@pass_context
def absolute(context: Context, address: Any) -> str:
    """The full address of one within the site; unchanged where the site has no base_url."""
    return str(context["site"].absolute(str(address)))


@pass_context
def markdown_filter(context: Context, text: Any) -> Markup:
    """Text in Markdown as HTML, in the page's language."""
    return Markup(context["site"].render_markdown(str(text or ""), _language(context)))


def _as_json(value: Any) -> Any:
    """What stands in JSON for a value that it does not know."""
    if isinstance(value, Absent):
        return None
    if isinstance(value, date):
        return iso(value)
    check_shown(value)
    return str(value)


def json_filter(value: Any) -> Markup:
    """A value as JSON, safe inside of a script element."""
    import json

    check_shown(value)
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, default=_as_json)
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


def excerpt(text: Any, length: int = 160) -> str:
    """The beginning of a text, cut at a word."""
    words = without_tags(text)
    if len(words) <= length:
        return words
    cut = words[: length + 1].rsplit(" ", 1)[0] if " " in words[:length] else words[:length]
    return re.sub(r"[\s.,;:–—-]+$", "", cut) + "…"


FILTERS: dict[str, Callable[..., Any]] = {
    "absolute": absolute,
    "date": date_filter,
    "excerpt": excerpt,
    "group_by": group_by,
    "json": json_filter,
    "limit": limit,
    "link": link,
    "markdown": markdown_filter,
    "number": number_filter,
    "paginate": paginate,
    "picture": picture,
    "plain": without_tags,
    "slug": slugify,
    "sort_by": sort_by,
    "tojson": json_filter,
    "where": where,
}
