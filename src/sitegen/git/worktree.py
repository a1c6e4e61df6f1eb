"""The files that are checked out: what is uncommitted among them, and bringing clean ones along with the branch.

While files are brought along, the index is locked as git itself locks it, so nobody can commit what is half-way.
Every file is exchanged whole. A program that is killed in between leaves each file either old or new, and a lock that
says whose it is; :func:`bring` may be called again, and does what is left.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import TracebackType

from sitegen.base.files import sync_folder, write_atomic
from sitegen.git.blobs import OBJECT_ID
from sitegen.git.command import GitError, run
from sitegen.git.repository import Entry, Repository

Alteration = tuple[Entry | None, Entry | None]
"""What a file was and what it shall be; None is no file."""

_OURS = b"sitegen\n"
_MISSING = "000000"


class IndexLocked(Exception):
    """Another git is working in the folder."""


class IndexHeld:
    """Keeps every other git from changing the index, as git itself does. Entering raises :class:`IndexLocked`.

    Whoever uses this holds the site's own lock, so a lock with our mark was left behind by one of us that died.
    While ``half_way`` is set, leaving does not unlock: files and branch do not fit together, and nobody may commit
    them before :func:`bring` was called again.
    """

    def __init__(self, git_dir: Path) -> None:
        self._path = git_dir / "index.lock"
        self.half_way = False

    def __enter__(self) -> IndexHeld:
        release(self._path.parent)
        # Made elsewhere and linked, so that it never is without its mark.
        marked = self._path.with_name("sitegen-index.mark")
        marked.write_bytes(_OURS)
        try:
            os.link(marked, self._path)
        except FileExistsError:
            raise IndexLocked from None
        finally:
            marked.unlink()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not self.half_way:
            self._path.unlink(missing_ok=True)


def release(git_dir: Path) -> None:
    """Take away a lock on the index that one of us left behind; one of another git stays."""
    path = git_dir / "index.lock"
    with contextlib.suppress(FileNotFoundError):
        if path.read_bytes() == _OURS:
            path.unlink()


def obstacles(repository: Repository, root: Path, files: Mapping[str, Alteration]) -> list[str]:
    """The paths whose file on disk, or in the index, is not the old one (nor the new one already)."""
    staged = _staged(repository, files)
    return [
        path
        for path, both in files.items()
        if staged.get(path) not in both or _held_by(repository, root, path, both) is None
    ]


def bring(repository: Repository, root: Path, files: Mapping[str, Alteration]) -> None:
    """Make the files on disk, and the index, what they shall be. To be called while the index is held.

    A file that is neither the old nor the new one was edited just now: it stays, as uncommitted work.
    """
    for path, both in files.items():
        held = _held_by(repository, root, path, both)
        if held is not None and held[0] == both[0] and both[0] != both[1]:
            _put(repository, root, path, both[1], crlf=held[1])
    staged = _staged(repository, files)
    behind = {path: both[1] for path, both in files.items() if staged.get(path) == both[0]}
    enter(repository, behind)


def enter(repository: Repository, files: Mapping[str, Entry | None]) -> None:
    """Write entries into the index, in one step. To be called while the index is held."""
    if not files:
        return
    index, copy = repository.git_dir / "index", repository.git_dir / "sitegen-index"
    with contextlib.suppress(FileNotFoundError):
        copy.with_name(f"{copy.name}.lock").unlink()
    if index.exists():
        shutil.copyfile(index, copy)
    else:
        copy.unlink(missing_ok=True)
    lines = [
        f"{entry.mode if entry else '0'} {entry.blob if entry else '0' * 40}\t{repository.prefix}{path}"
        for path, entry in files.items()
    ]
    data = b"".join(os.fsencode(line) + b"\0" for line in lines)
    command = ("-c", "core.fsync=all", "update-index", "-z", "--index-info")
    run(*command, git_dir=repository.git_dir, index=copy, data=data)
    copy.replace(index)


def _staged(repository: Repository, paths: Iterable[str]) -> dict[str, Entry | None]:
    """What the index has of these files. One in dispute has an entry that equals no other."""
    found: dict[str, Entry | None] = {}
    names = [repository.prefix + path for path in paths]
    for start in range(0, len(names), 500):
        output = run("ls-files", "--stage", "-z", "--", *names[start : start + 500], git_dir=repository.git_dir)
        for record in output.split(b"\0")[:-1]:
            head, _, name = os.fsdecode(record).partition("\t")
            mode, blob, stage = head.split(" ")
            found[name.removeprefix(repository.prefix)] = Entry(mode, blob if stage == "0" else "")
    return found


# files


def _held_by(repository: Repository, root: Path, path: str, both: Alteration) -> tuple[Entry | None, bool] | None:
    """(which of ``both`` the file on disk is, whether its lines end as Windows' do), or None if it is neither."""
    try:
        data = read_plain(root, path)
    except FileNotFoundError:
        return (None, False) if None in both else None
    except OSError:
        return None
    # What shall be is looked at first: then nothing is left to do.
    for entry in (both[1], both[0]):
        if entry is not None and not entry.is_link:
            blob = repository.blobs.read(entry.blob)
            if data == blob:
                return entry, False
            if data == _with_crlf(blob):
                return entry, True
    return None


def _put(repository: Repository, root: Path, path: str, entry: Entry | None, crlf: bool) -> None:
    full = root / path
    if entry is None:
        full.unlink(missing_ok=True)
        _remove_empty(root, full.parent)
        return
    data = repository.blobs.read(entry.blob)
    spare = repository.git_dir / "sitegen-file"
    _write_spare(spare, _with_crlf(data) if crlf else data, _mode(full), executable=entry.mode == "100755")
    full.parent.mkdir(parents=True, exist_ok=True)
    try:
        spare.replace(full)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        # The repository lies on another disk than the files.
        write_atomic(full, spare.read_bytes())
    sync_folder(full.parent)


def _write_spare(spare: Path, data: bytes, mode: int | None, executable: bool) -> None:
    """Make the file in the repository's folder: what a crash leaves there is in nobody's way."""
    spare.unlink(missing_ok=True)
    with spare.open("xb") as file:
        file.write(data)
        file.flush()
        wanted = (stat.S_IMODE(os.fstat(file.fileno()).st_mode) if mode is None else mode) | executable * 0o111
        os.fchmod(file.fileno(), wanted)
        os.fsync(file.fileno())


def _mode(full: Path) -> int | None:
    try:
        return stat.S_IMODE(full.lstat().st_mode)
    except OSError:
        return None


def _remove_empty(root: Path, folder: Path) -> None:
    with contextlib.suppress(OSError):
        while folder != root:
            folder.rmdir()
            folder = folder.parent


def _with_crlf(data: bytes) -> bytes:
    """What git writes to a disk that wants Windows' line ends; nothing else than what it was if it has some."""
    return data if b"\r" in data or b"\0" in data else data.replace(b"\n", b"\r\n")


def read_plain(root: Path, path: str) -> bytes:
    """The bytes of an ordinary file that is reached without any link.

    Raises FileNotFoundError if nothing is there, and another OSError if something else is, or stands in the way.
    """
    folder = root
    *above, name = path.split("/")
    for part in above:
        folder = folder / part
        try:
            mode = folder.lstat().st_mode
        except FileNotFoundError:
            raise FileNotFoundError(path) from None
        if not stat.S_ISDIR(mode):
            raise NotADirectoryError(path)
    descriptor = os.open(folder / name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(descriptor, "rb", buffering=0) as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise IsADirectoryError(path)
        return file.read()


# uncommitted work


def uncommitted(repository: Repository, root: Path, sources: tuple[str, ...]) -> dict[str, str]:
    """The files below ``sources`` that differ from the commit that is checked out: path → its blob there, or "".

    New ones are among them, unless they are ignored. Links, and what is in dispute, are left out.
    """
    command = ("status", "--porcelain=v2", "-z", "--no-renames", "--untracked-files=all", "--ignored=no")
    output = run(*without_filters(root), *command, "--", *sources, folder=root)
    found: dict[str, str] = {}
    for record in output.split(b"\0")[:-1]:
        kind, _, rest = os.fsdecode(record).partition(" ")
        if kind == "?":
            found[rest.removeprefix(repository.prefix)] = ""
        elif kind == "1":
            *heads, name = rest.split(" ", 7)
            was_file, blob = heads[2].startswith("100"), heads[5]
            if heads[1] == "N..." and (was_file or heads[2] == _MISSING):
                found[name.removeprefix(repository.prefix)] = blob.strip("0") and blob
    return {path: blob for path, blob in sorted(found.items()) if _is_plain_or_gone(root, path)}


def blobs_of(repository: Repository, root: Path, paths: Iterable[str], keep: bool) -> dict[str, str | None]:
    """Id of the blob that git would make of each file on disk; None if it has gone. ``keep`` writes them down."""
    found: dict[str, str | None] = dict.fromkeys(paths)
    there = [path for path in found if os.path.lexists(root / path) and _is_plain_or_gone(root, path)]
    lines = b"".join(_quoted(repository.prefix + path) + b"\n" for path in there)
    options = ("-w",) if keep else ()
    if there:
        command = ("-c", "core.fsync=all", *without_filters(root), "hash-object", *options, "--stdin-paths")
        output = run(*command, folder=root, data=lines)
        found.update(zip(there, output.decode().split(), strict=True))
    return found


def _quoted(path: str) -> bytes:
    return b'"' + b"".join(b"\\%03o" % byte for byte in os.fsencode(path)) + b'"'


def _is_plain_or_gone(root: Path, path: str) -> bool:
    try:
        mode = (root / path).lstat().st_mode
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return stat.S_ISREG(mode)


def without_filters(root: Path) -> tuple[str, ...]:
    """Options that switch off the programs which a repository's settings put between its files and its history."""
    try:
        output = run("config", "--null", "--name-only", "--get-regexp", r"^filter\.", folder=root)
    except GitError:
        return ()
    names = {os.fsdecode(name).rpartition(".")[0] for name in output.split(b"\0")[:-1]}
    off = ("clean=", "smudge=", "process=", "required=false")
    return tuple(word for name in sorted(names) for setting in off for word in ("-c", f"{name}.{setting}"))


def is_blob(version: str) -> bool:
    """True for what can be the id of a blob."""
    return OBJECT_ID.fullmatch(version) is not None
