"""Streams of events to the screens that are open."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Any

_ALIVE = 15.0
"""Seconds after which a silent stream says that it is still there."""

_MOST_WAITING = 200


@dataclass(eq=False)
class Listener:
    """A screen that listens. It ends with the session of the id ``session``; ``topics`` are what it wants to hear."""

    session: str
    topics: frozenset[str]
    waiting: asyncio.Queue[bytes | None] = field(default_factory=lambda: asyncio.Queue(_MOST_WAITING))


class Streams:
    """Everybody who listens. ``publish`` may be called from any thread."""

    def __init__(self) -> None:
        self._listeners: set[Listener] = set()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._ended = False

    def begin(self) -> None:
        """Belong to the running event loop."""
        self._loop = asyncio.get_running_loop()

    def publish(self, topic: str, kind: str, data: Any) -> None:
        """Tell those who listen to a topic."""
        event = f"event: {kind}\ndata: {json.dumps(data)}\n\n".encode()
        self._soon(lambda: self._tell(topic, event))

    def end_session(self, session: str) -> None:
        """End the streams of a session, by its id, that somebody is no longer signed in with."""
        self._soon(lambda: self._end(lambda one: one.session == session))

    def end(self) -> None:
        """End all streams, so that the server can stop. May be called from any thread."""
        self._ended = True
        self._soon(lambda: self._end(lambda one: True))

    def _soon(self, action: Any) -> None:
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(action)

    def _tell(self, topic: str, event: bytes) -> None:
        for listener in self._listeners:
            if topic in listener.topics:
                # Who is that far behind asks for everything when it comes back.
                with contextlib.suppress(asyncio.QueueFull):
                    listener.waiting.put_nowait(event)

    def _end(self, concerns: Any) -> None:
        for listener in [one for one in self._listeners if concerns(one)]:
            self._listeners.discard(listener)
            with contextlib.suppress(asyncio.QueueFull):
                listener.waiting.put_nowait(None)

    async def listen(
        self, session: str, topics: frozenset[str], is_welcome: Callable[[], bool] = lambda: True
    ) -> AsyncIterator[bytes]:
        """The events, as they come, for as long as ``is_welcome``: that is asked before each, in a thread.

        A session may end by another program, by itself, or with its person's rights; nobody would tell us.
        """
        listener = Listener(session, topics)
        self._listeners.add(listener)
        try:
            yield b": welcome\n\n"
            while not self._ended and listener in self._listeners:
                try:
                    event = await asyncio.wait_for(listener.waiting.get(), _ALIVE)
                except TimeoutError:
                    event = b": still here\n\n"
                if event is None or not await asyncio.to_thread(is_welcome):
                    return
                yield event
        finally:
            self._listeners.discard(listener)
