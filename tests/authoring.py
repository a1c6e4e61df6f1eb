"""What an author does with git, for tests: real repositories in temporary folders."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

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


def new_repository(folder: Path, *options: str) -> Path:
    """An empty repository with a working tree."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "--quiet", "--initial-branch=main", *options)
    return folder


def write(folder: Path, files: Mapping[str, bytes | None]) -> None:
    """Write files, with their folders; None takes one away."""
    for path, data in files.items():
        full = folder / path
        if data is None:
            full.unlink()
        else:
            full.parent.mkdir(parents=True, exist_ok=True)
            full.write_bytes(data)


def commit(folder: Path, files: Mapping[str, bytes | None] | None = None, *options: str) -> str:
    """Write files and commit what lies there; the id of the commit."""
    write(folder, files or {})
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", "By an author", *options)
    return git(folder, "rev-parse", "HEAD")
