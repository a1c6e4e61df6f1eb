"""The browser side's own files."""

from __future__ import annotations

from starlette.responses import Response

from sitegen.server.admin.asked import Asked
from sitegen.server.admin.built import built
from sitegen.server.admin.headers import BUILT


def file(asked: Asked) -> Response:
    """A built file."""
    found = built(asked.part("name"))
    if found is None:
        return Response(status_code=404)
    data, kind, _ = found
    return Response(data, headers={**BUILT, "Content-Type": kind})
