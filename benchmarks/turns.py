"""Sites of several generators that are built in turn: cold, unchanged, and after each kind of edit."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

import corpus
from edits import EDITS
from measured import Failed, Used, measured
from peers.installing import NotHere
from peers.tool import Tool
from results import CASES, Comparison, Row


class Site:
    """A site of one generator, and what was seen of its builds."""

    def __init__(self, tool: Tool, folder: Path, count: int) -> None:
        self.tool = tool
        self._program = tool.install(folder)
        self.version = tool.version(self._program)
        self.root = folder / f"{tool.name.replace(', ', '-').replace(' ', '-').lower()}-{count}"
        self._away = self.root.with_name(f"{self.root.name}-away")
        shutil.rmtree(self._away, ignore_errors=True)
        tool.lay_out(count, self.root)
        heads = (corpus.head(number, count) for number in range(count))
        self.page = tool.page(min(heads, key=lambda one: (one.section != "guides", one.slug)))
        self._made = 0
        self.used: dict[str, list[Used]] = {}
        self.stale: dict[str, tuple[int, int]] = {}
        """How many files did not have an edit, and how many had it or should have, by case."""
        for case in EDITS:
            self._edit(case)

    @property
    def output(self) -> Path:
        """What it publishes."""
        return self.root / self.tool.output

    def build(self, case: str, counts: bool = True) -> None:
        """Make the change that a case is about, and build."""
        self._made += 1
        if case == "cold":
            for name in (self.tool.output, *self.tool.kept):
                for place in self.root.glob(name):
                    self._put_away(place)
        elif case in EDITS:
            self._edit(case)
        used = measured(self.tool.command(self._program), self.root)
        if counts:
            self.used.setdefault(case, []).append(used)

    def look(self, case: str) -> None:
        """See whether what is published has the last edit."""
        if case in EDITS:
            self.stale[case] = EDITS[case].stale(self.output, self._made)

    def row(self) -> Row:
        """What was seen."""
        files = sum(path.is_file() for path in self.output.rglob("*"))
        seconds = {case: [one.seconds for one in used] for case, used in self.used.items()}
        memory = max(one.memory for used in self.used.values() for one in used)
        return Row(self.tool.name, self.version, self.tool.differs, files, seconds, memory, self.stale)

    def remove(self) -> None:
        """Take away all that was made."""
        for folder in (self.root, self._away):
            shutil.rmtree(folder, ignore_errors=True)

    def _edit(self, case: str) -> None:
        EDITS[case].make(self.root / (self.tool.layout if case == "one layout" else self.page), self._made)

    def _put_away(self, place: Path) -> None:
        """Move it aside: some file systems are slow to make files for a minute after others were deleted."""
        self._away.mkdir(exist_ok=True)
        place.rename(self._away / f"{self._made}-{place.name}")


def compared(tools: Iterable[Tool], count: int, folder: Path, runs: int) -> Comparison:
    """Build the site of so many pages with each tool that can be had, in turn."""
    missing: dict[str, str] = {}
    sites = []
    for tool in tools:
        say(f"{count:,} pages for {tool.name}")
        try:
            sites.append(Site(tool, folder, count))
        except NotHere as error:
            missing[tool.name] = str(error)
            say(f"{tool.name} is left out: {error}")
    for case in CASES:
        _take_turns(sites, case, runs, missing)
    return Comparison(count, runs, [site.row() for site in sites], missing)


def _take_turns(sites: list[Site], case: str, runs: int, missing: dict[str, str]) -> None:
    """Build each site so often. The first build after another case is not counted; all cold ones are."""
    for number in range(runs + (case != "cold")):
        say(f"{case}, {number + 1} of {runs + (case != 'cold')}")
        for site in list(sites):
            try:
                site.build(case, counts=bool(number) or case == "cold")
            except Failed as error:
                sites.remove(site)
                missing[site.tool.name] = f"{case}: {error}"
                say(f"{site.tool.name} failed and is left out from here: {error}")
    for site in sites:
        site.look(case)


def say(words: str) -> None:
    """Tell the one who waits."""
    print(words, file=sys.stderr, flush=True)
