"""What is done with whole pages: copied, taken offline, tagged, published, deleted and put back."""

from __future__ import annotations

from functools import partial
from urllib.parse import quote

from starlette.responses import Response

from sitegen.model.change import Landed, Refused
from sitegen.project.pages.binned import binned, put_back
from sitegen.project.pages.copying import copied
from sitegen.project.pages.deleting import consequences as following
from sitegen.project.pages.deleting import deleted
from sitegen.project.pages.making import Made
from sitegen.project.pages.marking import marked_offline, tagged
from sitegen.project.pages.publishing import landed, parted
from sitegen.project.pages.rewriting import Rewrite, Unable, keep
from sitegen.project.stage import View
from sitegen.project.stopping import stopping
from sitegen.server.admin import page_wire, wire
from sitegen.server.admin.asked import Asked
from sitegen.server.admin.page_wire import not_done, paths_in


def duplicate(asked: Asked) -> Response:
    """The page once more; its editing screen is where one goes."""
    path, view = wire.text_in(asked.data, "path"), asked.view()
    sheet = asked.office.stage.sheet(view, path) if page_wire.is_page(path) else None
    if sheet is None or not sheet.exists:
        return asked.refuse("pages.none_here", 404)
    title = asked.words.say("deeds.copy_of", title=sheet.title)
    found: list[Made] = []

    def make() -> Rewrite | Unable:
        made = asked.office.stage.ask(view, lambda db: copied(db, path, title))
        if isinstance(made, Unable):
            return made
        found.append(made)
        return made.rewrite

    kept = keep(asked.office.changes, view.change, make, wire.author_of(asked.who), title)
    return asked.tell({"go": edit_address(found[-1].path)}) if isinstance(kept, dict) else not_done(asked, kept)


def edit_address(path: str) -> str:
    """Where a page is written in."""
    return f"/pages/edit/{quote(path)}"


def offline(asked: Asked) -> Response:
    """Take pages offline, or put them online again."""
    is_off = asked.data.get("offline") is not False
    paths = paths_in(asked.data)
    return _marked(asked, partial(marked_offline, paths=paths, offline=is_off), "offline" if is_off else "online")


def tag(asked: Asked) -> Response:
    """Give pages terms, and take some away."""
    taxonomy = wire.text_in(asked.data, "taxonomy") or "tags"
    if taxonomy not in dict(asked.office.site.taxonomies):
        raise wire.Malformed("taxonomy")
    add, remove = page_wire.texts_in(asked.data, "add"), page_wire.texts_in(asked.data, "remove")
    paths = paths_in(asked.data)
    return _marked(asked, partial(tagged, paths=paths, taxonomy=taxonomy, add=add, remove=remove), "tagged")


def _marked(asked: Asked, question: partial[Rewrite | Unable], key: str) -> Response:
    view = asked.view()
    words = asked.words.say(f"deeds.{key}_words")
    kept = keep(
        asked.office.changes,
        view.change,
        lambda: asked.office.stage.ask(view, question),
        wire.author_of(asked.who),
        words,
    )
    if not isinstance(kept, dict):
        return not_done(asked, kept)
    return asked.tell({"paths": sorted(kept), "said": asked.words.say(f"deeds.{key}", count=len(kept))})


# away and back


def consequences(asked: Asked) -> Response:
    """What taking pages away does elsewhere."""
    paths = paths_in(asked.data) if asked.data else _asked_for(asked)
    found = asked.office.stage.ask(asked.view(), lambda db: following(db, paths))
    return asked.tell(page_wire.consequences(asked, found))


def _asked_for(asked: Asked) -> tuple[str, ...]:
    return tuple(path for path in asked.request.query_params.getlist("path") if page_wire.is_page(path))


def delete(asked: Asked) -> Response:
    """Put pages into the bin."""
    paths, view = paths_in(asked.data), asked.view()
    words = asked.words.say("deeds.deleted_words", count=len(paths))
    kept = keep(
        asked.office.changes,
        view.change,
        lambda: asked.office.stage.ask(view, lambda db: deleted(db, paths)),
        wire.author_of(asked.who),
        words,
    )
    if not isinstance(kept, dict):
        return not_done(asked, kept)
    folder = paths[0].removeprefix("content/").rpartition("/")[0]
    go = f"/pages?folder={quote(folder)}" if folder else "/pages"
    return asked.tell({"go": go, "paths": sorted(kept), "said": asked.words.say("deeds.deleted", count=len(kept))})


def bin_(asked: Asked) -> Response:
    """What was taken away."""
    found = binned(asked.office.changes, asked.view().change) if asked.office.is_versioned else []
    return asked.screen("bin.html", sections=("deeds",), binned=found)


def restore(asked: Asked) -> Response:
    """Take pages out of the bin."""
    paths = paths_in(asked.data)
    words = asked.words.say("deeds.restored_words", count=len(paths))
    kept = put_back(asked.office.changes, asked.view().change, paths, wire.author_of(asked.who), words)
    if not isinstance(kept, dict):
        return not_done(asked, kept)
    said = asked.words.say("deeds.restored", count=len(kept))
    return asked.tell({"paths": sorted(kept), "said": said, "go": edit_address(min(kept)) if len(kept) == 1 else ""})


def put_back_page(asked: Asked) -> Response:
    """Forget what the change does to a page."""
    path = wire.text_in(asked.data, "path")
    found = asked.office.changes.discard(asked.view().change, [path], wire.author_of(asked.who))
    if isinstance(found, Refused):
        return asked.refuse_with(found)
    is_there = asked.office.read(asked.view().change, path) is not None
    return asked.tell({"go": edit_address(path) if is_there else "/pages"})


# public


def publish(asked: Asked) -> Response:
    """Make the chosen pages public; those that are offline go online with it."""
    paths, view = paths_in(asked.data), asked.view()
    office, author = asked.office, wire.author_of(asked.who)
    words = asked.words.say("deeds.published_words", count=len(paths))
    question = partial(marked_offline, paths=paths, offline=False)
    online = keep(office.changes, view.change, lambda: office.stage.ask(view, question), author, words)
    if not isinstance(online, dict):
        return not_done(asked, online)
    part = parted(office.changes, view.change, paths, author)
    if not isinstance(part, str):
        return not_done(asked, part)
    if stops := stopping(office.stage, View(part), paths):
        office.changes.discard(part)
        return asked.tell({"refused": wire.why_stopped(stops, asked.words)}, 422)
    found = landed(office.changes, view.change, part, author, words)
    if not isinstance(found, Landed):
        office.changes.discard(part)
        return not_done(asked, found)
    office.went_public(asked.who, "", found)
    said = asked.words.say("deeds.published", count=len(found.paths))
    return asked.tell({"landed": found.commit, "paths": list(found.paths), "said": said})
