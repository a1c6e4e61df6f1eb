"""Which files of a site's folder are sources, and which file a link stands for.

The same rules as :class:`sitegen.git.tree.CommitTree`: links are followed by what they say (``base.paths.follow``),
never by asking the system where they end. One thing is for disk alone: ``content``, ``layouts``, ``data``, ``static``
and ``site.yaml`` may be links to anywhere. Whoever set up the site's folder decided that; what is found there counts
as if it lay in the site's folder.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

from sitegen.base.paths import (
    FOLDER,
    OUTSIDE,
    SOURCE_FILES,
    SOURCE_FOLDERS,
    UNREADABLE,
    OutsidePath,
    follow,
    is_left_out,
    is_source,
    listed_name,
    may_be_linked,
    name_trouble,
)
from sitegen.engine.trees.glance import of_sources

_REPOSITORY = ".git"


class Walk:
    """One walk over the folder ``root``.

    ``plain``: entries of ordinary files by path. ``linked``: path → full path of the file that a link brings in.
    ``troubles``: path → why it cannot be used. ``folders``: path → entries of the folders that were walked through,
    the site's own as the empty path. ``is_plain``: nothing but folders and files was met, so that as long as these look
    the same, another walk would find the same.
    """

    def __init__(self, root: str) -> None:
        self._root = root
        self._mounts: set[str] = set()
        self.plain: list[tuple[str, os.DirEntry[str]]] = []
        self.linked: list[tuple[str, str]] = []
        self.troubles: dict[str, bytes] = {}
        self.folders: dict[str, list[os.DirEntry[str]]] = {}
        self.is_plain = True

    def run(self) -> None:
        """Look at everything."""
        if not os.path.isdir(self._root):
            return
        self.folders[""] = tops = of_sources(_entries(self._root))
        self._mounts = {entry.name for entry in tops if entry.is_symlink() and not self._leads_inside(entry.name)}
        for entry in tops:
            if entry.name in self._mounts:
                self._mount(entry)
            elif entry.is_symlink():
                self._link(entry.name, nested=False)
            elif entry.is_dir() and entry.name in SOURCE_FOLDERS:
                self._folder(entry.name, entry.path, entry.name)
            elif not entry.is_dir() and entry.name in SOURCE_FILES:
                self.plain.append((entry.name, entry))

    def _leads_inside(self, top: str) -> bool:
        try:
            return may_be_linked(follow(top, self._target))
        except OutsidePath:
            return False
        except OSError:
            return True

    def _mount(self, entry: os.DirEntry[str]) -> None:
        """A source folder, or site.yaml, that is a link to another place on this machine."""
        self.is_plain = False
        real = os.path.realpath(entry.path)
        if self._root.startswith(real.rstrip(os.sep) + os.sep):
            self.troubles[entry.name] = FOLDER
        elif os.path.isdir(real):
            self._folder(entry.name, real, entry.name)
        else:
            self.linked.append((entry.name, real))

    def _folder(self, path: str, full: str, top: str) -> None:
        """The sources in a folder. One that has a repository of its own is another project's."""
        try:
            entries = list(_entries(full))
        except OSError:
            self.troubles[listed_name(path)] = UNREADABLE
            return
        if path != top and any(entry.name == _REPOSITORY for entry in entries):
            self.is_plain = False
            return
        self.folders[path] = entries
        for entry in entries:
            # The folders above have been asked about already.
            if is_left_out(top, entry.name):
                continue
            inner = f"{path}/{entry.name}"
            if entry.is_symlink():
                self._link(inner, nested=False)
            elif entry.is_dir():
                self._folder(inner, entry.path, top)
            elif trouble := name_trouble(inner):
                self.troubles[listed_name(inner)] = trouble
            else:
                self.plain.append((inner, entry))

    def _link(self, path: str, nested: bool) -> None:
        """What a link brings in: one file, or a folder unless it is ``nested`` in another that was linked."""
        self.is_plain = False
        end, trouble = self._end(path)
        full = os.path.join(self._root, end)
        if trouble is not None:
            self.troubles[listed_name(path)] = trouble
        elif not os.path.isdir(full):
            self.linked.append((path, full))
        elif nested or _holds(end, path):
            self.troubles[path] = FOLDER
        else:
            self._inside(path, end)

    def _end(self, path: str) -> tuple[str, bytes | None]:
        """(where a link leads, why it cannot be used)."""
        if trouble := name_trouble(path):
            return "", trouble
        try:
            end = follow(path, self._target)
        except OutsidePath:
            return "", OUTSIDE
        except OSError:
            return "", UNREADABLE
        if not may_be_linked(end):
            return "", OUTSIDE
        return end, UNREADABLE if self._is_foreign(end) else None

    def _inside(self, alias: str, folder: str) -> None:
        """The sources that a link to a folder brings in, under the link's name."""
        try:
            entries = list(_entries(os.path.join(self._root, folder)))
        except OSError:
            self.troubles[alias] = UNREADABLE
            return
        if any(entry.name == _REPOSITORY for entry in entries):
            return
        for entry in entries:
            inner, real = f"{alias}/{entry.name}", f"{folder}/{entry.name}"
            if not is_source(inner) or not may_be_linked(real):
                continue
            if entry.is_symlink():
                self._link(inner, nested=True)
            elif entry.is_dir():
                self._inside(inner, real)
            elif trouble := name_trouble(inner):
                self.troubles[listed_name(inner)] = trouble
            else:
                self.linked.append((inner, entry.path))

    def _is_foreign(self, path: str) -> bool:
        """True for what lies in a repository of its own within the site's folder."""
        while path and path not in SOURCE_FOLDERS:
            if os.path.lexists(os.path.join(self._root, path, _REPOSITORY)):
                return True
            path = path.rpartition("/")[0]
        return False

    def _target(self, path: str) -> str | None:
        if path in self._mounts:
            return None
        try:
            return os.readlink(os.path.join(self._root, path))
        except OSError:
            return None


def _entries(full: str) -> Iterator[os.DirEntry[str]]:
    with os.scandir(full) as entries:
        yield from entries


def _holds(folder: str, path: str) -> bool:
    """True if ``path`` lies in ``folder``; everything lies in the site's folder itself."""
    return folder == "" or path.startswith(f"{folder}/")
