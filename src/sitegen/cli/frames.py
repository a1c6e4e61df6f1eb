"""A problem as lines of text: what, where, the line itself with a mark under the place, how to mend it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from sitegen.base.diagnostics import Diagnostic, Location, Note
from sitegen.cli.cells import plain, shown

TextOf = Callable[[str], "str | None"]
"""The text of a source, None if it cannot be read."""

_LINE_END = re.compile(r"\r\n|\r|\n")
_MOST_PLACES = 5
_LEAST_ROOM = 30

_CODES = {"error": "1;31", "warning": "1;33", "hint": "1;36", "mark": "1;34", "strong": "1"}


class Paint:
    """Colours for a terminal; none where ``on`` is false."""

    def __init__(self, on: bool) -> None:
        self.on = on

    def __call__(self, style: str, text: str) -> str:
        """``text`` in a style."""
        return f"\x1b[{_CODES[style]}m{text}\x1b[0m" if self.on and text else text


class Frames:
    """Draws problems. ``width`` is that of the terminal."""

    def __init__(self, text_of: TextOf, paint: Paint, width: int, debug: bool = False) -> None:
        self._text_of = text_of
        self._paint = paint
        self._width = width
        self._debug = debug
        self._lines: dict[str, list[str]] = {}

    def problem(self, problem: Diagnostic, others: Sequence[Location] = ()) -> list[str]:
        """The lines for a problem; ``others`` are more places where the same is wrong."""
        head = self._paint(problem.severity, f"{problem.severity}[{problem.code}]")
        lines = [f"{head} {self._paint('strong', plain(problem.message))}"]
        place = problem.location
        gutter = " " * (1 + len(str(place.line or 1)))
        lines.append(f"{gutter}{self._paint('mark', '-->')} {place_text(place)}")
        hint = self._hint(problem)
        framed = self._frame(problem, gutter, hint)
        lines += framed or self._remark(gutter, hint)
        for note in problem.notes:
            lines += self._remark(gutter, _note_text(note))
        for other in others[:_MOST_PLACES]:
            lines += self._remark(gutter, f"also {place_text(other)}")
        if len(others) > _MOST_PLACES:
            lines += self._remark(gutter, f"and in {len(others) - _MOST_PLACES} more places")
        return lines

    def _hint(self, problem: Diagnostic) -> str:
        """The hint; the traceback of a mistake of ours only for those who ask for it."""
        if "\n" not in problem.hint:
            return problem.hint
        return problem.hint if self._debug else "add --debug to see where"

    def _remark(self, gutter: str, text: str) -> list[str]:
        if not text:
            return []
        first, *rest = text.splitlines()
        mark = self._paint("mark", "=")
        return [f"{gutter} {mark} {plain(first)}", *[f"{gutter}   {plain(line)}" for line in rest]]

    def _frame(self, problem: Diagnostic, gutter: str, hint: str) -> list[str]:
        place = problem.location
        line = self._line(place)
        if line is None or "\n" in hint:
            return []
        end = place.end_column - 1 if place.end_line == place.line else len(line)
        room = max(self._width - len(gutter) - 3, _LEAST_ROOM)
        seen = shown(line, place.column - 1, end, room)
        bar = self._paint("mark", "|")
        carets = " " * seen.start + self._paint(problem.severity, "^" * (seen.end - seen.start))
        under = f"{carets} {self._paint(problem.severity, plain(hint))}" if hint else carets
        number = self._paint("mark", f"{place.line:>{len(gutter)}}")
        return [f"{gutter} {bar}", f"{number} {bar} {seen.text}".rstrip(), f"{gutter} {bar} {under}"]

    def _line(self, place: Location) -> str | None:
        """The line of a place; None where there is nothing to show."""
        if place.line < 1 or place.column < 1:
            return None
        if place.path not in self._lines:
            text = self._text_of(place.path)
            self._lines[place.path] = [] if text is None else _LINE_END.split(text)
        lines = self._lines[place.path]
        return lines[place.line - 1] if place.line <= len(lines) else None


def place_text(place: Location) -> str:
    """``path:line:column``, as far as it is known."""
    parts = [plain(place.path), *[str(number) for number in (place.line, place.column) if number]]
    return ":".join(parts)


def _note_text(note: Note) -> str:
    where = place_text(note.location)
    if not where or where in note.message:
        return note.message
    return f"{note.message} ({where})"


def grouped(problems: Sequence[Diagnostic]) -> list[tuple[Diagnostic, list[Location]]]:
    """Problems that say the same of several places come once, with the other places; the order stays."""
    found: dict[tuple[str, str, str, str], tuple[Diagnostic, list[Location]]] = {}
    for problem in problems:
        key = (problem.code, problem.severity, problem.message, problem.hint)
        if key in found:
            found[key][1].append(problem.location)
        else:
            found[key] = (problem, [])
    return list(found.values())


def summary(problems: Sequence[Diagnostic]) -> str:
    """``3 errors, 2 warnings``; empty without problems."""
    told = [problem.severity for problem in problems]
    counts = [(told.count(severity), severity) for severity in ("error", "warning", "hint")]
    return ", ".join(f"{count} {severity}{'s' if count != 1 else ''}" for count, severity in counts if count)
