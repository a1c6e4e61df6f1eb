"""What there is in ``.sitegen/`` that may be deleted at any time, and what must not be.

Only what is known by name is a holding. Whatever else lies there (accounts, keys, what people put there) is told and
never touched.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sitegen.base.files import is_temporary
from sitegen.project.cache.stores import DAMAGED, USABLE, state_of
from sitegen.project.memos import CLUSTER, PICTURES, PROGRAM, STATE

MEMOS, LOOKS, MADE, THUMBS, ANSWERS, BLOBS, LEFT = (
    "memos",
    "looks",
    "pictures",
    "small pictures",
    "answers",
    "versions",
    "leftovers",
)
KINDS = (MEMOS, LOOKS, MADE, THUMBS, ANSWERS, BLOBS, LEFT)
"""Kinds of holdings, in the order in which they are told."""

_ALONE = {
    "cache/seen-files": LOOKS,
    "cache/seen-theme": LOOKS,
    f"cache/{PROGRAM}": LOOKS,
    "external.json": ANSWERS,
    "blobs": BLOBS,
}
_FOLDERS = {f"cache/{PICTURES}/": MADE, "cache/thumbs/": THUMBS, f"cache/{CLUSTER}/": LEFT}
_BESIDE = ("-wal", "-shm")


@dataclass(frozen=True, slots=True)
class Holding:
    """Something that is remembered.

    ``name``: the path in ``.sitegen/``. ``paths``: its files, the one that the others are nothing without first.
    ``size`` in bytes; ``used``: when it was last written or asked for (Unix seconds). ``state`` is usable, in use, of
    another version, or damaged. ``made_by``: the version of sitegen, where it is known.
    """

    kind: str
    name: str
    paths: tuple[Path, ...]
    size: int
    used: float
    state: str = USABLE
    made_by: str = ""


def holdings(root: Path) -> list[Holding]:
    """Everything that is remembered of the site in ``root``, by name."""
    folder = root / STATE
    found = [_holding(folder, name, kind) for name, kind in sorted(_kinds(folder)) if not name.endswith(_BESIDE)]
    return [one for one in found if one is not None]


def others(root: Path) -> list[str]:
    """Names of what else lies in ``.sitegen/``: nothing here ever removes it. Locks are left out: they are empty."""
    folder = root / STATE
    known = {name.partition("/")[0] for name, _ in _kinds(folder)} | {"cache", ".gitignore"}
    return [name for name in _names(folder) if name not in known and not _is_lock(name)]


def _kinds(folder: Path) -> Iterator[tuple[str, str]]:
    """(path in ``folder``, kind) of each file that is known."""
    for name in _files(folder):
        if is_temporary(name.rpartition("/")[2]):
            yield name, LEFT
        elif name in _ALONE:
            yield name, _ALONE[name]
        elif name.startswith("cache/memos-") and name.count("/") == 1:
            yield name, MEMOS
        else:
            yield from ((name, kind) for start, kind in _FOLDERS.items() if name.startswith(start))


def _files(folder: Path) -> Iterator[str]:
    """Files of ``folder`` and of ``cache/`` in it; links are neither followed nor told."""
    for name in _names(folder):
        if (folder / name).is_file() and not (folder / name).is_symlink():
            yield name
    yield from _below(folder / "cache", "cache/")


def _below(folder: Path, path: str) -> Iterator[str]:
    if folder.is_symlink():
        return
    for name in _names(folder):
        place = folder / name
        if place.is_symlink():
            continue
        if place.is_dir():
            yield from _below(place, f"{path}{name}/")
        else:
            yield path + name


def _names(folder: Path) -> list[str]:
    try:
        return sorted(os.listdir(folder))
    except OSError:
        return []


def _is_lock(name: str) -> bool:
    return name.startswith("lock-") or name.endswith(".lock")


def _holding(folder: Path, name: str, kind: str) -> Holding | None:
    """The holding of a file; None if it has gone meanwhile."""
    path = folder / name
    state = state_of(path, lock_of(folder, name)) if kind == MEMOS else (DAMAGED if kind == LEFT else USABLE, "")
    paths = (path, *_existing(Path(f"{path}{end}") for end in _BESIDE)) if kind == MEMOS else (path,)
    try:
        infos = [one.stat() for one in paths]
    except OSError:
        return None
    size, used = sum(info.st_size for info in infos), max(info.st_mtime for info in infos)
    return Holding(kind, name, paths, size, used, *state)


def lock_of(folder: Path, name: str) -> Path:
    """The lock of the memos of a name: who holds it works with them."""
    view = name.removeprefix("cache/memos-").removesuffix(".sqlite")
    return folder / f"lock-{view}"


def _existing(paths: Iterable[Path]) -> list[Path]:
    return [path for path in paths if path.exists()]
