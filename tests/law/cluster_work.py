"""Work for the workers of a cluster that goes wrong; they import it by its name."""

from __future__ import annotations

import os
import signal
from typing import Any

from sitegen.catalog.heads import page_head
from sitegen.engine import slow
from sitegen.engine.database import Database


def title_of(db: Database, path: str) -> Any:
    """The title of a page."""
    head = db.get(page_head, path)
    return head.title if head is not None else ""


def die_on_seven(db: Database, path: str) -> Any:
    """The same; the process is killed by one page."""
    if path == "content/7.md":
        os.kill(os.getpid(), signal.SIGKILL)
    return title_of(db, path)


def fail_on_seven(db: Database, path: str) -> Any:
    """The same, with a mistake of the program."""
    if path == "content/7.md":
        raise ValueError("seven")
    return title_of(db, path)


def wait_on_seven(db: Database, task: tuple[str, str]) -> Any:
    """The same for (page, pipe in the file system); one page waits until somebody opens the pipe."""
    path, pipe = task
    slow.LONG = 0.0
    if path == "content/7.md":
        os.close(os.open(pipe, os.O_RDONLY))
    return title_of(db, path)


def hunger_on_seven(db: Database, path: str) -> Any:
    """The same; one page wants more memory than there is."""
    if path == "content/7.md":
        raise MemoryError
    return title_of(db, path)
