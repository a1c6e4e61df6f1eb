"""What state a repository is in, as far as it decides whether something can be added to its history."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sitegen.git.command import GitError, run
from sitegen.git.repository import Repository
from sitegen.git.writing import refs

_UNFINISHED = {
    "MERGE_HEAD": "merge",
    "rebase-merge": "rebase",
    "rebase-apply": "rebase",
    "CHERRY_PICK_HEAD": "pick",
    "REVERT_HEAD": "revert",
    "BISECT_LOG": "search",
}


@dataclass(frozen=True)
class Condition:
    """``branch``: full name of the published branch, None if the head is detached. ``commit``: None on a new one.

    ``unfinished``: what somebody has begun in the working tree (``merge``, ``rebase``, ``pick``, ``revert``,
    ``search``), or "". ``elsewhere``: where else the branch is checked out, or "".
    """

    branch: str | None
    commit: str | None
    unfinished: str = ""
    elsewhere: str = ""


class Grounds:
    """The folders of a repository: ``common`` is shared by all its working trees, ``top`` is None in a bare one."""

    def __init__(self, repository: Repository, root: Path) -> None:
        self.repository = repository
        self.root = root

    @cached_property
    def common(self) -> Path:
        """Where the references and objects are."""
        output = run("rev-parse", "--path-format=absolute", "--git-common-dir", git_dir=self.repository.git_dir)
        return Path(os.fsdecode(output.removesuffix(b"\n")))

    @cached_property
    def top(self) -> Path | None:
        """The working tree."""
        try:
            output = run("rev-parse", "--show-toplevel", folder=self.root)
        except GitError:
            return None
        return Path(os.fsdecode(output.removesuffix(b"\n")))

    def commit(self) -> str | None:
        """The commit that is checked out (in a bare repository: that would be); None if there is none yet."""
        return self.repository.blobs.commit_named("HEAD")

    def condition(self) -> Condition:
        """How things stand now."""
        branch = self._branch()
        begun = "" if self.top is None else self._unfinished()
        if branch is None:
            return Condition(None, self.commit(), begun)
        commit = refs(self.repository, branch).get(branch)
        return Condition(branch, commit, begun, next(self._elsewhere(branch), ""))

    def _elsewhere(self, branch: str) -> Iterator[str]:
        """The other working trees that have the branch."""
        output = run("worktree", "list", "--porcelain", "-z", git_dir=self.repository.git_dir)
        for record in os.fsdecode(output).split("\0\0"):
            lines = record.split("\0")
            place = lines[0].removeprefix("worktree ")
            if f"branch {branch}" in lines and not self._is_here(place):
                yield place

    def _is_here(self, place: str) -> bool:
        return self.top is not None and os.path.realpath(place) == os.path.realpath(self.top)

    def _branch(self) -> str | None:
        try:
            output = run("symbolic-ref", "--quiet", "HEAD", git_dir=self.repository.git_dir)
        except GitError as error:
            if error.code != 1:
                raise
            return None
        return os.fsdecode(output.removesuffix(b"\n"))

    def _unfinished(self) -> str:
        git_dir = self.repository.git_dir
        return next((word for name, word in _UNFINISHED.items() if (git_dir / name).exists()), "")
