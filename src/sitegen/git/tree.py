"""The tree of a commit: what history says the site is made of."""

from __future__ import annotations

from functools import cached_property

from sitegen.base.data import Fingerprint
from sitegen.base.paths import (
    FOLDER,
    OUTSIDE,
    SOURCE_FILES,
    SOURCE_FOLDERS,
    UNREADABLE,
    OutsidePath,
    follow,
    is_source,
    may_be_linked,
    name_trouble,
)
from sitegen.git.command import GitError
from sitegen.git.fingerprints import FingerprintCache
from sitegen.git.repository import Entry, Repository


class CommitTree:
    """The sources of a site as one commit has them, byte for byte: no line endings are converted, no filters run.

    ``commit`` is the full id (see :meth:`Repository.resolve`). The repository is used as long as the tree is.
    """

    name = "commit"

    def __init__(self, repository: Repository, commit: str, fingerprints: FingerprintCache | None = None) -> None:
        self.repository = repository
        self.commit = commit
        self._fingerprints = fingerprints

    def listing(self) -> dict[str, bytes]:
        """Path → fingerprint of the bytes, or ``b"!"`` and a reason for a file that cannot be used."""
        return dict(self._listing)

    def read(self, path: str) -> bytes:
        """The bytes of a listed file; raises FileNotFoundError for any other, GitError if they are damaged."""
        blob = self._blobs.get(path)
        if not isinstance(blob, str):
            raise FileNotFoundError(path)
        return self.repository.blobs.read(blob)

    @cached_property
    def _listing(self) -> dict[str, bytes]:
        prints = self._fingerprints_of({blob for blob in self._blobs.values() if isinstance(blob, str)})
        return {
            path: prints.get(blob, UNREADABLE) if isinstance(blob, str) else blob
            for path, blob in sorted(self._blobs.items())
        }

    def _fingerprints_of(self, blobs: set[str]) -> dict[str, Fingerprint]:
        known = self._fingerprints.get_many(blobs) if self._fingerprints else {}
        fresh = self.repository.blobs.fingerprints(sorted(blobs - known.keys()))
        if self._fingerprints and fresh:
            self._fingerprints.put_many(fresh)
        return known | fresh

    @cached_property
    def _blobs(self) -> dict[str, str | bytes]:
        """Source → the blob that holds it, or (as bytes) why it cannot be used."""
        entries = self.repository.tree(self.commit, only=(*SOURCE_FILES, *SOURCE_FOLDERS))
        return {
            path: name_trouble(path) or (self._linked(path) if entry.is_link else entry.blob)
            for path, entry in entries.items()
            # A source folder that is itself a link is listed so that it can be reported.
            if is_source(path) or (entry.is_link and path in SOURCE_FOLDERS)
        }

    def _linked(self, path: str) -> str | bytes:
        """The blob that a link leads to, within the site, or why there is none."""
        try:
            end = follow(path, self._target)
        except OutsidePath:
            return OUTSIDE
        except (OSError, GitError):
            return UNREADABLE
        if not may_be_linked(end):
            return OUTSIDE
        if end in self._folders:
            return FOLDER
        entry = self._everything.get(end)
        return entry.blob if entry else UNREADABLE

    def _target(self, path: str) -> str | None:
        entry = self._everything.get(path)
        if entry is None or not entry.is_link:
            return None
        return self.repository.blobs.read(entry.blob).decode("utf-8", "surrogateescape")

    @cached_property
    def _everything(self) -> dict[str, Entry]:
        """All files of the site's folder: a link may lead to one that is not a source. Looked up only for links."""
        return self.repository.tree(self.commit)

    @cached_property
    def _folders(self) -> set[str]:
        folders = {""}
        for path in self._everything:
            while (path := path.rpartition("/")[0]) not in folders:
                folders.add(path)
        return folders
