"""Another file in the place of one: pages go on naming it as they do."""

from __future__ import annotations

from sitegen.model.change import Author, Refused
from sitegen.project.changes import Changes, Clashed
from sitegen.project.media.cleaning import Clean, NotTaken
from sitegen.project.media.taking import Taken


def replace(changes: Changes, change: str, path: str, found: Clean, author: Author) -> Taken | NotTaken | Refused:
    """Save another file under the same name; it must be of the kind that the name says."""
    now = changes.read(change, path)
    if now is None:
        return NotTaken("gone")
    if not path.lower().endswith(found.kind.endings):
        return NotTaken("other_kind", {"ending": path.rpartition(".")[2]})
    saved = changes.save(change, {path: (found.data, now[1])}, author, f"Replaced {path}")
    if isinstance(saved, Refused):
        return saved
    if isinstance(saved, Clashed):
        return NotTaken("busy")
    return Taken(path, saved[path].version, found.width, found.height)
