"""Streams of events to the browsers that show a page."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

_ALIVE = 15.0


class Streams:
    """Everybody who listens. Belongs to the event loop's thread."""

    def __init__(self) -> None:
        self._queues: set[asyncio.Queue[bytes | None]] = set()
        self._latest: dict[str, bytes] = {}
        self._ended = False

    def publish(self, kind: str, event: bytes) -> None:
        """Tell everybody; who comes later is told the latest event of each kind."""
        self._latest[kind] = event
        for queue in self._queues:
            queue.put_nowait(event)

    def end(self) -> None:
        """End all streams, so that the server can stop."""
        self._ended = True
        for queue in self._queues:
            queue.put_nowait(None)

    async def listen(self) -> AsyncIterator[bytes]:
        """The events, as they come."""
        queue: asyncio.Queue[bytes | None] = asyncio.Queue()
        for latest in self._latest.values():
            queue.put_nowait(latest)
        self._queues.add(queue)
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
            self._queues.discard(queue)
