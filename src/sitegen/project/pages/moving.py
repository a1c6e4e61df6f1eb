"""Moving and renaming pages: every link, reference and menu entry follows, and the old address leads to the new one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import partial
from itertools import zip_longest

from sitegen.catalog.heads import heads
from sitegen.catalog.index import addresses, urls
from sitegen.catalog.redirects import redirects
from sitegen.editing.mending import Unfit
from sitegen.engine.database import Database
from sitegen.engine.inputs import file
from sitegen.project.pages.move_targets import MoveWanted, targets, trouble
from sitegen.project.pages.move_words import rewritten
from sitegen.project.pages.old_addresses import clashing, with_alias, with_whole_aliases, without_alias
from sitegen.project.pages.rewriting import Rewrite, Unable, unfit
from sitegen.project.stage import Stage, View

__all__ = ["Mend", "Move", "MoveWanted", "MovedPage", "planned"]


@dataclass(frozen=True, slots=True)
class MovedPage:
    """A page that moves. ``redirects``: its old address leads to the new one. The types are equal if it keeps its."""

    path: str
    new_path: str
    title: str
    url: str
    new_url: str
    redirects: bool
    type: str = ""
    new_type: str = ""


@dataclass(frozen=True, slots=True)
class Mend:
    """A line elsewhere (or on the page itself) that changes so that it still leads there. ``line`` counts from 1."""

    path: str
    title: str
    line: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Move:
    """What moving does, before it is done. ``files`` counts the other files that go with the pages."""

    pages: tuple[MovedPage, ...]
    files: int
    mends: tuple[Mend, ...]
    rewrite: Rewrite


@dataclass(frozen=True, slots=True)
class _Moved:
    """The first half, in which nobody knows the new addresses yet: file → new file, new file → its bytes."""

    moves: Mapping[str, str]
    before: dict[str, bytes | None]
    after: dict[str, bytes | None]
    urls: Mapping[str, str]
    titles: Mapping[str, str]
    types: Mapping[str, str]
    shown: frozenset[str]


def planned(stage: Stage, view: View, wanted: MoveWanted) -> Move | Unable:
    """What the move does; nothing is kept."""
    half = stage.ask(view, lambda db: _half(db, wanted))
    if isinstance(half, Unable):
        return half
    after = dict(half.after)
    pages = _addressed(stage, view, half, after, redirect=wanted.redirect)
    refused = pages if isinstance(pages, Unable) else _without_clashes(stage, view, half, after)
    if isinstance(pages, Unable) or refused is not None:
        return refused or Unable("nothing")
    files = sum(not old.endswith(".md") for old in half.moves)
    before = {path: half.before[path] for path in after}
    return Move(tuple(pages), files, tuple(_mends(half, after)), Rewrite(before, after))


def _half(db: Database, wanted: MoveWanted) -> _Moved | Unable:
    moves = targets(db, wanted)
    refused = moves if isinstance(moves, Unable) else trouble(db, moves)
    if isinstance(moves, Unable) or refused is not None or not moves:
        return refused or Unable("nothing")
    found = rewritten(db, moves)
    if isinstance(found, Unable):
        return found
    known, at = db.get(heads), db.get(urls)
    pages = [path for path in moves if path in known]
    before = {path: db.get(file, path) for path in {*found, *moves, *moves.values()}}
    after: dict[str, bytes | None] = dict.fromkeys(moves)
    after |= {moves.get(path, path): found.get(path, before[path]) for path in {*found, *moves}}
    return _Moved(
        moves,
        before,
        after,
        {path: at.get(path, "") for path in pages},
        {path: known[path].title for path in {*pages, *(set(found) & set(known))}},
        {path: known[path].type or "" for path in pages},
        frozenset(moves.get(path, path) for path in known if path in at),
    )


# the addresses


def _addressed(
    stage: Stage, view: View, half: _Moved, after: dict[str, bytes | None], *, redirect: bool
) -> list[MovedPage] | Unable:
    """The pages with their new addresses; in ``after`` each then answers to its old one too, if that is wanted."""
    seen = view._replace(texts={**view.texts, **half.after})
    hidden = stage.ask(seen, partial(_hidden, half.shown))
    if hidden:
        return Unable("address", hidden)
    pages = []
    for old, (url, new_type, is_free) in stage.ask(seen, partial(_there, half=half)).items():
        new, before = half.moves[old], half.urls[old]
        leads = bool(redirect and before and url and before != url and is_free)
        made = with_whole_aliases(after[new] or b"", before) if before != url else after[new]
        if leads and isinstance(made, bytes):
            made = with_alias(made, before)
        if isinstance(made, Unfit):
            return unfit(old, made)
        after[new] = made
        pages.append(MovedPage(old, new, half.titles[old], before, url, leads, half.types[old], new_type))
    return pages


def _hidden(shown: frozenset[str], db: Database) -> str:
    """A page that would be shown no more, since another one has its address then; empty if there is none."""
    return min(shown - set(db.get(urls)), default="")


def _there(db: Database, half: _Moved) -> dict[str, tuple[str, str, bool]]:
    """Old path of each moved page → its new address, its new type, and whether the old address is free."""
    known, at, taken, leads = db.get(heads), db.get(urls), db.get(addresses), db.get(redirects)
    found = {}
    for old, url in half.urls.items():
        new = half.moves[old]
        head = known.get(new)
        is_free = url not in taken and leads.get(url, new) == new
        found[old] = (at.get(new, ""), (head.type or "") if head is not None else "", is_free)
    return found


def _without_clashes(stage: Stage, view: View, half: _Moved, after: dict[str, bytes | None]) -> Unable | None:
    """Where a page gets an address that another one had once, it is that page's now: the other one says so no more."""
    known = {(half.moves.get(path, path), alias) for path, alias in stage.ask(view, clashing)}
    seen = view._replace(texts={**view.texts, **after})
    found = stage.ask(seen, clashing)
    for path, alias in sorted(found.keys() - known):
        data = after[path] if path in after else stage.ask(view, partial(_bytes, path))
        made = without_alias(data or b"", found[path, alias], alias)
        if isinstance(made, Unfit):
            return unfit(path, made)
        after[path] = made
        half.before.setdefault(path, data)
    return None


def _bytes(path: str, db: Database) -> bytes | None:
    data: bytes | None = db.get(file, path)
    return data


# for the one who decides


def _mends(half: _Moved, after: Mapping[str, bytes | None]) -> Iterator[Mend]:
    back = {new: old for old, new in half.moves.items()}
    for new, data in sorted((half.after | {path: after[path] for path in after if path not in half.after}).items()):
        old = back.get(new, new)
        before = half.before.get(old)
        if data is None or before is None or data == before:
            continue
        for number, was, now in _lines(before, data):
            yield Mend(old, half.titles.get(old, ""), number, was, now)


def _lines(before: bytes, after: bytes) -> Iterator[tuple[int, str, str]]:
    """Lines that differ, with their numbers in what was there."""
    old, new = before.decode(errors="replace").split("\n"), after.decode(errors="replace").split("\n")
    for kind, low, high, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            for number, (was, now) in enumerate(zip_longest(old[low:high], new[start:end], fillvalue=""), low + 1):
                yield number, was.strip(), now.strip()
