"""What people and browsers send, made fit to be kept: names, e-mail addresses, texts about a browser."""

from __future__ import annotations

import re
import unicodedata

LONGEST_EMAIL = 254
"""Characters; https://www.rfc-editor.org/errata/eid1690"""
LONGEST_NAME = 100

_EMAIL = re.compile(r"[^\s@<>\"(),:;\[\]\\]+@[^\s@<>\"(),:;\[\]\\.]+(\.[^\s@<>\"(),:;\[\]\\.]+)*")
_UNSEEN = frozenset({"Cc", "Cs", "Co", "Cn"})


def plain(text: str, most: int) -> str:
    """One line without control characters and halves of characters, at most ``most`` characters long.

    PostgreSQL keeps no NUL, and neither database half a character; a line break in a name would forge a line of a list.
    """
    composed = unicodedata.normalize("NFC", text[: most * 4])
    seen = "".join(" " if char.isspace() else char for char in composed if char.isspace() or not _is_unseen(char))
    return " ".join(seen.split())[:most].rstrip()


def email_of(text: str) -> str | None:
    """The e-mail address that somebody typed; None when it is none. Only a message could tell if it is theirs."""
    address = plain(text, LONGEST_EMAIL + 1)
    return address if len(address) <= LONGEST_EMAIL and _EMAIL.fullmatch(address) else None


def folded(email: str) -> str:
    """The form in which two spellings of one address are the same: by letter case, and by how accents are written."""
    return unicodedata.normalize("NFKC", plain(email, LONGEST_EMAIL)).casefold()


def _is_unseen(char: str) -> bool:
    return unicodedata.category(char) in _UNSEEN
