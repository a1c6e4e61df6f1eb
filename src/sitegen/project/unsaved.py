"""A site with unsaved text on top, followed: its problems, and answers about a cursor."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import TypeVar

from sitegen.base.diagnostics import Diagnostic
from sitegen.build.watch import Watch
from sitegen.engine.database import Database
from sitegen.engine.trees import DiskTree, OverlayTree
from sitegen.markup.decode import decode
from sitegen.project.live import Live, Restless
from sitegen.project.memos import THEME, THEME_PREFIX
from sitegen.project.project import Project

__all__ = ["Restless", "Unsaved", "Watch"]

T = TypeVar("T")

_TIRED = 5


class Unsaved:
    """One site in memory: what lies on disk below what an editor has not saved. For one thread at a time.

    ``drafts`` as of the command ``check``, so that the problems are the same.
    """

    def __init__(self, root: Path, *, drafts: bool = False) -> None:
        self.root = root
        self._disk = DiskTree(root)
        self._tree = OverlayTree(self._disk, {})
        self._project = Project(root, drafts=drafts, tree=self._tree, cache=False, jobs=1)
        self._live = Live(self._project)

    def open(self) -> None:
        """Look at the site for the first time. Raises Restless."""
        self._live.open(lambda what, done, of: None)

    def close(self) -> None:
        """Let go of it."""
        self._live.close()

    def watch(self, changed: Callable[[], None]) -> Watch:
        """What calls ``changed`` after a source was saved, in a thread of its own; to be started and stopped."""
        return self._live.watch(changed)

    # the text

    def take(self, texts: Mapping[str, str]) -> None:
        """Look at the site again, with these texts for what is on disk; others are let go of. Raises Restless."""
        self._tree.texts = {path: text.encode() for path, text in texts.items() if text != self._saved(path)}
        self._live.refresh()

    def _saved(self, path: str) -> str | None:
        """The text on disk. An editor hides how it was coded: a text that is the same is the file as it is."""
        try:
            return decode((self.root / path).read_bytes(), path)[0]
        except OSError:
            return None

    def text_of(self, path: str) -> str | None:
        """The text of a source as the site has it now; None if there is none that can be read."""
        return self._project.text_of(path)

    def place_of(self, path: str) -> Path:
        """The file of a source."""
        return THEME / path.removeprefix(THEME_PREFIX) if path.startswith(THEME_PREFIX) else self.root / path

    # what is wrong

    def look_at(self, sources: Collection[str]) -> None:
        """Find out first what is wrong with these sources. Raises Restless."""
        for source in sources:
            for path in self._live.of_source(source):
                self._live.show(path)

    def idle(self) -> bool:
        """Look at one more thing that changed. False when everything has been looked at."""
        return self._live.idle()

    def problems(self) -> tuple[Diagnostic, ...]:
        """Everything that is known to be wrong; when ``idle`` has nothing left, that is all that ``check`` finds."""
        return self._live.problems()

    # questions

    def ask(self, question: Callable[[Database], T]) -> T:
        """The answer to a question. Raises Restless when files never stop changing."""
        for _ in range(_TIRED):
            try:
                return self._live.ask(question)
            except Restless:
                continue
        return self._live.ask(question)
