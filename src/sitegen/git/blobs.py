"""Reading many blobs through one long-lived ``git cat-file --batch``: a fraction of a millisecond each."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import subprocess
import threading
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import IO

from sitegen.base.data import Fingerprint
from sitegen.git.command import GitError, start

OBJECT_ID = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
"""The full name of an object, SHA-1 or SHA-256."""

_REFERENCE = re.compile(r"HEAD|refs/[A-Za-z0-9/_-]+")

_COMMAND = ("cat-file", "--batch")
# So many questions fit into an empty pipe wherever it is smallest (4096 bytes): writing them never blocks while git
# itself waits for us to read.
_BATCH = 60
_PIECE = 1 << 20


class BlobReader:
    """Reads blobs by their ids. Starts git when first asked, again if it died, and once more in a forked worker.

    Any thread may ask. Close it, or use it as a context manager.
    """

    def __init__(self, git_dir: Path) -> None:
        self._git_dir = git_dir
        self._lock = threading.Lock()
        self._owner = os.getpid()
        self._process: subprocess.Popen[bytes] | None = None
        self._packed = ""

    def __enter__(self) -> BlobReader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop git. Asking again would start it again."""
        self._leave_to_parent()
        with self._lock:
            self._stop()

    def read(self, blob: str, kind: str = "blob") -> bytes:
        """The bytes of a blob (or of another ``kind`` of object); raises :class:`GitError` if there is none."""
        for _ in range(2):
            with contextlib.suppress(_Died), self._asking(_ids([blob])) as answers:
                size = _size(answers, kind)
                if size is None:
                    raise GitError(_COMMAND, f"there is no {kind} {blob}")
                return b"".join(_body(answers, size))
        raise GitError(_COMMAND, f"the {kind} {blob} is damaged")

    def commit_named(self, name: str) -> str | None:
        """Id of the commit that a reference names now, or None; ``name`` is its full name, or ``HEAD``."""
        if not _REFERENCE.fullmatch(name):
            raise ValueError("not the name of a reference")
        self._forget_packed()
        for _ in range(2):
            with contextlib.suppress(_Died), self._asking([name]) as answers:
                return _name(answers)
        raise GitError(_COMMAND, f"what {name} names is damaged")

    def fingerprints(self, blobs: Iterable[str]) -> dict[str, Fingerprint]:
        """The first 16 bytes of the SHA-256 of each blob. Those that cannot be read are left out."""
        found: dict[str, Fingerprint] = {}
        rest = iter(blobs)
        while batch := list(islice(rest, _BATCH)):
            try:
                found.update(self._hash(batch))
            except _Died:
                # One of them is so damaged that git gives up; which one, only asking singly shows.
                for blob in batch:
                    with contextlib.suppress(_Died):
                        found.update(self._hash([blob]))
        return found

    def _hash(self, blobs: list[str]) -> dict[str, Fingerprint]:
        found: dict[str, Fingerprint] = {}
        with self._asking(_ids(blobs)) as answers:
            for blob in blobs:
                size = _size(answers)
                if size is not None:
                    digest = hashlib.sha256()
                    for piece in _body(answers, size):
                        digest.update(piece)
                    found[blob] = digest.digest()[:16]
        return found

    def _forget_packed(self) -> None:
        """Stop git if references were packed since they were last asked for.

        A git that runs looks at the packed ones again only when their file has another size, number or second, and
        a file that is written twice within a second may have none of these.
        """
        self._leave_to_parent()
        packed = _state(_packed_refs(self._git_dir))
        with self._lock:
            if packed != self._packed:
                self._packed = packed
                self._stop()

    @contextlib.contextmanager
    def _asking(self, names: list[str]) -> Iterator[IO[bytes]]:
        """Put questions; gives where the answers are read. After trouble git is stopped: it would be out of step."""
        self._leave_to_parent()
        with self._lock:
            try:
                yield self._ask("".join(f"{name}\n" for name in names).encode())
            except (BrokenPipeError, EOFError):
                self._stop()
                raise _Died from None
            except BaseException:
                self._stop()
                raise

    def _ask(self, questions: bytes) -> IO[bytes]:
        if self._process is None:
            self._process = start(*_COMMAND, git_dir=self._git_dir, quiet=True)
        process = self._process
        assert process.stdin is not None and process.stdout is not None
        process.stdin.write(questions)
        process.stdin.flush()
        return process.stdout

    def _stop(self) -> None:
        """Killing is safe: this git only reads."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            _close_pipes(process)
            process.wait()

    def _leave_to_parent(self) -> None:
        """In a forked worker, forget the parent's git: two readers of one pipe would get each other's answers."""
        if self._owner == os.getpid():
            return
        self._owner = os.getpid()
        self._lock = threading.Lock()
        process, self._process = self._process, None
        if process is not None:
            process.returncode = 0  # not ours to wait for
            _close_pipes(process)


def _ids(names: list[str]) -> list[str]:
    """The same; nothing else is asked for, since whatever git understands would be."""
    if not all(map(OBJECT_ID.fullmatch, names)):
        raise ValueError("not the id of an object")
    return names


def _packed_refs(git_dir: Path) -> Path:
    """Where the references of a repository are packed; a linked worktree has them elsewhere (gitrepository-layout)."""
    with contextlib.suppress(OSError):
        return git_dir / os.fsdecode((git_dir / "commondir").read_bytes().rstrip(b"\n")) / "packed-refs"
    return git_dir / "packed-refs"


def _state(file: Path) -> str:
    """Another text whenever the file was written anew."""
    with contextlib.suppress(OSError):
        found = file.stat()
        return f"{found.st_ino} {found.st_size} {found.st_mtime_ns} {found.st_ctime_ns}"
    return ""


class _Died(Exception):
    """Git ended in the middle of a conversation."""


def _name(answers: IO[bytes]) -> str | None:
    """Read an answer, of which only the id of a commit is wanted."""
    words = _head(answers)
    if words is None:
        return None
    _pass_by(answers, words)
    return words[0].decode() if words[1] == b"commit" else None


def _size(answers: IO[bytes], kind: str = "blob") -> int | None:
    """Read the head of an answer; None if there is no such object of the kind, and then all of it is read."""
    words = _head(answers)
    if words is not None and words[1] != kind.encode():
        _pass_by(answers, words)
        return None
    return int(words[2]) if words is not None else None


def _head(answers: IO[bytes]) -> list[bytes] | None:
    """Read ``<id> <kind> <size>``; None if there is no such object."""
    head = answers.readline()
    if not head.endswith(b"\n"):
        raise EOFError
    words = head.split()
    return None if words[-1] == b"missing" else words


def _pass_by(answers: IO[bytes], words: list[bytes]) -> None:
    for _ in _body(answers, int(words[2])):
        pass


def _body(answers: IO[bytes], size: int) -> Iterator[bytes]:
    """Read the rest of an answer in pieces: the bytes, then a line feed."""
    left = size
    while left:
        piece = answers.read(min(left, _PIECE))
        if not piece:
            raise EOFError
        left -= len(piece)
        yield piece
    if answers.read(1) != b"\n":
        raise EOFError


def _close_pipes(process: subprocess.Popen[bytes]) -> None:
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with contextlib.suppress(OSError):
                pipe.close()
