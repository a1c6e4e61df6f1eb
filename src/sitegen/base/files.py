"""Files written whole or not at all, and a lock that dies with its owner."""

from __future__ import annotations

import contextlib
import fcntl
import os
import stat
import time
import weakref
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

_PREFIX = ".sitegen-"
_SUFFIX = ".tmp"
_FIRST_PAUSE = 0.01
_LONGEST_PAUSE = 0.2


def write_atomic(path: Path, data: bytes, *, durable: bool = False) -> None:
    """Write a file so that others see either the old one or the new one, whole. Missing folders are made.

    An existing file keeps its mode; a link is replaced by a file. ``durable`` waits until the disk has it, for
    what cannot be made again.
    """
    temporary = path.parent / f"{_PREFIX}{os.urandom(8).hex()}{_SUFFIX}"
    try:
        _write_new(temporary, data, _mode_of(path), durable)
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    if durable:
        sync_folder(path.parent)


def is_temporary(name: str) -> bool:
    """True for the name of a file that :func:`write_atomic` left behind when it was killed."""
    return name.startswith(_PREFIX) and name.endswith(_SUFFIX)


def _write_new(path: Path, data: bytes, mode: int | None, durable: bool) -> None:
    descriptor = _create(path)
    with os.fdopen(descriptor, "wb", buffering=0) as file:
        view = memoryview(data)
        while view:
            view = view[file.write(view) :]
        if mode is not None:
            os.fchmod(descriptor, mode)
        if durable:
            os.fsync(descriptor)


def _create(path: Path) -> int:
    """Open a new file; 0o666 so that the user's umask decides, which tempfile does not let it do."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
    try:
        return os.open(path, flags, 0o666)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        return os.open(path, flags, 0o666)


def _mode_of(path: Path) -> int | None:
    """The permission bits of an existing regular file."""
    try:
        mode = path.lstat().st_mode
    except OSError:
        return None
    return stat.S_IMODE(mode) if stat.S_ISREG(mode) else None


def sync_folder(folder: Path) -> None:
    """Make the renaming itself durable."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class Busy(Exception):
    """Somebody else holds the lock, and the time to wait is over."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is in use by another process")
        self.path = path


class Lock:
    """One holder at a time, across processes and threads: ``with Lock(path): …``.

    The file stays; what locks is the kernel, so a killed holder leaves nothing behind. ``on_wait`` is called once
    if somebody else holds it. ``timeout`` in seconds ends the waiting with :class:`Busy`; None waits for ever, 0
    not at all (and does not call ``on_wait``).
    """

    def __init__(
        self, path: Path, *, on_wait: Callable[[], object] | None = None, timeout: float | None = None
    ) -> None:
        self.path = path
        self._on_wait = on_wait
        self._timeout = timeout
        self._descriptor: int | None = None

    def __enter__(self) -> Lock:
        if self._descriptor is not None:
            raise RuntimeError(f"this lock on {self.path} is already held")
        deadline = None if self._timeout is None else time.monotonic() + self._timeout
        waited = False
        while True:
            descriptor = self._open()
            try:
                waited = self._take(descriptor, deadline, waited)
                if self._is_current(descriptor):
                    self._descriptor = descriptor
                    _held.add(self)
                    return self
            except BaseException:
                os.close(descriptor)
                raise
            os.close(descriptor)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._forget()

    def fileno(self) -> int:
        """The open file that is locked: a program that is given it holds the lock too, as long as it lives."""
        if self._descriptor is None:
            raise RuntimeError(f"this lock on {self.path} is not held")
        return self._descriptor

    def _open(self) -> int:
        flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC
        while True:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            # Somebody may remove the folder between the two lines, as `rm -r .sitegen` does.
            with contextlib.suppress(FileNotFoundError):
                return os.open(self.path, flags, 0o666)

    def _take(self, descriptor: int, deadline: float | None, waited: bool) -> bool:
        """Lock the open file; returns whether anybody had to be waited for."""
        if _try_lock(descriptor):
            return waited
        if self._timeout == 0:
            raise Busy(self.path)
        if self._on_wait is not None and not waited:
            self._on_wait()
        if deadline is None:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        else:
            self._poll(descriptor, deadline)
        return True

    def _poll(self, descriptor: int, deadline: float) -> None:
        """The kernel has no lock with a time limit, so ask again at growing intervals."""
        pause = _FIRST_PAUSE
        while not _try_lock(descriptor):
            left = deadline - time.monotonic()
            if left <= 0:
                raise Busy(self.path)
            time.sleep(min(pause, left))
            pause = min(pause * 2, _LONGEST_PAUSE)

    def _is_current(self, descriptor: int) -> bool:
        """False if the file was removed while waiting: others would lock its successor."""
        try:
            return os.path.samestat(os.fstat(descriptor), self.path.stat())
        except FileNotFoundError:
            return False

    def _forget(self) -> None:
        """Close the file. The kernel unlocks when its last holder has closed it."""
        _held.discard(self)
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def _try_lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


_held: weakref.WeakSet[Lock] = weakref.WeakSet()


def _forget_in_child() -> None:
    """A forked worker must not keep its parent's locks alive when the parent is killed."""
    for lock in list(_held):
        lock._forget()


os.register_at_fork(after_in_child=_forget_in_child)
