"""Which blob has which fingerprint: learnt once by reading the blob, kept beside the site.

Git names contents by a hash of its own, which differs from ours and between repositories' formats.
"""

from __future__ import annotations

import contextlib
import os
import struct
import threading
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Protocol

from sitegen.base.data import Fingerprint
from sitegen.base.files import Busy, Lock, write_atomic


class FingerprintCache(Protocol):
    """Remembers fingerprints by blob id. It may forget at any time, but never tell a wrong one."""

    def get_many(self, blobs: Iterable[str]) -> dict[str, Fingerprint]:
        """Those that are known."""
        ...

    def put_many(self, found: Mapping[str, Fingerprint]) -> None:
        """Remember these."""
        ...


_MAGIC = b"sitegen blobs 1\n"
_RECORD = struct.Struct("<32s16sI")  # blob id, fingerprint, CRC-32 of both
_NAME = "blobs"
_PATIENCE = 5.0


class FingerprintFile:
    """A :class:`FingerprintCache` in one file of fixed-size records, to which several processes may append.

    Damaged records (and those that two processes wrote) are passed over, and the file is written anew at the next
    chance. Nothing that goes wrong here is an error: the blobs can always be read again.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / _NAME
        self._lock_path = folder / f"{_NAME}.lock"
        self._known: dict[bytes, Fingerprint] | None = None
        self._damaged = False
        self._lock = threading.Lock()

    def get_many(self, blobs: Iterable[str]) -> dict[str, Fingerprint]:
        """Those that are known."""
        with self._lock:
            known = self._load()
        return {blob: known[key] for blob in blobs if (key := _key(blob)) in known}

    def put_many(self, found: Mapping[str, Fingerprint]) -> None:
        """Remember these, here and in the file."""
        with self._lock:
            known = self._load()
            new = {key: value for blob, value in found.items() if (key := _key(blob)) not in known}
            known.update(new)
            if new:
                with contextlib.suppress(OSError, Busy), Lock(self._lock_path, timeout=_PATIENCE):
                    self._save(known, new)

    def _load(self) -> dict[bytes, Fingerprint]:
        if self._known is None:
            try:
                data = self._path.read_bytes()
            except OSError:
                data = b""
            self._known, self._damaged = _records(data)
        return self._known

    def _save(self, known: dict[bytes, Fingerprint], new: dict[bytes, Fingerprint]) -> None:
        """Append; but where an append would not be found again (no file, a torn record), write the whole file."""
        size = self._path.stat().st_size if self._path.exists() else 0
        if self._damaged or size < len(_MAGIC) or (size - len(_MAGIC)) % _RECORD.size:
            write_atomic(self._path, _MAGIC + _packed(known))
            self._damaged = False
            return
        descriptor = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CLOEXEC)
        with os.fdopen(descriptor, "wb") as file:
            file.write(_packed(new))


def _key(blob: str) -> bytes:
    """A blob id as 32 bytes. A repository has ids of one length only, so filling up cannot make two alike."""
    return bytes.fromhex(blob).ljust(32, b"\0")


def _packed(entries: dict[bytes, Fingerprint]) -> bytes:
    return b"".join(_RECORD.pack(key, value, zlib.crc32(key + value)) for key, value in entries.items())


def _records(data: bytes) -> tuple[dict[bytes, Fingerprint], bool]:
    """The sound records of a file, and whether anything in it is damaged or stands there twice."""
    if not data.startswith(_MAGIC):
        return {}, bool(data)
    body = data[len(_MAGIC) :]
    whole = len(body) - len(body) % _RECORD.size
    known = {key: value for key, value, check in _RECORD.iter_unpack(body[:whole]) if zlib.crc32(key + value) == check}
    return known, len(known) * _RECORD.size != len(body)
