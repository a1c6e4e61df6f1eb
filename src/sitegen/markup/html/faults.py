"""What is wrong with an HTML text: tags that do not nest, and what readers and their programs miss.

Sources: HTML Standard; WCAG 2.2, success criteria 1.1.1, 1.3.1, 2.4.2, 2.4.4, 3.1.1 and 4.1.2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.markup.html.elements import HEADINGS
from sitegen.markup.html.nesting import Document, Element, Fault
from sitegen.markup.html.tokens import TORN

_LONGEST = 2_000_000
"""Characters of a text that is still looked at; no page that people read is as long."""

_DOCUMENT = re.compile(r"<(?:!doctype|html|head|body)\b", re.IGNORECASE)
_FILLED_LATER = ("x-", "v-", ":", "@", "ng-", "data-i18n", "data-bind", "data-text", "data-l10n")
"""Attributes by which scripts say what they will write into an element."""

_OPAQUE = frozenset({"slot", "object", "iframe", "embed", "canvas", "video", "audio"})
"""What is shown of them cannot be seen here."""

_ASIDE = frozenset({"nav", "aside", "footer", "header", "dialog", "template"})


def faults(text: str) -> list[Fault]:
    """The faults of a text, by offset. A text without ``<html>``, ``<head>``, ``<body>`` and doctype is a part of a
    page, of which no title and no language is asked."""
    if len(text) > _LONGEST:
        return []
    document = Document(text)
    found = [*document.faults]
    if _DOCUMENT.search(text):
        found += _of_document(document)
    live = [one for one in document.elements if not _is_within(one, "template")]
    found += [*_twice(live), *_pictures(live), *_nameless(live), *_skipped(live)]
    return sorted(found, key=lambda fault: (fault.begin, fault.code))


def _first(document: Document, *names: str) -> Element | None:
    for name in names:
        for one in document.elements:
            if one.name == name and not one.foreign:
                return one
    return None


def _of_document(document: Document) -> Iterator[Fault]:
    html, title = _first(document, "html"), _first(document, "title")
    begin = _first(document, "head", "html", "body")
    at = (begin.begin, begin.end) if begin is not None else (0, 0)
    if document.doctype < 0:
        first = document.elements[0] if document.elements else None
        place = (first.begin, first.end) if first is not None else at
        yield Fault("SG420", "the page does not begin with <!doctype html>", *place, "write it in the first line")
    if title is None:
        yield Fault("SG415", "the page has no <title>", *at, "write <title>{{ page.title }}</title> in <head>")
    elif not _text(title).strip():
        yield Fault("SG415", "the page's <title> is empty", title.begin, title.end)
    given = html.attributes if html is not None else {}
    if not given.get("lang", given.get("xml:lang", "")).strip() and TORN not in given:
        place = (html.begin, html.end) if html is not None else at
        hint = 'write <html lang="{{ page.language }}">'
        yield Fault("SG416", "the page does not say its language", *place, hint)


def _is_within(element: Element, *names: str) -> bool:
    above = element.parent
    while above is not None:
        if above.name in names:
            return True
        above = above.parent
    return False


def _twice(elements: list[Element]) -> Iterator[Fault]:
    seen: dict[str, Element] = {}
    for one in elements:
        id_ = one.attributes.get("id", "")
        if not id_:
            continue
        other = seen.setdefault(id_, one)
        if other is not one:
            message = f'the page has two elements with the id "{id_}"'
            yield Fault("SG414", message, one.begin, one.end, "", other.begin, "the first one")


def _pictures(elements: list[Element]) -> Iterator[Fault]:
    for one in elements:
        if one.name != "img" or one.foreign or "alt" in one.attributes:
            continue
        named = {"aria-label", "aria-labelledby", "title"} & one.attributes.keys()
        if named or _is_unseen(one) or _is_filled_later(one) or one.attributes.get("role") in ("none", "presentation"):
            continue
        hint = 'say what it shows, or write alt="" if it is only decoration'
        yield Fault("SG417", "the image has no alternative text (alt)", one.begin, one.end, hint)


def _is_unseen(element: Element) -> bool:
    one: Element | None = element
    while one is not None:
        if one.attributes.get("aria-hidden") == "true" or "hidden" in one.attributes or "inert" in one.attributes:
            return True
        if "display:none" in one.attributes.get("style", "").replace(" ", ""):
            return True
        one = one.parent
    return False


def _is_filled_later(element: Element) -> bool:
    return any(name.startswith(_FILLED_LATER) for name in element.attributes)


def _nameless(elements: list[Element]) -> Iterator[Fault]:
    for one in elements:
        is_link = one.name == "a" and "href" in one.attributes and not one.foreign
        if not (is_link or one.name == "button") or _is_unseen(one) or _has_name(one):
            continue
        what = "link" if is_link else "button"
        yield Fault("SG418", f"the {what} has no name", one.begin, one.end, "write a text in it, or an aria-label")


def _has_name(element: Element) -> bool:
    """Whether an element has words, or may have some that cannot be seen here."""
    given = element.attributes
    if any(given.get(name, "").strip() for name in ("aria-label", "aria-labelledby", "title")):
        return True
    if _is_filled_later(element) or "-" in element.name or element.name in _OPAQUE:
        return True
    if element.name == "img" and "alt" not in given:
        return True  # which is told of the picture
    if element.name in ("img", "area", "input") and (given.get("alt", "") or given.get("value", "")).strip():
        return True
    for inner in element.inside:
        if isinstance(inner, str):
            if inner.strip() and element.name not in ("script", "style", "template"):
                return True
        elif inner.attributes.get("aria-hidden") != "true" and "hidden" not in inner.attributes and _has_name(inner):
            return True
    return False


def _text(element: Element) -> str:
    return "".join(inner if isinstance(inner, str) else _text(inner) for inner in element.inside)


def _skipped(elements: list[Element]) -> Iterator[Fault]:
    """Headings whose level is more than one below the heading before, in the main part of the page."""
    has_main = any(one.name == "main" for one in elements)
    before = 0
    for one in elements:
        if one.name not in HEADINGS or one.foreign or _is_unseen(one):
            continue
        is_counted = _is_within(one, "main") if has_main else not _is_within(one, *_ASIDE)
        level = int(one.name[1])
        if is_counted and before and level > before + 1:
            message = f"<{one.name}> follows <h{before}>: a level is left out"
            yield Fault("SG419", message, one.begin, one.end, f"write <h{before + 1}>")
        if is_counted or not before or not has_main:
            before = level if is_counted or one.name == "h1" else before
