"""What the back office said it has saved is there after any SIGKILL, nothing is torn, and it opens again at once."""

from __future__ import annotations

import contextlib
import os
import signal
import sqlite3
import threading
from pathlib import Path
from random import Random

import pytest
from visiting import Process, Visitor, people
from writing_people import Writer, at_once
from written_site import git, is_sound, new_site


class _Round:
    """One life of the server: people write until so many saves were acknowledged, and it is killed."""

    def __init__(self, wanted: int) -> None:
        self._wanted = wanted
        self._enough = threading.Event()
        self._lock = threading.Lock()
        self._told = 0

    def write(self, writer: Writer) -> None:
        """Until nobody answers."""
        writer.open()
        while True:
            writer.write()
            self._count()
            if len(writer.told) % 9 == 8:
                writer.publish()

    def _count(self) -> None:
        with self._lock:
            self._told += 1
            if self._told >= self._wanted:
                self._enough.set()

    def lasts(self, threads: list[threading.Thread]) -> None:
        """Wait until it is time; also if nobody writes any more."""
        while not self._enough.wait(1) and any(thread.is_alive() for thread in threads):
            pass


def _killed(server: Process, with_children: bool) -> None:
    """In every other round the gits that it started are killed too, as when a whole machine stops."""
    os.kill(server.pid, signal.SIGSTOP)
    if with_children:
        for listed in Path(f"/proc/{server.pid}/task").glob("*/children"):
            for child in listed.read_text().split():
                with contextlib.suppress(ProcessLookupError):
                    os.kill(int(child), signal.SIGKILL)
    server.kill()


def _lines_of(site: Path, person: int, path: str) -> str:
    """What a page says in public and in the changes of somebody."""
    refs = git(site, "for-each-ref", "--format=%(refname)", f"refs/sitegen/changes/p{person}-*").split()
    return "\n".join(git(site, "show", f"{ref}:{path}") for ref in ("main", *refs))


def _rounds(site: Path, rounds: int, editors: int, check: int) -> int:
    """How many acknowledged saves were found again after every round."""
    signed = people(site, editors)
    rng = Random(rounds)
    writers = [
        Writer(Visitor(site, 0, one), f"content/page-{number % max(2, editors // 2)}.md", number)
        for number, one in enumerate(signed)
    ]
    for number in range(rounds):
        server = Process(site)
        for writer in writers:
            writer.visitor.port = server.port
        life = _Round(rng.randrange(1, 4 * editors))
        threads, wrong = at_once(writers, life.write, mortal=True)
        life.lasts(threads)
        _killed(server, number % 2 == 1)
        for thread in threads:
            thread.join()
        assert wrong == [], number
        for writer, one in zip(writers, signed, strict=True):
            text = _lines_of(site, one.person.id, writer.path)
            assert [line for line in writer.told if line not in text] == [], (number, writer.visitor.name)
        if number % check == check - 1:
            _whole(site)
    with Process(site):
        assert git(site, "status", "--porcelain") == ""
    _whole(site)
    return sum(len(writer.told) for writer in writers)


def _whole(site: Path) -> None:
    """Neither history nor the office is damaged."""
    assert is_sound(site)
    with contextlib.closing(sqlite3.connect(site / ".sitegen/office.sqlite")) as office:
        assert office.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_every_save_survives_a_few_kills(tmp_path: Path) -> None:
    assert _rounds(new_site(tmp_path / "site", 2), 3, 4, 3) >= 3


@pytest.mark.prove
def test_every_save_survives_200_kills(tmp_path: Path) -> None:
    told = _rounds(new_site(tmp_path / "site", 10), 200, 20, 20)
    print(f"{told} acknowledged saves")
    assert told > 2000
