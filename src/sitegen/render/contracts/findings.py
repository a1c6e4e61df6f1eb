"""What is found while a layout is read."""

from __future__ import annotations

from sitegen.base.data import noun
from sitegen.base.diagnostics import Diagnostic, Location, Note

_MOST_NOTES = 3


@noun
class Findings:
    """What was found in the layouts that one kind of page goes through.

    name
        The layout that the pages get.
    wrong
        Problems whatever else may come this way.
    here
        Problems unless other pages that come to the same place have the field.
    fine
        ``path:line:column`` of the places where a field that not every type has is there.
    lines
        ``path:line`` of the lines that will fail because of an error in ``wrong``.
    reached
        Names of the layouts that were read.
    guessed
        Whether a layout's name is only known when a page is rendered.
    """

    name: str = ""
    wrong: tuple[Diagnostic, ...] = ()
    here: tuple[Diagnostic, ...] = ()
    fine: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    reached: tuple[str, ...] = ()
    guessed: bool = False


class Notebook:
    """Collects findings. ``way`` are the places from which the layout at hand was called, the outermost first."""

    def __init__(self) -> None:
        self._wrong: dict[tuple[object, ...], Diagnostic] = {}
        self._here: dict[tuple[object, ...], Diagnostic] = {}
        self._fine: set[str] = set()
        self._lines: set[str] = set()
        self._warned: set[tuple[str, str]] = set()
        self.reached: dict[str, None] = {}
        self.way: list[Location] = []
        self.quiet = 0
        self.guessed = False

    def wrong(self, code: str, message: str, at: Location, hint: str = "", lines: tuple[int, ...] = ()) -> None:
        """A mistake at a place. ``lines`` are those of the statement that it stands in."""
        problem = Diagnostic(code, message, at, hint, self._callers(at))
        self._wrong.setdefault(problem.order(), problem)
        self._lines.update(f"{at.path}:{line}" for line in (at.line, *lines))

    def failing(self, path: str, lines: tuple[int, ...]) -> None:
        """Lines that fail because of a mistake elsewhere."""
        self._lines.update(f"{path}:{line}" for line in lines)

    def here(self, code: str, message: str, at: Location, hint: str = "") -> None:
        """A mistake unless other pages have what is asked for."""
        if not self.quiet:
            problem = Diagnostic(code, message, at, hint, self._callers(at))
            self._here.setdefault(problem.order(), problem)

    def warn(self, what: str, message: str, at: Location, hint: str, note: Note | None) -> None:
        """Something optional is used as if it were there: told once for each thing and file."""
        if self.quiet or (at.path, what) in self._warned:
            return
        self._warned.add((at.path, what))
        problem = Diagnostic("SG408", message, at, hint, (note,) if note is not None else ())
        self._here.setdefault(problem.order(), problem)

    def fine(self, at: Location) -> None:
        """A field that not every page has is there."""
        self._fine.add(place_key(at))

    def _callers(self, at: Location) -> tuple[Note, ...]:
        outer = [place for place in self.way if place.path != at.path]
        return tuple(Note("called from here", place) for place in outer[::-1][:_MOST_NOTES])

    def findings(self, name: str) -> Findings:
        """All of it."""
        return Findings(
            name,
            tuple(self._wrong[key] for key in sorted(self._wrong, key=repr)),
            tuple(self._here[key] for key in sorted(self._here, key=repr)),
            tuple(sorted(self._fine)),
            tuple(sorted(self._lines)),
            tuple(sorted(self.reached)),
            self.guessed,
        )


def place_key(at: Location) -> str:
    """A place as text."""
    return f"{at.path}:{at.line}:{at.column}"
