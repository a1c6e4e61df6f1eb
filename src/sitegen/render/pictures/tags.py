"""A picture as it stands in a page: ``<img>`` with its sizes, the smallest formats before it in ``<picture>``.

Room is kept for it by its width and height. Until it is there its place has about its colour: a class of 64, such as
``tone-321``, which the style sheet knows. A colour or a blurred picture in a ``style`` attribute would be nicer by a
little and forbid the site a strict content security policy.
"""

from __future__ import annotations

from html import escape
from typing import Any

from sitegen.catalog.addresses import quote_path
from sitegen.render.pictures.variants import Picture, Variant

LAZY = ' loading="lazy" decoding="async"'
"""Ends the tags that are ours to hasten. One whose author says when to load it has it the other way round."""

_HASTY = ' fetchpriority="high" decoding="async"'


def with_sizes(shown: Picture | None, base: str, attributes: dict[str, Any], sizes: str) -> dict[str, Any]:
    """The attributes of an ``<img>`` with what a picture adds: its sizes and its tone. None adds nothing."""
    if shown is None:
        return attributes
    found = dict(attributes)
    if shown.tone:
        found["class"] = f"{found['class']} tone-{shown.tone}" if found.get("class") else f"tone-{shown.tone}"
    found["srcset"] = _srcset(_of_last_format(shown), base)
    found.setdefault("sizes", _sizes_for(found, sizes))
    return found


def with_loading(attributes: dict[str, Any]) -> dict[str, Any]:
    """The attributes with when the picture is loaded: late, unless they say so themselves."""
    if "loading" in attributes or "fetchpriority" in attributes:
        return {"decoding": "async", **attributes}
    rest = {name: value for name, value in attributes.items() if name != "decoding"}
    return {**rest, "loading": "lazy", "decoding": attributes.get("decoding", "async")}


def in_picture(tag: str, shown: Picture | None, base: str, sizes: str) -> str:
    """``tag``, an ``<img>``, with a source for each format that is smaller than its own before it."""
    formats = list(dict.fromkeys(one.format for one in shown.variants)) if shown is not None else []
    if shown is None or len(formats) < 2:
        return tag
    sources = (
        f'<source type="image/{format}" srcset="{_srcset(_of_format(shown, format), base)}" sizes="{escape(sizes)}">'
        for format in formats[:-1]
    )
    return f"<picture>{''.join(sources)}{tag}</picture>"


def largest(shown: Picture) -> Variant:
    """The largest size, in the format that everybody knows."""
    return _of_last_format(shown)[-1]


def srcset(shown: Picture, base: str) -> str:
    """The sizes as ``srcset`` says them, in the format that everybody knows."""
    return _srcset(_of_last_format(shown), base)


def hastened(html: str) -> str:
    """A page whose first picture is loaded at once, before what the visitor does not see yet."""
    at = html.find(LAZY)
    return html if at < 0 or 'fetchpriority="high"' in html[:at] else html[:at] + _HASTY + html[at + len(LAZY) :]


def _of_last_format(shown: Picture) -> list[Variant]:
    return _of_format(shown, shown.variants[-1].format)


def _of_format(shown: Picture, format: str) -> list[Variant]:
    return [one for one in shown.variants if one.format == format]


def _srcset(made: list[Variant], base: str) -> str:
    return ", ".join(f"{url_of(one, base)} {one.width}w" for one in made)


def url_of(variant: Variant, base: str) -> str:
    """The address of a size."""
    return f"{base}/{quote_path(variant.path).replace(',', '%2C')}"


def _sizes_for(attributes: dict[str, Any], sizes: str) -> str:
    """A width that the author gives in pixels is known better than what holds for the site."""
    width = str(attributes.get("width", ""))
    return f"{width}px" if "height" not in attributes and width.isdigit() else sizes
