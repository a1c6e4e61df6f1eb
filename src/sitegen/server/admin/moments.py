"""Moments in words, in the reader's language, on the site's clocks: Today 14:32, Yesterday, Thursday, 17 November."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo

from babel.dates import format_date, format_skeleton, format_time

from sitegen.server.admin.words import Words

_WEEK = timedelta(days=6)


def moment(when: datetime, now: datetime, zone: tzinfo, words: Words) -> str:
    """``when`` as seen from ``now``; both have an offset."""
    when, now = when.astimezone(zone), now.astimezone(zone)
    clock = format_time(when, "short", locale=words.locale)
    if when.date() == now.date():
        return words.say("moments.today", time=clock)
    if when.date() == now.date() - timedelta(days=1):
        return words.say("moments.yesterday", time=clock)
    if timedelta() < now - when < _WEEK:
        return format_date(when, "EEEE", locale=words.locale)
    skeleton = "MMMMd" if when.year == now.year else "yMMMMd"
    return format_skeleton(skeleton, when, locale=words.locale)


def day(when: datetime, now: datetime, zone: tzinfo, words: Words) -> str:
    """The day of ``when`` as seen from ``now``: Today, Yesterday, Thursday, 17 November."""
    when, now = when.astimezone(zone), now.astimezone(zone)
    if when.date() == now.date():
        return words.say("moments.day_today")
    if when.date() == now.date() - timedelta(days=1):
        return words.say("moments.day_yesterday")
    return moment(when, now, zone, words)


def full(when: datetime, zone: tzinfo, words: Words) -> str:
    """The whole moment, for titles and lists of versions."""
    when = when.astimezone(zone)
    return f"{format_date(when, 'long', locale=words.locale)} {format_time(when, 'short', locale=words.locale)}"


def full_day(when: datetime, zone: tzinfo, words: Words, *, weekday: bool = True) -> str:
    """The whole day."""
    return format_date(when.astimezone(zone), "full" if weekday else "long", locale=words.locale)
