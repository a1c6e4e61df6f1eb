"""The back office as a web application."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from sitegen.server.admin.asked import Asked
from sitegen.server.admin.back_office import BackOffice
from sitegen.server.admin.guard import guarded
from sitegen.server.admin.headers import SCREEN
from sitegen.server.admin.routes import PLACES


def application(office: BackOffice) -> ASGIApp:
    """The application. Every route of the table stands behind the guard; there are no others."""

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        office.streams.begin()
        yield
        office.streams.end()

    routes = [Route(place.path, guarded(office, place), methods=[place.method]) for place in PLACES]
    made = Starlette(routes=routes, lifespan=lifespan, exception_handlers={404: _nothing, 405: _nothing})
    made.state.office = office
    made.state.screens = {place.path: place.right for place in PLACES if place.method == "GET" and not place.is_data}
    return made


async def _nothing(request: Request, error: Exception) -> Response:
    """There is nothing at this address: the same words whoever asks, on a screen for people."""
    status = getattr(error, "status_code", 404)
    if "text/html" not in request.headers.get("accept", ""):
        return PlainTextResponse("There is nothing here.", status, headers=dict(SCREEN))
    asked = Asked(request.app.state.office, request)
    answer = asked.screen("refused.html", status=status, sentence=asked.words.say("door.nothing_here"))
    answer.headers.update(SCREEN)
    return answer
