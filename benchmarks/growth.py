"""How time and memory grow with a site: 1,000, 10,000 and 100,000 pages.

    python benchmarks/growth.py [--pages 1000 10000 100000] [--runs 3] [--folder DIR]

Builds from nothing, and how long it takes from starting ``sitegen serve`` and ``sitegen admin`` until the first pages
are there, when the site is known from before. 100,000 pages are 800 MB of text; with what is built from them, several
times so much is needed in the folder. What is done is told on the way.
"""

from __future__ import annotations

import argparse
import http.client
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from peers.sitegen import Sitegen
from turns import Site, say

from office import repository

sys.path.append(str(Path(__file__).resolve().parent.parent / "tests" / "admin" / "soak"))

from visiting import people

from sitegen.server.admin.cookies import cookie_name

_MOST = 600.0


class Step(NamedTuple):
    """A site of some size: seconds, and bytes of the largest process."""

    pages: int
    cold: float
    memory: int
    served: float
    """From starting ``sitegen serve`` to the whole home page."""
    opened: float
    """From starting ``sitegen admin`` to the whole first screen, for somebody who is signed in."""
    edited: float
    """And to a page that can be edited."""

    def grown(self, before: Step | None) -> str:
        """As a row: what a page takes, and how many times that is what it took at the step before."""
        time_of, memory_of = self.cold / self.pages, self.memory / self.pages
        times = ["", ""]
        if before is not None:
            times = [f"{time_of * before.pages / before.cold:.2f}", f"{memory_of * before.pages / before.memory:.2f}"]
        cells = [f"{self.pages:,}", f"{self.cold:.1f} s", f"{time_of * 1000:.2f} ms", times[0]]
        return _row(*cells, f"{self.memory / 1e6:,.0f} MB", f"{memory_of / 1e3:.1f} kB", times[1])

    def waited(self) -> str:
        """As a row: how long until the first pages are there."""
        return _row(f"{self.pages:,}", *(f"{one:.2f} s" for one in (self.served, self.opened, self.edited)))


def tables(steps: list[Step]) -> str:
    """What was found, as Markdown."""
    grown = [_row("pages", "from nothing", "a page", "growth", "memory", "a page", "growth"), _row(*["---"] * 7)]
    grown += [one.grown(before) for before, one in zip([None, *steps], steps, strict=False)]
    waited = [_row("pages", "`serve`", "`admin`", "a page to edit there"), _row(*["---"] * 4)]
    return "\n".join([*grown, "", *waited, *(one.waited() for one in steps)])


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def step(site: Site, count: int, runs: int) -> Step:
    """Measure a site of so many pages."""
    for number in range(runs):
        site.build("cold")
        say(f"from nothing, {number + 1} of {runs}: {site.used['cold'][-1].seconds:.1f} s")
    waited = _waited(site, runs)
    used = site.used["cold"]
    cold, memory = statistics.median(one.seconds for one in used), max(one.memory for one in used)
    return Step(count, cold, memory, *waited)


def _waited(site: Site, runs: int) -> list[float]:
    """Median seconds to the home page, to the first screen, to a page in it. The first start of each is not counted."""
    program = str(site.tool.install(site.root))
    say("under version control")
    (signed,) = people(repository(site.root), 1)
    cookie = {"Cookie": f"{cookie_name(site.root.resolve())}={signed.token}"}
    found = []
    for name, paths in (("serve", ["/"]), ("admin", ["/", f"/pages/edit/{quote(site.page)}"])):
        command = [program, name, "--port", "0", *(["--no-open"] if name == "admin" else [])]
        times = []
        for number in range(runs + 1):
            times.append(first_answers(command, site.root, paths, cookie))
            say(f"{name}, {number} of {runs}: {', '.join(f'{one:.2f} s' for one in times[-1])}")
        found += [statistics.median(one) for one in zip(*times[1:], strict=True)]
    return found


def first_answers(command: list[str], root: Path, paths: list[str], headers: dict[str, str]) -> list[float]:
    """Seconds from starting a server until the answer to each path is there, asked one after the other."""
    started = time.perf_counter()
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        try:
            assert process.stdout is not None
            told = (re.search(rb"http://[^/\s]+", line) for line in process.stdout)
            address = urlsplit(next(found[0] for found in told if found).decode())
            connection = http.client.HTTPConnection(str(address.hostname), address.port, timeout=_MOST)
            times = []
            for path in paths:
                _ask(connection, path, headers)
                times.append(time.perf_counter() - started)
            connection.close()
            return times
        finally:
            process.send_signal(signal.SIGINT)


def _ask(connection: http.client.HTTPConnection, path: str, headers: dict[str, str]) -> None:
    """Read a page to its end."""
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    text = answer.read()
    if answer.status == 303:
        _ask(connection, answer.headers["Location"], headers)
    elif answer.status != 200 or not text:
        raise ValueError(f"{path} was answered with {answer.status}: {text[:200]!r}")


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--pages", type=int, nargs="*", default=[1000, 10000, 100000])
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "sitegen-growth")
    given = options.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    steps = []
    for count in given.pages:
        say(f"{count:,} pages are being written")
        site = Site(Sitegen(), given.folder, count)
        steps.append(step(site, count, given.runs))
        say(tables(steps))
        site.remove()
    print(tables(steps))
    print(f"\n{given.runs} runs each, medians; memory of the largest process. Growth: a page beside one a row above.")


if __name__ == "__main__":
    main()
