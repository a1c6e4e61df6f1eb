"""The first screen: what waits, what one worked on, what went public lately."""

from __future__ import annotations

from starlette.responses import Response

from sitegen.server.admin.asked import Asked


def start(asked: Asked) -> Response:
    """The start."""
    return asked.screen("start.html")
