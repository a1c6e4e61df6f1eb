"""Answers of the web, remembered in ``.sitegen/`` for a while: a file that may be deleted at any time."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any

from sitegen.base.files import write_atomic
from sitegen.project.external.asking import Answer

NAME = "external.json"
_FAILURES = 3600.0
"""For how long, in seconds, an address that did not answer well is not asked again."""


class Kept:
    """The answers in a folder; those older than ``age`` seconds do not count. ``now`` is the time (Unix, seconds)."""

    def __init__(self, folder: Path, age: float, now: float) -> None:
        self._path = folder / NAME
        self._now = now
        self._age = age
        self._all = _read(self._path)

    def get(self, address: str) -> Answer | None:
        """The answer that is known; None if the address has to be asked."""
        row = self._all.get(address)
        if row is None:
            return None
        age = self._age if row["status"] and row["status"] < 400 else min(self._age, _FAILURES)
        return Answer(row["status"], row["reason"], row["moved_to"]) if 0 <= self._now - row["at"] < age else None

    def put(self, address: str, answer: Answer) -> None:
        """Note an answer."""
        row = {"status": answer.status, "reason": answer.reason, "moved_to": answer.moved_to, "at": self._now}
        self._all[address] = row

    def write(self, wanted: set[str]) -> None:
        """Keep the answers of addresses that the site still has. A folder that cannot be written is not a problem."""
        rows = {address: row for address, row in sorted(self._all.items()) if address in wanted}
        with contextlib.suppress(OSError):
            write_atomic(self._path, json.dumps(rows, ensure_ascii=False, indent=0).encode("utf-8", "replace"))


def _read(path: Path) -> dict[str, dict[str, Any]]:
    try:
        rows = json.loads(path.read_bytes())
        return {str(address): row for address, row in rows.items() if _is_row(row)}
    except (OSError, ValueError, AttributeError, RecursionError):
        return {}


def _is_row(row: Any) -> bool:
    parts = {"status": int, "reason": str, "moved_to": str, "at": int | float}
    return isinstance(row, dict) and all(isinstance(row.get(name), kind) for name, kind in parts.items())
