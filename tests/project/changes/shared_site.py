"""A site in a real repository, with editors and an author at work on it."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path

from authoring import ENVIRONMENT, commit, new_repository
from sitegen.model.change import Author, Landed, Saved
from sitegen.project.changes import Changes, Clashed

ONE = Author("One editor", "one@example.org")
OTHER = Author("Other editor", "other@example.org")


def new_site(folder: Path, files: Mapping[str, bytes | None], *options: str) -> Path:
    """A repository with one commit."""
    new_repository(folder, *options)
    commit(folder, {".gitignore": b".sitegen/\n", "site.yaml": b"title: A\n", **files})
    return folder


def open_site(root: Path) -> Changes:
    """The changes of a site."""
    found = Changes.find(root)
    assert isinstance(found, Changes), found
    return found


def save(changes: Changes, change: str, path: str, data: bytes | None, author: Author = ONE) -> Saved:
    """Save one file as it stands in the change; it must work."""
    known = changes.read(change, path)
    saved = changes.save(change, {path: (data, known[1] if known else "")}, author)
    assert isinstance(saved, dict), saved
    return saved[path]


def land(changes: Changes, change: str, author: Author = ONE, words: str = "Made public") -> Landed:
    """Make a change public; it must work."""
    landed = changes.land(change, author, words)
    assert isinstance(landed, Landed), landed
    return landed


def clashed(result: object) -> Clashed:
    """The result, which must be a clash."""
    assert isinstance(result, Clashed), result
    return result


def shown(folder: Path, path: str, rev: str = "HEAD") -> bytes:
    """What a commit has at a path."""
    return subprocess.run(
        ["git", "show", f"{rev}:{path}"], cwd=folder, env=ENVIRONMENT, capture_output=True, check=True
    ).stdout


def is_sound(folder: Path) -> bool:
    """True if git finds no fault."""
    done = subprocess.run(
        ["git", "fsck", "--full", "--strict"], cwd=folder, env=ENVIRONMENT, capture_output=True, check=False
    )
    faults = [line for line in done.stderr.splitlines() if line.startswith((b"error", b"fatal", b"warning"))]
    return done.returncode == 0 and not faults
