"""JSON over HTTP: the only place that knows how things look on the way to a browser."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sitegen.base.diagnostics import Diagnostic
from sitegen.project.behind import Behind, nearest_first

MOST_PROBLEMS = 20
"""So many problems are listed; of the others only how many they are."""


def event(kind: str, data: Any) -> bytes:
    """A server-sent event."""
    return f"event: {kind}\ndata: {json.dumps(data)}\n\n".encode()


def problem_list(problems: Sequence[Diagnostic], shown: Behind) -> dict[str, Any]:
    """Errors and warnings, those that matter to the page that is ``shown`` first: as many as somebody may want to
    read, and how many there are."""
    told = nearest_first((one for one in problems if one.severity in ("error", "warning")), shown)
    errors = sum(one.severity == "error" for one in told)
    return {"total": len(told), "errors": errors, "problems": [_problem(one) for one in told[:MOST_PROBLEMS]]}


def _problem(problem: Diagnostic) -> dict[str, Any]:
    place = problem.location
    return {
        "code": problem.code,
        "severity": problem.severity,
        "message": problem.message,
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "hint": problem.hint if "\n" not in problem.hint else "",
    }
