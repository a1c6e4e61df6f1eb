"""Streams of events to the browsers that show a page."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

_ALIVE = 15.0


class Streams:
    """Everybody who listens, by the page that they look at. Belongs to the event loop's thread."""

    def __init__(self) -> None:
        self._queues: dict[asyncio.Queue[bytes | None], str] = {}
        self._latest: dict[tuple[str, str | None], bytes] = {}
        self._ended = False

    @property
    def pages(self) -> set[str]:
        """The pages that somebody looks at. May be asked from any thread."""
        return set(self._queues.values())  # in one step

    def publish(self, kind: str, event: bytes, page: str | None = None) -> None:
        """Tell everybody, or who looks at a page; who comes later is told the latest event of each kind."""
        self._latest[(kind, page)] = event
        for queue, shown in self._queues.items():
            if page is None or shown == page:
                queue.put_nowait(event)

    def end(self) -> None:
        """End all streams, so that the server can stop."""
        self._ended = True
        for queue in self._queues:
            queue.put_nowait(None)

    def listen(self, page: str) -> AsyncIterator[bytes]:
        """The events for who looks at ``page``, as they come from now on."""
        queue: asyncio.Queue[bytes | None] = asyncio.Queue()
        for (_, shown), latest in self._latest.items():
            if shown in (None, page):
                queue.put_nowait(latest)
        self._queues[queue] = page
        return self._events(queue, page)

    async def _events(self, queue: asyncio.Queue[bytes | None], page: str) -> AsyncIterator[bytes]:
        try:
            while not self._ended:
                try:
                    event: bytes | None = await asyncio.wait_for(queue.get(), _ALIVE)
                except TimeoutError:
                    yield b": still here\n\n"
                    continue
                if event is None:
                    return
                yield event
        finally:
            del self._queues[queue]
            if page not in self._queues.values():
                self._latest = {key: event for key, event in self._latest.items() if key[1] != page}
