"""The sites in an editor's folders: found by their site.yaml, followed as long as it is there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pygls.uris import to_fs_path

from sitegen.base.paths import is_source
from sitegen.lsp.followed import Draft, Followed, Tell

SITE_FILE = "site.yaml"
_DEEPEST = 2
"""So many folders below an editor's folder a site is looked for before any of its files is opened."""

_PASSED_OVER = frozenset({"node_modules", "public", "venv"})


class Sites:
    """Every site that is followed, and which one a file belongs to. For the thread of the protocol."""

    def __init__(self, tell: Tell, *, drafts: bool, encoding: str = "utf-16", watching: bool = False) -> None:
        self.encoding = encoding
        self.watching = watching
        """Whether we have to watch the files, because the editor does not."""
        self._tell = tell
        self._with_drafts = drafts
        self._followed: dict[Path, Followed] = {}
        self._open: dict[Path, Draft] = {}

    def look_in(self, folder: Path) -> None:
        """Follow the sites in a folder and, where it is none itself, not far below."""
        for root in _sites_in(folder, _DEEPEST):
            self._follow(root)

    def open(self, uri: str, version: int, text: str) -> None:
        """A file's text in the editor."""
        file = path_of(uri)
        if file is None:
            return
        self._open[file] = Draft(version, text)
        found = self.of(uri)
        if found is not None:
            found[0].put(found[1], self._open[file])

    def close(self, uri: str) -> None:
        """A file that the editor let go of."""
        file = path_of(uri)
        if file is None or self._open.pop(file, None) is None:
            return
        found = self.of(uri)
        if found is not None:
            found[0].put(found[1], None)

    def changed(self, uris: list[str]) -> None:
        """Files changed on disk: a site may have come, or gone."""
        for file in filter(None, map(path_of, uris)):
            if file.name == SITE_FILE and file.is_file():
                self._follow(file.parent)
        for root, site in list(self._followed.items()):
            if not (root / SITE_FILE).is_file() and not site.is_open(SITE_FILE):
                del self._followed[root]
                site.stop()
            else:
                site.changed()

    def of(self, uri: str) -> tuple[Followed, str] | None:
        """The site of a file, and its path there; None for a file that is no source of a site."""
        file = path_of(uri)
        if file is None:
            return None
        for folder in file.parents:
            if (folder / SITE_FILE).is_file() or folder in self._followed:
                path = file.relative_to(folder).as_posix()
                return (self._follow(folder), path) if is_source(path) else None
        return None

    def leave(self, folder: Path) -> None:
        """Follow the sites in a folder no more, but for those of which a file is open."""
        for root, site in list(self._followed.items()):
            if root.is_relative_to(folder) and not any(file.is_relative_to(root) for file in self._open):
                del self._followed[root]
                site.stop()

    def stop(self) -> None:
        """Follow none any more."""
        while self._followed:
            self._followed.popitem()[1].stop()

    def _follow(self, root: Path) -> Followed:
        site = self._followed.get(root)
        if site is None:
            site = self._followed[root] = Followed(root, self.encoding, self._tell, drafts=self._with_drafts)
            for file, draft in self._open.items():
                if file.is_relative_to(root) and is_source(path := file.relative_to(root).as_posix()):
                    site.put(path, draft)
            site.start()
            if self.watching:
                site.watch()
        return site


def path_of(uri: str) -> Path | None:
    """The file that an address means; None if it is no file."""
    found = to_fs_path(uri) if uri.startswith("file:") else None
    return Path(found) if found else None


def _sites_in(folder: Path, depth: int) -> Iterator[Path]:
    if (folder / SITE_FILE).is_file():
        yield folder
    elif depth:
        try:
            below = sorted(one for one in folder.iterdir() if one.is_dir() and not one.is_symlink())
        except OSError:
            return
        for one in below:
            if one.name[0] != "." and one.name not in _PASSED_OVER:
                yield from _sites_in(one, depth - 1)
