"""The leaves: the only place where queries meet the world.

A leaf is read like any other query, so that whoever reads it is recorded, a miss included.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sitegen.base.data import Fingerprint, fingerprint_of
from sitegen.engine.query import Query, _register
from sitegen.engine.trees import TROUBLE, Look, Tree, content_fingerprint, look_at

MISSING: Fingerprint = b""
"""Fingerprint of a file that is not there."""


class TreeMoved(Exception):
    """A file is not as the listing said: it changed while we looked. The answer is to look again."""


class World:
    """One look at everything outside: a tree's listing, the time, the options of the command."""

    def __init__(
        self,
        tree: Tree,
        now: datetime | None = None,
        options: dict[str, Any] | None = None,
        listing: dict[str, bytes] | None = None,
    ) -> None:
        self.tree = tree
        self.now = now or datetime.now(UTC)
        self.options = options or {}
        self.last: Look | None = None
        """The last look, if the listing is what it found and not somebody else's."""
        self._listing: dict[str, bytes] | None = listing or {}
        self._kept: dict[tuple[str, str], Any] = {}

    @property
    def listing(self) -> dict[str, bytes]:
        """Every source and the fingerprint of its bytes. It is made when it is first asked for."""
        if self._listing is None:
            assert self.last is not None
            self._listing = self.last.listing()
        return self._listing

    def look(self) -> Look:
        """Look at the tree anew."""
        self.last = look_at(self.tree)
        self._listing = None
        self._kept.clear()
        return self.last

    def turn(self, tree: Tree, listing: dict[str, bytes]) -> set[str]:
        """Turn to another tree, whose listing is known. Returns the paths in which it differs from the last one."""
        before, self.tree, self._listing, self.last = self.listing, tree, listing, None
        differing = {path for path, _ in before.items() ^ listing.items()} if before is not listing else set()
        for path in differing:
            old, new = before.get(path, MISSING), listing.get(path, MISSING)
            if not old or not new or old.startswith(TROUBLE) or new.startswith(TROUBLE):
                self._kept.clear()  # a list of files may be another one
                break
        return differing

    def once(self, name: str, prefix: str, find: Callable[[World, str], Any]) -> Any:
        """What ``find`` says of the files below ``prefix``, found once for as long as it is true."""
        if (name, prefix) not in self._kept:
            self._kept[name, prefix] = find(self, prefix)
        return self._kept[name, prefix]


Probe = Callable[..., Fingerprint]
PROBES: dict[str, Probe] = {}


def _leaf(probe: Probe) -> Callable[[Callable[..., Any]], Query[Any]]:
    """A leaf: how its value is read, and ``probe`` which tells its fingerprint without reading it."""

    def decorate(read: Callable[..., Any]) -> Query[Any]:
        PROBES[read.__name__] = probe
        return _register(Query(read.__name__, read, keep=False, cached=False, leaf=True))

    return decorate


@_leaf(lambda world, path: world.listing.get(path, MISSING))
def file(world: World, path: str) -> bytes | None:
    """The bytes of a file; None if it is not there or cannot be used (see :func:`troubles`)."""
    listed = world.listing.get(path, MISSING)
    if listed == MISSING or (listed.startswith(TROUBLE) and len(listed) < 16):
        return None
    try:
        data = world.tree.read(path)
    except OSError as error:
        raise TreeMoved(path) from error
    if content_fingerprint(data) != listed:
        raise TreeMoved(path)
    return data


@_leaf(lambda world, path: world.listing.get(path, MISSING))
def file_hash(world: World, path: str) -> str:
    """The fingerprint of a file in hexadecimal digits, without reading it; empty if it is not there."""
    return world.listing.get(path, MISSING).hex()


@_leaf(lambda world, path: b"1" if path in world.listing else MISSING)
def exists(world: World, path: str) -> bool:
    """True if the file is there."""
    return path in world.listing


@_leaf(lambda world, prefix: world.once("troubles", prefix, lambda *of: fingerprint_of(_troubles(*of))))
def troubles(world: World, prefix: str) -> dict[str, str]:
    """Files whose path starts with ``prefix`` and that cannot be used, with the reason (see ``base.paths``)."""
    return _troubles(world, prefix)


def _troubles(world: World, prefix: str) -> dict[str, str]:
    found = [path for path, listed in world.listing.items() if listed.startswith(TROUBLE) and len(listed) < 16]
    return {path: world.listing[path][1:].decode() for path in sorted(found) if path.startswith(prefix)}


@_leaf(lambda world, prefix: world.once("paths", prefix, lambda *of: fingerprint_of(_paths(*of))))
def paths(world: World, prefix: str) -> tuple[str, ...]:
    """The paths of all files whose path starts with ``prefix``, sorted."""
    return _paths(world, prefix)


def _paths(world: World, prefix: str) -> tuple[str, ...]:
    return tuple(sorted(path for path in world.listing if path.startswith(prefix)))


@_leaf(lambda world, instant: b"1" if _passed(world, instant) else b"0")
def passed(world: World, instant: str) -> bool:
    """True if the moment (ISO 8601 with its offset) has come. Changes once, so nothing is looked at before."""
    return _passed(world, instant)


def _passed(world: World, instant: str) -> bool:
    return world.now >= datetime.fromisoformat(instant)


@_leaf(lambda world, zone: _today(world, zone).encode())
def today(world: World, zone: str) -> str:
    """The date (ISO 8601) in a time zone."""
    return _today(world, zone)


def _today(world: World, zone: str) -> str:
    from zoneinfo import ZoneInfo  # here, because most looks at the world ask for no date

    return world.now.astimezone(ZoneInfo(zone)).date().isoformat()


@_leaf(lambda world, name: fingerprint_of(world.options.get(name)))
def option(world: World, name: str) -> Any:
    """An option of the command, such as ``drafts``; None if it was not given."""
    return world.options.get(name)


@_leaf(lambda world, name: b"1" if _installed(name) else b"0")
def library(world: World, name: str) -> bool:
    """True if a library that sitegen can do without is installed. It is not imported."""
    return _installed(name)


def _installed(name: str) -> bool:
    from importlib.util import find_spec  # here, because most sites ask for no such library

    return find_spec(name) is not None


OF_ONE_FILE = (file.name, file_hash.name, exists.name)
"""The leaves about a single path; the others are few."""

OF_LISTING = (paths.name, troubles.name)
"""The leaves that may change whatever path does."""

OF_ELSE = tuple(sorted(PROBES.keys() - {*OF_ONE_FILE, *OF_LISTING}))
"""The leaves that have nothing to do with files: they may change while no path does."""
