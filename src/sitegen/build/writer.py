"""The output folder: staged first, then put in place file by file, so that every file is always whole.

Nothing is put in place before everything is staged. What is to be done is written down first (the journal), so that
a build that was killed in between is finished by the next one.
"""

from __future__ import annotations

import contextlib
import hashlib
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
_END = "end"


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
        self._folder = str(folder)
        self._staging = str(self.staging)
        self._is_new = False
        self._own_folders = {""}
        self.known: dict[str, str] = {}
        """What is known to be written: output → fingerprint."""

    def open(self) -> None:
        """Finish what a killed build left, and find out what is known to be written."""
        self._is_new = not self.folder.exists()
        journal = self.staging / _JOURNAL
        if not self.staging.is_symlink() and journal.exists():
            lines = journal.read_text("utf-8", "replace").split("\n")
            if lines.pop() == _END and all(map(_is_step, lines)):
                self._replay(lines)
        self.clean()
        self.known = read_manifest(self.folder) or {}

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
        place = self._aside(path)
        try:
            _write(place, data)
        except FileNotFoundError:
            os.makedirs(os.path.dirname(place), exist_ok=True)
            _write(place, data)

    def staged(self, path: str) -> str | None:
        """Where an output has been put aside; None if it has not, or if it is in place already."""
        return next(filter(os.path.exists, (self._single(path), self._in_tree(path))), None)

    def _aside(self, path: str) -> str:
        """Where to put an output aside. What belongs in new folders stands in such, and is put in place with them."""
        folder = path.rpartition("/")[0]
        return self._single(path) if os.path.isdir(self._at(folder)) else self._in_tree(path)

    def _single(self, path: str) -> str:
        return f"{self._staging}/{hashlib.sha256(path.encode()).hexdigest()[:32]}"

    def _in_tree(self, path: str) -> str:
        return f"{self._staging}/{_TREE}/{path}"

    def _at(self, path: str) -> str:
        """Where an output, or a folder of them, lies. A text: there are many, and paths of pathlib are dear."""
        return f"{self._folder}/{path}"

    def on_disk(self) -> dict[str, tuple[int, int]]:
        """path → (size, time in ns) of every file that lies in the folder now."""
        found: dict[str, tuple[int, int]] = {}
        self._scan(self._folder, "", found)
        return found

    def mark_of(self, path: str) -> tuple[int, int] | None:
        """(size, time in ns) of a file in the folder; None if it does not lie there."""
        try:
            info = os.lstat(self._at(path))
        except OSError:
            return None
        return info.st_size, info.st_mtime_ns

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

    def holds(self, path: str, fingerprint: str) -> bool:
        """True if the file in the folder has these bytes."""
        try:
            return content_fingerprint((self.folder / path).read_bytes()).hex() == fingerprint
        except OSError:
            return False

    def commit(self, written: dict[str, str], removed: Iterable[str], manifest: dict[str, str]) -> None:
        """Put the staged files in place, then remove what is no longer planned. ``manifest`` is what is there then."""
        gone = sorted(removed)
        if not written and not gone and self.known == manifest:
            return
        below = [path for path in gone if any(folder in written for folder in folders_of(path))]
        lines = [f"-{path}" for path in below]  # a folder that becomes a file
        lines += [f"+{path}" for path in sorted(written, key=_pages_last)] + [f"-{path}" for path in gone]
        lines += [f"={fp} {path}" for path, fp in manifest.items() if self.known.get(path) != fp]
        lines += [f"!{path}" for path in self.known if path not in manifest]
        self.staging.mkdir(parents=True, exist_ok=True)
        write_atomic(self.staging / _JOURNAL, "\n".join([*lines, _END]).encode())
        self._replay(lines)
        self.clean()

    def _replay(self, journal: Iterable[str]) -> None:
        """Do what the journal says, however much of it has been done before."""
        manifest = read_manifest(self.folder) or {}
        for line in journal:
            mark, path = line[0], line[1:]
            if mark == "+":
                self._place(path)
            elif mark == "-":
                self._remove(path)
            elif mark == "!":
                manifest.pop(path, None)
            else:
                fingerprint, _, path = path.partition(" ")
                manifest[path] = fingerprint
        write_manifest(self.folder, manifest, self.staging)

    def _target(self, path: str) -> str | None:
        """Where an output belongs; None if a link leads out of the folder on the way. A link at its end is replaced."""
        folder = path.rpartition("/")[0]
        try:
            if not self._is_own(folder):
                confine(self.folder, folder)
        except OutsidePath:
            return None
        return self._at(path)

    def _is_own(self, folder: str) -> bool:
        """True if no link stands on the way to a folder. It is asked for every file, and seen once for each folder."""
        for one in (*folders_of(folder), folder):
            if one not in self._own_folders:
                if os.path.islink(self._at(one)):
                    return False
                self._own_folders.add(one)
        return True

    def _place(self, path: str) -> None:
        """Put a staged file in place; if its folder is new, the folder with everything in it."""
        target = self._target(path)
        if target is None:
            return  # out of reach
        with contextlib.suppress(OSError):  # the way of nearly every file that was there before
            os.replace(self._single(path), target)
            return
        staged = self.staged(path)
        if staged is None:
            return  # in place already, alone or with its folder
        if staged != self._single(path):
            new = next((one for one in folders_of(path) if not os.path.lexists(self._at(one))), path)
            staged, target = self._in_tree(new), self._target(new) or self._at(new)
        try:
            os.replace(staged, target)
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            self._make_room(Path(target))
            os.replace(staged, target)

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
        found = self._target(path)
        if found is None:
            return
        target = Path(found)
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


def _write(place: str, data: bytes) -> None:
    with open(place, "wb") as file:
        file.write(data)


def _remove_empty(folder: Path) -> None:
    for inner in folder.iterdir():
        if inner.is_dir():
            _remove_empty(inner)
    folder.rmdir()


def folders_of(path: str) -> list[str]:
    """The folders that a path lies in: ``a`` and ``a/b`` for ``a/b/c``."""
    return [path[:at] for at, char in enumerate(path) if char == "/"]


def _is_step(line: str) -> bool:
    """True for a line of a journal: ``+path``, ``-path``, ``=fingerprint path``, ``!path`` (not in the manifest)."""
    mark, rest = line[:1], line[1:]
    path = rest.partition(" ")[2] if mark == "=" else rest
    return mark in ("+", "-", "=", "!") and is_safe_output(path) is None


def _pages_last(path: str) -> tuple[bool, str]:
    """Pictures and styles before the pages that show them."""
    return path.endswith((".html", ".xml")), path
