"""What the forms for other programs (SARIF, GitHub, GitLab) have in common: paths, lines, fingerprints.

Those programs know a repository, not a site: a path is that from the folder where the command runs (the top of a
checkout, in continuous checks) if the site lies below it, and else that from the site's folder.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path

from sitegen.base.diagnostics import Diagnostic, Location
from sitegen.base.text import Lines, Span

_LINE_END = re.compile(r"\r\n|\r|\n")


class Sources:
    """The sources that problems lie in. ``root`` is the site's folder, ``here`` the one that paths are told from."""

    def __init__(self, root: Path, here: Path, text_of: Callable[[str], str | None]) -> None:
        self._prefix = root.relative_to(here).as_posix() + "/" if root != here and root.is_relative_to(here) else ""
        self._text_of = text_of
        self._texts: dict[str, str | None] = {}

    def text(self, path: str) -> str | None:
        """The text of a source, None if it cannot be read."""
        if path not in self._texts:
            self._texts[path] = self._text_of(path)
        return self._texts[path]

    def path(self, path: str) -> str:
        """A source's path as other programs know it. Of a row (``data/products.csv#lamp``), that of the data file."""
        if path.startswith(("/", "@theme/")):
            return path
        file, _, row = path.partition("#")
        return self._prefix + (file if row and self.text(path) is None else path)

    def line(self, place: Location) -> str:
        """The line that a place lies in, without blanks around it; empty if there is none."""
        text = self.text(place.path) if place.line else None
        lines = _LINE_END.split(text) if text is not None else []
        return lines[place.line - 1].strip() if place.line <= len(lines) and place.line else ""

    def span(self, path: str, start: int, end: int) -> Span | None:
        """Lines and columns of the characters from ``start`` up to ``end``; None if there is no such text."""
        text = self.text(path)
        return Lines(text).span(start, end) if text is not None and end <= len(text) else None


def with_fingerprints(problems: Iterable[Diagnostic], sources: Sources) -> list[tuple[Diagnostic, str]]:
    """Each problem with a name that stays while lines before it come and go.

    It is a hash of code, path, message and the line's own text; of several that are alike, of their number too.
    """
    seen: dict[str, int] = {}
    found = []
    for problem in problems:
        place = problem.location
        told = "\0".join((problem.code, sources.path(place.path), problem.message, sources.line(place)))
        seen[told] = seen.get(told, 0) + 1
        name = f"{told}\0{seen[told]}" if seen[told] > 1 else told
        found.append((problem, sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:32]))
    return found


def told(problem: Diagnostic) -> str:
    """A problem in words: the message, and on a line of its own how to mend it."""
    hint = problem.hint.splitlines()[0] if problem.hint and "\n" not in problem.hint else ""
    return f"{problem.message}\n{hint}" if hint else problem.message
