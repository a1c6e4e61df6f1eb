"""What a comparison found, as JSON that other programs read, and as a Markdown table."""

from __future__ import annotations

import json
import os
import platform
import statistics
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

TOLD = {
    "cold": "from nothing",
    "nothing": "nothing changed",
    "one body": "one text",
    "one title": "one title",
    "one layout": "one layout",
}
"""What is built, and how it is called on a page that people read."""
CASES = tuple(TOLD)
WRONG = "†"
"""Beside the time of a build whose result is not right."""


@dataclass(frozen=True)
class Row:
    """One generator."""

    name: str
    version: str
    differs: str
    """What its site has less or more than the others', as words after its name and "has"; "" if nothing."""
    files: int
    """That it published."""
    seconds: dict[str, list[float]]
    """Of each build, by case."""
    memory: int
    """Bytes of its largest process in all builds."""
    stale: dict[str, tuple[int, int]]
    """How many files did not have an edit, and how many had it or should have, by case."""

    def median(self, case: str) -> float:
        """Seconds."""
        return statistics.median(self.seconds[case])

    def is_right(self, case: str) -> bool:
        """False if pages were left as they were before the edit, or the edit is nowhere."""
        old, found = self.stale.get(case, (0, 1))
        return not old and bool(found)


@dataclass(frozen=True)
class Comparison:
    """Generators on one site; the first row is sitegen's."""

    pages: int
    runs: int
    rows: list[Row]
    missing: dict[str, str]
    """Why a generator is not there, by name."""

    def table(self) -> str:
        """Medians, and how much of the others' sitegen's are; what has to be known of them below."""
        lines = [f"| {self.pages:,} pages | {' | '.join(TOLD.values())} | memory |", "| --- " * (len(CASES) + 2) + "|"]
        for row in self.rows:
            times = " | ".join(seconds(row.median(case)) + WRONG * (not row.is_right(case)) for case in CASES)
            lines.append(f"| {row.name} {row.version} | {times} | {row.memory / 1e6:,.0f} MB |")
        for row in self.rows[1:]:
            ratios = [self.rows[0].median(case) / row.median(case) for case in CASES]
            ratios.append(self.rows[0].memory / row.memory)
            lines.append(f"| {self.rows[0].name} / {row.name} | {' | '.join(f'{one:.3g}' for one in ratios)} |")
        return "\n".join([*lines, "", *self._notes()])

    def _notes(self) -> Iterator[str]:
        for row in self.rows:
            yield from (_wrong(row, case) for case in CASES if not row.is_right(case))
            if row.differs:
                own = f"{self.rows[0].name} {self.rows[0].files:,}"
                yield f"- {row.name} has {row.differs}: {row.files:,} files, {own}."
        for name, why in self.missing.items():
            yield f"- {name} was not measured: {why}"


def _wrong(row: Row, case: str) -> str:
    old, found = row.stale[case]
    what = f"{old:,} of {found:,} files were left as they were" if found else "no file has it"
    return f"- {WRONG} {row.name}, {TOLD[case]}: {what}."


def seconds(value: float) -> str:
    """As it is told, with three digits or so."""
    return f"{value:.2f}" if value < 10 else f"{value:.1f}"


def save(comparisons: list[Comparison], path: Path) -> None:
    """Write them, with what is to be known of the machine."""
    machine = {"processors": os.cpu_count(), "system": platform.system(), "python": platform.python_version()}
    data = {"machine": machine, "comparisons": [asdict(one) for one in comparisons]}
    path.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


def load(path: Path) -> list[Comparison]:
    """Read what ``save`` has written."""
    found = json.loads(path.read_text(encoding="utf-8"))["comparisons"]
    return [Comparison(**one | {"rows": [Row(**row) for row in one["rows"]]}) for one in found]
