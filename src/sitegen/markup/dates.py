"""Dates and moments as authors write them."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_MOMENT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[Tt]|[ \t]+)([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:[.,]([0-9]{1,9}))?)?"
    r"[ \t]*(?:([Zz])|([+-])([0-9]{1,2}):?([0-9]{2})?)?"
)
_LOOSE = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")
_EUROPEAN = re.compile(r"([0-9]{1,2})\.[ ]?([0-9]{1,2})\.[ ]?([0-9]{4})")
_WORDS = re.compile(
    r"(?:[a-z]+,?\s+)?(?:([0-9]{1,2})\.?(?:st|nd|rd|th)?\s+([a-z]{3,9})\.?,?|([a-z]{3,9})\.?\s+([0-9]{1,2})(?:st|nd|rd|th)?,?)\s+([0-9]{4})"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_NAMES = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@lru_cache(maxsize=64)
def zone_of(name: str) -> tzinfo | None:
    """The time zone of an IANA name such as ``Europe/Helsinki``, or None if there is none of that name."""
    if name in ("UTC", "Etc/UTC"):
        return UTC
    if not re.fullmatch(r"[A-Za-z0-9_+-]+(?:/[A-Za-z0-9_+-]+)*", name):
        return None
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, LookupError):
        return None


def parse_date(text: str) -> date | str:
    """The day of ``2026-11-21``, or why there is none. Of a moment, the day as it is written."""
    text = text.strip()
    found = _DATE.fullmatch(text)
    if found is None:
        moment = _MOMENT.fullmatch(text)
        if moment is None:
            return _not_a_date(text)
        parsed = parse_moment(text, UTC)
        if not isinstance(parsed, datetime):
            return parsed if isinstance(parsed, str) else _not_a_date(text)
        found = _DATE.match(text)
        assert found is not None
    return _day(int(found[1]), int(found[2]), int(found[3]))


def parse_moment(text: str, zone: tzinfo) -> datetime | date | str:
    """The moment, or the day if only a day is written, or why there is none.

    A moment without a zone is one of ``zone``; what is returned has a fixed offset, so it is the same everywhere.
    """
    text = text.strip()
    found = _MOMENT.fullmatch(text)
    if found is None:
        return parse_date(text)
    day = parse_date(found[1])
    if isinstance(day, str):
        return day
    hour, minute, second = int(found[2]), int(found[3]), int(found[4] or 0)
    if hour > 23 or minute > 59 or second > 59:
        return f"there is no time {found[2]}:{found[3]}" + (f":{found[4]}" if found[4] else "")
    micro = int((found[5] or "0").ljust(6, "0")[:6])
    naive = datetime(day.year, day.month, day.day, hour, minute, second, micro)
    if found[6]:
        return naive.replace(tzinfo=UTC)
    if found[7]:
        return _with_offset(naive, found[7], int(found[8]), int(found[9] or 0))
    return fixed(naive, zone)


def at_midnight(day: date, zone: tzinfo) -> datetime:
    """The moment at which a day begins in a zone."""
    return fixed(datetime(day.year, day.month, day.day), zone)


def fixed(naive: datetime, zone: tzinfo) -> datetime:
    """A local time of a zone, with its offset as a fixed one."""
    try:
        offset = naive.replace(tzinfo=zone).utcoffset() or timedelta()
    except (OverflowError, ValueError):
        offset = timedelta()
    return naive.replace(tzinfo=_offset(offset))


def suggested(text: str) -> str:
    """The date that ``text`` seems to mean, as ``2026-11-21``, or an empty text."""
    text = text.strip()
    parts: tuple[str, str, str] | None = None
    if (found := _LOOSE.match(text)) is not None:
        parts = (found[1], found[2], found[3])
    elif (found := _EUROPEAN.match(text)) is not None:
        parts = (found[3], found[2], found[1])
    elif (found := _WORDS.match(text.casefold())) is not None:
        month = (found[2] or found[3])[:3]
        if month in _MONTHS:
            parts = (found[5], str(_MONTHS.index(month) + 1), found[1] or found[4])
    if parts is None:
        return ""
    day = _day(*(int(part) for part in parts))
    return "" if isinstance(day, str) else day.isoformat()


def certain(text: str) -> str:
    """The day that ``text`` means beyond doubt, as ``2026-11-21``, or an empty text: ``3.4.2026`` may be two days."""
    text = text.strip()
    european = _EUROPEAN.fullmatch(text)
    if european is not None and int(european[1]) <= 12 and european[1] != european[2]:
        return ""
    whole = european or _LOOSE.fullmatch(text) or _WORDS.fullmatch(text.casefold())
    return suggested(text) if whole is not None and not looks_like_date(text) else ""


def looks_like_date(text: str) -> bool:
    """True for text of the form of a date or moment, possible or not."""
    return _DATE.fullmatch(text) is not None or _MOMENT.fullmatch(text) is not None


def _not_a_date(text: str) -> str:
    return f'"{text}" is not of the form 2026-11-21'


def _day(year: int, month: int, day: int) -> date | str:
    if not 1 <= month <= 12:
        return f"there is no month {month}"
    if year < 2 or year > 9998:
        return f"there is no year {year} here"
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        return f"{_MONTH_NAMES[month - 1]} {year} has no day {day}"
    return date(year, month, day)


def _with_offset(naive: datetime, sign: str, hours: int, minutes: int) -> datetime | str:
    if hours > 14 or minutes > 59:
        return f"there is no time zone {sign}{hours:02}:{minutes:02}"
    offset = timedelta(hours=hours, minutes=minutes)
    return naive.replace(tzinfo=_offset(-offset if sign == "-" else offset))


def _offset(offset: timedelta) -> timezone:
    # ISO text keeps whole seconds at best; local mean times of the 19th century have them.
    return timezone(timedelta(seconds=round(offset.total_seconds()))) if offset else UTC
