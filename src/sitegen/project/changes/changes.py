"""The facade: an editor's work from the first save until it is public."""

from __future__ import annotations

import functools
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from sitegen.engine.trees import DiskTree, Tree
from sitegen.git.command import GitError, GitMissing
from sitegen.git.repository import Repository
from sitegen.git.writing import Moved
from sitegen.model.change import Altered, Author, Change, Landed, Publication, Refused, Saved, Touched, Version
from sitegen.project.changes import catch_up, discard, disk, land, naming, publishing, save, tidying, undo, versions
from sitegen.project.changes.clashes import Clashed
from sitegen.project.changes.ground import DISK, Ground
from sitegen.project.changes.looking import altered_in, change_of, ids_of, read_in, tree_of_change
from sitegen.project.changes.refusals import Declined, refused
from sitegen.project.changes.start import start
from sitegen.project.changes.touched import Touches, before_removal, removed_in

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class NotVersioned:
    """Why a folder has no history that can be used. ``code``: ``none``, ``closed`` (git refuses it) or ``missing``."""

    code: str
    detail: str = ""


def _verb(action: Callable[Concatenate[Changes, P], T]) -> Callable[Concatenate[Changes, P], T | Refused]:
    """What was declined is returned; so is what the system refused."""

    @functools.wraps(action)
    def done(self: Changes, /, *args: P.args, **kwargs: P.kwargs) -> T | Refused:
        try:
            return action(self, *args, **kwargs)
        except Declined as error:
            return error.refusal
        except Moved as error:
            return refused("busy", detail=str(error))
        except (GitError, OSError) as error:
            return refused("store", detail=str(error))

    return done


class Changes:
    """The changes of one site. Any thread may use it, and several processes may at once; close it.

    Verbs return what they did, a Clashed or a Refused; questions about what does not exist return nothing.
    """

    def __init__(self, root: Path, repository: Repository) -> None:
        self.root = root
        self._ground = Ground(root, repository)
        self._touches = Touches()

    @classmethod
    def find(cls, root: Path) -> Changes | NotVersioned:
        """The changes of the site in ``root``; what a crash interrupted is finished first."""
        root = root.resolve()
        try:
            repository = Repository.find(root)
        except GitMissing as error:
            return NotVersioned("missing", error.message)
        except GitError as error:
            return NotVersioned("closed", error.message)
        if repository is None:
            return NotVersioned("none")
        found = cls(root, repository)
        found.settle()
        return found

    @classmethod
    def make_repository(cls, root: Path) -> Changes | NotVersioned | Refused:
        """Give a folder a history that begins with what lies there."""
        try:
            start(root.resolve())
        except GitMissing as error:
            return NotVersioned("missing", error.message)
        except (GitError, OSError) as error:
            return refused("store", detail=str(error))
        return cls.find(root)

    def close(self) -> None:
        """Stop the git that answers questions."""
        self._ground.repository.close()

    @_verb
    def settle(self) -> None:
        """Finish what a crash interrupted. Not needed: it is done when the site is opened, and before each landing."""
        with self._ground.publishing():
            publishing.settle(self._ground)

    @_verb
    def tidy(self) -> None:
        """Pack what many saves have left. To be called now and then by somebody who can wait; others need not."""
        tidying.tidy(self._ground)

    # questions

    @property
    def published(self) -> str | None:
        """Id of the public commit; None if there is none yet."""
        return self._ground.published()

    def get(self, change: str) -> Change | None:
        """A change, or None. The one on disk is not among them (see ``altered``)."""
        return change_of(self._ground, change)

    def all(self) -> list[Change]:
        """Every change, that with the newest save first."""
        found = (self.get(change) for change in ids_of(self._ground))
        return sorted((one for one in found if one is not None), key=lambda one: one.saved, reverse=True)

    def tree(self, change: str) -> Tree:
        """The sources as the change has them; as in public while it does not exist. Raises OSError if nothing is."""
        return DiskTree(self.root) if change == DISK else tree_of_change(self._ground, change)

    def tree_at(self, version: str) -> Tree:
        """The sources of the whole site in a version (``Version.id``). Raises OSError if there is none."""
        return versions.tree_at(self._ground, version)

    def read(self, change: str, path: str) -> tuple[bytes, str] | None:
        """(bytes of a source in a change, its version), or None if there is no such file."""
        try:
            return disk.read(self._ground, path) if change == DISK else read_in(self._ground, change, path)
        except Declined:
            return None

    def data(self, version: str) -> bytes | None:
        """The bytes of a version of a file; None if there is none."""
        try:
            return self._ground.data(version)
        except (GitError, ValueError):
            return None

    def is_version(self, change: str, path: str, version: str) -> bool:
        """True if who is at the change may name a version of a file: it is one of that path, there or in public."""
        try:
            return naming.is_version(self._ground, change, path, version)
        except Declined:
            return False

    def is_shown(self, change: str, version: str) -> bool:
        """True if a version of the site (``Version.id``) is public or of the change; others are nobody's business."""
        try:
            return naming.is_shown(self._ground, change, version)
        except Declined:
            return False

    def altered(self, change: str) -> dict[str, Altered]:
        """What a change does to which sources."""
        try:
            return disk.altered(self._ground) if change == DISK else altered_in(self._ground, change)
        except Declined:
            return {}

    def versions(self, change: str, path: str) -> list[Version]:
        """The versions of a source, the newest first: drafts of the change, then what is public."""
        try:
            return versions.versions(self._ground, change, path)
        except Declined:
            return []

    def publications(self, most: int, email: str = "") -> list[Publication]:
        """What went public last, the newest first: ``most`` of them; of one author, by their address."""
        return versions.publications(self._ground, most, email)

    def at(self, version: str, path: str) -> bytes | None:
        """What a source held in a version (``Version.id``, with ``Version.path``); None if there was none."""
        try:
            return versions.at(self._ground, version, path)
        except Declined:
            return None

    def touched(self, change: str) -> Mapping[str, Touched]:
        """Path → who changed a page last, in public and in a change on top of it."""
        try:
            return self._touches.of(self._ground, change)
        except (Declined, GitError):
            return {}

    def removed(self, change: str, most: int = 500) -> list[Touched]:
        """The pages that were taken away, in a change and in public, and are not there now; the newest first."""
        try:
            return removed_in(self._ground, change, most)
        except (Declined, GitError):
            return []

    def before_removal(self, one: Touched) -> bytes | None:
        """What a page held before it was taken away."""
        try:
            return before_removal(self._ground, one)
        except (Declined, GitError):
            return None

    # verbs

    @_verb
    def save(
        self,
        change: str,
        files: Mapping[str, tuple[bytes | None, str]],
        author: Author,
        words: str = "",
        time: datetime | None = None,
    ) -> dict[str, Saved] | Clashed:
        """Save files (path → (bytes, or None for no file; version started from)) into a change, all or none.

        When this returns, the disk has it. Neither the public site nor the site's folder is touched.
        """
        return save.save(self._ground, change, files, author, words, time)

    @_verb
    def catch_up(
        self, change: str, answers: Mapping[str, tuple[bytes | None, str]] | None = None
    ) -> dict[str, tuple[str, ...]] | Clashed:
        """Take into a change what became public meanwhile; path → the places taken over where both had changed.

        ``answers`` settles clashes: path → (bytes, or None for no file; their version it was decided about).
        """
        return catch_up.catch_up(self._ground, change, answers or {})

    @_verb
    def land(
        self,
        change: str,
        author: Author,
        words: str = "",
        *,
        answers: Mapping[str, tuple[bytes | None, str]] | None = None,
        paths: Collection[str] | None = None,
    ) -> Landed | Clashed:
        """Make a change public as one commit, caught up first. ``paths`` narrows what is taken from the disk."""
        if change == DISK:
            return disk.land(self._ground, author, words, paths)
        return land.land(self._ground, change, author, words, answers or {})

    @_verb
    def undo(
        self,
        commit: str,
        author: Author,
        words: str = "",
        *,
        answers: Mapping[str, tuple[bytes | None, str]] | None = None,
    ) -> Landed | Clashed:
        """Take back what a public commit did, as another one; what others did since stays. Not what authors did."""
        return undo.undo(self._ground, commit, author, words, answers or {})

    @_verb
    def discard(
        self, change: str, paths: Collection[str] | None = None, author: Author | None = None
    ) -> tuple[str, ...]:
        """Throw a change away, or its edits of ``paths``; returns the paths that are as in public again."""
        return discard.discard(self._ground, change, paths, author)
