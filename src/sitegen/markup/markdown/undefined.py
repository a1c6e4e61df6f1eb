"""References without an address: ``[words][name]`` where no line says what ``name`` is.

Markdown shows such a text as it stands, and it may be meant so: ``list[a][b]`` and ``[1][2]`` are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

from markdown_it.common.utils import normalizeReference

from sitegen.base.nearest import nearest

_NAME = re.compile(r"\[([^\[\]\r\n^]{0,200})\]")
_WORD = re.compile(r"[^\W\d_]")


class Undefined(NamedTuple):
    """A reference that is not defined: what is wrong, the offset behind it, and the name that was meant."""

    message: str
    end: int
    hint: str


def undefined(src: str, limit: int, begin: int, label: tuple[int, int], known: Collection[str]) -> Undefined | None:
    """The mistake in the reference that begins at ``begin`` and has its label between two offsets; else None.

    ``limit`` is where the text ends, ``known`` are the defined names, as Markdown compares them.
    """
    name = _NAME.match(src, label[1] + 1, limit)
    words = src[label[0] + 1 : label[1]] if name is not None else ""
    if name is None or not _WORD.search(words) or words.startswith(("^", "[")):
        return None
    if begin and (src[begin - 1].isalnum() or src[begin - 1] in "])\\_$."):
        return None
    wanted = name[1] or words
    if normalizeReference(wanted) in known or src.startswith(("(", "[", ":"), name.end()):
        return None
    near = nearest(wanted, [one.casefold() for one in known])
    hint = f'did you mean "{near}"?' if near else f"write [{wanted}]: and the address on a line of its own"
    return Undefined(f'the reference "{wanted}" has no address', name.end(), hint)
