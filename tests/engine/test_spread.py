"""Work in several processes gives what one process gives, whatever happens to a worker."""

from __future__ import annotations

import os
import resource
import signal
import threading
from pathlib import Path
from typing import Any

import pytest

from sitegen.base.diagnostics import Diagnostic, Location
from sitegen.engine import slow
from sitegen.engine.chunks import Work, WorkerFailed
from sitegen.engine.database import Database
from sitegen.engine.inputs import World, file, paths
from sitegen.engine.query import gather, query
from sitegen.engine.spread import Spread
from sitegen.engine.store import Store
from sitegen.engine.trees import content_fingerprint


class Pages:
    """A tree of numbered pages."""

    name = "memory"

    def __init__(self, count: int) -> None:
        self.files = {f"content/{number:03}.md": b"text %d" % number for number in range(count)}

    def listing(self) -> dict[str, bytes]:
        return {path: content_fingerprint(data) for path, data in self.files.items()}

    def read(self, path: str) -> bytes:
        return self.files[path]


@query
def shared_between(db: Database, number: int) -> str:
    return f"shared {number} of {len(db.get(paths, 'content/'))}"


@query(lazy=True)
def spread_page(db: Database, path: str) -> str:
    text = (db.get(file, path) or b"").decode()
    if text.endswith("3"):
        db.report(Diagnostic("SG204", text, Location(path)))
    return f"{text}: {db.get(shared_between, int(text[-1]) % 4)}"


def database(tmp_path: Path, tree: Pages, name: str = "memos") -> Database:
    db = Database(Store(tmp_path / name, "1"), World(tree))
    db.refresh()
    return db


def ask(db: Database, path: str) -> Any:
    return db.get(spread_page, path)


def keys(tree: Pages) -> list[tuple[str, str]]:
    return [("spread_page", path) for path in sorted(tree.files)]


def contents(db: Database) -> dict[str, Any]:
    """What a store knows, without the ids that it gave."""
    names = dict(db.store.db.execute("SELECT id, key FROM memo").fetchall())
    reads = db.store.db.execute("SELECT dep, part, reader FROM read").fetchall()
    return {
        "memos": {
            key: (fp, rank, kind) for key, fp, rank, kind in db.store.db.execute("SELECT key, fp, rank, kind FROM memo")
        },
        "values": {names[id]: data for id, data in db.store.db.execute("SELECT id, data FROM value")},
        "reads": {(names[dep], part, names[reader]) for dep, part, reader in reads},
        "problems": sorted(problem.message for problem in db.problems()),
    }


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_many_processes_know_what_one_knows(tmp_path: Path, jobs: int) -> None:
    """The same memos, values, reads and problems; no read points to a memo that is not there."""
    tree = Pages(200)
    alone, together = database(tmp_path, tree, "alone"), database(tmp_path, tree, "together")
    for path in sorted(tree.files):
        ask(alone, path)
    alone.pin(keys(tree), ("spread_page",))
    done: list[int] = []
    results = Spread(together, jobs, lambda count, of: done.append(count)).run(sorted(tree.files), ask)
    together.pin(keys(tree), ("spread_page",))
    alone.commit()
    together.commit()
    assert sorted(results) == sorted(ask(alone, path) for path in tree.files)
    assert contents(together) == contents(alone)
    assert done[-1] == 200
    assert together.ran["spread_page"] == 200


def test_what_workers_found_out_is_brought_up_to_date(tmp_path: Path) -> None:
    """A memo that came from a worker reacts to a change like one of our own."""
    tree = Pages(60)
    db = database(tmp_path, tree)
    Spread(db, 2, lambda count, of: None).run(sorted(tree.files), ask)
    db.pin(keys(tree), ("spread_page",))
    db.commit()
    tree.files["content/060.md"] = b"text 60"
    del tree.files["content/000.md"]
    db.ran.clear()
    db.refresh()
    assert ask(db, "content/001.md") == "text 1: shared 1 of 60"
    assert db.ran["spread_page"] == 0, "the number of pages is the same, so what was read is too"
    tree.files["content/061.md"] = b"text 61"
    db.refresh()
    assert ask(db, "content/001.md") == "text 1: shared 1 of 61"


def die_on_seven(db: Database, path: str) -> Any:
    if path == "content/007.md":
        os.kill(os.getpid(), signal.SIGKILL)
    return db.get(spread_page, path)


def fail_on_seven(db: Database, path: str) -> Any:
    if path == "content/007.md":
        raise ValueError("seven")
    return db.get(spread_page, path)


def test_an_exception_in_a_worker_is_raised_with_its_traceback(tmp_path: Path) -> None:
    """A mistake of the program is not swallowed, and no process is left behind."""
    tree = Pages(60)
    with pytest.raises(WorkerFailed, match="ValueError: seven"):
        Spread(database(tmp_path, tree), 2, lambda count, of: None).run(sorted(tree.files), fail_on_seven)
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def hunger_on_seven(db: Database, path: str) -> Any:
    if path == "content/007.md":
        room = 1 << 28
        with open("/proc/self/statm") as told:
            used = int(told.read().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (used + room, resource.RLIM_INFINITY))
        bytearray(room * 2)
    return db.get(spread_page, path)


@pytest.mark.parametrize("work", [die_on_seven, hunger_on_seven], ids=["killed", "out of memory"])
def test_a_worker_that_dies_takes_nothing_else_with_it(tmp_path: Path, work: Work) -> None:
    """The task that kills its worker, or wants too much memory, is named; every other task is done."""
    tree = Pages(60)
    db = database(tmp_path, tree)
    spread = Spread(db, 2, lambda count, of: None)
    results = spread.run(sorted(tree.files), work)
    assert spread.dead == ["content/007.md"]
    assert len(results) == 59


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_task_that_takes_long_is_named_while_it_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    """The one that everybody waits for ends only after it was named."""
    monkeypatch.setattr(slow, "LONG", 0.0)
    tree = Pages(60)
    waits, goes_on = os.pipe()
    named: list[str] = []

    def wait_on_seven(db: Database, path: str) -> Any:
        if path == "content/007.md":
            os.read(waits, 1)
        return db.get(spread_page, path)

    def name(path: str) -> None:
        named.append(path)
        if path == "content/007.md":
            os.write(goes_on, b"!")

    results = Spread(database(tmp_path, tree), jobs, lambda count, of: None, name).run(
        sorted(tree.files), wait_on_seven
    )
    os.close(waits)
    os.close(goes_on)
    assert len(results) == 60
    assert named.count("content/007.md") == 1


def test_a_task_of_this_process_that_takes_long_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slow, "LONG", 0.0)
    named = threading.Event()
    with slow.Watch(lambda task: named.set()).watching() as watch:
        assert [named.wait(60) for _ in watch.noted(["content/slow.md"])] == [True]


@query
def page_names(db: Database) -> tuple[str, ...]:
    return tuple(db.get(paths, "content/"))


@query
def page_line(db: Database, path: str) -> str:
    return (db.get(file, path) or b"").decode()


page_lines = gather("page_lines", page_line, page_names)


@query(lazy=True)
def spread_index(db: Database, path: str) -> str:
    return f"{path} {len(db.get(page_lines))} {db.part(page_lines, (), 'content/001.md')}"


def ask_index(db: Database, path: str) -> Any:
    return db.get(spread_index, path)


def test_a_table_that_a_worker_gathered_is_kept_up_to_date(tmp_path: Path) -> None:
    """The first to ask for a gathered table may be a worker; afterwards its rows are watched like any other."""
    tree = Pages(60)
    db = database(tmp_path, tree)
    found = Spread(db, 2, lambda count, of: None).run(sorted(tree.files), ask_index)
    assert "content/000.md 60 text 1" in found
    db.pin([("spread_index", path) for path in tree.files], ("spread_index",))
    db.commit()
    tree.files["content/001.md"] = b"other"
    db.refresh()
    assert ask_index(db, "content/000.md") == "content/000.md 60 other"
    del tree.files["content/059.md"]
    db.refresh()
    assert ask_index(db, "content/000.md") == "content/000.md 59 other"
