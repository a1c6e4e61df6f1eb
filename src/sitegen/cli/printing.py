"""The only module that prints: problems, results, progress. What is asked for goes to standard output, the rest to
standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from sitegen.base.diagnostics import Diagnostic
    from sitegen.cli.frames import TextOf

_WIDEST = 160
_USUAL = 100
_PATIENCE = 1.0
_PLAIN_PAUSE = 5.0


def say(text: str = "") -> None:
    """A line of the result."""
    print(text)


def say_text(text: str) -> None:
    """A piece of the result that has its own line ends, byte for byte."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "surrogateescape"))
    sys.stdout.buffer.flush()


def complain(text: str) -> None:
    """A line beside the result."""
    sys.stdout.flush()
    print(text, file=sys.stderr)


def flush() -> None:
    """Let everything that was said be seen."""
    sys.stdout.flush()


def say_json(value: Any) -> None:
    """The result for a program."""
    import json

    print(json.dumps(value, ensure_ascii=False, indent=None))


def say_problems(problems: Sequence[Diagnostic], text_of: TextOf, debug: bool = False) -> None:
    """Problems with their places, then how many there are."""
    if not problems:
        return
    from sitegen.cli.frames import Frames, Paint, grouped, summary

    paint = Paint(wants_colour(sys.stdout))
    frames = Frames(text_of, paint, min(_columns(), _WIDEST), debug)
    for problem, others in grouped(problems):
        print("\n".join(frames.problem(problem, others)), end="\n\n")
    worst = next(one for one in ("error", "warning", "hint") if any(one == other.severity for other in problems))
    print(paint(worst, summary(problems)))


def say_report(form: str, problems: Sequence[Diagnostic], root: Path, text_of: TextOf) -> None:
    """Problems for a code host: ``form`` is sarif, github or gitlab. ``root`` is the site's folder."""
    from sitegen.cli.reporting import Sources

    sources = Sources(root, Path.cwd(), text_of)
    if form == "sarif":
        from sitegen.cli.sarif import sarif

        say_json(sarif(problems, sources))
    elif form == "gitlab":
        from sitegen.cli.gitlab import code_quality

        say_json(code_quality(problems, sources))
    else:
        from sitegen.cli.frames import summary
        from sitegen.cli.github import command

        for problem in problems:
            print(command(problem, sources))
        print(summary(problems) or "No problems found.")


def say_table(rows: Iterable[Sequence[str]]) -> None:
    """Rows in columns that line up, also with wide characters."""
    from sitegen.cli.cells import plain, width_of

    table = [[plain(cell) for cell in row] for row in rows]
    widths = [max(map(width_of, column)) for column in zip(*table, strict=True)]
    for row in table:
        cells = [cell + " " * (width - width_of(cell)) for cell, width in zip(row, widths, strict=True)]
        print("  ".join(cells).rstrip())


def wants_colour(stream: TextIO) -> bool:
    """True if a stream is to get colours: on a terminal, unless NO_COLOR says otherwise (or FORCE_COLOR does)."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def _columns() -> int:
    """The width of the terminal; COLUMNS says otherwise."""
    given = os.environ.get("COLUMNS", "")
    if given.isdecimal() and int(given):
        return int(given)
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or _USUAL
    except (OSError, ValueError):
        return _USUAL


class Progress:
    """Tells how far something is once it takes longer than a second: a bar on a terminal, a line now and then else."""

    def __init__(self) -> None:
        self._started = monotonic()
        self._told = 0.0
        self._what = ""
        self._bar: Any = None
        self._task: Any = None

    def __call__(self, what: str, done: int, of: int) -> None:
        """``done`` of ``of`` are done."""
        now = monotonic()
        if now - self._started < _PATIENCE:
            return
        if sys.stderr.isatty() and os.environ.get("TERM") != "dumb":
            self._draw(what, done, of)
        elif done and (now - self._told >= _PLAIN_PAUSE or what != self._what):
            self._told = now
            complain(f"{what}: {done} of {of}")
        self._what = what

    def _draw(self, what: str, done: int, of: int) -> None:
        if self._bar is None:
            self._bar = _rich_bar()
            self._bar.start()
        if self._task is None or what != self._what:
            if self._task is not None:
                self._bar.remove_task(self._task)
            self._task = self._bar.add_task(what, total=of)
        self._bar.update(self._task, completed=done, total=of)

    def waiting(self) -> None:
        """Somebody else is at it."""
        complain("Waiting for another sitegen that works on this site …")

    def end(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None


def _rich_bar() -> Any:
    """A bar of the library ``rich``, which takes longer to import than most builds."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Bar(*columns, console=Console(stderr=True, markup=False, highlight=False), transient=True)
