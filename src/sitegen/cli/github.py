"""Problems as workflow commands of GitHub Actions: lines that become remarks beside the changed lines.

The form: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

from sitegen.base.codes import CODES
from sitegen.base.diagnostics import Diagnostic, Location
from sitegen.cli.reporting import Sources, told

COMMANDS = {"error": "error", "warning": "warning", "hint": "notice"}


def command(problem: Diagnostic, sources: Sources) -> str:
    """A problem as one line: ``::error file=…,line=…::message``."""
    title = f"{problem.code}: {CODES[problem.code].name}"
    properties = {**_place(problem.location, sources), "title": title}
    written = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{COMMANDS[problem.severity]} {written}::{_data(told(problem))}"


def _place(place: Location, sources: Sources) -> dict[str, str | int]:
    """File, lines and columns. Columns may be given only where a remark stays on one line; the last one counts."""
    if not place.path or place.path.startswith("@theme/"):
        return {}
    found: dict[str, str | int] = {"file": sources.path(place.path)}
    if place.line:
        found["line"] = place.line
        found["endLine"] = max(place.end_line, place.line)
    if place.line and place.column and place.end_line in (0, place.line):
        found["col"] = place.column
        found["endColumn"] = max(place.end_column - 1, place.column)
    return found


def _data(text: str) -> str:
    """What follows the second ``::``."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """The value of a property, which a colon or a comma would end."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
