"""What is wrong with a whole site, for a screen: each problem with its page and its field, and mended in a change."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from time import monotonic

from sitegen.base.diagnostics import Diagnostic, Edit, Fix
from sitegen.catalog.index import head_of
from sitegen.catalog.sources import document
from sitegen.editing.mending import Unfit, applied, safe_fixes
from sitegen.engine.database import Database
from sitegen.project.sheet import FieldPath, Problems
from sitegen.project.sheets import with_fields
from sitegen.project.stage import Stage, View

_MOST_ROUNDS = 20
"""A fix may uncover another problem; what is left after so many rounds is left for the next time."""


@dataclass(frozen=True, slots=True)
class Ailing:
    """A problem of the site. ``title`` is the page's, empty for what is no page; ``field`` is empty for its text."""

    problem: Diagnostic
    title: str = ""
    field: FieldPath = ()

    @property
    def key(self) -> str:
        """By which a screen names it: the same as long as it is the same problem at the same place."""
        return hashlib.sha256(repr(self.problem.order()).encode()).hexdigest()[:20]


@dataclass
class Mended:
    """What mending made: path → its bytes now; and how many problems went by it."""

    files: dict[str, bytes] = field(default_factory=dict)
    fixed: int = 0


def looked(stage: Stage, view: View, seconds: float) -> Problems:
    """What is wrong in a view, after looking on for at most so long at what nobody has looked at yet."""
    until = monotonic() + seconds
    while monotonic() < until and stage.look(view):
        pass
    return stage.problems(view)


def ailing(problems: Iterable[Diagnostic]) -> Callable[[Database], list[Ailing]]:
    """The question for the pages and fields of problems."""
    by_path: dict[str, list[Diagnostic]] = {}
    for one in problems:
        by_path.setdefault(one.location.path, []).append(one)
    return lambda db: [one for path, found in by_path.items() for one in _of_file(db, path, found)]


def _of_file(db: Database, path: str, problems: list[Diagnostic]) -> list[Ailing]:
    head = head_of(db, path)
    if head is None and not (path.startswith("content/") and path.endswith(".md")):
        return [Ailing(one) for one in problems]
    title = (head.title if head is not None else "") or path.rpartition("/")[2]
    front = db.get(document, path).front if path.endswith(".md") else None
    return [Ailing(one.problem, title, one.field) for one in with_fields(front, problems)]


def mended_one(fix: Fix, read: Callable[[str], bytes]) -> Mended | Unfit:
    """What one fix makes of the files that it touches; ``read`` gives their bytes."""
    edits: dict[str, list[Edit]] = {}
    for edit in fix.edits:
        edits.setdefault(edit.path, []).append(edit)
    try:
        return Mended({path: applied(read(path), some) for path, some in edits.items()}, 1)
    except Unfit as error:
        return error


def mended_all(
    stage: Stage, view: View, may: Callable[[Diagnostic], bool], read: Callable[[str], bytes], seconds: float
) -> Mended:
    """What all safe fixes of the problems that ``may`` be mended make; it is looked for at most so long."""
    until = monotonic() + seconds
    made = Mended()
    found = [one for one in looked(stage, view, seconds).found if may(one)]
    first = len(found)
    for _ in range(_MOST_ROUNDS):
        if not _round(found, made.files, read) or monotonic() > until:
            break
        seen = View(view.change, dict(made.files), view.as_of)
        found = [one for one in looked(stage, seen, max(0.5, until - monotonic())).found if may(one)]
    made.files = {path: data for path, data in made.files.items() if data != read(path)}
    made.fixed = max(0, first - len(found)) if made.files else 0
    return made


def _round(problems: list[Diagnostic], files: dict[str, bytes], read: Callable[[str], bytes]) -> bool:
    """Apply one round of fixes; False when there was nothing to do."""
    changed = False
    for path, edits in safe_fixes(problems).items():
        before = files.get(path) if path in files else read(path)
        try:
            made = applied(before or b"", edits)
        except Unfit:
            continue
        if made != before:
            files[path] = made
            changed = True
    return changed
