"""Search as one types."""

from __future__ import annotations

from starlette.responses import Response

from sitegen.server.admin import wire
from sitegen.server.admin.asked import Asked

_MOST = 20


def find(asked: Asked) -> Response:
    """What a few letters mean: pages, pictures, files, terms."""
    kind, query = asked.query("kind") or "page", asked.query("q")[:200]
    found = asked.office.stage.suggest(asked.view(), kind, query, asked.query("from"), _MOST)
    return asked.tell([wire.hit(one) for one in found])


def at(asked: Asked) -> Response:
    """The page at an address of the site."""
    return asked.tell({"path": asked.office.stage.source_at(asked.view(), asked.query("url"))})
