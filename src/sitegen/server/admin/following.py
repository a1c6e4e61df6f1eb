"""Notices when what is public moves on without us: an author committed or pushed, or a page's moment has come."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

_EVERY = 1.0
"""Seconds between two looks. A look costs a few milliseconds of another process."""

_log = logging.getLogger(__name__)


class Following:
    """Calls ``moved`` when ``where`` answers otherwise than before, in a thread of its own."""

    def __init__(self, where: Callable[[], object], moved: Callable[[], None]) -> None:
        self._where = where
        self._moved = moved
        self._ended = threading.Event()
        self._known: object = None
        self._thread = threading.Thread(target=self._run, name="sitegen-following", daemon=True)

    def start(self) -> None:
        """Begin to look."""
        self._known = self._where()
        self._thread.start()

    def end(self) -> None:
        """Look no more."""
        self._ended.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        while not self._ended.wait(_EVERY):
            try:
                found = self._where()
                if found != self._known:
                    self._known = found
                    self._moved()
            except Exception:
                # The next look may go better; nothing else depends on this one.
                _log.exception("what is public could not be looked at")
