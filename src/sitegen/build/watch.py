"""Says when sources change, never what: whoever is told looks at everything anew."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import Any

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.polling import PollingObserver

from sitegen.base.files import is_temporary
from sitegen.base.paths import SOURCE_FILES, SOURCE_FOLDERS

QUIET = 0.03
"""Seconds without an event after which a save is over. An editor's save is several events."""

PATIENCE = 0.05
"""Seconds after which we tell even if events keep coming."""

_KINDS = ("created", "modified", "moved", "deleted")
_POLL = 0.5


class Watch:
    """Watches the sources of the site in ``root``.

    ``changed`` is called, in a thread of ours, once for each group of events.
    """

    def __init__(self, root: Path, changed: Callable[[], None]) -> None:
        self._root = root
        self._changed = changed
        self._first = 0.0
        self._last = 0.0
        self._wake = threading.Condition()
        self._stopped = False
        self._watched: dict[str, Any] = {}
        self._handler = _Handler(self)
        self._observer: Any = Observer()
        self._teller = threading.Thread(target=self._tell, name="sitegen-watch", daemon=True)

    def start(self) -> None:
        """Begin to watch."""
        try:
            self._schedule_all()
            self._observer.start()
        except OSError:
            # The system has no watches left: look every now and then instead.
            self._watched.clear()
            self._observer = PollingObserver(timeout=_POLL)
            self._schedule_all()
            self._observer.start()
        self._teller.start()

    def stop(self) -> None:
        """Watch no more."""
        with self._wake:
            self._stopped = True
            self._wake.notify()
        self._observer.stop()
        self._observer.join()
        self._teller.join()

    def _schedule_all(self) -> None:
        self._observer.schedule(self._handler, str(self._root), recursive=False)
        for name in SOURCE_FOLDERS:
            self._schedule(self._root / name)

    def _schedule(self, folder: Path) -> None:
        """Watch a source folder. A link to a folder is watched where it leads."""
        real = os.path.realpath(folder)
        if real not in self._watched and os.path.isdir(real):
            self._watched[real] = self._observer.schedule(self._handler, real, recursive=True)

    def noted(self, event: FileSystemEvent) -> None:
        """Take an event in; those of files that are none of ours are passed over."""
        paths = [os.fsdecode(path) for path in (event.src_path, event.dest_path) if path]
        if not any(self._matters(path) for path in paths):
            return
        now = monotonic()
        with self._wake:
            if not self._first:
                self._first = now
            self._last = now
            self._wake.notify()

    def _matters(self, path: str) -> bool:
        if is_temporary(os.path.basename(path)):
            return False
        if os.path.dirname(path) != str(self._root):
            return path != str(self._root)
        name = os.path.basename(path)
        if name in SOURCE_FOLDERS:
            self._renew(Path(path))
        return name in SOURCE_FILES or name in SOURCE_FOLDERS

    def _renew(self, folder: Path) -> None:
        """A source folder came or went: what was watched there may be another folder now."""
        real = os.path.realpath(folder)
        watch = self._watched.pop(real, None)
        try:
            if watch is not None:
                self._observer.unschedule(watch)
            self._schedule(folder)
        except (OSError, KeyError):
            return  # it went away again

    def _tell(self) -> None:
        while self._wait():
            self._changed()

    def _wait(self) -> bool:
        """Wait for a group of events to be over. False when it is time to stop."""
        with self._wake:
            while not self._stopped:
                if not self._first:
                    self._wake.wait()
                    continue
                left = min(self._last + QUIET, self._first + PATIENCE) - monotonic()
                if left <= 0:
                    self._first = 0.0
                    return True
                self._wake.wait(left)
            return False


class _Handler(FileSystemEventHandler):
    """Passes on what changes files; opening and closing them does not."""

    def __init__(self, watch: Watch) -> None:
        self._watch = watch

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Take every event, and pass on those that matter."""
        if event.event_type in _KINDS and not (event.is_directory and event.event_type == "modified"):
            self._watch.noted(event)
