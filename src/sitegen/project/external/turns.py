"""Whose turn it is: a few questions at once in all, fewer to one host, and a pause between two to the same."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from time import monotonic


@dataclass(frozen=True, slots=True)
class Manners:
    """How to ask. Times are in seconds; ``per_host`` and ``at_once`` count questions."""

    per_host: int = 2
    at_once: int = 16
    spacing: float = 0.5
    tries: int = 3
    patience: float = 15.0
    pause: float = 1.0
    longest_pause: float = 30.0
    hops: int = 10
    clock: Callable[[], float] = monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep


class Turns:
    """Gives turns by host."""

    def __init__(self, manners: Manners) -> None:
        self._manners = manners
        self._all = asyncio.Semaphore(manners.at_once)
        self._hosts: dict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(manners.per_host))
        self._next: dict[str, float] = {}

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Wait until a host may be asked; it counts as being asked until the end of the block."""
        async with self._hosts[host]:
            await self._space(host)
            async with self._all:
                yield

    async def _space(self, host: str) -> None:
        now = self._manners.clock()
        mine = max(now, self._next.get(host, now))
        self._next[host] = mine + self._manners.spacing
        if mine > now:
            await self._manners.sleep(mine - now)
