"""Patterns over paths, as in ``pages: news/**/*.md``."""

from __future__ import annotations

import re
from functools import lru_cache


def matches(path: str, pattern: str, folder_page: bool = False) -> bool:
    """True if a path from content/ fits a pattern.

    ``*`` and ``?`` stay within a name, ``**/`` is any number of folders. The page of a folder that holds other pages
    is meant only by a pattern that ends in its own name: ``news/**/*.md`` does not make a news item of the list.
    """
    last = pattern.rpartition("/")[2]
    if folder_page and ("*" in last or "?" in last):
        return False
    return _compiled(pattern.removeprefix("/").removeprefix("content/")).fullmatch(path) is not None


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    out = ""
    at = 0
    while at < len(pattern):
        if pattern.startswith("**/", at):
            out += "(?:[^/]+/)*"
            at += 3
        elif pattern.startswith("**", at):
            out += ".*"
            at += 2
        else:
            char = pattern[at]
            out += {"*": "[^/]*", "?": "[^/]"}.get(char) or re.escape(char)
            at += 1
    return re.compile(out)
