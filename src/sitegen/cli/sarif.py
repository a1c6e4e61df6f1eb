"""Problems as SARIF 2.1.0, which code hosts and editors read.

Section numbers are those of the standard: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sitegen import __version__
from sitegen.base.codes import CODES
from sitegen.base.diagnostics import Diagnostic, Fix, Location
from sitegen.base.text import Span
from sitegen.cli.reporting import Sources, told, with_fingerprints

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {"error": "error", "warning": "warning", "hint": "note"}
_LINK = re.compile(r"\[(?=[^\[\]]*\]\()")


def sarif(problems: Sequence[Diagnostic], sources: Sources) -> dict[str, Any]:
    """The log of one run."""
    codes = sorted({problem.code for problem in problems})
    results = [
        _result(problem, codes.index(problem.code), name, sources)
        for problem, name in with_fingerprints(problems, sources)
    ]
    rules = [_rule(code) for code in codes]
    run = {
        "tool": {"driver": {"name": "sitegen", "semanticVersion": __version__, "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "originalUriBaseIds": {"SRCROOT": {"description": {"text": "The folder that paths are told from."}}},
        "results": results,
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(code: str) -> dict[str, Any]:
    known = CODES[code]
    return {
        "id": code,
        "name": "".join(word[:1].upper() + word[1:] for word in re.findall(r"\w+", known.name)),
        "shortDescription": {"text": _escaped(known.name)},
        "fullDescription": {"text": _escaped(f"{known.name}. {known.advice}")},
        "help": {
            "text": f"{_escaped(known.advice)}\nMore: sitegen explain {code}",
            "markdown": f"{_escaped(known.advice)}\n\nMore: `sitegen explain {code}`",
        },
        "defaultConfiguration": {"level": LEVELS[known.severity]},
    }


def _result(problem: Diagnostic, rule: int, name: str, sources: Sources) -> dict[str, Any]:
    related = _unique(
        [{**_location(note.location, sources), "message": {"text": _escaped(note.message)}} for note in problem.notes]
    )
    fixes = _unique([fix for one in problem.fixes if (fix := _fix(one, sources)) is not None])
    return {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": LEVELS[problem.severity],
        "message": {"text": _escaped(told(problem))},
        "locations": [_location(problem.location, sources)],
        "partialFingerprints": {"problem/v1": name},
        **({"relatedLocations": related} if related else {}),
        **({"fixes": fixes} if fixes else {}),
    }


def _unique(values: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each value once, as the standard has it."""
    return [value for at, value in enumerate(values) if value not in values[:at]]


def _escaped(text: str) -> str:
    """Text for a message: braces stand for arguments there (§3.11.5), and ``[words](address)`` for a link (§3.11.6)."""
    return _LINK.sub(r"\\[", text.replace("{", "{{").replace("}", "}}"))


def _location(place: Location, sources: Sources) -> dict[str, Any]:
    if not place.path:
        return {}
    physical: dict[str, Any] = {"artifactLocation": _artifact(place.path, sources)}
    if place.line:
        physical["region"] = _region((place.line, place.column, place.end_line, place.end_column))
    return {"physicalLocation": physical}


def _artifact(path: str, sources: Sources) -> dict[str, str]:
    if path.startswith("/"):
        return {"uri": Path(path).as_uri()}
    return {"uri": quote(sources.path(path), safe="/", errors="surrogatepass"), "uriBaseId": "SRCROOT"}


def _region(span: Span) -> dict[str, int]:
    """Lines and columns from 1, the end exclusive: as ours are. What is not known is left out."""
    line, column, end_line, end_column = span
    region = {"startLine": line}
    if column:
        region["startColumn"] = column
    if end_line >= line:
        region["endLine"] = end_line
    if column and end_column and (end_line, end_column) >= (line, column):
        region["endColumn"] = end_column
    return region


def _fix(fix: Fix, sources: Sources) -> dict[str, Any] | None:
    """A fix; None if the text that it changes cannot be read."""
    changes: dict[str, list[dict[str, Any]]] = {}
    for edit in fix.edits:
        span = sources.span(edit.path, edit.start, edit.end)
        if span is None:
            return None
        replacement = {"deletedRegion": _region(span), "insertedContent": {"text": edit.text}}
        changes.setdefault(edit.path, []).append(replacement)
    if not changes:
        return None
    return {
        "description": {"text": _escaped(fix.label)},
        "artifactChanges": [
            {"artifactLocation": _artifact(path, sources), "replacements": made} for path, made in changes.items()
        ],
    }
