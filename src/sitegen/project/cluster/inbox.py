"""Answers of workers, put into the order in which each worker gave them.

The memos in an answer may name memos of the same worker's earlier answers. An answer can be lost, when a worker dies
after it was done and before it was fetched; then the later ones of that worker cannot be understood, and their chunks
are done again.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class _Sender:
    """A worker: the number of its answer that is due, those that came too early (with their chunks), its ids → ours."""

    due: int = 0
    early: dict[int, tuple[Any, Any]] = field(default_factory=dict)
    ids: dict[int, int] = field(default_factory=dict)


class Inbox:
    """The answers of all workers to one errand."""

    def __init__(self) -> None:
        self._senders: defaultdict[str, _Sender] = defaultdict(_Sender)

    def put(self, sender: str, number: int, chunk: Any, answer: Any) -> list[tuple[Any, Any, dict[int, int]]]:
        """Put an answer in. Returns those of the sender that can be taken over now, in order: (chunk, answer, ids)."""
        box = self._senders[sender]
        box.early[number] = (chunk, answer)
        ready = []
        while box.due in box.early:
            ready.append((*box.early.pop(box.due), box.ids))
            box.due += 1
        return ready

    def stuck(self) -> list[Any]:
        """Take out the chunks of answers that can never be taken over, when no answer is on its way any more."""
        found = [chunk for box in self._senders.values() for chunk, _ in box.early.values()]
        self._senders.clear()
        return found
