"""Which files lie behind what is shown, and the problems that matter there first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sitegen.base.diagnostics import Diagnostic
from sitegen.catalog.settings import SITE_FILE
from sitegen.engine.database import Database
from sitegen.engine.query import Key
from sitegen.render.body import page_body
from sitegen.render.outputs import output
from sitegen.render.templates import layout_code, layout_file

_THROUGH = (output.name, page_body.name)
_SEVERITIES = ("error", "warning", "hint")


@dataclass(frozen=True, slots=True)
class Behind:
    """What a page is made of: its ``source``, and the layouts, components and settings that it uses."""

    source: str = ""
    files: frozenset[str] = frozenset()

    def distance(self, problem: Diagnostic) -> int:
        """0 for a problem of the page itself, 1 for one of what it uses, 2 for one elsewhere."""
        places = {problem.location.path, *(note.location.path for note in problem.notes)}
        if self.source and self.source in places:
            return 0
        return 2 if self.files.isdisjoint(places) else 1


def behind(db: Database, key: Key, source: str) -> Behind:
    """What an output was made of when it was rendered last."""
    names: set[str] = set()
    keys, seen = [key], {key}
    while keys:
        node = db.known(keys.pop())
        for dep, _, _ in db.reads_of(node) if node is not None else ():
            read = db.by_id(dep).key
            if read[0] in (layout_code.name, layout_file.name):
                names.add(read[1])
            elif read[0] in _THROUGH and read not in seen:
                seen.add(read)
                keys.append(read)
    found = {db.get(layout_file, name) for name in names}
    return Behind(source, frozenset((found | {SITE_FILE}) - {""}))


def nearest_first(problems: Iterable[Diagnostic], place: Behind) -> list[Diagnostic]:
    """Problems in the order in which they matter to who looks at a page: near before far, errors before the rest."""
    return sorted(problems, key=lambda one: (place.distance(one), _SEVERITIES.index(one.severity)))
