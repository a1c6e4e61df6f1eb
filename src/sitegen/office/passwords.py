"""What a password must be, and how it is kept: as an argon2id hash that takes its time.

Length is what counts; letters, digits and signs of several kinds are not asked for, because that makes passwords worse
(https://pages.nist.gov/800-63-4/sp800-63b.html, 3.1.1.2).
"""

from __future__ import annotations

import re
import threading
import unicodedata
from typing import NamedTuple

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from sitegen.office.refused import Refused

SHORTEST = 12
LONGEST = 1_000
"""Characters; more would only keep the server busy."""

_AT_ONCE = 2
"""Hashes made at the same time: each takes 64 MiB, and a flood of guesses must not take all memory."""
_PIECE = 4
"""A password that only repeats so many characters, or fewer, is none."""
_COMMON = re.compile(
    "(password|passwort|salasana|kennwort|lösenord|motdepasse|contraseña|qwerty|qwertyuiop|qwertz|azerty|asdfghjkl|asdf"
    "|zxcvbnm|letmein|welcome|tervetuloa|changeme|secret|login|hello|admin|administrator|master|trustno|iloveyou|monkey"
    "|dragon|sunshine|princess|football|baseball|superman|starwars)+"
)
_ROW = 8
"""So many keys next to each other are a row."""
_ROWS = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890123456789",
    "qwertyuiopasdfghjklzxcvbnm",
    "qwertzuiopasdfghjklyxcvbnm",
)


class Cost(NamedTuple):
    """How dear a hash is: rounds, KiB of memory, lanes."""

    rounds: int
    memory: int
    lanes: int


STRONG = Cost(rounds=3, memory=65_536, lanes=4)
"""The second choice of RFC 9106, section 4: about a tenth of a second."""


class Passwords:
    """Makes and checks hashes of one cost."""

    def __init__(self, cost: Cost = STRONG) -> None:
        self._hasher = PasswordHasher(cost.rounds, cost.memory, cost.lanes)
        self._turn = threading.BoundedSemaphore(_AT_ONCE)
        self._nobody: str | None = None

    def hashed(self, password: str) -> str:
        """The hash to keep, with its salt and its cost."""
        with self._turn:
            return self._hasher.hash(_bytes(password))

    def right(self, kept: str | None, password: str) -> bool:
        """True if ``kept`` was made from ``password``. Where nothing is kept it takes the same time to say no."""
        if len(password) > LONGEST:
            return False
        known = kept if kept is not None else self._hash_of_nobody()
        with self._turn:
            try:
                return self._hasher.verify(known, _bytes(password)) and kept is not None
            except (VerificationError, InvalidHashError):
                return False

    def outdated(self, kept: str) -> bool:
        """True if hashes are dearer, or cheaper, by now."""
        return self._hasher.check_needs_rehash(kept)

    def _hash_of_nobody(self) -> str:
        if self._nobody is None:
            self._nobody = self.hashed("nobody has this password")
        return self._nobody


def unfit(password: str, *, email: str, site: str) -> Refused | None:
    """Why this cannot be a password; None when it can. ``site`` is the name of the site."""
    if len(password) > LONGEST:
        return Refused("password.long", {"most": LONGEST})
    text = unicodedata.normalize("NFKC", password).casefold()
    if len(text) < SHORTEST:
        return Refused("password.short", {"least": SHORTEST})
    if _bare(text) in {_bare(word) for word in (email, email.partition("@")[0], site)} - {""}:
        return Refused("password.own")
    return Refused("password.common") if _is_common(text) else None


def _is_common(text: str) -> bool:
    """True for what is tried first: one piece again and again, keys in a row, a well-known word with a year."""
    if any(text == (text[:size] * len(text))[: len(text)] for size in range(1, _PIECE + 1)):
        return True
    bare = _bare(text)
    if len(bare) >= _ROW and any(bare in row * 2 or bare in row[::-1] * 2 for row in _ROWS):
        return True
    return _COMMON.fullmatch(re.sub(r"\d", "", bare)) is not None


def _bare(text: str) -> str:
    """Letters and digits alone."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text).casefold())


def _bytes(password: str) -> bytes:
    """The same bytes for the same password, whichever keyboard it was typed on."""
    return unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")
