"""What every verb stands on: the repository, its locks, the names of its references, and where they lead."""

from __future__ import annotations

import re
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from sitegen.base.files import Lock
from sitegen.base.paths import is_source, may_be_written
from sitegen.git.command import GitError, handing, run
from sitegen.git.condition import Condition, Grounds
from sitegen.git.fingerprints import FingerprintFile
from sitegen.git.leftovers import Leftovers
from sitegen.git.lookup import InTheWay, entry_at
from sitegen.git.repository import Entry, Repository
from sitegen.git.tree import CommitTree
from sitegen.git.worktree import Alteration
from sitegen.git.writing import Ref, RefLocked, Signature, move
from sitegen.model.change import Author
from sitegen.project.changes.refusals import declined

DISK = "disk"
"""The id of the change that is what lies uncommitted on disk."""

CHANGES, LANDED, DISCARDED, LANDING = (
    f"refs/sitegen/{name}/" for name in ("changes", "landed", "discarded", "landing")
)

_BASE = re.compile(r"\n\nSitegen-Base: ([0-9a-f]{40,64})\n*\Z")

MOST_TRIES = 20
_ID = re.compile(r"[a-z0-9-]{1,40}")
_LOCKS = 32
_KEPT_TREES = 16
_KEPT_DIFFERENCES = 256


class Ground:
    """A site in a repository. Any thread may use it.

    Two kinds of locks, both the kernel's, keep processes and threads of ours in line: one per change (some share
    one), and one for what is public; whoever needs both takes that for the public first. Other programs know
    nothing of them: against those, references move by compare-and-swap.
    """

    def __init__(self, root: Path, repository: Repository) -> None:
        self.root = root
        self.repository = repository
        self.places = Grounds(repository, root)
        self._fingerprints = FingerprintFile(root / ".sitegen")
        self._trees: dict[str, CommitTree] = {}
        self._altered: dict[tuple[str, str], dict[str, Alteration]] = {}
        self._trees_lock = threading.Lock()
        self.known: set[tuple[str, str, str]] = set()
        """Names of versions that were asked for and may be (see ``naming``)."""

    # locks

    @cached_property
    def leftovers(self) -> Leftovers:
        """What tells the locks that a crash left behind."""
        return Leftovers(self.places.common / "sitegen" / "moving")

    @contextmanager
    def changing(self, change: str) -> Iterator[None]:
        """Nobody else of ours changes this change meanwhile."""
        number = zlib.crc32(change.encode()) % _LOCKS
        with Lock(self.places.common / "sitegen" / f"change-{number}") as lock, handing(lock.fileno()):
            yield

    @contextmanager
    def publishing(self) -> Iterator[None]:
        """Nobody else of ours changes what is public meanwhile."""
        with Lock(self.places.common / "sitegen" / "public") as lock, handing(lock.fileno()):
            yield

    # where things are

    def published(self) -> str | None:
        """The public commit; None on a site that has none yet."""
        return self.places.commit()

    def need_published(self) -> str:
        """The public commit. Declines if there is none."""
        # A commit that cannot be read is not the same as none: then reading it fails, and says so.
        commit = self.published() or self.condition().commit
        if commit is None:
            raise declined("empty")
        return commit

    def condition(self) -> Condition:
        """How things stand in the repository."""
        return self.places.condition()

    def head(self, change: str) -> str | None:
        """The newest commit of a change."""
        return self.repository.blobs.commit_named(CHANGES + change)

    def base(self, head: str, published: str) -> str:
        """The newest public commit that a change has taken in.

        Every commit of ours in a change says it, since authors may rewrite what was public; of another's commit,
        history tells.
        """
        said = _BASE.search(self.repository.blobs.read(head, "commit").decode("utf-8", "replace"))
        if said is not None:
            return said[1]
        try:
            found = run("merge-base", head, published, git_dir=self.repository.git_dir)
        except GitError as error:
            if error.code == 1:
                raise declined("unrelated") from error
            raise
        return found.decode().strip()

    def is_ancestor(self, older: str, newer: str) -> bool:
        """True if ``newer`` contains ``older``."""
        if older == newer:
            return True
        try:
            run("merge-base", "--is-ancestor", older, newer, git_dir=self.repository.git_dir)
        except GitError as error:
            if error.code != 1:
                raise
            return False
        return True

    def move(self, moves: list[Ref], why: str) -> None:
        """Move references. Raises Moved; waits for another program that is about to move one of them."""
        for _ in range(MOST_TRIES):
            try:
                with self.leftovers.trace():
                    move(self.repository, moves, why)
            except RefLocked as error:
                # Git itself has waited for a while.
                self.leftovers.remove(error.lock)
                continue
            return
        raise declined("busy")

    # files

    def entry(self, commit: str | None, path: str) -> Entry | None:
        """What stands at a path. Declines if nothing can stand there."""
        found = entry_at(self.repository, commit, path) if commit is not None else None
        if isinstance(found, InTheWay):
            raise declined("in-the-way", path, found.path)
        return found

    def data(self, version: str) -> bytes | None:
        """The bytes of a version; None for "", which is no file."""
        return self.repository.blobs.read(version) if version else None

    def altered(self, old: str, new: str) -> dict[str, Alteration]:
        """The sources that differ between two commits."""
        found = self._altered.get((old, new))
        if found is None:
            found = {path: both for path, both in self.repository.changed(old, new).items() if is_source(path)}
            if len(self._altered) >= _KEPT_DIFFERENCES:
                self._altered.clear()
            self._altered[old, new] = found
        return dict(found)

    def tree(self, commit: str) -> CommitTree:
        """The sources of a commit."""
        with self._trees_lock:
            found = self._trees.pop(commit, None) or CommitTree(self.repository, commit, self._fingerprints)
            self._trees[commit] = found
            while len(self._trees) > _KEPT_TREES:
                del self._trees[next(iter(self._trees))]
            return found


def with_base(words: str, base: str) -> str:
    """The message of a commit in a change, which also says what public commit the change has taken in."""
    return f"{words.rstrip()}\n\nSitegen-Base: {base}"


def without_base(words: str) -> str:
    """What somebody said about a commit."""
    return _BASE.sub("", "\n\n" + words).strip()


def version_of(entry: Entry | None) -> str:
    """The name of what a file holds; "" for no file."""
    return entry.blob if entry is not None else ""


def checked_id(change: str) -> str:
    """A change's id. Declines what is none."""
    if not _ID.fullmatch(change):
        raise declined("change", change[:60])
    return change


def checked_path(path: str) -> str:
    """The path of a source. The one place that keeps everything else out: declines whatever is not a source."""
    if not may_be_written(path):
        raise declined("path", path[:200])
    return path


def signature(author: Author, when: datetime | None = None) -> Signature:
    """An author as a commit names them, now if no time is given."""
    return Signature(author.name, author.email, when or datetime.now(UTC))


def own_signature() -> Signature:
    """Who writes down what others did."""
    return Signature("sitegen", "sitegen@localhost", datetime.now(UTC))
