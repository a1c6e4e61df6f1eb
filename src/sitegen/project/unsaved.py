"""A site with unsaved text on top, followed: its problems, and answers about a cursor."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import TypeVar

from sitegen.assist.answers import Leap, Outline, Renaming, Suggestion, Words
from sitegen.assist.completion import complete
from sitegen.assist.links import leading_here, text_of
from sitegen.assist.meaning import leap_from, outline_of, words_at
from sitegen.assist.renaming import heading_renamed, heading_words, moving
from sitegen.assist.settings import code_words
from sitegen.base.diagnostics import Diagnostic, Location
from sitegen.base.text import Lines
from sitegen.build.watch import Watch
from sitegen.engine.database import Database
from sitegen.engine.trees import DiskTree, OverlayTree
from sitegen.markup.decode import decode
from sitegen.project.live import Live, Restless
from sitegen.project.memos import THEME, THEME_PREFIX
from sitegen.project.project import Project

__all__ = ["Leap", "Outline", "Renaming", "Restless", "Suggestion", "Unsaved", "Watch", "Words"]

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

    # questions about a cursor at ``offset``, in characters

    def ask(self, question: Callable[[Database], T]) -> T:
        """The answer to a question. Raises Restless when files never stop changing."""
        for _ in range(_TIRED):
            try:
                return self._live.ask(question)
            except Restless:
                continue
        return self._live.ask(question)

    def complete(self, path: str, offset: int) -> tuple[list[Suggestion], bool]:
        """(what may stand there, whether that is all)."""
        return self.ask(lambda db: complete(db, path, text_of(db, path), offset))

    def words_at(self, path: str, offset: int) -> Words | None:
        """What stands there, in words: the problem that was found there, and the thing itself."""
        found = self.ask(lambda db: words_at(db, path, text_of(db, path), offset))
        line, column = Lines(self.text_of(path) or "").place(offset)
        here = [one.code for one in self.problems() if _covers(one.location, path, line, column)]
        told = [code_words(code) for code in dict.fromkeys(here)]
        if not told:
            return found
        start, end = (found.start, found.end) if found is not None else (offset, offset)
        return Words("\n\n---\n\n".join([*told, *([found.text] if found is not None else [])]), start, end)

    def leap_from(self, path: str, offset: int) -> Leap | None:
        """Where it leads."""
        return self.ask(lambda db: leap_from(db, path, text_of(db, path), offset))

    def leading_to(self, path: str, offset: int) -> list[tuple[str, int, int]]:
        """(page, start, end) of every address that leads to where the one there leads, else to the page itself."""
        return self.ask(lambda db: leading_here(db, path, offset))

    def outline_of(self, path: str) -> list[Outline]:
        """The headings of a page."""
        return self.ask(lambda db: outline_of(db, path, text_of(db, path)))

    # changes

    def moving(self, moves: Mapping[str, str]) -> Renaming:
        """What else changes when sources (old path → new path) are moved."""
        return self.ask(lambda db: moving(db, moves))

    def heading_words(self, path: str, offset: int) -> tuple[int, int] | None:
        """From where to where the words of the heading there stand."""
        return self.ask(lambda db: heading_words(db, path, text_of(db, path), offset))

    def heading_renamed(self, path: str, offset: int, words: str) -> Renaming | None:
        """What changes when the heading there gets other words."""
        return self.ask(lambda db: heading_renamed(db, path, text_of(db, path), offset, words))


def _covers(place: Location, path: str, line: int, column: int) -> bool:
    if place.path != path or not place.line:
        return False
    end = (place.end_line, place.end_column) if place.end_line else (place.line, place.column)
    return (place.line, place.column) <= (line, column) <= end
