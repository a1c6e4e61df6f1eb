"""Search as one types."""

from __future__ import annotations

from starlette.responses import Response

from sitegen.project.site_facts import source_at
from sitegen.project.suggesting import link_to, suggestions
from sitegen.server.admin import wire
from sitegen.server.admin.asked import Asked

_MOST = 20


def find(asked: Asked) -> Response:
    """What a few letters mean: pages, pictures, files, terms."""
    kind, query = asked.query("kind") or "page", asked.query("q")[:200]
    stage, view = asked.office.stage, asked.view()
    page = asked.query("from")
    if kind == "page":
        return asked.tell([wire.hit(one) | {"link": link_to(one, page)} for one in stage.find(view, query, _MOST)])
    found = stage.ask(view, suggestions(kind, query, page, _MOST, asked.query("taxonomy")))
    return asked.tell([wire.hit(one) for one in found])


def at(asked: Asked) -> Response:
    """The page at an address of the site."""
    return asked.tell({"path": asked.office.stage.ask(asked.view(), lambda db: source_at(db, asked.query("url")))})
