"""The preview as a web application."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from importlib.resources import files

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp

from sitegen.base.diagnostics import Diagnostic
from sitegen.project.desk import Desk
from sitegen.project.live import Live, Restless
from sitegen.server import wire
from sitegen.server.naming import foreign_name
from sitegen.server.preview.answer import OURS, answer, output_path
from sitegen.server.preview.events import Streams
from sitegen.server.preview.plain import STYLE

_FILES = dict.fromkeys(("live.js", "patch.js", "overlay.js"), "text/javascript") | {STYLE: "text/css"}


class Preview:
    """One site, shown.

    ``local``: it answers only to the names of this computer, so that no page elsewhere can read it.
    """

    def __init__(self, live: Live, *, local: bool) -> None:
        self.live = live
        self.streams = Streams()
        self._run = secrets.token_hex(4)
        self._local = local
        self._desk = Desk(self._idle)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._told: tuple[Diagnostic, ...] | None = None

    def app(self) -> ASGIApp:
        """The application."""
        return Starlette(
            routes=[
                Route(OURS + "events", self._events),
                Route(OURS + "{name}", self._file),
                Route("/{path:path}", self._page),
            ],
            lifespan=self._lifespan,
        )

    @asynccontextmanager
    async def _lifespan(self, app: Starlette) -> AsyncIterator[None]:
        self._loop = asyncio.get_running_loop()
        self._desk.start()
        self._desk.ask(lambda: self._tell(()))
        yield
        self.streams.end()
        await asyncio.to_thread(self._desk.stop)

    # what happens outside

    def changed(self) -> None:
        """Files changed: look, and tell the browsers. Called from any thread."""
        self._desk.change(self._look)

    def end(self) -> None:
        """End the streams. Called from any thread."""
        self._soon(self.streams.end)

    def _look(self) -> None:
        before = self.live.version
        try:
            files = self.live.refresh()
        except Restless:
            return  # there will be another event
        if self.live.version != before:
            self._tell(files)

    def _idle(self) -> bool:
        more = self.live.idle()
        self._tell_problems()
        return more

    # telling

    def _tell(self, files: tuple[str, ...]) -> None:
        state = {"version": f"{self._run}-{self.live.version}", "files": files}
        # Problems are told once the page that is shown has been asked for again: until then those of what is not
        # known to be true any more would seem mended.
        self._publish("change", state)

    def _tell_problems(self) -> None:
        problems = self.live.problems()
        if problems != self._told:
            self._told = problems
            for page in self.streams.pages:
                self._tell_problems_of(page)

    def _tell_problems_of(self, page: str) -> None:
        """The problems known by now, for who looks at a page."""
        if self._told is not None:
            shown = self.live.behind(output_path(self.live, page) or "")
            self._publish("problems", wire.problem_list(self._told, shown), page)

    def _publish(self, kind: str, data: object, page: str | None = None) -> None:
        event = wire.event(kind, data)
        self._soon(lambda: self.streams.publish(kind, event, page))

    def _soon(self, action: Callable[[], None]) -> None:
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(action)

    # answering

    async def _page(self, request: Request) -> Response:
        if (refused := self._refused(request)) is not None:
            return refused
        path = request.scope["path"]
        found = await asyncio.wrap_future(self._desk.ask(lambda: answer(self.live, path, self._run)))
        self._desk.ask(self._tell_problems)
        return Response(found.body, found.status, found.headers)

    async def _file(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in _FILES:
            return Response(status_code=404)
        text = files("sitegen.server.preview").joinpath("browser", name).read_bytes()
        return Response(text, headers={"Cache-Control": "no-store"}, media_type=_FILES[name])

    async def _events(self, request: Request) -> Response:
        if (refused := self._refused(request)) is not None:
            return refused
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        page = request.query_params.get("page", "/")
        events = self.streams.listen(page)
        self._desk.ask(lambda: self._tell_problems_of(page))
        return StreamingResponse(events, headers=headers, media_type="text/event-stream")

    def _refused(self, request: Request) -> Response | None:
        """The answer to who came here by another name: a page elsewhere whose name was made to lead to us."""
        name = foreign_name(request) if self._local else None
        if name is None:
            return None
        message = f"This preview answers to localhost only, not to {name!r}. Start it with --host to open it to others."
        return Response(message, 403, media_type="text/plain")
