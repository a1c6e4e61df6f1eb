"""What will be written, and what was."""

from __future__ import annotations

from sitegen.base.data import noun
from sitegen.base.diagnostics import Diagnostic


@noun
class OutputSpec:
    """One file to write: ``kind`` names the writer, ``subject`` its source, ``number`` the page of a list (from 1)."""

    path: str
    kind: str
    subject: str
    number: int = 1


@noun
class BuildReport:
    """What a build did. ``ran`` counts the queries that ran, by name."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int
    problems: tuple[Diagnostic, ...]
    ran: dict[str, int]
    seconds: float
