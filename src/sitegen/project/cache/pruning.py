"""Taking away what is remembered and needed no more. What a build uses at the moment is left alone."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from sitegen.base.files import Busy, Lock
from sitegen.project.cache.holdings import LEFT, MADE, MEMOS, Holding, holdings, lock_of
from sitegen.project.cache.stores import DAMAGED, IN_USE, OTHER
from sitegen.project.memos import STATE
from sitegen.render.pictures.kept import DAYS

_DAY = 86400.0
_HOUR = 3600.0


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to go.

    ``everything``; what was not used for ``older_than`` seconds; and what was used longest ago, until the rest has at
    most ``max_size`` bytes. What nobody can use any more always goes.
    """

    everything: bool = False
    older_than: float | None = None
    max_size: int | None = None


@dataclass(slots=True)
class Pruned:
    """What went (or would), what stays because it is in use, and what could not be removed, with the reason."""

    removed: list[Holding] = field(default_factory=list)
    in_use: list[Holding] = field(default_factory=list)
    failed: list[tuple[Holding, str]] = field(default_factory=list)
    left: int = 0
    """Bytes that are remembered afterwards."""


def prune(root: Path, wish: Wish, now: float, dry_run: bool = False) -> Pruned:
    """Remove what a wish names; ``now`` is the time (Unix, seconds). With ``dry_run`` nothing is touched."""
    found = holdings(root)
    done = Pruned()
    for holding in chosen(found, wish, now):
        if holding.state == IN_USE:
            done.in_use.append(holding)
            continue
        try:
            if not dry_run:
                _remove(root / STATE, holding)
            done.removed.append(holding)
        except Busy:
            done.in_use.append(holding)
        except OSError as error:
            done.failed.append((holding, error.strerror or str(error)))
    done.left = sum(one.size for one in found) - sum(one.size for one in done.removed)
    return done


def chosen(found: Iterable[Holding], wish: Wish, now: float) -> list[Holding]:
    """Which of the holdings a wish names. A time in the future is no reason to go."""
    by_age = sorted(found, key=lambda one: (one.used, one.name))
    going = [one for one in by_age if wish.everything or _is_useless(one, now) or _is_old(one, wish, now)]
    if wish.max_size is None:
        return going
    names = {one.name for one in going}
    size = sum(one.size for one in by_age if one.name not in names)
    for one in by_age:
        if size <= wish.max_size:
            break
        if one.name not in names and one.state != IN_USE:
            going.append(one)
            size -= one.size
    return going


def _is_useless(one: Holding, now: float) -> bool:
    """True for what no build would use: another version's, damaged, what a killed process left, forgotten pictures."""
    age = now - one.used
    if one.kind == LEFT:
        return age > _HOUR  # a younger one may be about to be put in place
    if one.kind == MADE:
        return age > DAYS * _DAY
    return one.state in (OTHER, DAMAGED)


def _is_old(one: Holding, wish: Wish, now: float) -> bool:
    return wish.older_than is not None and now - one.used > wish.older_than


def _remove(folder: Path, one: Holding) -> None:
    """Remove the files of a holding, the one that makes it what it is first: what is left of a kill is nothing.

    Raises Busy where somebody uses it, or has used it since it was looked at.
    """
    if one.kind != MEMOS:
        _unlink(one.paths)
        return
    lock = lock_of(folder, one.name)
    with Lock(lock, timeout=0):
        with suppress(FileNotFoundError):
            if one.paths[0].stat().st_mtime > one.used:
                raise Busy(lock)
        _unlink(one.paths)


def _unlink(paths: Iterable[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)
