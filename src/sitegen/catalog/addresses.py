"""How a page's address is made."""

from __future__ import annotations

import re
from collections.abc import Mapping
from posixpath import normpath
from urllib.parse import quote, unquote

_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[-_ ]+(.+))?$")
_MARKS = {"+": " plus ", "#": " sharp ", "&": " and ", "@": " at ", "%": " percent "}
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def slugify(text: str) -> str:
    """``text`` as a part of an address: ASCII letters and digits with hyphens; ``x`` where nothing is left.

    C, C++ and C# stay three different slugs.
    """
    for mark, word in _MARKS.items():
        text = text.replace(mark, word)
    plain = re.sub(r"['’]", "", _ascii(text)).lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "x"


def _ascii(text: str) -> str:
    if text.isascii():
        return text
    from anyascii import anyascii  # here, because most texts do without it

    return anyascii(text)


def split_date(stem: str) -> tuple[str | None, str]:
    """(date, rest) of a name such as ``2026-11-21-winter``; (None, name) without a date before it."""
    found = _DATE.match(stem)
    if found is None:
        return None, stem
    return found[1], found[2] or stem


def quote_path(path: str) -> str:
    """A path as it stands in an address."""
    return quote(path, safe="/~!$'()*,;=:@-._+")


def normal_url(url: str) -> str:
    """``url`` with a slash before it, and one behind it unless its last part names a file."""
    url = "/" + re.sub(r"/{2,}", "/", url.strip().strip("/"))
    last = url.rpartition("/")[2]
    if url == "/":
        return url
    return quote_path(unquote(url)) + ("" if re.search(r"\.[A-Za-z][A-Za-z0-9]{0,4}$", last) else "/")


def is_relative(alias: str) -> bool:
    """Whether an alias is seen from where its page stands."""
    return not alias.lstrip().startswith("/") and ":" not in alias


def alias_url(alias: str, url: str) -> str:
    """The address that an alias of the page at ``url`` means.

    Without a slash in front it is seen from the folder in which the page's address stands, as Hugo reads it. One that
    leads out of the site keeps its two dots.
    """
    if not is_relative(alias):
        return normal_url(alias)
    folder = url.strip("/").rpartition("/")[0]
    return normal_url(normpath(f"{folder}/{alias.strip()}" if folder else alias.strip()))


def output_of(url: str) -> str:
    """The file in the output folder that answers for an address."""
    path = unquote(url).lstrip("/")
    return path + "index.html" if path.endswith("/") or not path else path


def fill_pattern(pattern: str, values: Mapping[str, str]) -> str:
    """A permalink pattern with its placeholders filled; unknown ones are left out."""
    return normal_url(_PLACEHOLDER.sub(lambda found: values.get(found[1], ""), pattern))
