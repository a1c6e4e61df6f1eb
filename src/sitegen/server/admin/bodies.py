"""What comes with a request, read up to a bound."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Any

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.types import Message, Receive

_MEGABYTE = 1_000_000
_DEEPEST = 100
"""So far values may lie in each other; no form draws more, and what handles them goes down as deep."""


class Takes(Enum):
    """What a route takes, and how many bytes of it."""

    NOTHING = 0
    FORM = _MEGABYTE
    DATA = 24 * _MEGABYTE
    """JSON: a page of 5 MB is twice that when every character has to be escaped."""
    FILES = 128 * _MEGABYTE


class Unfit(Exception):
    """What came cannot be taken. ``key`` is the sentence that says why, ``status`` the answer's (RFC 9110)."""

    def __init__(self, key: str, status: int) -> None:
        super().__init__(key)
        self.key = key
        self.status = status


async def taken(request: Request, takes: Takes) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """(form, data) of a request. Raises :class:`Unfit`."""
    if takes is Takes.NOTHING:
        return {}, {}
    length = request.headers.get("content-length", "0")
    if not (length.isascii() and length.isdigit()) or len(length) > 12 or int(length) > takes.value:
        raise Unfit("guard.too_large", 413)
    bounded = Request(request.scope, _bounded(request.receive, takes.value))
    if takes is Takes.DATA:
        return {}, _object(await bounded.body())
    try:
        return dict((await bounded.form(max_files=100, max_fields=200)).multi_items()), {}
    except MultiPartException as error:
        raise Unfit("guard.unreadable", 400) from error


async def let_go(form: Mapping[str, Any]) -> None:
    """Close the files that came with a request: those that were large lie on the disk until then."""
    for value in form.values():
        if isinstance(value, UploadFile):
            await value.close()


def _bounded(receive: Receive, most: int) -> Receive:
    left = most

    async def counted() -> Message:
        nonlocal left
        message = await receive()
        left -= len(message.get("body", b""))
        if left < 0:
            raise Unfit("guard.too_large", 413)
        return message

    return counted


def _object(body: bytes) -> Mapping[str, Any]:
    try:
        found = json.loads(body, parse_float=_finite, parse_constant=_finite)
    except (ValueError, RecursionError):
        raise Unfit("guard.unreadable", 400) from None
    if not isinstance(found, dict) or _is_too_deep(found) or _has_half_characters(body, found):
        raise Unfit("guard.unreadable", 400)
    return found


def _has_half_characters(body: bytes, found: dict[str, Any]) -> bool:
    """True if a text holds half of a pair (RFC 8259, section 8.2): JSON can escape it, and no file can hold it."""
    if b"\\ud" not in body and b"\\uD" not in body:
        return False
    try:
        json.dumps(found, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return True
    return False


def _finite(text: str) -> float:
    """A number. Python's reader also takes what JSON does not have: NaN, and numbers too large to be any."""
    found = float(text)
    if not math.isfinite(found):
        raise ValueError(text)
    return found


def _is_too_deep(value: Any) -> bool:
    layer = [value]
    for _ in range(_DEEPEST):
        layer = [inner for outer in layer for inner in _inside(outer) if isinstance(inner, dict | list)]
        if not layer:
            return False
    return True


def _inside(value: Any) -> Iterable[Any]:
    return value.values() if isinstance(value, dict) else value
