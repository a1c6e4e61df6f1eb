"""What screens send and get when something is done with whole pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from starlette.responses import Response

from sitegen.model.change import Refused, Saved
from sitegen.project.changes import Clashed
from sitegen.project.pages.deleting import Consequences
from sitegen.project.pages.moving import Mend, Move, MovedPage, MoveWanted
from sitegen.project.pages.rewriting import Unable
from sitegen.server.admin.asked import Asked
from sitegen.server.admin.wire import Malformed, text_in

MOST = 20_000
"""So many pages may be named at once."""

_MOST_SHOWN = 200

Kept = Mapping[str, Saved] | Clashed | Refused | Unable


def paths_in(data: Mapping[str, Any]) -> tuple[str, ...]:
    """The pages that are meant, each once. Raises :class:`Malformed`."""
    given = data.get("paths")
    if given is None:
        given = [text_in(data, "path")]
    if not isinstance(given, list) or len(given) > MOST or not all(isinstance(one, str) for one in given):
        raise Malformed("paths")
    return tuple(dict.fromkeys(one for one in given if is_page(one)))


def is_page(path: str) -> bool:
    """True for what may be a page; what is none is never looked for."""
    return path.startswith("content/") and path.endswith(".md") and ".." not in path.split("/")


def texts_in(data: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """A list of texts without empty ones. Raises :class:`Malformed`."""
    given = data.get(name, [])
    if not isinstance(given, list) or not all(isinstance(one, str) for one in given):
        raise Malformed(name)
    return tuple(dict.fromkeys(plain for one in given if (plain := " ".join(one.split()))))


def move_in(data: Mapping[str, Any]) -> MoveWanted:
    """Where pages are to go. Raises :class:`Malformed`."""
    folder = data.get("folder")
    return MoveWanted(
        paths_in(data),
        None if folder is None else text_in(data, "folder").strip().strip("/"),
        text_in(data, "name").strip(),
        translations=data.get("translations") is not False,
        redirect=data.get("redirect") is not False,
    )


def move(found: Move) -> dict[str, Any]:
    """What a move does, for the one who decides."""
    readdressed = [one for one in found.pages if one.url != one.new_url]
    return {
        "pages": [_moved(one) for one in readdressed[:_MOST_SHOWN]],
        "readdressed": len(readdressed),
        "page_count": len(found.pages),
        "files": found.files,
        "mends": [_mend(one) for one in found.mends[:_MOST_SHOWN]],
        "mend_count": len(found.mends),
        "mended": len({one.path for one in found.mends}),
        "redirects": sum(one.redirects for one in found.pages),
        "retyped": sum(one.type != one.new_type for one in found.pages),
    }


def _moved(one: MovedPage) -> dict[str, Any]:
    return {
        "title": one.title,
        "path": one.path,
        "from": one.url,
        "to": one.new_url,
        "redirects": one.redirects,
        "new_type": one.new_type if one.new_type != one.type else None,
    }


def _mend(one: Mend) -> dict[str, Any]:
    return {"path": one.path, "title": one.title, "line": one.line, "before": one.before, "after": one.after}


def consequences(asked: Asked, found: Consequences) -> dict[str, Any]:
    """What taking pages away does."""
    links = [
        {"label": one.label if not one.menu else asked.words.say("deeds.in_menu", label=one.label, menu=one.menu)}
        | {"path": one.path}
        for one in found.links
    ]
    return {
        "titles": list(found.titles[:_MOST_SHOWN]),
        "count": len(found.titles),
        "links": links[:_MOST_SHOWN],
        "link_count": len(links),
        "translations": list(found.translations[:_MOST_SHOWN]),
        "below": found.below,
    }


def why(asked: Asked, found: Unable) -> str:
    """Why something cannot be done, in the person's words."""
    path = found.path.removeprefix("content/")
    return asked.words.say(f"deeds.why.{found.code}", path=path, other=found.other.removeprefix("content/"))


def not_done(asked: Asked, found: Kept) -> Response:
    """The answer for what was not kept."""
    if isinstance(found, Unable):
        return asked.tell({"refused": why(asked, found), "why": found.code}, 422)
    if isinstance(found, Refused):
        return asked.refuse_with(found)
    files: Iterable[Any] = found.files if isinstance(found, Clashed) else ()
    names = ", ".join(one.path.removeprefix("content/") for one in files)
    return asked.tell({"refused": asked.words.say("deeds.why.clashed", path=names), "why": "clashed"}, 409)
