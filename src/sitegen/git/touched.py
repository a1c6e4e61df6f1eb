"""Who changed each file last, and which files were taken away: one walk through the history for all of them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from sitegen.git.command import run
from sitegen.git.repository import Repository

_START = re.compile(r"\x01(?=[0-9a-f]{40,64}\0)")
_FORMAT = "%x01%H%x00%aI%x00%aN%x00%aE%x00"


class Touch(NamedTuple):
    """A commit that changed the file ``path`` (from the site's folder): when it was written, and by whom."""

    path: str
    commit: str
    when: datetime
    name: str
    email: str


def touched(
    repository: Repository, commit: str, folder: str, without: str = "", *, line: bool = False, most: int = 20_000
) -> dict[str, Touch]:
    """Path → the newest commit that changed it, of the files below ``folder`` that a commit up to ``commit`` changed.

    Those that lead to ``without`` are left out; so is what lies more than ``most`` commits back. ``line``: only the
    first parents are followed, as a change goes.
    """
    found: dict[str, Touch] = {}
    options = ("--no-renames", f"--max-count={most}", *(["--first-parent"] if line else []))
    for one in _walk(repository, commit, folder, without, options):
        found.setdefault(one.path, one)
    return found


def removed(repository: Repository, commit: str, folder: str, without: str = "", *, line: bool = False) -> list[Touch]:
    """The files below ``folder`` that a commit took away, the newest first; one that it renamed is not among them."""
    options = ("--find-renames=30%", "--diff-filter=D", "-l2000", *(["--first-parent"] if line else []))
    return list(_walk(repository, commit, folder, without, options))


def _walk(repository: Repository, commit: str, folder: str, without: str, options: tuple[str, ...]) -> Iterator[Touch]:
    range_ = [commit, f"^{without}"] if without else [commit]
    full = repository.prefix + folder
    command = ("log", f"--format={_FORMAT}", "--name-only", "-z", "--no-show-signature", *options, *range_, "--", full)
    output = os.fsdecode(run(*command, git_dir=repository.git_dir))
    for record in _START.split(output)[1:]:
        hash_, when, name, email, *paths = record.split("\0")
        moment = datetime.fromisoformat(when)
        for path in (one.lstrip("\n") for one in paths):
            if path:
                yield Touch(path.removeprefix(repository.prefix), hash_, moment, name, email)
