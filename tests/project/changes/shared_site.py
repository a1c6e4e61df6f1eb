"""A site in a real repository, with editors and an author at work on it."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from sitegen.model.change import Author, Landed, Saved
from sitegen.project.changes import Changes, Clashed

ADA = Author("Ada", "ada@example.org")
BEN = Author("Ben", "ben@example.org")

ENVIRONMENT = {
    "PATH": os.environ["PATH"],
    "LC_ALL": "C.UTF-8",
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "Author",
    "GIT_AUTHOR_EMAIL": "author@example.org",
    "GIT_COMMITTER_NAME": "Author",
    "GIT_COMMITTER_EMAIL": "author@example.org",
}


def git(folder: Path, *arguments: str, data: bytes = b"", check: bool = True) -> str:
    """Run git as an author would."""
    command = ["git", "-c", "protocol.file.allow=always", *arguments]
    done = subprocess.run(command, cwd=folder, env=ENVIRONMENT, input=data, capture_output=True, check=False)
    if check and done.returncode:
        raise AssertionError(f"git {arguments}: {done.stderr.decode(errors='replace')}")
    return os.fsdecode(done.stdout).removesuffix("\n")


def write(folder: Path, files: Mapping[str, bytes | None]) -> None:
    """Write files, with their folders; None takes one away."""
    for path, data in files.items():
        full = folder / path
        if data is None:
            full.unlink()
        else:
            full.parent.mkdir(parents=True, exist_ok=True)
            full.write_bytes(data)


def commit(folder: Path, files: Mapping[str, bytes | None], *options: str) -> str:
    """Write files and commit them."""
    write(folder, files)
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", "By an author", *options)
    return git(folder, "rev-parse", "HEAD")


def new_site(folder: Path, files: Mapping[str, bytes | None], *options: str) -> Path:
    """A repository with one commit."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "--quiet", "--initial-branch=main", *options)
    commit(folder, {".gitignore": b".sitegen/\n", "site.yaml": b"title: A\n", **files})
    return folder


def open_site(root: Path) -> Changes:
    """The changes of a site."""
    found = Changes.find(root)
    assert isinstance(found, Changes), found
    return found


def save(changes: Changes, change: str, path: str, data: bytes | None, author: Author = ADA) -> Saved:
    """Save one file as it stands in the change; it must work."""
    known = changes.read(change, path)
    saved = changes.save(change, {path: (data, known[1] if known else "")}, author)
    assert isinstance(saved, dict), saved
    return saved[path]


def land(changes: Changes, change: str, author: Author = ADA, words: str = "Made public") -> Landed:
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
