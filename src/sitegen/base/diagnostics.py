"""Problems as values: what is wrong, where, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable

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
    """Replace the characters from ``start`` up to ``end`` by ``text``.

    Offsets count the characters of the file's text without its byte order mark, which stands at -1.
    """

    path: str
    start: int
    end: int
    text: str


@noun
class Fix:
    """A change that mends a problem: what it is called on a button, and its edits.

    One that is not ``safe`` is a guess, which is only made when somebody asks for this very one.
    """

    label: str
    edits: tuple[Edit, ...]
    safe: bool = True


@noun
class Change:
    """A fix told by place, as those know it who do not have the file's text (see :mod:`sitegen.base.fixing`).

    At the place of its problem ``text`` is written instead of everything, or instead of ``old`` in it.
    """

    label: str
    text: str
    old: str = ""


@noun
class Ignore:
    """What a comment in a text ignores: problems of a code in some lines (see :mod:`sitegen.base.ignoring`)."""

    code: str
    first_line: int
    last_line: int


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
    change: Change | None = None
    ignores: Ignore | None = None

    def order(self) -> tuple[str, int, int, str, str]:
        """Key of the deterministic order: path, line, column, code, message."""
        place = self.location
        return (place.path, place.line, place.column, self.code, self.message)


def with_severities(problems: Iterable[Diagnostic], overrides: dict[str, str]) -> list[Diagnostic]:
    """Each problem once, sorted, with its severity; those whose code is switched ``off`` are left out.

    Of those that differ only in how they came about, one is kept, whatever order they are found in.
    """
    from dataclasses import replace  # here, because a build that changes nothing finds nothing

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
    return problem.hint, repr((problem.notes, problem.fixes, problem.change, problem.location))


def has_errors(problems: Iterable[Diagnostic]) -> bool:
    """True if any problem is an error."""
    return any(problem.severity == "error" for problem in problems)
