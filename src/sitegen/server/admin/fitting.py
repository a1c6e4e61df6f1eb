"""Which values fit the kind that their field is declared with, and how a control shows them.

A value that does not fit (broken by hand, or from before the type was changed) is not judged here, and not mended:
the form shows it as it is written, so this only has to be sure. What is sound but cannot be shown by the control
without being changed does not fit either.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

Shown = str | dict[str, str]
"""The text in a control, or its parts by name."""

_NUMBER = re.compile(r"-?[0-9]{0,30}\.?[0-9]{1,30}(?:[eE][-+]?[0-9]{1,3})?")  # HTML: valid floating-point number
_MOMENT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[Tt]|[ \t]+)([0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)[ \t]*(Z|z|[+-][0-9]{2}:?[0-9]{2})?"
)
_PLACE = re.compile(r"\s*(-?[0-9.]+)\s*[,;]\s*(-?[0-9.]+)\s*")
_YES = frozenset({"true", "yes", "on"})
_NO = frozenset({"false", "no", "off"})


def plain(value: Any) -> Any:
    """``value`` as plain data for the browser: days and moments as they are written, tuples as lists."""
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    return [plain(item) for item in value] if isinstance(value, list | tuple) else value


def as_text(value: Any) -> str:
    """Any plain value as text: a scalar as it is written, a structure on one line."""
    if value is None or isinstance(value, str):
        return value or ""
    return json.dumps(value, ensure_ascii=False)


def shown(kind: str, value: Any, zone: str) -> Shown | None:
    """What the control of a kind shows of a plain value; None for one that does not fit. Nothing always fits.

    ``zone`` is an IANA name: a moment with an offset is shown as the site's clocks show it.
    """
    fit = _FITTING.get(kind, _line)
    if kind in ("datetime", "moment"):
        return _moment(value, zone, day_too=kind == "moment")
    return fit(value)


def _text(value: Any) -> str | None:
    return None if isinstance(value, dict | list) else as_text(value)


def _line(value: Any) -> str | None:
    text = _text(value)
    return None if text is None or len(text.splitlines()) > 1 or text != text.strip("\r\n") else text


def _number(value: Any) -> str | None:
    if isinstance(value, bool):
        return None
    text = _text(value)
    return text if not text or _NUMBER.fullmatch(text) else None


def _boolean(value: Any) -> str | None:
    if value is None or isinstance(value, bool):
        return "true" if value else "false"
    word = value.casefold() if isinstance(value, str) else ""
    return "true" if word in _YES else "false" if word in _NO else None


def _day(value: Any) -> str | None:
    text = _text(value)
    return text if not text or _is_day(text) else None


def _is_day(text: str) -> bool:
    try:
        return len(text) == 10 and date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _moment(value: Any, zone: str, day_too: bool) -> dict[str, str] | None:
    """The day and the time of a moment on the site's clocks."""
    text = _text(value)
    if not text:
        return None if text is None else {"day": "", "time": ""}
    if _is_day(text):
        return {"day": text, "time": "" if day_too else "00:00"}
    found = _MOMENT.fullmatch(text)
    if found is None:
        return None
    try:
        moment = datetime.fromisoformat(f"{found[1]}T{found[2].zfill(5) if len(found[2]) < 6 else found[2].zfill(8)}")
        if found[3]:
            offset = "+00:00" if found[3] in "Zz" else found[3]
            moment = datetime.fromisoformat(moment.isoformat() + offset).astimezone(ZoneInfo(zone) if zone else UTC)
    except (ValueError, OverflowError, LookupError, OSError):
        return None
    return {"day": moment.date().isoformat(), "time": moment.strftime("%H:%M:%S" if moment.second else "%H:%M")}


def _image(value: Any) -> dict[str, str] | None:
    parts = value if isinstance(value, dict) else {"src": value}
    texts = {name: _line(parts.get(name)) if name != "alt" else _text(parts.get(name)) for name in ("src", "alt")}
    focal = parts.get("focal")
    at = re.fullmatch(r"\s*([0-9.]+)%\s+([0-9.]+)%\s*", as_text(focal))
    if any(text is None for text in texts.values()) or (focal is not None and at is None):
        return None
    found = {name: text or "" for name, text in texts.items()}
    return found | ({"x": at[1], "y": at[2]} if at else {"x": "", "y": ""})


def _place(value: Any) -> dict[str, str] | None:
    if value is None or value == "":
        return {"lat": "", "lon": "", "label": ""}
    if isinstance(value, str):
        found = _PLACE.fullmatch(value)
        value = list(found.groups()) if found else None
    if isinstance(value, list):
        value = {"lat": value[0], "lon": value[1]} if len(value) == 2 else None
    if not isinstance(value, dict) or set(value) - {"lat", "lon", "label"}:
        return None
    lat, lon, label = _number(value.get("lat")), _number(value.get("lon")), _line(value.get("label"))
    return None if lat is None or lon is None or label is None else {"lat": lat, "lon": lon, "label": label}


_FITTING: dict[str, Callable[[Any], Shown | None]] = {
    "longtext": _text,
    "markdown": _text,
    "number": _number,
    "boolean": _boolean,
    "date": _day,
    "image": _image,
    "place": _place,
}
