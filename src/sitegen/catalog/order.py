"""The order of pages in lists."""

from __future__ import annotations

from typing import Any

from sitegen.catalog.heads import moment_of
from sitegen.model.page import PageHead


def list_order(head: PageHead) -> tuple[Any, ...]:
    """Key of a list: by ``order``, then newest first, then undated ones by title."""
    moment = moment_of(head.date)
    return (head.order is None, head.order or 0, not moment, _backwards(moment), head.title.casefold(), head.path)


def reading_order(head: PageHead) -> tuple[Any, ...]:
    """Key of previous and next: by ``order``, then oldest first, then by title."""
    moment = moment_of(head.date)
    return (head.order is None, head.order or 0, not moment, moment, head.title.casefold(), head.path)


def newest_first(head: PageHead) -> tuple[Any, ...]:
    """Key of feeds and latest pages: newest first, undated ones last."""
    moment = moment_of(head.date)
    return (not moment, _backwards(moment), head.title.casefold(), head.path)


def _backwards(text: str) -> str:
    """A text that sorts the other way round (dates only, in ASCII): a day after the moments of that day."""
    return text.translate(_COMPLEMENT) + "\x7f"


_COMPLEMENT = {code: 127 - (code - 32) + 32 - 1 for code in range(32, 127)}
