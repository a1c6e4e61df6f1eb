"""Making files public: one commit on the published branch, and the files that are checked out brought along.

What must not be torn apart is noted first (``refs/sitegen/landing/``): the commit that is about to become public, and
the change it comes from. Then the branch moves, then the files follow, then the note goes. Whoever comes after a crash
finds the note, sees whether the branch has the commit, and does the rest (:func:`settle`) or forgets it. Until then the
index stays locked, so that no author can commit files that do not fit the branch.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sitegen.git.command import GitError, run
from sitegen.git.condition import Condition
from sitegen.git.repository import Entry
from sitegen.git.worktree import IndexHeld, IndexLocked, bring, enter, obstacles, release
from sitegen.git.writing import Moved, New, Ref, blob_id, refs, write_commit
from sitegen.model.change import Author, Landed
from sitegen.project.changes.ground import (
    CHANGES,
    LANDED,
    LANDING,
    Ground,
    own_signature,
    signature,
)
from sitegen.project.changes.refusals import Declined, declined
from sitegen.project.changes.taking_in import take_in

_PUBLIC = f"{LANDING}public"
_CHANGE = f"{LANDING}change/"


@dataclass(frozen=True, slots=True)
class Work:
    """What is to become public: path → (what stands there now, what shall stand there).

    ``change`` and ``head`` name the change that it ends, if any. ``on_disk``: the files lie there already.
    """

    files: Mapping[str, tuple[Entry | None, New | Entry | None]]
    author: Author
    words: str
    change: str = ""
    head: str = ""
    on_disk: bool = False


def able_to_publish(ground: Ground) -> Condition:
    """How things stand, if something can become public. Declines if not."""
    condition = ground.condition()
    if condition.unfinished:
        raise declined(condition.unfinished)
    if condition.branch is None:
        raise declined("detached")
    if condition.elsewhere:
        raise declined("elsewhere", other=condition.elsewhere)
    return condition


def publish(ground: Ground, condition: Condition, work: Work) -> Landed:
    """Make work public, with everything held. Raises Moved if the branch has moved on."""
    if not any(_is_other(*both) for both in work.files.values()):
        raise declined("nothing")
    commit = write_commit(
        ground.repository,
        {path: new for path, (_, new) in work.files.items()},
        parents=(condition.commit,) if condition.commit else (),
        author=signature(work.author),
        committer=own_signature(),
        message=work.words or f"Changed {', '.join(sorted(work.files))}"[:200],
    )
    files = {path: (old, _entry(new, commit)) for path, (old, new) in work.files.items()}
    with _index_held(ground) as index:
        if index is not None and not work.on_disk:
            _refuse_edited(ground, files)
        _note(ground, commit, work)
        _move(ground, condition, commit, work, index)
        _bring(ground, files, work.on_disk, index)
    return Landed(commit, tuple(sorted(files)))


def _is_other(old: Entry | None, new: New | Entry | None) -> bool:
    return old != (_entry(new, old.blob) if old is not None else new)


def _entry(new: New | Entry | None, like: str) -> Entry | None:
    return Entry(new.mode, blob_id(new.data, like)) if isinstance(new, New) else new


@contextlib.contextmanager
def _index_held(ground: Ground) -> Iterator[IndexHeld | None]:
    """Nobody may commit meanwhile. A bare repository has nothing to hold."""
    if ground.places.top is None:
        yield None
        return
    held = IndexHeld(ground.repository.git_dir)
    try:
        held.__enter__()
    except IndexLocked as error:
        raise declined("locked") from error
    with contextlib.ExitStack() as stack:
        stack.push(held)
        yield held


def _refuse_edited(ground: Ground, files: Mapping[str, tuple[Entry | None, Entry | None]]) -> None:
    edited = obstacles(ground.repository, ground.root, files)
    if len(edited) == 1:
        raise declined("edited", edited[0])
    if edited:
        raise declined("edited-many", edited[0], str(len(edited) - 1), paths=tuple(edited))


def _note(ground: Ground, commit: str, work: Work) -> None:
    notes = [Ref(_PUBLIC, commit, None)]
    if work.change:
        notes.append(Ref(_CHANGE + work.change, work.head, None))
    ground.move(notes, "about to land")


def _move(ground: Ground, condition: Condition, commit: str, work: Work, index: IndexHeld | None) -> None:
    assert condition.branch is not None
    moves = [Ref(condition.branch, commit, condition.commit)]
    if work.change:
        moves += _ending(ground, work.change, work.head, commit)
    if index is not None:
        index.half_way = True
    try:
        ground.move(moves, "landed")
    except (Moved, Declined):
        if not _is_public(ground, commit):
            if index is not None:
                index.half_way = False
            _forget(ground)
        raise


def _ending(ground: Ground, change: str, head: str, commit: str) -> list[Ref]:
    """What ends a change: its commits are kept under another name."""
    kept = f"{LANDED}{change}/{commit[:16]}"
    found = refs(ground.repository, kept, CHANGES + change)
    moves = [Ref(kept, head, None)] if kept not in found else []
    if found.get(CHANGES + change) == head:
        moves.append(Ref(CHANGES + change, None, head))
    return moves


def _bring(
    ground: Ground, files: Mapping[str, tuple[Entry | None, Entry | None]], on_disk: bool, index: IndexHeld | None
) -> None:
    """The files follow. What goes wrong here is mended later: the work is public."""
    with contextlib.suppress(GitError, OSError):
        if index is not None:
            if on_disk:
                enter(ground.repository, {path: new for path, (_, new) in files.items()})
            else:
                bring(ground.repository, ground.root, files)
            index.half_way = False
        _forget(ground)


def _forget(ground: Ground) -> None:
    ground.move([Ref(name, None, commit) for name, commit in refs(ground.repository, LANDING).items()], "done")


# after a crash


def settle(ground: Ground) -> None:
    """Finish what a crash interrupted. To be called with the public held. Declines if another git is in the way."""
    noted = refs(ground.repository, LANDING)
    commit = noted.get(_PUBLIC)
    if commit is not None and _is_public(ground, commit):
        for name, head in noted.items():
            if name.startswith(_CHANGE):
                _end(ground, name.removeprefix(_CHANGE), head, commit)
        with _index_held(ground) as index:
            if index is not None:
                index.half_way = True
                bring(ground.repository, ground.root, _behind(ground, commit))
                index.half_way = False
    if noted:
        _forget(ground)
    if ground.places.top is not None:
        release(ground.repository.git_dir)


def _end(ground: Ground, change: str, head: str, commit: str) -> None:
    """End a change that has become public. What was saved into it since goes on from there."""
    with ground.changing(change):
        if moves := _ending(ground, change, head, commit):
            ground.move(moves, "landed")
        now = ground.head(change)
        if now is None or not ground.is_ancestor(head, now) or ground.is_ancestor(commit, now):
            return
        take_in(ground, change, now, commit, {path: new for path, (_, new) in ground.altered(head, now).items()})


def _is_public(ground: Ground, commit: str) -> bool:
    command = ("for-each-ref", "--count=1", f"--contains={commit}", "refs/heads/")
    return bool(run(*command, git_dir=ground.repository.git_dir))


def _behind(ground: Ground, commit: str) -> dict[str, tuple[Entry | None, Entry | None]]:
    """What the commit altered and nobody altered since."""
    parent, now = ground.repository.resolve(f"{commit}^"), ground.published()
    if parent is not None:
        files = ground.altered(parent, commit)
    else:
        files = {path: (None, entry) for path, entry in ground.repository.tree(commit).items()}
    there = ground.repository.tree(now) if now is not None else {}
    return {path: both for path, both in files.items() if there.get(path) == both[1]}
