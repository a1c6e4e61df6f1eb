"""Landing: a change becomes one public commit in the editor's name."""

from __future__ import annotations

from sitegen.git.writing import Moved
from sitegen.model.change import Author, Landed
from sitegen.project.changes.catch_up import Answers, caught_up
from sitegen.project.changes.clashes import Clashed
from sitegen.project.changes.ground import MOST_TRIES, Ground, checked_id
from sitegen.project.changes.publishing import Work, able_to_publish, publish, settle
from sitegen.project.changes.refusals import declined


def land(ground: Ground, change: str, author: Author, words: str, answers: Answers) -> Landed | Clashed:
    """Make a change public, after it has taken in what became public meanwhile."""
    checked_id(change)
    for _ in range(MOST_TRIES):
        try:
            with ground.publishing():
                settle(ground)
                with ground.changing(change):
                    return _attempt(ground, change, author, words, answers)
        except Moved:
            continue
    raise declined("busy")


def _attempt(ground: Ground, change: str, author: Author, words: str, answers: Answers) -> Landed | Clashed:
    condition = able_to_publish(ground)
    if condition.commit is None:
        raise declined("empty")
    caught = caught_up(ground, change, condition.commit, answers)
    if isinstance(caught, Clashed):
        return caught
    head = ground.head(change)
    if head is None:
        raise declined("nothing")
    files = ground.altered(condition.commit, head)
    return publish(ground, condition, Work(files, author, words, change, head))
