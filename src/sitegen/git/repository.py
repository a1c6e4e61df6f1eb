"""A repository: which commit a name means, which files a commit has, what changed between two."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

from sitegen.git.blobs import OBJECT_ID, BlobReader
from sitegen.git.command import GitError, run

_LINK = "120000"
_SUBMODULE = "160000"
_ABSENT = "000000"


class Entry(NamedTuple):
    """A file of a commit: its mode (``100644``, ``100755``, or ``120000`` for a symbolic link) and its blob."""

    mode: str
    blob: str

    @property
    def is_link(self) -> bool:
        """True for a symbolic link, whose blob is its target."""
        return self.mode == _LINK


class Repository:
    """A git repository, seen from a site's folder in it. Works on any kind: bare, worktree, SHA-256, reftable.

    ``prefix`` is that folder within the repository: empty, or ``sites/a/``. ``blobs`` reads contents. Close it,
    or use it as a context manager.
    """

    def __init__(self, git_dir: Path, prefix: str = "") -> None:
        self.git_dir = git_dir
        self.prefix = prefix
        self.blobs = BlobReader(git_dir)

    @classmethod
    def find(cls, path: Path) -> Repository | None:
        """The repository that the folder ``path`` lies in (a bare one: that it is), or None.

        Raises :class:`GitError` if there is one that git refuses to open: one that belongs to somebody else, or
        whose format is not known; and :class:`GitMissing` if there is no usable git.
        """
        if not path.is_dir():
            return None
        try:
            git_dir = _line(run("rev-parse", "--absolute-git-dir", folder=path))
        except GitError as error:
            if error.message.startswith("not a git repository (or any"):
                return None
            raise
        return cls(Path(git_dir), _line(run("rev-parse", "--show-prefix", folder=path)))

    def __enter__(self) -> Repository:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop the reader of blobs."""
        self.blobs.close()

    def resolve(self, rev: str) -> str | None:
        """Id of the commit that ``rev`` means (a branch, a tag, an abbreviated id …), or None.

        ``rev`` may be any text: it is never taken for an option or a range.
        """
        return self._object(f"{rev}^{{commit}}") if rev else None

    def tree(self, commit: str, prefix: str | None = None, only: Iterable[str] = ()) -> dict[str, Entry]:
        """The files below ``prefix`` (the site's folder if None) by path from there; submodules are left out.

        ``only`` narrows it to these files and folders. Bytes of a name that are not UTF-8 become lone surrogates,
        as they do in names from the disk. A folder that the commit does not have is empty.
        """
        folder = self._folder(commit, self.prefix if prefix is None else prefix)
        if folder is None:
            return {}
        entries: dict[str, Entry] = {}
        for record in _records(run("ls-tree", "-r", "-z", "--full-tree", folder, "--", *only, git_dir=self.git_dir)):
            head, path = record.split("\t", 1)
            mode, _, blob = head.split(" ")
            if mode != _SUBMODULE:
                entries[path] = Entry(mode, blob)
        return entries

    def changed(self, old: str, new: str) -> dict[str, tuple[Entry | None, Entry | None]]:
        """What differs between two commits in the site's folder: path → (before, after); None where there is no file.

        A renamed file is one that went and one that came.
        """
        before, after = self._folder(old, self.prefix), self._folder(new, self.prefix)
        if before == after:
            return {}
        if before is None or after is None:
            left, right = self.tree(old), self.tree(new)
            return {path: (left.get(path), right.get(path)) for path in sorted({*left, *right})}
        output = run(
            "diff-tree", "-r", "-z", "--raw", "--no-renames", "--no-abbrev", before, after, git_dir=self.git_dir
        )
        return _changes(_records(output))

    def _folder(self, commit: str, prefix: str) -> str | None:
        """Id of a commit's folder, or None if it has no such folder."""
        if not OBJECT_ID.fullmatch(commit):
            raise ValueError(f"{commit!r} is not the id of a commit")
        folder = prefix.strip("/")
        return self._object(f"{commit}:{folder}/" if folder else f"{commit}^{{tree}}")

    def _object(self, name: str) -> str | None:
        """Id of the object that a name means, or None."""
        if "\0" in name or not _is_encodable(name):
            return None
        try:
            found = _line(run("rev-parse", "--verify", "--quiet", "--end-of-options", name, git_dir=self.git_dir))
        except GitError as error:
            if error.code is None or not self.git_dir.is_dir():
                raise
            return None
        # "^main" names what is *not* in main, and git prints it so.
        return found if OBJECT_ID.fullmatch(found) else None


def _changes(fields: Iterator[str]) -> dict[str, tuple[Entry | None, Entry | None]]:
    """Read ``:mode mode blob blob letter``, path, …"""
    changes: dict[str, tuple[Entry | None, Entry | None]] = {}
    for head, path in zip(fields, fields, strict=True):
        old_mode, new_mode, old_blob, new_blob, _ = head.removeprefix(":").split(" ")
        before, after = _entry(old_mode, old_blob), _entry(new_mode, new_blob)
        if before != after:
            changes[path] = (before, after)
    return changes


def _entry(mode: str, blob: str) -> Entry | None:
    return None if mode in (_ABSENT, _SUBMODULE) else Entry(mode, blob)


def _records(output: bytes) -> Iterator[str]:
    """What stands before each NUL."""
    return (record.decode("utf-8", "surrogateescape") for record in output.split(b"\0")[:-1])


def _line(output: bytes) -> str:
    """One line of output, without the line feed that git adds; the text itself may have one."""
    return os.fsdecode(output.removesuffix(b"\n"))


def _is_encodable(text: str) -> bool:
    try:
        os.fsencode(text)
    except UnicodeEncodeError:
        return False
    return True
