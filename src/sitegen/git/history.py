"""Who changed a file, when, and in what words."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sitegen.git.command import run
from sitegen.git.repository import Repository

_START = re.compile(r"\x01(?=[0-9a-f]{40,64}\0)")
_FORMAT = "%x01%H%x00%aI%x00%aN%x00%aE%x00%B%x00"


class Step(NamedTuple):
    """A commit that changed a file. ``path`` is the file's name in it (from the site's folder)."""

    commit: str
    when: datetime
    name: str
    email: str
    words: str
    path: str


def steps(repository: Repository, path: str, commit: str, without: str | None = None, most: int = 200) -> list[Step]:
    """The commits up to ``commit`` that changed the file ``path``, newest first; followed where it was renamed.

    With ``without``, those that lead to that commit are left out, and names are not followed.
    """
    full = repository.prefix + path
    # A line of drafts is followed along itself; what it took over from others is theirs to show.
    range_ = ["--follow", commit] if without is None else ["--first-parent", commit, f"^{without}"]
    options = [f"--format={_FORMAT}", "--name-only", "-z", "--no-show-signature", f"--max-count={most}"]
    output = run("log", *options, *range_, "--", full, git_dir=repository.git_dir)
    return [_step(repository, record, full) for record in _START.split(os.fsdecode(output))[1:]]


def has_held(
    repository: Repository, path: str, blob: str, commits: Sequence[str], references: Sequence[str] = ()
) -> bool:
    """True if the file ``path`` held ``blob`` in a commit up to ``commits``, or to where ``references`` (globs) lead.

    Raises GitError if there is no such blob.
    """
    options = ["--max-count=1", "--format=%H", "--diff-merges=separate", f"--find-object={blob}"]
    starts = [*(f"--glob={name}" for name in references), *commits]
    full = repository.prefix + path
    return bool(run("log", *options, *starts, "--", full, git_dir=repository.git_dir).strip())


def _step(repository: Repository, record: str, full: str) -> Step:
    commit, when, name, email, words, *names = record.split("\0")
    found = [one.lstrip("\n") for one in names if one.strip("\n")]
    path = (found[0] if found else full).removeprefix(repository.prefix)
    return Step(commit, datetime.fromisoformat(when), name, email, words.strip(), path)


class Stride(NamedTuple):
    """A commit on the public line, with the files that it changed (from the site's folder)."""

    commit: str
    when: datetime
    name: str
    email: str
    words: str
    paths: tuple[str, ...]


def public_line(repository: Repository, commit: str, most: int, email: str = "") -> list[Stride]:
    """The newest ``most`` commits that led to ``commit`` and changed something in the site; of one author, if named."""
    options = [f"--format={_FORMAT}", "--name-only", "-z", "--no-show-signature", "--first-parent", "-m"]
    if email:
        options += ["--fixed-strings", "--regexp-ignore-case", f"--author=<{email}>"]
    inside = ["--", repository.prefix] if repository.prefix else []
    output = run("log", *options, f"--max-count={most}", commit, *inside, git_dir=repository.git_dir)
    return [_stride(repository, record) for record in _START.split(os.fsdecode(output))[1:]]


def _stride(repository: Repository, record: str) -> Stride:
    commit, when, name, email, words, *names = record.split("\0")
    found = [one.lstrip("\n") for one in names if one.strip("\n")]
    inside = [one.removeprefix(repository.prefix) for one in found if one.startswith(repository.prefix)]
    return Stride(commit, datetime.fromisoformat(when), name, email, words.strip(), tuple(inside))
