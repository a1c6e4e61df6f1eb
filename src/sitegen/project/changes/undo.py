"""Undoing: what a public commit did to its files is taken back by another one."""

from __future__ import annotations

from sitegen.git.blobs import OBJECT_ID
from sitegen.git.repository import Entry
from sitegen.git.writing import Moved, New
from sitegen.model.change import Author, Landed
from sitegen.project.changes.catch_up import Answers, combined
from sitegen.project.changes.clashes import Clashed, ClashedFile
from sitegen.project.changes.ground import MOST_TRIES, Ground
from sitegen.project.changes.naming import is_landing
from sitegen.project.changes.publishing import Work, able_to_publish, publish, settle
from sitegen.project.changes.refusals import declined


def undo(ground: Ground, commit: str, author: Author, words: str, answers: Answers) -> Landed | Clashed:
    """Take back what ``commit``, one of ours, did; what others did to the same files since stays."""
    if not OBJECT_ID.fullmatch(commit) or ground.repository.resolve(commit) != commit:
        raise declined("gone")
    for _ in range(MOST_TRIES):
        try:
            with ground.publishing():
                settle(ground)
                return _attempt(ground, commit, author, words, answers)
        except Moved:
            continue
    raise declined("busy")


def _attempt(ground: Ground, commit: str, author: Author, words: str, answers: Answers) -> Landed | Clashed:
    condition = able_to_publish(ground)
    if condition.commit is None or not ground.is_ancestor(commit, condition.commit):
        raise declined("not-public")
    parent = ground.repository.resolve(f"{commit}^")
    if parent is None:
        raise declined("first")
    if not is_landing(ground, commit):
        raise declined("authors")
    files: dict[str, tuple[Entry | None, New | Entry | None]] = {}
    clashed: list[ClashedFile] = []
    for path, (old, new) in ground.altered(parent, commit).items():
        now = ground.entry(condition.commit, path)
        found = combined(ground, path, (new, now, old), answers)
        if isinstance(found, ClashedFile):
            clashed.append(found)
        elif found[0] != now:
            files[path] = (now, found[0])
    if clashed:
        return Clashed(tuple(clashed))
    return publish(ground, condition, Work(files, author, words or "Taken back"))
