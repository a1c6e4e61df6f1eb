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
    listed_name,
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
        self._has_links = False  # known when the files are

    def listing(self) -> dict[str, bytes]:
        """Path → fingerprint of the bytes, or ``b"!"`` and a reason for a file that cannot be used."""
        return dict(self._listing)

    def follow(self, other: CommitTree) -> None:
        """Take over what is known of another commit of the repository, so that only what differs is looked up.

        Where links are about, what differs cannot be told file by file; then nothing is taken over.
        """
        if "_listing" not in other.__dict__ or "_listing" in self.__dict__ or other._has_links:
            return
        changes = self.repository.changed(other.commit, self.commit)
        if any(entry is not None and entry.is_link for both in changes.values() for entry in both):
            return
        found: dict[str, str | bytes] = {}
        for path, (_, entry) in changes.items():
            if entry is not None and is_source(path):
                found.update(self._usable(path, entry, nested=False))
        gone = {listed_name(path) for path in changes}
        self._blobs = {path: blob for path, blob in other._blobs.items() if path not in gone} | found
        listed = {path: known for path, known in other._listing.items() if path not in gone} | self._list(found)
        self._listing = dict(sorted(listed.items()))

    def read(self, path: str) -> bytes:
        """The bytes of a listed file. Raises OSError if there is none, or if the repository is damaged."""
        blob = self._blobs.get(path)
        if not isinstance(blob, str):
            raise FileNotFoundError(path)
        try:
            return self.repository.blobs.read(blob)
        except GitError as error:
            raise OSError(error.message) from error

    @cached_property
    def _listing(self) -> dict[str, bytes]:
        return self._list(self._blobs)

    def _list(self, blobs: dict[str, str | bytes]) -> dict[str, bytes]:
        prints = self._fingerprints_of({blob for blob in blobs.values() if isinstance(blob, str)})
        return {
            path: prints.get(blob, UNREADABLE) if isinstance(blob, str) else blob
            for path, blob in sorted(blobs.items())
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
        found: dict[str, str | bytes] = {}
        entries = self.repository.tree(self.commit, only=(*SOURCE_FILES, *SOURCE_FOLDERS))
        for path, entry in entries.items():
            # A source folder may itself be a link.
            if is_source(path) or (entry.is_link and path in SOURCE_FOLDERS):
                found.update(self._usable(path, entry, nested=False))
                self._has_links = self._has_links or entry.is_link
        return found

    def _usable(self, path: str, entry: Entry, nested: bool) -> dict[str, str | bytes]:
        """The sources that an entry stands for: itself, or for a link to a folder, what lies there."""
        if trouble := name_trouble(path):
            return {listed_name(path): trouble}
        return self._linked(path, nested) if entry.is_link else {path: entry.blob}

    def _linked(self, path: str, nested: bool) -> dict[str, str | bytes]:
        """What a link brings in: one file, or a folder unless it is ``nested`` in another that was linked."""
        try:
            end = follow(path, self._target)
        except OutsidePath:
            return {path: OUTSIDE}
        except (OSError, GitError):
            return {path: UNREADABLE}
        if not may_be_linked(end):
            return {path: OUTSIDE}
        if end in self._folders:
            return {path: FOLDER} if nested or _holds(end, path) else self._inside(path, end)
        entry = self._everything.get(end)
        return {path: entry.blob if entry else UNREADABLE}

    def _inside(self, link: str, folder: str) -> dict[str, str | bytes]:
        """The sources that a link to a folder brings in, under the link's name."""
        found: dict[str, str | bytes] = {}
        for path, entry in self._everything.items():
            alias = link + path.removeprefix(folder)
            if path.startswith(f"{folder}/") and is_source(alias) and may_be_linked(path):
                found.update(self._usable(alias, entry, nested=True))
        return found

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


def _holds(folder: str, path: str) -> bool:
    """True if ``path`` lies in ``folder``; everything lies in the site's folder itself."""
    return folder == "" or path.startswith(f"{folder}/")
