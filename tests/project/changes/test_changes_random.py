"""Editors and an author at work at the same time, at random: every line that anybody wrote is in the end public."""

from __future__ import annotations

import threading
from pathlib import Path
from random import Random

import pytest
from shared_site import is_sound, new_site, open_site

from authoring import git, write
from sitegen.model.change import Author, Landed, Refused, Saved
from sitegen.project.changes import Changes, Clashed

PAGES = [f"content/p{number}.md" for number in range(4)]
EMPTY = b"".join(b"line %d\n\n\n" % number for number in range(30))


class History:
    """What everybody wrote. A writer only adds lines below a line of their own, so that joining always works."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self.wanted: list[tuple[str, bytes]] = []
        self.trouble: list[object] = []

    def added(self, data: bytes, place: int, line: bytes) -> bytes:
        at = data.index(b"line %d\n" % place) + len(b"line %d\n" % place)
        return data[:at] + line + data[at:]


def _edit(history: History, changes: Changes, number: int, turn: int, rng: Random) -> None:
    change, path = f"e{number}-1", rng.choice(PAGES)
    author = Author(f"Editor {number}", f"e{number}@example.org")
    action = rng.random()
    if action < 0.6:
        known = changes.read(change, path)
        assert known is not None
        line = b"editor %d turn %d\n" % (number, turn)
        saved = changes.save(change, {path: (history.added(known[0], number, line), known[1])}, author)
        if isinstance(saved, dict) and isinstance(saved[path], Saved):
            history.wanted.append((path, line))
        else:
            history.trouble.append(saved)
    elif action < 0.8:
        caught = changes.catch_up(change)
        if not isinstance(caught, dict):
            history.trouble.append(caught)
    else:
        _land(history, changes, change, author)


def _land(history: History, changes: Changes, change: str, author: Author) -> None:
    """An author at work may be in the way for a moment; anything else is trouble."""
    landed = changes.land(change, author, "Landed")
    fine = isinstance(landed, Landed) or (
        isinstance(landed, Refused) and landed.code in ("nothing", "edited", "edited-many", "locked", "busy")
    )
    if not fine:
        history.trouble.append(landed)


def _author(history: History, turn: int, rng: Random) -> None:
    """Edit a page on disk and commit it."""
    path = rng.choice(PAGES)
    line = b"author turn %d\n" % turn
    write(history.site, {path: history.added((history.site / path).read_bytes(), 20, line)})
    git(history.site, "commit", "--quiet", "--all", "--message", f"Turn {turn}")
    history.wanted.append((path, line))


def _author_on_disk(history: History, turn: int) -> None:
    """Write a file of one's own and commit it, as anybody does; git refuses while it is locked, so again."""
    path = f"content/author-{turn % 5}.md"
    full = history.site / path
    line = b"author turn %d\n" % turn
    write(history.site, {path: (full.read_bytes() if full.exists() else b"") + line})
    while line.decode().strip() not in git(history.site, "show", f"HEAD:{path}", check=False):
        git(history.site, "add", path, check=False)
        git(history.site, "commit", "--quiet", "--message", f"Turn {turn}", check=False)
    history.wanted.append((path, line))


def _author_afar(history: History, turn: int, rng: Random) -> None:
    """Edit a page in a clone and push it; when somebody was quicker, take in what is new and push again."""
    clone = history.site.parent / f"{history.site.name}-clone"
    if not clone.exists():
        git(history.site.parent, "clone", "--quiet", str(history.site), str(clone))
    path = rng.choice(PAGES)
    line = b"author turn %d\n" % turn
    write(clone, {path: history.added((clone / path).read_bytes(), 20, line)})
    git(clone, "commit", "--quiet", "--all", "--message", f"Turn {turn}")
    while git(clone, "rev-parse", "HEAD") != git(history.site, "rev-parse", "main"):
        git(clone, "pull", "--quiet", "--rebase")
        git(clone, "push", "--quiet", "origin", "main", check=False)
        if git(history.site, "branch", "--contains", git(clone, "rev-parse", "HEAD"), check=False):
            break
    history.wanted.append((path, line))


def _check(history: History, changes: Changes, editors: int) -> None:
    for number in range(editors):
        _land(history, changes, f"e{number}-1", Author("Editor", "e@example.org"))
        assert changes.get(f"e{number}-1") is None or changes.altered(f"e{number}-1") == {}
    assert history.trouble == []
    for path, line in history.wanted:
        assert line in changes.read("none", path)[0], (path, line)  # type: ignore[index]
    if (history.site / ".git").exists():
        # Then what is on disk is what is public.
        assert git(history.site, "status", "--porcelain") == ""
    assert is_sound(history.site)


def _at_once(tmp_path: Path, seed: int, editors: int, turns: int, *, bare: bool) -> None:
    site = new_site(tmp_path / f"site{seed}", dict.fromkeys(PAGES, EMPTY))
    if bare:
        git(tmp_path, "clone", "--quiet", "--bare", str(site), f"site{seed}.git")
        site = tmp_path / f"site{seed}.git"
    history = History(site)
    opened = [open_site(site) for _ in range(2)]

    def work(number: int) -> None:
        rng = Random(f"{seed}-{number}")
        try:
            for turn in range(turns):
                if number < editors:
                    _edit(history, opened[number % 2], number, turn, rng)
                elif bare:
                    _author_afar(history, turn, rng)
                else:
                    _author_on_disk(history, turn)
        except BaseException as error:
            history.trouble.append(error)
            raise

    threads = [threading.Thread(target=work, args=(number,)) for number in range(editors + 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    _check(history, opened[0], editors)
    for changes in opened:
        changes.close()


@pytest.mark.parametrize("bare", [False, True], ids=["on disk", "pushing"])
def test_editors_and_an_author_at_once_lose_nothing(tmp_path: Path, bare: bool) -> None:
    _at_once(tmp_path, 0, editors=3, turns=6, bare=bare)


@pytest.mark.prove
@pytest.mark.parametrize("bare", [False, True], ids=["on disk", "pushing"])
@pytest.mark.parametrize("seed", range(1, 7))
def test_editors_and_an_author_at_once_lose_nothing_for_long(tmp_path: Path, seed: int, bare: bool) -> None:
    _at_once(tmp_path, seed, editors=6, turns=30, bare=bare)


def _in_turn(tmp_path: Path, seed: int, turns: int) -> None:
    """One step at a time, so that a failure can be played again."""
    site = new_site(tmp_path / f"turns{seed}", dict.fromkeys(PAGES, EMPTY))
    history, changes, rng = History(site), open_site(site), Random(seed)
    for turn in range(turns):
        number = rng.randrange(5)
        if number == 4:
            _author(history, turn, rng)
        else:
            _edit(history, changes, number, turn, rng)
        assert not any(isinstance(found, Clashed) for found in history.trouble)
    _check(history, changes, 4)
    changes.close()


@pytest.mark.parametrize("seed", range(2))
def test_random_histories_lose_nothing(tmp_path: Path, seed: int) -> None:
    _in_turn(tmp_path, seed, 15)


@pytest.mark.prove
@pytest.mark.parametrize("seed", range(100, 140))
def test_many_random_histories_lose_nothing(tmp_path: Path, seed: int) -> None:
    _in_turn(tmp_path, seed, 60)
