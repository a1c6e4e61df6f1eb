"""Tasks in chunks: what a worker does with one, what comes back, and how the memos in it are taken over."""

from __future__ import annotations

import sqlite3
import traceback
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sitegen.engine.database import Database
from sitegen.engine.inputs import TreeMoved
from sitegen.engine.journal import Found
from sitegen.engine.profile import Profile
from sitegen.engine.store import StoreDamaged

Work = Callable[[Database, Any], Any]
"""Does one task in a worker; what it returns (plain data) comes back."""

Answer = tuple[Any, ...]
"""(error or None, journal, what the tasks returned, how often each query ran, times): plain data."""

SELDOM = (100_000, 50, 100)
"""Thresholds of the garbage collector for a process that only makes pages: nearly nothing it makes is in a cycle,
and looking for cycles took an eighth of its time."""

AHEAD = 4
"""So many tasks of many are done by one worker, before there are others: they work out what most of the tasks need."""

_CHUNKS_A_WORKER = 24
_MOST_IN_CHUNK = 64


class WorkerFailed(Exception):
    """A task raised an exception in a worker; its traceback is the message."""


class NobodyWaits(Exception):
    """Whoever gave the task has gone, and what comes of it must not be left where a later build finds it."""


_SAME: dict[str, type[Exception]] = {one.__name__: one for one in (OSError, TreeMoved, StoreDamaged)}
"""Exceptions that are in the parent what they are in a worker: the work is to be done again, or cannot be done."""


def mixed(tasks: Sequence[Any]) -> list[Any]:
    """The tasks with a few from here and there (:data:`AHEAD`) before the others."""
    step = len(tasks) // AHEAD or 1
    return [*tasks[::step][:AHEAD], *(task for at, task in enumerate(tasks) if at % step or at // step >= AHEAD)]


def chunked(count: int, workers: int) -> list[tuple[int, int]]:
    """``count`` tasks as (first, after the last) of each chunk: many for each worker, so that all end together."""
    size = max(1, min(_MOST_IN_CHUNK, count // (workers * _CHUNKS_A_WORKER)))
    ahead = [(0, AHEAD)] if size > AHEAD else []
    return ahead + [(at, min(at + size, count)) for at in range(AHEAD if ahead else 0, count, size)]


def do_chunk(db: Database, tasks: Iterable[Any], work: Work) -> Answer:
    """Do the tasks of a chunk in a worker (see ``Keeping.become_worker``). Raises MemoryError: such a worker is to
    die, so that its tasks are tried one by one."""
    db.ran.clear()
    if db.profile is not None:
        db.profile = Profile()
    try:
        returned = [work(db, task) for task in tasks]
    except OSError as error:
        return ("OSError", error.errno or 0, error.strerror or str(error), str(error.filename or "")), [], [], {}, None
    except (TreeMoved, StoreDamaged) as error:
        return (type(error).__name__, str(error)), [], [], {}, None
    except sqlite3.DatabaseError as error:
        return (StoreDamaged.__name__, str(error)), [], [], {}, None
    except MemoryError:
        raise
    except Exception:  # told to the parent, which raises it
        return ("", traceback.format_exc()), [], [], {}, None
    times = db.profile.rows() if db.profile is not None else None
    found, asked = db.take_journal()
    return None, (tuple(found), asked), returned, dict(db.ran), times


def take_over(db: Database, answer: Answer, ids: dict[int, int]) -> list[Any]:
    """Take over what a worker found out. Returns what its tasks returned, but for None.

    ``ids``: see :meth:`Keeping.merge`; one for each worker. Exceptions of tasks are raised.
    """
    error, journal, returned, ran, times = answer
    if error is not None:
        name, *told = error
        raise _SAME.get(name, WorkerFailed)(*told)
    found, asked = journal
    with db.timed("taking over"):
        db.merge(Found(*found), asked, ids)
    if db.profile is not None:
        db.profile.add(times)
    db.ran.update(ran)
    return [one for one in returned if one is not None]
