"""How long an editor waits: ``sitegen admin`` as a process, asked over HTTP, beside the servers of Hugo and Lektor.

    python benchmarks/office.py [--pages 10000] [--strokes 40] [--editors 20] [--peers hugo lektor] [--folder DIR]

Times are from asking to the whole answer, on this machine; ``CPU`` is the processor time of the server and of what it
started, for one request, which a busy machine changes less. Hugo and Lektor are given the same pages; for them a file
is written, and the page asked for until it has it. Their first build is not counted, and may take long.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from peers.sitegen import Sitegen
from served import saved_to_served

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT / "tests" / "admin" / "soak"))

from visiting import Process, Visitor, people, visitors  # noqa: E402

_TYPED_EVERY = 0.3
"""Seconds between two keystrokes of somebody who types slowly enough to be shown each of them."""

WORDS = ("the", "system+gu", "pag", "ran+12", "guides", "zzz", "release")


class Row(NamedTuple):
    """One kind of request: milliseconds of each, processor time of one, and what they may be."""

    name: str
    times: list[float]
    cpu: float
    bound: str

    @property
    def p50(self) -> float:
        """The median."""
        return statistics.median(self.times)

    def line(self) -> str:
        """As a row of a table."""
        p95 = statistics.quantiles(self.times, n=20)[-1]
        return f"| {self.name} | {self.p50:.0f} | {p95:.0f} | {self.cpu:.0f} | {self.bound} |"


class Desk:
    """An editor at a page of the running office, who does one thing often."""

    def __init__(self, server: Process, visitor: Visitor, path: str, count: int) -> None:
        self._server = server
        self.visitor = visitor
        self.path = path
        self._count = count
        self.sheet = visitor.open(path)

    def timed(self, name: str, bound: str, work: Callable[[int], object]) -> Row:
        """Do it so often, after a first time that is not counted."""
        work(self._count)
        began, times = self._server.cpu(), []
        for number in range(self._count):
            started = time.perf_counter()
            work(number)
            times.append((time.perf_counter() - started) * 1000)
        return Row(name, times, (self._server.cpu() - began) / self._count * 1000, bound)

    def body(self, number: int) -> None:
        """A keystroke in the text."""
        self._draft([], f"{self.sheet['body']}\nWord {number} and [a link](nowhere-{number}.md).\n", f"Word {number}")

    def title(self, number: int) -> None:
        """A keystroke in the title."""
        self._draft([{"at": ["title"], "value": f"Title {number}"}], None, f"Title {number}")

    def _draft(self, edits: list[object], body: str | None, shown: str) -> None:
        draft = {"path": self.path, "version": self.sheet["version"], "edits": edits, "body": body, "as_of": ""}
        answer = self.visitor.send("/api/draft", draft)
        assert answer.status == 200 and shown in answer.data["html"], answer.body[:300]

    def save(self, number: int) -> None:
        """Save a word more."""
        body = f"{self.sheet['body']}\nSaved {number}.\n"
        draft = {"path": self.path, "version": self.sheet["version"], "edits": [], "body": body}
        answer = self.visitor.send("/api/save", draft)
        assert answer.status == 200, answer.body[:300]
        self.sheet |= {"version": answer.data["version"], "body": answer.data["body"]}

    def save_and_see(self, number: int) -> None:
        """Save, and ask for the page as a whole, from where the frame shows it."""
        self.save(number)
        if "frame" not in self.sheet:
            self.sheet["frame"] = self.visitor.ask(f"/api/frame?path={self.path}").data["frame"]
        assert f"Saved {number}." in self.visitor.ask(self.sheet["frame"]).body.decode()


def made(big: Path, own: Path, count: int) -> None:
    """Make the sites anew."""
    Sitegen().lay_out(count, big)
    shutil.rmtree(own, ignore_errors=True)
    shutil.copytree(ROOT / "content", own / "content")
    shutil.copy(ROOT / "site.yaml", own)
    for root in (big, own):
        repository(root)


def repository(root: Path) -> Path:
    """A site under version control."""
    (root / ".gitignore").write_text(".sitegen/\npublic/\n")
    who = {f"GIT_{role}_{what}": "author@example.org" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    for words in (("init", "-q", "-b", "main"), ("add", "-A"), ("commit", "-q", "-m", "First"), ("gc", "-q")):
        # Git would tidy up by itself in the background, while we measure.
        subprocess.run(("git", "-c", "maintenance.auto=false", *words), cwd=root, env=os.environ | who, check=True)
    return root


@contextmanager
def started(root: Path, name: str) -> Iterator[Process]:
    """The office of a site; says how long it took to be ready, and what it needs."""
    began = time.perf_counter()
    with Process(root) as server:
        seconds = time.perf_counter() - began
        print(f"| {name} | {seconds:.1f} s | {server.cpu():.1f} s | {server.memory()} MB |", flush=True)
        yield server


def starts(big: Path, own: Path) -> None:
    """How long until it is ready: the site of this repository, and the large one."""
    print("| ready | wall | CPU | memory |\n|---|---|---|---|")
    for name, root in (("this repository's site", own), ("the large site", big)):
        for again in ("first time", "again"):
            with started(root, f"{name}, {again}"):
                pass


def one_editor(server: Process, visitor: Visitor, pages: list[str], count: int) -> list[Row]:
    """What one person waits for."""
    desk = Desk(server, visitor, pages[0], count)
    return [
        desk.timed("a keystroke in the text", "p50 ≤ 40, p95 ≤ 100", desk.body),
        desk.timed("a keystroke in the title", "p50 ≤ 40, p95 ≤ 100", desk.title),
        desk.timed("opening a page", "≤ 100", lambda number: visitor.open(pages[number + 1])),
        desk.timed("opening it again", "≤ 100", lambda number: visitor.open(pages[number + 1])),
        desk.timed("searching", "≤ 50", lambda number: visitor.ask(f"/api/find?q={WORDS[number % len(WORDS)]}")),
        desk.timed("saving", "", desk.save),
        desk.timed("saving, and the page as a whole", "", desk.save_and_see),
    ]


def together(server: Process, crowd: list[Visitor], pages: list[str], count: int) -> Row:
    """What each waits for while all of them type, each at a page of their own."""
    desks = [Desk(server, visitor, pages[-1 - number], 0) for number, visitor in enumerate(crowd)]
    for desk in desks:
        desk.body(0)
    times: list[float] = []

    def types(desk: Desk, late: float) -> None:
        due = time.perf_counter() + late
        for number in range(count):
            time.sleep(max(0.0, due - time.perf_counter()))
            began = time.perf_counter()
            desk.body(number)
            times.append((time.perf_counter() - began) * 1000)
            due = max(due + _TYPED_EVERY, time.perf_counter())

    began, clock = server.cpu(), time.perf_counter()
    threads = [
        threading.Thread(target=types, args=(desk, number * _TYPED_EVERY / len(desks)))
        for number, desk in enumerate(desks)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    rate = len(times) / (time.perf_counter() - clock)
    cpu = (server.cpu() - began) / len(times) * 1000
    return Row(f"{len(crowd)} people type ({rate:.0f} strokes a second)", times, cpu, "")


def main() -> None:
    """Make the sites, and measure."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--pages", type=int, default=10000)
    options.add_argument("--strokes", type=int, default=40)
    options.add_argument("--editors", type=int, default=20)
    options.add_argument("--peers", nargs="*", default=["hugo", "lektor"], choices=["hugo", "lektor"])
    options.add_argument("--lektor-pages", type=int, help="fewer pages for Lektor, whose first build takes long")
    options.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "sitegen-benchmarks")
    given = options.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    big, own = given.folder / "office", given.folder / "own"
    made(big, own, given.pages)
    starts(big, own)
    pages = sorted(path.relative_to(big).as_posix() for path in (big / "content").glob("*/*-*.md"))
    signed = people(big, given.editors)
    with Process(big) as server, visitors(big, server.port, signed) as crowd:
        rows = one_editor(server, crowd[0], pages, given.strokes)
        rows.append(together(server, crowd, pages, given.strokes))
        memory = server.memory()
    print(f"\n| {given.pages:,} pages, milliseconds | p50 | p95 | CPU | bound |\n|---|---|---|---|---|")
    print("\n".join(row.line() for row in rows), flush=True)
    print(f"\nmemory at the end: {memory} MB; load of the machine: {os.getloadavg()[0]:.1f}\n")
    ours = {"a keystroke": rows[0].p50, "saving": rows[-2].p50}
    print(
        "| saved to served, ms | p50 | a keystroke here / there | saving here / there |\n|---|---|---|---|", flush=True
    )
    for name in given.peers:
        count = (name == "lektor" and given.lektor_pages) or given.pages
        theirs = statistics.median(saved_to_served(name, count, given.folder))
        ratios = " | ".join(f"{value / theirs:.3f}" for value in ours.values())
        print(f"| {name}, {count:,} pages | {theirs:.0f} | {ratios} |", flush=True)


if __name__ == "__main__":
    main()
