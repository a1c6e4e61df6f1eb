"""JSON over HTTP: the only place that knows how things look on the way to a browser."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sitegen.base.diagnostics import Diagnostic

_MOST_PROBLEMS = 100


def event(kind: str, data: Any) -> bytes:
    """A server-sent event."""
    return f"event: {kind}\ndata: {json.dumps(data)}\n\n".encode()


def problem_list(problems: Sequence[Diagnostic]) -> dict[str, Any]:
    """Errors, then warnings: as many as somebody may want to read, and how many there are."""
    told = [one for one in problems if one.severity in ("error", "warning")]
    told.sort(key=lambda one: one.severity != "error")
    return {"total": len(told), "problems": [_problem(one) for one in told[:_MOST_PROBLEMS]]}


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
        "also": [note.location.path for note in problem.notes],
    }
