"""What a worker has to know before it can do a task: written once, into a folder that all machines see.

A forked process has what is known in its memory. One on another machine has nothing: it opens the stored memos as they
were when the errand began, and is told the listing of the sources, so that every worker sees the same site.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import pickle
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sitegen.base.data import fingerprint_of
from sitegen.base.files import write_atomic
from sitegen.engine.chunks import NobodyWaits, Work
from sitegen.engine.database import Database
from sitegen.engine.executor import CannotWork
from sitegen.engine.inputs import World
from sitegen.engine.profile import Profile
from sitegen.engine.still import StillStore
from sitegen.engine.trees import DiskTree, MountedTree, Tree
from sitegen.git.repository import Repository
from sitegen.git.tree import CommitTree
from sitegen.project.memos import PICTURES, THEME, THEME_PREFIX


@dataclass(frozen=True, slots=True)
class Errand:
    """One round of tasks over one site.

    ``store``: the file of memos, which nobody changes meanwhile. ``sources``: opens the site's own files.
    ``pictures``: the folder of made pictures, if they are kept.
    """

    store: Path
    sources: Callable[[], Tree]
    listing: dict[str, bytes]
    now: datetime
    options: dict[str, Any]
    pictures: Path | None
    profiled: bool
    work: Work

    def open(self, version: str) -> Database:
        """The memos and the world of the errand, for a worker whose own version is the given one."""
        theme = DiskTree(THEME)
        theme.listing()
        world = World(MountedTree(self.sources(), THEME_PREFIX, theme), self.now, self.options, self.listing)
        db = Database(StillStore(self.store, version), world)
        if self.pictures is not None:
            db.kept[PICTURES] = self.pictures
        if self.profiled:
            db.profile = Profile()
        db.become_worker(_somewhere())
        return db


def _somewhere() -> int:
    """The first of a block of ids (2 million of them) that no other worker will have hit upon."""
    return (1 << 62) + (int.from_bytes(os.urandom(5), "big") << 21)


@dataclass(frozen=True, slots=True)
class OnDisk:
    """The sources in a folder, as they were listed."""

    root: Path
    listing: dict[str, bytes]
    linked: dict[str, str]

    def __call__(self) -> Tree:
        """The tree."""
        return DiskTree.listed(self.root, self.listing, self.linked)


@dataclass(frozen=True, slots=True)
class InCommit:
    """The sources as a commit has them."""

    git_dir: Path
    prefix: str
    commit: str

    def __call__(self) -> Tree:
        """The tree."""
        return CommitTree(Repository(self.git_dir, self.prefix), self.commit)


@dataclass(frozen=True, slots=True)
class Marker:
    """A file that is there for as long as somebody waits for what is worked out."""

    path: Path

    def __call__(self) -> None:
        """Raises NobodyWaits if it is gone."""
        try:
            os.close(os.open(self.path, os.O_RDONLY | os.O_CLOEXEC))  # opened, because a folder on the network
        except OSError:  # tells of a file that was removed only when it is
            raise NobodyWaits from None


def errand_of(db: Database, store: Path, work: Work) -> Errand:
    """What a worker has to know to do this work over the same site. Raises CannotWork for sources that only this
    process has."""
    tree = db.world.tree
    site = tree.site if isinstance(tree, MountedTree) else tree
    sources: Callable[[], Tree]
    if isinstance(site, DiskTree):
        own = {path: fp for path, fp in db.world.listing.items() if not path.startswith(THEME_PREFIX)}
        sources = OnDisk(site.root, own, site.linked)
    elif isinstance(site, CommitTree):
        sources = InCommit(site.repository.git_dir, site.repository.prefix, site.commit)
    else:
        raise CannotWork("what is not saved yet cannot be built by a cluster")
    world = db.world
    return Errand(
        store,
        sources,
        world.listing,
        world.now,
        world.options,
        db.kept.get(PICTURES),
        db.profile is not None,
        work,
    )


def write_errand(errand: Errand, path: Path, version: str) -> str:
    """Write it for workers of the same version. Returns its digest, which tells them apart."""
    data = marshal.dumps((version, _theme(errand.listing), pickle.dumps(errand, protocol=5)), 2)
    write_atomic(path, data, durable=True)
    return hashlib.sha256(data).hexdigest()


class Unfit(Exception):
    """A worker that cannot do the errand; the message says why."""


def read_errand(path: Path, digest: str, version: str, where: str) -> Errand:
    """Read what was written. ``where`` names this worker. Raises Unfit."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Unfit(
            f"the worker {where} cannot read {path}: {error.strerror or error}; all machines of the cluster have to see"
            " the site's folder under the same path"
        ) from None
    if hashlib.sha256(data).hexdigest() != digest:
        raise Unfit(f"the worker {where} sees another {path} than the machine that builds")
    wanted, theme, packed = marshal.loads(data)
    if wanted != version:
        raise Unfit(f"the worker {where} has another version: {_first(version)} instead of {_first(wanted)}")
    here = {THEME_PREFIX + name: fp for name, fp in DiskTree(THEME).listing().items()}
    if theme != _theme(here):
        raise Unfit(f"the theme of the worker {where} is another one")
    errand: Errand = pickle.loads(packed)
    return errand


def _theme(listing: dict[str, bytes]) -> bytes:
    return fingerprint_of({path: fp for path, fp in listing.items() if path.startswith(THEME_PREFIX)})


def _first(version: str) -> str:
    """``sitegen 1.2.0, Python 3.11.7 (1a2b3c4d)`` of a version."""
    sitegen, python, *rest = version.split()
    return f"sitegen {sitegen}, Python {python} ({rest[-1][:8]})"
