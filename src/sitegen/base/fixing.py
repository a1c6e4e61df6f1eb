"""Changes, which are told by place, as fixes, which are told by offset: only here is the text of the file looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from sitegen.base.diagnostics import Change, Diagnostic, Edit, Fix, Location
from sitegen.base.text import Lines

TextOf = Callable[[str], "str | None"]
"""The text of a source without its byte order mark; None if it cannot be read."""

BEFORE_ALL = -1
"""Where an edit starts that takes the byte order mark away, which stands before the first character."""


def with_fixes(problems: Iterable[Diagnostic], text_of: TextOf) -> list[Diagnostic]:
    """The problems, those that say a change with the fix that it means."""
    texts: dict[str, tuple[str, Lines] | None] = {}
    return [_with_fix(problem, texts, text_of) if problem.change is not None else problem for problem in problems]


def _with_fix(problem: Diagnostic, texts: dict[str, tuple[str, Lines] | None], text_of: TextOf) -> Diagnostic:
    path = problem.location.path
    if path not in texts:
        text = text_of(path)
        texts[path] = (text, Lines(text)) if text is not None else None
    known = texts[path]
    if known is None or problem.change is None:
        return problem
    edit = _edit(problem.change, problem.location, *known)
    return replace(problem, fixes=(*problem.fixes, Fix(problem.change.label, (edit,)))) if edit is not None else problem


def _edit(change: Change, at: Location, text: str, lines: Lines) -> Edit | None:
    """The edit; None if what is to be replaced does not stand there, or not once."""
    if change.old == "\ufeff":
        return Edit(at.path, BEFORE_ALL, 0, "")
    if at.line < 1 or at.column < 1:
        return None
    start, end = lines.offset(at.line, at.column), lines.offset(at.end_line, at.end_column)
    if not change.old:
        return Edit(at.path, start, end, change.text)
    if text.count(change.old, start, end) != 1:
        return None
    found = text.index(change.old, start, end)
    return Edit(at.path, found, found + len(change.old), change.text)
