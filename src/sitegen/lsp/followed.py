"""One site that an editor works on: its unsaved texts, and who is told of its problems."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future
from pathlib import Path
from time import monotonic
from typing import NamedTuple, TypeVar

from lsprotocol import types

from sitegen.base.diagnostics import Diagnostic
from sitegen.lsp.wire import Texts, diagnostic, file_of
from sitegen.project.desk import Desk
from sitegen.project.unsaved import Restless, Unsaved, Watch

T = TypeVar("T")

_MEANWHILE = 0.5
"""Seconds after which the open files' problems are told again while the rest of the site is looked at."""


class Draft(NamedTuple):
    """An open file: the editor's number of its text, and the text."""

    version: int
    text: str


Tell = Callable[[types.PublishDiagnosticsParams], None]


class Followed:
    """The site in ``root``. ``tell`` is called in a thread of ours.

    What is changed is taken in at once, and what is changed meanwhile together: only the latest text counts.
    """

    def __init__(self, root: Path, encoding: str, tell: Tell, *, drafts: bool = False) -> None:
        self.root = root
        self._unsaved = Unsaved(root, drafts=drafts)
        self._encoding = encoding
        self._tell = tell
        self._desk = Desk(self._idle)
        self._drafts: Mapping[str, Draft] = {}
        self._taken: Mapping[str, Draft] = {}
        self._waiting = False
        self._opened = False
        self._told: dict[str, tuple[Diagnostic, ...]] = {}
        self._last = 0.0
        self._watch: Watch | None = None

    def start(self) -> None:
        """Begin to look."""
        self._desk.start()
        self.changed()

    def watch(self) -> None:
        """Watch the files ourselves, for an editor that does not."""
        self._watch = self._unsaved.watch(self.changed)
        self._watch.start()

    def stop(self) -> None:
        """Look no more, and take back what was told."""
        if self._watch is not None:
            self._watch.stop()
        self._desk.stop()
        for path in sorted(path for path, problems in self._told.items() if problems):
            self._tell(types.PublishDiagnosticsParams(self._texts().uri(path), []))
        if self._opened:
            self._unsaved.close()

    # what the editor says

    def put(self, path: str, draft: Draft | None) -> None:
        """An open file's text, or None for one that was closed."""
        others = {name: one for name, one in self._drafts.items() if name != path}
        self._drafts = others if draft is None else {**others, path: draft}
        self.changed()

    def is_open(self, path: str) -> bool:
        """True if the editor has the file open."""
        return path in self._drafts

    def changed(self) -> None:
        """Something is different, on disk or in the editor."""
        if not self._waiting:
            self._waiting = True
            self._desk.change(self._take)

    def ask(self, question: Callable[[Unsaved, Texts], T]) -> Future[T]:
        """The answer to a question about the text as it is now."""
        return self._desk.ask(lambda: question(self._unsaved, self._texts()))

    # at the desk

    def _take(self) -> None:
        self._waiting = False
        drafts = self._drafts
        try:
            if not self._opened:
                self._unsaved.open()
                self._opened = True
            self._unsaved.take({path: draft.text for path, draft in drafts.items()})
            self._taken = drafts
            self._unsaved.look_at(drafts)
            self._publish(drafts)
        except Restless:
            self.changed()
        except Exception:
            traceback.print_exc(file=sys.stderr)

    def _idle(self) -> bool:
        if not self._opened:
            return False
        try:
            more = self._unsaved.idle()
            if not more:
                self._publish()
            elif monotonic() - self._last > _MEANWHILE:
                self._publish(self._taken)
        except Exception:
            traceback.print_exc(file=sys.stderr)
            return False
        return more

    def _texts(self) -> Texts:
        return Texts(self._unsaved.place_of, self._unsaved.text_of, self._encoding)

    def _publish(self, only: Iterable[str] | None = None) -> None:
        """Tell what is wrong: with the files ``only``, else with all of which something else was told."""
        found: dict[str, list[Diagnostic]] = {}
        for problem in self._unsaved.problems():
            found.setdefault(file_of(problem.location.path), []).append(problem)
        texts = self._texts()
        paths = self._told.keys() | found.keys() | self._taken.keys() if only is None else only
        for path in sorted(paths):
            problems = tuple(found.get(path, ()))
            if only is None and problems == self._told.get(path, ()):
                continue
            self._told[path] = problems
            draft = self._taken.get(path)
            rows = [diagnostic(problem, texts) for problem in problems]
            self._tell(types.PublishDiagnosticsParams(texts.uri(path), rows, draft.version if draft else None))
        self._last = monotonic()
