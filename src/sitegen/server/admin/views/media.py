"""The Media section: pictures, documents and other files of the site."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from babel.numbers import format_decimal
from starlette.responses import Response

from sitegen.model.settings import MEDIA_KINDS
from sitegen.project.media.names import FOLDERS, is_place
from sitegen.project.media.shelf import OTHER, Folder, Item, Use, Wanted, item, shelf
from sitegen.server.admin.asked import Asked
from sitegen.server.admin.words import Words

_MOST = 60
_NAMES = ("folder", "q", "kind", "only", "as", "from", "at")


def shelf_of(asked: Asked) -> Response:
    """The files of a folder, or those that were searched for; one of them at the side."""
    given = {name: asked.query(name)[:300] for name in _NAMES}
    wanted = _wanted(given)
    view = asked.view()
    found = asked.office.stage.ask(view, shelf(wanted))
    chosen = asked.office.stage.ask(view, item(given["at"])) if given["at"] else None
    return asked.screen(
        "media.html",
        sections=("media", "fields"),
        shelf=found,
        wanted=wanted,
        chosen=chosen[0] if chosen is not None else None,
        uses=chosen[1] if chosen is not None else (),
        kinds=(*MEDIA_KINDS, OTHER),
        show_as="rows" if given["as"] == "rows" else "grid",
        into=wanted.folder if is_place(wanted.folder) else FOLDERS[1],
        to=lambda **other: _to(given, other),
        thumb=_thumb,
        size=lambda count: size_words(asked.words, count),
        folder_name=lambda path: folder_name(asked.words, path),
        place_of=_place_of,
        open_at=_open_at(wanted.folder),
        all_folders=_flat(found.folders),
    )


def _wanted(given: dict[str, str]) -> Wanted:
    start = int(given["from"]) if given["from"].isdecimal() and len(given["from"]) < 7 else 0
    only = given["only"] if given["only"] in ("unused", "wanting") else ""
    group = given["kind"] if given["kind"] in (*MEDIA_KINDS, OTHER) else ""
    return Wanted(given["folder"].strip("/"), given["q"], group, only, start - start % _MOST, _MOST)


def _to(given: dict[str, str], other: dict[str, str | int]) -> str:
    """The address of the same files, but for ``other``; a new choice begins with its first files."""
    kept = given if set(other) <= {"at", "from", "as"} else given | {"from": "", "at": ""}
    values = {
        name: value
        for name, value in (kept | {key.rstrip("_"): f"{one}" for key, one in other.items()}).items()
        if value
    }
    return "/media" + ("?" + urlencode(values, quote_via=quote) if values else "")


def _thumb(one: Item, width: int) -> str:
    """Where the small picture of a file is; empty for what has none."""
    if one.group not in ("pictures", "drawings"):
        return ""
    return f"/thumb?path={quote(one.path, safe='')}&width={width}&mark={one.print}"


def size_words(words: Words, count: int) -> str:
    """How many bytes, as people say it."""
    if count < 1000:
        return words.say("media.bytes", count=count)
    if count < 1_000_000:
        return words.say("media.kilobytes", size=f"{count / 1000:.0f}")
    return words.say("media.megabytes", size=format_decimal(count / 1_000_000, "0.#", locale=words.locale))


def folder_name(words: Words, path: str) -> str:
    """A folder for people: the two at the top by what lies in them."""
    if path in FOLDERS:
        return words.say(f"media.places.{path}")
    return path.rpartition("/")[2]


def _open_at(folder: str) -> frozenset[str]:
    """The folders that stand open in the tree."""
    parts = folder.split("/")
    return frozenset("/".join(parts[: end + 1]) for end in range(len(parts))) | {"content", "static"}


def _flat(folders: tuple[Folder, ...]) -> tuple[str, ...]:
    return tuple(path for one in folders for path in (one.path, *_flat(one.folders)))


def _place_of(use: Use) -> str:
    """Where a use can be looked at; empty if it cannot be opened here."""
    return f"/pages/edit/{quote(use.path)}" if use.is_page else ""
