"""Problems as the data that programs read."""

from __future__ import annotations

from typing import Any

from sitegen.base.diagnostics import Diagnostic


def problem_row(problem: Diagnostic) -> dict[str, Any]:
    """A problem as the data that programs read."""
    place = problem.location
    return {
        "code": problem.code,
        "severity": problem.severity,
        "message": problem.message,
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "hint": problem.hint,
        "fixes": [
            {
                "label": fix.label,
                "edits": [{"path": e.path, "start": e.start, "end": e.end, "text": e.text} for e in fix.edits],
            }
            for fix in problem.fixes
        ],
    }
