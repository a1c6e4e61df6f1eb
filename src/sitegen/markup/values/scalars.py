"""Single values by their declared kind. Each function returns the value, or None after noting a problem."""

from __future__ import annotations

import math
import re
from datetime import date, datetime

from sitegen.base.diagnostics import Change
from sitegen.base.nearest import did_you_mean
from sitegen.markup import dates
from sitegen.markup.values.colours import is_colour
from sitegen.markup.values.reading import Reading, shown
from sitegen.model.settings import FieldSpec
from sitegen.model.yaml import YamlScalar

_TRUE = frozenset({"true", "yes", "on"})
_FALSE = frozenset({"false", "no", "off"})
_NUMBER = re.compile(r"[-+]?(?:[0-9]{1,30}(?:\.[0-9]{0,30})?|\.[0-9]{1,30})(?:[eE][-+]?[0-9]{1,3})?")
_COMMA = re.compile(r"[-+]?[0-9]+,[0-9]+")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_SAFE_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_HOST = re.compile(r"(?:www\.|[A-Za-z0-9-]+\.(?:com|org|net|edu|gov|eu|io)(?:/|$))", re.IGNORECASE)


def text(node: YamlScalar, spec: FieldSpec, what: str, reading: Reading) -> str:
    """Text within its limits of length."""
    length = len(node.text)
    if spec.max is not None and length > spec.max:
        hint = f"shorten it by {length - int(spec.max)}"
        reading.wrong("SG108", f"{what} is {length} characters long; at most {spec.max:g} are allowed", node.at, hint)
    elif spec.min is not None and length < spec.min:
        reading.wrong("SG108", f"{what} is {length} characters long; at least {spec.min:g} are asked for", node.at)
    return node.text


def number(node: YamlScalar, spec: FieldSpec, what: str, reading: Reading) -> int | float | None:
    """A number within its limits; whole where that is asked for. Leading zeros mean nothing."""
    written = node.text.strip()
    if _NUMBER.fullmatch(written) is None:
        comma = _COMMA.fullmatch(written)
        hint = f"write {written.replace(',', '.')}" if comma else "write digits, with a point for decimals"
        reading.wrong("SG106", f"{what} asks for a number, not for {shown(node)}", node.at, hint)
        return None
    whole = written.lstrip("+-").isdecimal()
    value = int(written) if whole else float(written)
    if not math.isfinite(value) or (spec.integer and not whole):
        reading.wrong(
            "SG106", f"{what} asks for a whole number, not for {shown(node)}", node.at, "write it without a point"
        )
        return None
    if spec.min is not None and value < spec.min:
        reading.wrong("SG108", f"{what} is {written}; at least {spec.min:g} is asked for", node.at)
    elif spec.max is not None and value > spec.max:
        reading.wrong("SG108", f"{what} is {written}; at most {spec.max:g} is allowed", node.at)
    return value


def boolean(node: YamlScalar, spec: FieldSpec, what: str, reading: Reading) -> bool | None:
    """``true``, ``yes`` and ``on`` or their opposites, in any case, without quotes."""
    word = node.text.casefold()
    if not node.style and (word in _TRUE or word in _FALSE):
        return word in _TRUE
    said = word in _TRUE or word in _FALSE
    hint = "remove the quotes" if said else "write true or false"
    change = Change("Remove the quotes", node.text) if said and node.style in ("'", '"') else None
    reading.wrong("SG106", f"{what} asks for true or false, not for {shown(node)}", node.at, hint, change=change)
    return None


def day(node: YamlScalar, spec: FieldSpec, what: str, reading: Reading) -> date | None:
    """A day; of a moment, the day as it is written."""
    return _dated(node, what, reading, dates.parse_date(node.text))


def moment(node: YamlScalar, spec: FieldSpec, what: str, reading: Reading) -> date | None:
    """A moment with a fixed offset; a day alone is the moment when it begins."""
    value = _dated(node, what, reading, dates.parse_moment(node.text, reading.zone))
    if value is not None and not isinstance(value, datetime):
        return dates.at_midnight(value, reading.zone)
    return value


def day_or_moment(node: YamlScalar, spec: FieldSpec, what: str, reading: Reading) -> date | None:
    """A day or a moment, as it is written."""
    return _dated(node, what, reading, dates.parse_moment(node.text, reading.zone))


def _dated(node: YamlScalar, what: str, reading: Reading, parsed: date | str) -> date | None:
    if not isinstance(parsed, str):
        return parsed
    meant = dates.suggested(node.text)
    hint = f"write {meant}" if meant else "write year-month-day, for example 2026-11-21"
    if dates.looks_like_date(node.text.strip()):
        message = f"{what} is {shown(node)}, but {parsed}"
    else:
        message = f"{what} asks for a date, and {shown(node)} is not written as one"
    sure = dates.certain(node.text)
    change = Change(f"Write {sure}", sure, node.text.strip()) if sure else None
    reading.wrong("SG109", message, node.at, hint, change=change)
    return None


def choice(node: YamlScalar, spec: FieldSpec, what: str, reading: Reading) -> str | None:
    """One of the declared choices."""
    if node.text in spec.choices:
        return node.text
    all_of_them = ", ".join(spec.choices)
    hint = did_you_mean(node.text, spec.choices) or f"choose one of: {all_of_them}"
    few = f"; the choices are {all_of_them}" if len(spec.choices) <= 8 else ", which is not among its choices"
    same = [one for one in spec.choices if one.casefold() == node.text.strip().casefold()]
    change = Change(f'Write "{same[0]}"', same[0], node.text) if len(same) == 1 else None
    reading.wrong("SG107", f"{what} cannot be {shown(node)}{few}", node.at, hint, change=change)
    return None


def path(node: YamlScalar, spec: FieldSpec, what: str, reading: Reading) -> str | None:
    """The path of a page, image or file, or the name of a term: text on one line."""
    if len(node.text.splitlines()) <= 1:
        return node.text.strip()
    reading.wrong("SG106", f"{what} has to stand on one line", node.at)
    return None


def url(node: YamlScalar, spec: FieldSpec, what: str, reading: Reading) -> str | None:
    """An address: with a harmless scheme, or within the site."""
    written = node.text.strip()
    scheme = _SCHEME.match(written)
    if any(char.isspace() or ord(char) < 32 for char in written):
        reading.wrong(
            "SG106", f"{what} asks for an address, and {shown(node)} holds blanks", node.at, "write %20 for a blank"
        )
        return None
    if scheme is not None and scheme[1].lower() not in _SAFE_SCHEMES:
        hint = "addresses may start with http:, https:, mailto: or tel:"
        reading.wrong("SG209", f"{what} is {shown(node)}, an address that starts with {scheme[0]}", node.at, hint)
        return None
    if scheme is None and _HOST.match(written):
        reading.wrong(
            "SG106", f"{what} is {shown(node)}, an address without https://", node.at, f"write https://{written}"
        )
        return None
    return written


def colour(node: YamlScalar, spec: FieldSpec, what: str, reading: Reading) -> str | None:
    """A colour as style sheets know it."""
    if is_colour(node.text.strip()):
        return node.text.strip()
    hint = 'write a colour such as "#0b5fff", in quotes'
    reading.wrong("SG106", f"{what} asks for a colour, not for {shown(node)}", node.at, hint)
    return None
