"""The output folder: staged first, then put in place file by file, so that every file is always whole.

Nothing is put in place before everything is staged. What is to be done is written down first (the journal), so that
a build that was killed in between is finished by the next one.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from pathlib import Path

from sitegen.base.files import write_atomic
from sitegen.base.paths import OutsidePath, confine, is_safe_output
from sitegen.build.manifest import read_manifest, write_manifest
from sitegen.engine.trees import content_fingerprint

STAGING = ".sitegen-staging"
_JOURNAL = "journal"
_TREE = "tree"


class InTheWay(Exception):
    """Files stand where outputs belong, and sitegen did not write them."""

    def __init__(self, paths: list[str]) -> None:
        super().__init__(", ".join(paths))
        self.paths = paths


class Writer:
    """Writes into one folder. ``stage`` may be called from several processes, the rest from one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.staging = folder / STAGING
        self._is_new = False

    def open(self) -> dict[str, str]:
        """Finish what a killed build left, and return what is known to be written: output → fingerprint."""
        self._is_new = not self.folder.exists()
        journal = self.staging / _JOURNAL
        if not self.staging.is_symlink() and journal.exists():
            self._replay(journal.read_text("utf-8", "replace"))
        self.clean()
        return read_manifest(self.folder) or {}

    def clean(self) -> None:
        """Take the staged files away. A link in their place is none of ours: what it leads to is left alone."""
        import shutil  # here, because a build that changes nothing does without it

        if self.staging.is_symlink():
            self.staging.unlink()
        shutil.rmtree(self.staging, ignore_errors=True)

    def give_up(self) -> None:
        """Leave everything as it was found: a folder that was not there is not there."""
        self.clean()
        if self._is_new:
            with contextlib.suppress(OSError):  # it was never made, or somebody put something there
                self.folder.rmdir()

    def stage(self, path: str, data: bytes) -> None:
        """Put an output's bytes aside."""
        place = self.staged(path)
        try:
            place.write_bytes(data)
        except FileNotFoundError:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)

    def staged(self, path: str) -> Path:
        """Where an output is put aside: in folders like the outputs' own, so that a new one is put in place whole."""
        return self.staging / _TREE / path

    def on_disk(self) -> dict[str, tuple[int, int]]:
        """path → (size, time in ns) of every file that lies in the folder now."""
        found: dict[str, tuple[int, int]] = {}
        self._scan(str(self.folder), "", found)
        return found

    def marks_of(self, paths: Iterable[str]) -> dict[str, tuple[int, int]]:
        """path → (size, time in ns) of those of the files that lie in the folder now."""
        found = {}
        for path in paths:
            with contextlib.suppress(OSError):
                info = os.lstat(f"{self.folder}/{path}")
                found[path] = (info.st_size, info.st_mtime_ns)
        return found

    def _scan(self, full: str, path: str, found: dict[str, tuple[int, int]]) -> None:
        try:
            entries = list(os.scandir(full))
        except OSError:
            return
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if path or entry.name != STAGING:
                    self._scan(entry.path, f"{path}{entry.name}/", found)
            else:
                info = entry.stat(follow_symlinks=False)
                found[path + entry.name] = (info.st_size, info.st_mtime_ns)

    def is_as(self, path: str, mark: tuple[int, int]) -> bool:
        """True if the file lies there with this size and time. For all files quicker than :meth:`on_disk`."""
        return self.marks_of((path,)).get(path) == mark

    def holds(self, path: str, fingerprint: str) -> bool:
        """True if the file in the folder has these bytes."""
        try:
            return content_fingerprint((self.folder / path).read_bytes()).hex() == fingerprint
        except OSError:
            return False

    def commit(self, written: dict[str, str], removed: Iterable[str], manifest: dict[str, str]) -> None:
        """Put the staged files in place, then remove what is no longer planned. ``manifest`` is what is there then."""
        gone = sorted(removed)
        if not written and not gone:
            if read_manifest(self.folder) != manifest:
                write_manifest(self.folder, manifest, self.staging)
                self.clean()
            return
        below = [path for path in gone if any(folder in written for folder in folders_of(path))]
        lines = [f"-{path}" for path in below]  # a folder that becomes a file
        lines += [f"+{path}" for path in sorted(written, key=_pages_last)] + [f"-{path}" for path in gone]
        lines += [f"={fingerprint} {path}" for path, fingerprint in manifest.items()]
        self.staging.mkdir(parents=True, exist_ok=True)
        write_atomic(self.staging / _JOURNAL, "\n".join([*lines, "end"]).encode())
        self._replay("\n".join([*lines, "end"]))
        self.clean()

    def _replay(self, journal: str) -> None:
        lines = journal.split("\n")
        if lines[-1] != "end" or not all(map(_is_step, lines[:-1])):
            return
        manifest: dict[str, str] = {}
        for line in lines[:-1]:
            mark, path = line[0], line[1:]
            if mark == "+":
                self._place(path)
            elif mark == "-":
                self._remove(path)
            else:
                fingerprint, _, path = path.partition(" ")
                manifest[path] = fingerprint
        write_manifest(self.folder, manifest, self.staging)

    def _target(self, path: str) -> Path | None:
        """Where an output belongs; None if a link leads out of the folder on the way. A link at its end is replaced."""
        folder, _, name = path.rpartition("/")
        try:
            return (confine(self.folder, folder) if folder else self.folder) / name
        except OutsidePath:
            return None

    def _place(self, path: str) -> None:
        """Put a staged file in place; if its folder is new, the folder with everything in it."""
        if not self.staged(path).exists() or self._target(path) is None:
            return  # in place already, alone or with its folder; or out of reach
        new = next((one for one in folders_of(path) if not os.path.lexists(self.folder / one)), path)
        target = self._target(new) or self.folder / new
        try:
            os.replace(self.staged(new), target)
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            self._make_room(target)
            os.replace(self.staged(new), target)

    def _make_room(self, target: Path) -> None:
        """An output that was a file is a folder now, or the other way round."""
        for parent in reversed(target.relative_to(self.folder).parents):
            place = self.folder / parent
            if place.is_symlink() or place.is_file():
                place.unlink()
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.is_dir() and not target.is_symlink():
            _remove_empty(target)

    def _remove(self, path: str) -> None:
        target = self._target(path)
        if target is None:
            return
        try:
            target.unlink()
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return
        for parent in target.parents:
            if parent == self.folder:
                break
            try:
                parent.rmdir()
            except OSError:
                break


def _remove_empty(folder: Path) -> None:
    for inner in folder.iterdir():
        if inner.is_dir():
            _remove_empty(inner)
    folder.rmdir()


def folders_of(path: str) -> list[str]:
    """The folders that a path lies in: ``a`` and ``a/b`` for ``a/b/c``."""
    return [path[:at] for at, char in enumerate(path) if char == "/"]


def _is_step(line: str) -> bool:
    """True for a line of a journal: ``+path``, ``-path``, ``=fingerprint path``."""
    mark, rest = line[:1], line[1:]
    path = rest.partition(" ")[2] if mark == "=" else rest
    return mark in ("+", "-", "=") and is_safe_output(path) is None


def _pages_last(path: str) -> tuple[bool, str]:
    """Pictures and styles before the pages that show them."""
    return path.endswith((".html", ".xml")), path
