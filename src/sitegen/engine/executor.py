"""Where many tasks are done: in processes of this machine, or wherever else somebody knows how to send them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from sitegen.engine.chunks import Work
from sitegen.engine.database import Database
from sitegen.engine.slow import Slow
from sitegen.engine.spread import Spread, still_wanted

Told = Callable[[int, int], None]
"""Told of (how many tasks are done, of how many)."""

Wanted = Callable[[], None]
"""Sent with the work: raises ``NobodyWaits`` if whoever gave the task has gone. To be asked before anything is left
behind that others would find."""


class CannotWork(Exception):
    """The tasks cannot be done there; the message says why, and what to do."""


@dataclass(slots=True)
class Ran:
    """What the tasks returned, in no particular order and without None, and the tasks that killed their worker."""

    results: list[Any]
    dead: list[Any] = field(default_factory=list)


class Executor(Protocol):
    """Does tasks in workers. What they find out comes back as memos."""

    is_alone: bool
    """True if there is only this process, so that tasks need not be sent anywhere."""

    def run(self, db: Database, tasks: Sequence[Any], work: Work, told: Told, slow: Slow = lambda task: None) -> Ran:
        """Do every task. Exceptions of tasks are raised, CannotWork where there is nobody to do them."""

    def wanted(self) -> Wanted:
        """What the work has to ask before it leaves anything behind."""


class Processes:
    """``jobs`` forked processes."""

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs
        self.is_alone = jobs < 2

    def run(self, db: Database, tasks: Sequence[Any], work: Work, told: Told, slow: Slow = lambda task: None) -> Ran:
        """Do every task."""
        spread = Spread(db, self.jobs, told, slow)
        return Ran(spread.run(tasks, work), spread.dead)

    def wanted(self) -> Wanted:
        """The parent lives."""
        return still_wanted()
