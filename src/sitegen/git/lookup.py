"""One file of a commit by its path: a few small reads, where a listing would take a process and all files."""

from __future__ import annotations

import os
from typing import NamedTuple

from sitegen.git.repository import Entry, Repository

_FOLDER = "40000"


class InTheWay(NamedTuple):
    """Nothing can stand at a path: ``path`` above it is a file or a link, or the path itself is a folder."""

    path: str


def entry_at(repository: Repository, commit: str, path: str) -> Entry | InTheWay | None:
    """What a commit has at ``path`` (from the site's folder); None if there is nothing.

    Links are not followed. Raises :class:`sitegen.git.command.GitError` if the repository is damaged.
    """
    tree = tree_of(repository, commit)
    parts = (repository.prefix + path).split("/")
    for depth, part in enumerate(parts, 1):
        found = _children(repository, tree).get(os.fsencode(part))
        if found is None:
            return None
        is_last = depth == len(parts)
        if (found.mode == _FOLDER) == is_last:
            return InTheWay("/".join(parts[:depth]).removeprefix(repository.prefix))
        if is_last:
            return found
        tree = found.blob
    return None


def tree_of(repository: Repository, commit: str) -> str:
    """Id of the folder that a commit shows, the repository's whole one."""
    head = repository.blobs.read(commit, "commit")
    return head[5 : head.index(b"\n")].decode()


def _children(repository: Repository, tree: str) -> dict[bytes, Entry]:
    """Read ``mode name NUL id``, … The id is as many bytes as the tree's own."""
    data, width = repository.blobs.read(tree, "tree"), len(tree) // 2
    found: dict[bytes, Entry] = {}
    at = 0
    while at < len(data):
        end = data.index(b"\0", at)
        mode, _, name = data[at:end].partition(b" ")
        at = end + 1 + width
        found[name] = Entry(mode.decode(), data[end + 1 : at].hex())
    return found
