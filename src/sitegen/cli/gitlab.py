"""Problems as a code quality report of GitLab, shown beside the changes of a merge request.

The form: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sitegen.base.diagnostics import Diagnostic
from sitegen.cli.reporting import Sources, told, with_fingerprints

SEVERITIES = {"error": "major", "warning": "minor", "hint": "info"}


def code_quality(problems: Sequence[Diagnostic], sources: Sources) -> list[dict[str, Any]]:
    """The report. A problem with a whole file stands at its first line: the form asks for one."""
    return [_finding(problem, name, sources) for problem, name in with_fingerprints(problems, sources)]


def _finding(problem: Diagnostic, name: str, sources: Sources) -> dict[str, Any]:
    place = problem.location
    first = max(place.line, 1)
    return {
        "description": told(problem).replace("\n", "; "),
        "check_name": problem.code,
        "fingerprint": name,
        "severity": SEVERITIES[problem.severity],
        "location": {
            "path": sources.path(place.path).removeprefix("./"),
            "lines": {"begin": first, "end": max(place.end_line, first)},
        },
    }
