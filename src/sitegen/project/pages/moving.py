"""Moving and renaming pages: every link, reference and menu entry follows, and the old address leads to the new one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import partial
from itertools import zip_longest

from sitegen.assist.renaming import moving
from sitegen.base.diagnostics import Edit
from sitegen.base.paths import is_source
from sitegen.catalog.addresses import normal_url
from sitegen.catalog.folders import folder_of
from sitegen.catalog.heads import heads, page_kind
from sitegen.catalog.index import addresses, urls
from sitegen.catalog.redirects import redirects
from sitegen.catalog.relations import page_links
from sitegen.catalog.sources import CONTENT
from sitegen.editing.fields import FieldEdit, with_fields
from sitegen.editing.mending import Unfit, applied
from sitegen.editing.text import split
from sitegen.engine.database import Database
from sitegen.engine.inputs import file, paths
from sitegen.project.pages.places import (
    belongings,
    files_below,
    is_place,
    is_whole_folder,
    language_folder,
    name_of,
    naming,
    place_above,
    safe_folder,
    safe_name,
    suffix_of,
    texts_in,
    translations_of,
)
from sitegen.project.pages.rewriting import Rewrite, Unable, unfit
from sitegen.project.pages.settings_moved import settings_moved
from sitegen.project.stage import Stage, View

SETTINGS = "site.yaml"


@dataclass(frozen=True, slots=True)
class MoveWanted:
    """Where pages are to go.

    ``folder`` is from content/; None leaves each where it is. ``name`` is for one page only; empty keeps its name.
    ``translations``: their versions in other languages go with them. ``redirect``: old addresses lead to the new.
    """

    paths: tuple[str, ...]
    folder: str | None = None
    name: str = ""
    translations: bool = True
    redirect: bool = True


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


def planned(stage: Stage, view: View, wanted: MoveWanted) -> Move | Unable:
    """What the move does; nothing is kept."""
    half = stage.ask(view, lambda db: _half(db, wanted))
    if isinstance(half, Unable):
        return half
    seen = view._replace(texts={**view.texts, **half.after})
    there = stage.ask(seen, lambda db: _there(db, half))
    after, pages = dict(half.after), []
    for old, (url, new_type, is_free) in there.items():
        new, before = half.moves[old], half.urls.get(old, "")
        redirects = bool(wanted.redirect and before and url and before != url and is_free)
        if redirects:
            made = _with_alias(after[new] or b"", before)
            if isinstance(made, Unfit):
                return unfit(old, made)
            after[new] = made
        pages.append(MovedPage(old, new, half.titles[old], before, url, redirects, half.types.get(old, ""), new_type))
    trouble = _without_clashes(stage, view, half, after)
    if trouble is not None:
        return trouble
    mends = tuple(_mends(half, after))
    files = sum(not old.endswith(".md") for old in half.moves)
    known = {path: half.before[path] for path in after}
    return Move(tuple(pages), files, mends, Rewrite(known, after))


# which files go where


def targets(db: Database, wanted: MoveWanted) -> dict[str, str] | Unable:
    """Old path → new path of every file that moves."""
    if not wanted.paths:
        return Unable("none_chosen")
    found: dict[str, str] = {}
    for path in wanted.paths:
        if db.get(file, path) is None or not path.endswith(".md"):
            return Unable("gone", path)
        if page_kind(db, path) == "home":
            return Unable("home", path)
        name = safe_name(wanted.name) if wanted.name and wanted.name != name_of(db, path) else name_of(db, path)
        folder = place_above(path) if wanted.folder is None else _folder(db, wanted.folder)
        own = language_folder(db, path)
        if own and not (folder + "/").startswith(own):
            folder = f"{own}{folder}".rstrip("/")
        if name in ("index", "_index") and not is_whole_folder(db, path):
            return Unable("no_place", f"{CONTENT}{folder}/{name}.md")
        step = _steps(db, path, folder, name, translations=wanted.translations)
        if isinstance(step, Unable):
            return step
        found |= step
    return {old: new for old, new in found.items() if old != new}


def _folder(db: Database, typed: str) -> str:
    """A folder that is there stays as it is called; a new one gets a safe name."""
    plain = typed.strip().strip("/")
    return plain if not plain or db.get(paths, f"{CONTENT}{plain}/") else safe_folder(plain)


def _steps(db: Database, path: str, folder: str, name: str, *, translations: bool) -> dict[str, str] | Unable:
    group = [path, *(translations_of(db, path) if translations else ())]
    key = f"{folder}/".removeprefix(language_folder(db, path)).removeprefix("/")
    found: dict[str, str] = {}
    for one in group:
        new = f"{CONTENT}{language_folder(db, one)}{key}{name}"
        if is_whole_folder(db, one):
            old = folder_of(one)
            if f"{new}/".startswith(old) and f"{new}/" != old:
                return Unable("into_itself", path)
            found |= {each: f"{new}/{each.removeprefix(old)}" for each in files_below(db, old)}
        else:
            found[one] = f"{new}{suffix_of(db, one)}.md"
            if folder_of(found[one]) != folder_of(one):
                beside = folder_of(found[one])
                found |= {each: beside + each.rpartition("/")[2] for each in belongings(db, one)}
    return found


def _trouble(db: Database, moves: Mapping[str, str]) -> Unable | None:
    there = {path.casefold(): path for path in db.get(paths, CONTENT)}
    taken: dict[str, str] = {}
    for old, new in moves.items():
        other = there.get(new.casefold())
        if other is not None and other not in moves:
            return Unable("taken", new, other)
        if new.casefold() in taken:
            return Unable("taken", new, taken[new.casefold()])
        if not is_source(new) or (old.endswith(".md") and not is_place(new)):
            return Unable("no_place", new)
        taken[new.casefold()] = old
    return None


# what is written otherwise


def _half(db: Database, wanted: MoveWanted) -> _Moved | Unable:
    moves = targets(db, wanted)
    trouble = moves if isinstance(moves, Unable) else _trouble(db, moves)
    if isinstance(moves, Unable) or trouble is not None:
        return trouble or Unable("gone")
    if not moves:
        return Unable("nothing")
    found = _rewritten(db, moves)
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
    )


def _rewritten(db: Database, moves: Mapping[str, str]) -> dict[str, bytes] | Unable:
    """The bytes, by old path, of every file whose words change."""
    among = _leading(db, moves)
    by_file: dict[str, list[Edit]] = {}
    for edit in moving(db, moves, among).edits:
        by_file.setdefault(edit.path, []).append(edit)
    found: dict[str, bytes] = {}
    for path in {*by_file, *_versions(db, moves), SETTINGS}:
        data = db.get(file, path)
        if data is None:
            continue
        try:
            made: bytes | Unfit = applied(data, by_file.get(path, ()))
        except Unfit as reason:
            return unfit(path, reason)
        if isinstance(made, bytes) and path.endswith(".md"):
            made = _translation_mended(db, path, made, moves)
        elif isinstance(made, bytes) and path == SETTINGS:
            made = settings_moved(db, made, moves)
        if isinstance(made, Unfit):
            return unfit(path, made)
        if made != data:
            found[path] = made
    return found


def _leading(db: Database, moves: Mapping[str, str]) -> list[str]:
    """The pages that may lead to a moved file."""
    known = db.get(heads)
    moved = set(moves)
    found = {path for path, to in db.get(page_links).items() if path in known and not moved.isdisjoint(to)}
    files = [path for path in moves if not path.endswith(".md")]
    names = [path.removesuffix(".md").removesuffix("/index") for path in moves if path.endswith(".md")]
    if files:
        found.update(naming(db, files, known))
    found.update(_referring(db, names))
    return sorted(found | (moved & set(known)))


def _referring(db: Database, names: Sequence[str]) -> Iterator[str]:
    """The pages one of whose fields may name a page."""
    wanted = {name.rpartition("/")[2] for name in names}
    for path, head in db.get(heads).items():
        if any(part in wanted for text in texts_in(head.fields) for part in text.removesuffix(".md").split("/")):
            yield path


def _versions(db: Database, moves: Mapping[str, str]) -> Iterator[str]:
    """The pages that say of themselves that they translate one that moves."""
    keys = {path.removeprefix(CONTENT) for path in moves}
    for path, head in db.get(heads).items():
        if head.key in keys or head.key + ".md" in keys:
            yield path


def _translation_mended(db: Database, path: str, data: bytes, moves: Mapping[str, str]) -> bytes | Unfit:
    given = split(data)[0].get("translation_of")
    if not isinstance(given, str):
        return data
    plain = given.removeprefix("/").removeprefix(CONTENT)
    for old, lost in ((CONTENT + plain, ""), (f"{CONTENT}{plain}.md", ".md")):
        if old in moves:
            lead = given[: len(given) - len(plain)]
            return with_fields(
                data, [FieldEdit(("translation_of",), lead + moves[old].removeprefix(CONTENT).removesuffix(lost))]
            )
    return data


# the addresses


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


def _with_alias(data: bytes, url: str) -> bytes | Unfit:
    given = split(data)[0].get("aliases")
    if given is None or given == []:
        return with_fields(data, [FieldEdit(("aliases",), [url])])
    if not isinstance(given, list):
        return with_fields(data, [FieldEdit(("aliases",), [str(given), url])])
    return data if url in given else with_fields(data, [FieldEdit(("aliases", len(given)), url)])


def _clashing(db: Database) -> frozenset[tuple[str, str]]:
    """(page, old address) wherever an old address of a page is the address of another one."""
    taken = db.get(addresses)
    return frozenset(
        (path, alias)
        for path, head in db.get(heads).items()
        for alias in head.aliases
        if taken.get(alias, path) != path
    )


def _without_clashes(stage: Stage, view: View, half: _Moved, after: dict[str, bytes | None]) -> Unable | None:
    """Where a page gets an address that another one had once, it is that page's now: the other one says so no more."""
    known = {(half.moves.get(path, path), alias) for path, alias in stage.ask(view, _clashing)}
    seen = view._replace(texts={**view.texts, **after})
    for path, alias in sorted(stage.ask(seen, _clashing) - known):
        data = after[path] if path in after else stage.ask(view, partial(_bytes, path))
        made = _without_alias(data or b"", alias)
        if isinstance(made, Unfit):
            return unfit(path, made)
        after[path] = made
        half.before.setdefault(path, data)
    return None


def _bytes(path: str, db: Database) -> bytes | None:
    data: bytes | None = db.get(file, path)
    return data


def _without_alias(data: bytes, url: str) -> bytes | Unfit:
    given = split(data)[0].get("aliases")
    if not isinstance(given, list) or all(normal_url(str(one)) == url for one in given):
        return with_fields(data, [FieldEdit(("aliases",), remove=True)])
    numbers = [number for number, one in enumerate(given) if normal_url(str(one)) == url]
    return with_fields(data, [FieldEdit(("aliases", number), remove=True) for number in reversed(numbers)])


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
