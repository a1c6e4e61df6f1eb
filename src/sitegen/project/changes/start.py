"""A folder without history gets one, with everything that lies there as the first version."""

from __future__ import annotations

from pathlib import Path

from sitegen.base.files import write_atomic
from sitegen.base.paths import SOURCE_FILES, SOURCE_FOLDERS
from sitegen.git.command import run
from sitegen.git.repository import Repository
from sitegen.git.worktree import without_filters
from sitegen.git.writing import own_name

_IGNORED = (".sitegen/", "public/")
_IGNORE_FILE = ".gitignore"


def start(root: Path) -> None:
    """Make a repository of ``root`` unless it lies in one; then a first commit of the sources, unless it has one."""
    found = Repository.find(root)
    if found is None:
        run("init", "--quiet", "--initial-branch=main", folder=root)
        _ignore(root / _IGNORE_FILE)
    else:
        found.close()
    if found is None or found.resolve("HEAD") is None:
        names = [name for name in (_IGNORE_FILE, *SOURCE_FILES, *SOURCE_FOLDERS) if (root / name).exists()]
        off = without_filters(root)
        run(*off, "add", "--all", "--", *names, folder=root)
        run(*off, *own_name(), "commit", "--quiet", "--allow-empty", "--message=The site as it was found", folder=root)


def _ignore(file: Path) -> None:
    """What sitegen makes is no part of the history. What the list says already stays as it is."""
    known = file.read_bytes() if file.exists() else b""
    lines = {line.strip().strip(b"/") for line in known.splitlines()}
    missing = [name for name in _IGNORED if name.strip("/").encode() not in lines]
    if missing:
        start = b"" if not known or known.endswith(b"\n") else b"\n"
        write_atomic(file, known + start + "".join(f"{name}\n" for name in missing).encode())
