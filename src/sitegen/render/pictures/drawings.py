"""Drawings (SVG) as part of a page: what could do harm is taken out, and nothing of them reaches beyond them.

The library that makes uploads harmless takes out scripts, foreign objects and what is fetched from elsewhere. Here
what moves is left out as well, styles become attributes, because a strict content security policy forbids them; ids get
a prefix, because the page has ids of its own; and what only XML needs is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from sitegen.base.diagnostics import Diagnostic, Location
from sitegen.engine.database import Database
from sitegen.engine.inputs import file, file_hash
from sitegen.engine.query import query

_MOST = 200_000
"""Bytes; a page that holds a larger one would be slow to come."""

_REFERENCE = re.compile(r"url\(\s*['\"]?#([^)'\"]+)['\"]?\s*\)")
_PROPERTY = re.compile(r"\s*([a-z-]+)\s*:\s*([^;]+?)\s*$")
_PLAIN_NAME = re.compile(r"\{[^}]*\}")
_OPENING = re.compile(r"<svg\b")
_MOVING = ("animate", "animateMotion", "animateTransform", "discard", "set")
_UNSEEN = {"aria-hidden": "true", "focusable": "false"}


@query(lazy=True)
def drawing(db: Database, path: str) -> str:
    """A drawing as HTML; empty, and reported, if it cannot stand in a page."""
    data = db.get(file, path) or b""
    try:
        return _made_safe(data, f"d{db.get(file_hash, path)[:6]}-")
    except ValueError as error:
        hint = "it is shown as a picture of its own"
        db.report(Diagnostic("SG223", f"the drawing cannot stand in the page: {error}", Location(path), hint))
        return ""


def with_words(html: str, words: str) -> str:
    """A drawing that is called ``words`` to those who do not see it; without words it is there for show."""
    names = {"role": "img", "aria-label": words} if words.strip() else _UNSEEN
    said = "".join(f' {name}="{escape(value)}"' for name, value in names.items())
    return _OPENING.sub(lambda found: found[0] + said, html, count=1)


def _made_safe(data: bytes, prefix: str) -> str:
    """The drawing without anything that could do harm. Raises ValueError with the reason if it cannot be shown so."""
    from xml.etree import ElementTree

    from py_svg_hush import filter_svg

    if len(data) > _MOST:
        raise ValueError(f"it has more than {_MOST // 1000} kB")
    try:
        root = ElementTree.fromstring(filter_svg(data, {}))  # what comes out of it has no entities
    except (ElementTree.ParseError, ValueError) as error:
        raise ValueError("it cannot be read") from error
    for parent in root.iter():
        for child in [one for one in parent if _PLAIN_NAME.sub("", one.tag) in _MOVING]:
            parent.remove(child)
    for element in root.iter():
        element.tag = _PLAIN_NAME.sub("", element.tag)
        if element.tag == "style":
            raise ValueError("it has a style sheet of its own")
        element.attrib = dict(_attributes(element.attrib, prefix))
    for name in ("role", "aria-label", "aria-hidden"):
        root.attrib.pop(name, None)
    return ElementTree.tostring(root, encoding="unicode").strip()


def _attributes(given: dict[str, str], prefix: str) -> Iterator[tuple[str, str]]:
    """Attributes as HTML has them, styles among them, with ids that no other drawing has."""
    for name, value in given.items():
        plain = _PLAIN_NAME.sub("", name)
        if plain == "style":
            yield from ((found[1], _own(found[2], prefix)) for found in map(_PROPERTY.match, value.split(";")) if found)
        elif plain == "id":
            yield plain, prefix + value
        elif plain == "href" and value.startswith("#"):
            yield plain, f"#{prefix}{value[1:]}"
        elif plain not in ("space", "base"):
            yield plain, _own(value, prefix)


def _own(value: str, prefix: str) -> str:
    return _REFERENCE.sub(lambda found: f"url(#{prefix}{found[1]})", value)
