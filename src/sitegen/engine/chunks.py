"""Tasks in chunks: what a worker does with one, what comes back, and how the memos in it are taken over."""

from __future__ import annotations

import sqlite3
import traceback
from collections.abc import Callable, Iterable
from typing import Any

from sitegen.engine.database import Database
from sitegen.engine.inputs import TreeMoved
from sitegen.engine.profile import Profile
from sitegen.engine.store import StoreDamaged

Work = Callable[[Database, Any], Any]
"""Does one task in a worker; what it returns (plain data) comes back."""

Answer = tuple[Any, ...]
"""(error or None, journal, what the tasks returned, how often each query ran, times): plain data."""

SELDOM = (100_000, 50, 100)
"""Thresholds of the garbage collector for a process that only makes pages: nearly nothing it makes is in a cycle,
and looking for cycles took an eighth of its time."""

_CHUNKS_A_WORKER = 24
_MOST_IN_CHUNK = 64


class WorkerFailed(Exception):
    """A task raised an exception in a worker; its traceback is the message."""


class NobodyWaits(Exception):
    """Whoever gave the task has gone, and what comes of it must not be left where a later build finds it."""


_SAME: dict[str, type[Exception]] = {one.__name__: one for one in (OSError, TreeMoved, StoreDamaged)}
"""Exceptions that are in the parent what they are in a worker: the work is to be done again, or cannot be done."""


def chunked(count: int, workers: int) -> list[tuple[int, int]]:
    """``count`` tasks as (first, after the last) of each chunk: many for each worker, so that all end together."""
    size = max(1, min(_MOST_IN_CHUNK, count // (workers * _CHUNKS_A_WORKER)))
    return [(at, min(at + size, count)) for at in range(0, count, size)]


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
    return None, db.take_journal(), returned, dict(db.ran), times


def take_over(db: Database, answer: Answer, ids: dict[int, int]) -> list[Any]:
    """Take over what a worker found out. Returns what its tasks returned, but for None.

    ``ids``: the worker's own ids of memos → ours, kept from one of its answers to the next. Exceptions of tasks are
    raised.
    """
    error, journal, returned, ran, times = answer
    if error is not None:
        name, *told = error
        raise _SAME.get(name, WorkerFailed)(*told)
    records, asked = journal
    with db.timed("taking over"):
        db.merge(records, asked, ids)
    if db.profile is not None:
        db.profile.add(times)
    db.ran.update(ran)
    return [one for one in returned if one is not None]
