"""An output folder between builds: what is ours in it, what differs, what somebody else put there."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

from sitegen.base.data import Fingerprint, pack, unpack
from sitegen.base.diagnostics import Diagnostic, Location
from sitegen.build.manifest import NAME as MANIFEST
from sitegen.build.marks import Kept, Marks, are_true, count, marks_in, packed, with_new
from sitegen.build.writer import Writer, folders_of
from sitegen.engine.store import Store
from sitegen.engine.trees import content_fingerprint
from sitegen.model.output import OutputSpec


class Done(NamedTuple):
    """What was written and removed, how much was as it should be, and what was in the way."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int
    problems: tuple[Diagnostic, ...]


class Left(NamedTuple):
    """What a build left: the fingerprints of the plan and of the pictures that were made, and the problems it had."""

    plan: Fingerprint
    pictures: Fingerprint
    problems: tuple[Diagnostic, ...]


class Folder:
    """One output folder. Marks of its files are kept, so that a build which changes nothing reads none.

    Sent to another process, it can put outputs aside, and nothing else.
    """

    def __init__(self, path: Path, store: Store) -> None:
        self.writer = Writer(path)
        self._store = store
        self._note = f"marks:{path}"
        self._done = f"done:{path}"

    def __getstate__(self) -> dict[str, Any]:
        return {"writer": self.writer}

    def left(self) -> Left | None:
        """What the last build without errors left, if neither the folder nor the memos have changed since."""
        done = self._store.note(self._done)
        if done is None or done[0] != self._store.revision() or not self.is_untouched():
            return None
        return Left(done[1], done[2], unpack(done[3]))

    def finish(self, plan: Fingerprint, pictures: Fingerprint, problems: tuple[Diagnostic, ...]) -> None:
        """Remember that the folder is what the memos say, and what was found on the way."""
        self._store.begin()
        self._store.set_note(self._done, [self._store.revision(), plan, pictures, pack(problems)])

    def is_untouched(self) -> bool:
        """True if every file that was written is still there as it was, and nothing waits to be finished."""
        note = self._store.note(self._note)
        if count(note) == 0 or self.writer.staging.exists():
            return False
        return are_true(note, str(self.writer.folder))  # for all files quicker than a look at all folders

    def count(self) -> int:
        """How many files were written."""
        return count(self._store.note(self._note)) - 1  # the manifest is among them

    def stage_if_changed(self, path: str, data: bytes) -> None:
        """Put an output's bytes aside unless they are what was written last."""
        if self.writer.known.get(path) != content_fingerprint(data).hex():
            self.writer.stage(path, data)

    def write(
        self, wanted: dict[str, tuple[OutputSpec, str]], stays: set[str], bytes_of: Callable[[OutputSpec], bytes]
    ) -> Done:
        """Make the folder hold what is wanted: write what differs, remove what was written and is wanted no more.

        ``stays``: outputs that are wanted and cannot be made now; what is there of them is left alone.
        """
        disk = self.writer.on_disk()
        kept = {path: self.writer.known[path] for path in stays if path in disk and path in self.writer.known}
        is_theirs = _Theirs(path for path in disk if path not in self.writer.known and path not in wanted)
        marks = marks_in(self._store.note(self._note))
        written: dict[str, str] = {}
        problems: list[Diagnostic] = []
        for path, (spec, fingerprint) in wanted.items():
            if self._is_there(path, fingerprint, disk, marks):
                continue
            unknown = path in disk and path not in self.writer.known and not self.writer.holds(path, fingerprint)
            if unknown or is_theirs.in_the_way(path):
                problems.append(_in_the_way(path, self.writer.folder))
                continue
            if path in disk and self.writer.holds(path, fingerprint):
                continue
            if self.writer.staged(path) is None:
                self.writer.stage(path, bytes_of(spec))
            written[path] = fingerprint
        if problems:
            self.writer.clean()
            return Done((), (), 0, tuple(problems))
        removed = sorted(path for path in self.writer.known if path not in wanted and path not in kept and path in disk)
        self.writer.commit(written, removed, {path: fingerprint for path, (_, fingerprint) in wanted.items()} | kept)
        self.writer.clean()
        self._remember(wanted, written, disk)
        return Done(tuple(sorted(written)), tuple(removed), len(wanted) - len(written), ())

    def rewrite(self, some: dict[str, tuple[OutputSpec, str]], bytes_of: Callable[[OutputSpec], bytes]) -> Done:
        """As :meth:`write`, where the folder is as it was left, and only ``some`` outputs may differ."""
        written = {path: fp for path, (_, fp) in some.items() if self.writer.known.get(path) != fp}
        for path in written:
            if self.writer.staged(path) is None:
                self.writer.stage(path, bytes_of(some[path][0]))
        now = self.writer.known | written
        self.writer.commit(written, (), now)
        self.writer.clean()
        self._keep(with_new(self._store.note(self._note), self._marks_of(written)))
        return Done(tuple(sorted(written)), (), len(now) - len(written), ())

    def _is_there(self, path: str, fingerprint: str, disk: Marks, marks: Marks) -> bool:
        known = self.writer.known.get(path) == fingerprint
        return known and path in disk and disk[path] == marks.get(path)

    def _remember(self, wanted: Iterable[str], written: Iterable[str], disk: Marks) -> None:
        now = disk | self._marks_of(written)
        self._keep(packed({path: now[path] for path in (*wanted, MANIFEST) if path in now}))

    def _marks_of(self, written: Iterable[str]) -> Marks:
        # The manifest is among them: builds with other options write into the folder too, and leave theirs.
        return {path: mark for path in (*written, MANIFEST) if (mark := self.writer.mark_of(path))}

    def _keep(self, marks: Kept) -> None:
        self._store.begin()
        self._store.set_note(self._note, marks)


class _Theirs:
    """Files in an output folder that somebody else put there."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._files = set(paths)
        self._folders = {folder for path in self._files for folder in folders_of(path)}

    def in_the_way(self, path: str) -> bool:
        """True if one stands where ``path`` needs a folder, or if ``path`` is a folder with such files."""
        return path in self._folders or (bool(self._files) and any(one in self._files for one in folders_of(path)))


def _in_the_way(path: str, folder: Path) -> Diagnostic:
    message = f'"{path}" is in the output folder already, and sitegen did not write it'
    return Diagnostic("SG501", message, Location(path), f"move it out of {folder.name}/, or build into another folder")
