"""Writing history: a commit as one stream to git, and references moved only if they are where they were thought to be.

A commit is written first and nobody sees it; then the reference moves, by compare-and-swap. Both wait for the disk
(``core.fsync``), so whoever was told that something is saved finds it after a crash.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from sitegen.git.command import GitError, run
from sitegen.git.repository import Entry, Repository

_DURABLE = ("-c", "core.fsync=all")
_PATIENT = ("-c", "core.filesRefLockTimeout=1000", "-c", "core.packedRefsTimeout=5000")
_WRITER = ("-c", "user.name=sitegen", "-c", "user.email=sitegen@localhost")
_NEVER_KEPT = b"refs/sitegen/new"


class Signature(NamedTuple):
    """Who wrote a commit, and when (with an offset)."""

    name: str
    email: str
    when: datetime

    def line(self) -> bytes:
        """As git has it. What would end the line or the name is taken out, and nobody is nameless."""
        moment = self.when if self.when.tzinfo is not None else self.when.replace(tzinfo=UTC)
        offset = moment.strftime("%z")[:5]
        who = f"{_clean(self.name) or 'Somebody'} <{_clean(self.email)}>"
        return f"{who} {int(moment.timestamp())} {offset}".encode("utf-8", "replace")


class Ref(NamedTuple):
    """One reference that moves from ``old`` to ``new``; None is a reference that does not exist."""

    name: str
    new: str | None
    old: str | None


def own_name() -> tuple[str, ...]:
    """Options that make git write in sitegen's name, whatever the user's settings say."""
    return _WRITER


def own_name_in(commit: bytes) -> bool:
    """True if the bytes of a commit say that sitegen wrote it down, whoever's work it is."""
    head = commit.partition(b"\n\n")[0]
    return any(line.startswith(b"committer sitegen <sitegen@localhost> ") for line in head.split(b"\n"))


class Moved(Exception):
    """A reference was not where it was thought to be. Nothing was changed."""


class RefLocked(Exception):
    """Another program is about to move a reference, or one that was killed left its lock. Nothing was changed."""

    def __init__(self, lock: Path) -> None:
        super().__init__(str(lock))
        self.lock = lock


class New(NamedTuple):
    """What a file of a new commit is to hold."""

    data: bytes
    mode: str = "100644"


def write_commit(
    repository: Repository,
    files: Mapping[str, New | Entry | None],
    *,
    parents: tuple[str, ...],
    author: Signature,
    committer: Signature,
    message: str,
    tree: str | None = None,
) -> str:
    """Write a commit that no reference names yet, and return its id.

    It shows what the first parent shows (or the folder ``tree``) with ``files`` (by path from the site's folder)
    put over it: new bytes, an entry whose blob is there already, or None to take the file away.
    """
    stream = b"".join(_stream(repository.prefix, files, parents, author, committer, message, tree))
    output = run(*_DURABLE, "fast-import", "--quiet", "--done", git_dir=repository.git_dir, data=stream)
    return output.decode().strip()


def _stream(
    prefix: str,
    files: Mapping[str, New | Entry | None],
    parents: tuple[str, ...],
    author: Signature,
    committer: Signature,
    message: str,
    tree: str | None,
) -> Iterator[bytes]:
    yield b"feature done\ncommit %s\nmark :1\n" % _NEVER_KEPT
    yield b"author %s\ncommitter %s\n" % (author.line(), committer.line())
    yield _data(_message(message))
    for word, parent in zip(("from", *["merge"] * len(parents)), parents, strict=False):
        yield f"{word} {parent}\n".encode()
    if tree is not None:
        yield f'M 040000 {tree} ""\n'.encode()
    # What goes, goes first: a folder may stand where a file was.
    for path, new in sorted(files.items(), key=lambda item: item[1] is not None):
        yield from _file(_quoted(prefix + path), new)
    # The id is told, and the reference forgotten: without a place it is not written.
    yield b"\nget-mark :1\nreset %s\n\ndone\n" % _NEVER_KEPT


def _file(name: bytes, new: New | Entry | None) -> Iterator[bytes]:
    if new is None:
        yield b"D %s\n" % name
    elif isinstance(new, Entry):
        yield b"M %s %s %s\n" % (new.mode.encode(), new.blob.encode(), name)
    else:
        yield b"M %s inline %s\n" % (new.mode.encode(), name)
        yield _data(new.data)


def _data(content: bytes) -> bytes:
    return b"data %d\n%s\n" % (len(content), content)


def _quoted(path: str) -> bytes:
    """A path that nothing in it can end: every byte that is not plain is written as a number."""
    return b'"%s"' % re.sub(rb"[^A-Za-z0-9/._-]", lambda found: b"\\%03o" % found[0][0], os.fsencode(path))


def _message(text: str) -> bytes:
    return text.replace("\0", "").strip().encode("utf-8", "replace") + b"\n"


def _clean(text: str) -> str:
    kept = "".join(char for char in text if char.isprintable() and char not in "<>")
    return " ".join(kept.split()).strip(" .,:;\"'\\")


def blob_id(data: bytes, like: str) -> str:
    """The id that git gives to these bytes, in the format of the id ``like``."""
    kind = hashlib.sha1 if len(like) == 40 else hashlib.sha256
    return kind(b"blob %d\0%s" % (len(data), data)).hexdigest()


# references


def refs(repository: Repository, *patterns: str) -> dict[str, str]:
    """The references below ``patterns`` (``refs/sitegen/``, or one by its full name), and what they name."""
    output = run("for-each-ref", "--format=%(objectname) %(refname)", *patterns, git_dir=repository.git_dir)
    pairs = (line.split(" ", 1) for line in os.fsdecode(output).splitlines())
    return {name: commit for commit, name in pairs}


def ref(repository: Repository, name: str) -> str | None:
    """What one reference names, or None."""
    return refs(repository, name).get(name)


def move(repository: Repository, moves: Iterable[Ref], why: str) -> None:
    """Move references, all or none. Raises :class:`Moved` or :class:`RefLocked`, and :class:`GitError`.

    ``why`` stands in the repository's own journal of references.
    """
    wanted = list(moves)
    command = (*_DURABLE, *_PATIENT, *_WRITER, "update-ref", "-m", f"sitegen: {why}", "-z", "--stdin")
    try:
        run(*command, git_dir=repository.git_dir, data=b"".join(map(_told, wanted)))
    except GitError as error:
        lock = _lock_in_the_way(error)
        if lock is not None:
            raise RefLocked(lock) from error
        now = refs(repository, *(one.name for one in wanted))
        if any(now.get(one.name) != one.old for one in wanted):
            raise Moved from error
        raise
    _sync(repository.git_dir, wanted)


def _told(one: Ref) -> bytes:
    if one.new is None:
        return f"delete {one.name}\0{one.old}\0".encode()
    if one.old is None:
        return f"create {one.name}\0{one.new}\0".encode()
    return f"update {one.name}\0{one.new}\0{one.old}\0".encode()


def _lock_in_the_way(error: GitError) -> Path | None:
    found = re.search(r"Unable to create '([^']+\.lock)': File exists", error.message)
    return Path(found[1]) if found is not None else None


def _sync(git_dir: Path, moves: list[Ref]) -> None:
    """Make the renaming durable too, which git leaves to the file system."""
    folders = {git_dir / Path(one.name).parent for one in moves} | {git_dir / "reftable"}
    for folder in folders:
        with contextlib.suppress(OSError):
            descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
