"""Passes to the preview: an address that shows one change at one moment, while the session lives that asked for it.

The preview's page has an origin like no other, so the browser sends no cookie with what it asks for; the address itself
has to say who may.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from time import monotonic

from itsdangerous import BadData, URLSafeTimedSerializer

_LONGEST = 24 * 3600
_RENEWED = 12 * 3600
_MOST = 1000


@dataclass(frozen=True, slots=True)
class Pass:
    """Who looks, at which change (or an old version of it), at which moment."""

    person: int
    session: str
    change: str
    as_of: datetime | None = None


class Passes:
    """Signs passes and reads them."""

    def __init__(self, key: bytes) -> None:
        self._signer = URLSafeTimedSerializer(key, salt="preview")
        self._signed: dict[Pass, tuple[str, float]] = {}

    def signed(self, given: Pass) -> str:
        """The pass as a part of an address. For half a day it is the same one, so that a page that is patched keeps
        its addresses.
        """
        text, since = self._signed.get(given, ("", 0.0))
        if not text or monotonic() - since > _RENEWED:
            if len(self._signed) >= _MOST:
                self._signed.clear()
            moment = given.as_of.isoformat() if given.as_of is not None else ""
            text = self._signer.dumps([given.person, given.session, given.change, moment])
            self._signed[given] = (text, monotonic())
        return text

    def read(self, text: str) -> Pass | None:
        """The pass that a part of an address holds; None if it was not signed here, or is older than a day."""
        try:
            person, session, change, moment = self._signer.loads(text, max_age=_LONGEST)
            return Pass(int(person), str(session), str(change), datetime.fromisoformat(moment) if moment else None)
        except (BadData, ValueError, TypeError):
            return None
