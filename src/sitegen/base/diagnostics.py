"""Problems as values: what is wrong, where, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sitegen.base.codes import CODES
from sitegen.base.data import noun

SEVERITIES = ("error", "warning", "hint", "off")


@noun
class Location:
    """A place in a source file. Lines and columns count from 1; columns count characters, not bytes.

    ``line`` 0 means the file as a whole.
    """

    path: str
    line: int = 0
    column: int = 0
    end_line: int = 0
    end_column: int = 0


@noun
class Edit:
    """Replace the characters from ``start`` up to ``end`` (offsets in the file's text) by ``text``."""

    path: str
    start: int
    end: int
    text: str


@noun
class Fix:
    """A change that mends a problem: what it is called on a button, and its edits."""

    label: str
    edits: tuple[Edit, ...]


@noun
class Note:
    """The other end of a two-sided problem, or a frame on the way to it."""

    message: str
    location: Location


@noun
class Diagnostic:
    """One problem. ``code`` is permanent and stands in :data:`sitegen.base.codes.CODES`."""

    code: str
    message: str
    location: Location
    hint: str = ""
    notes: tuple[Note, ...] = ()
    fixes: tuple[Fix, ...] = ()
    severity: str = ""

    def order(self) -> tuple[str, int, int, str, str]:
        """Key of the deterministic order: path, line, column, code, message."""
        place = self.location
        return (place.path, place.line, place.column, self.code, self.message)


def with_severities(problems: Iterable[Diagnostic], overrides: dict[str, str]) -> list[Diagnostic]:
    """Each problem once, sorted, with its severity; those whose code is switched ``off`` are left out.

    Of those that differ only in how they came about, one is kept, whatever order they are found in.
    """
    kept: dict[tuple[str, int, int, str, str], Diagnostic] = {}
    for problem in problems:
        severity = overrides.get(problem.code) or CODES[problem.code].severity
        if severity == "off":
            continue
        found = replace(problem, severity=severity)
        other = kept.setdefault(found.order(), found)
        if found != other and _origin(found) < _origin(other):
            kept[found.order()] = found
    return [kept[key] for key in sorted(kept)]


def _origin(problem: Diagnostic) -> tuple[str, str]:
    return problem.hint, repr((problem.notes, problem.fixes, problem.location))


def has_errors(problems: Iterable[Diagnostic]) -> bool:
    """True if any problem is an error."""
    return any(problem.severity == "error" for problem in problems)
