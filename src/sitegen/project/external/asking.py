"""Asking the web whether addresses answer: the smallest question first, and again when it was the wrong moment."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin, urlsplit

from sitegen import __version__
from sitegen.project.external.turns import Manners, Turns

if TYPE_CHECKING:
    import httpx2

AGENT = f"sitegen/{__version__} (checks links)"
_PERMANENT = frozenset({301, 308})
_REDIRECTS = _PERMANENT | {302, 303, 307}
_LATER = frozenset({429, 503})


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of an address. ``status`` is that of HTTP, 0 if there was none; then ``reason`` says why.

    ``moved_to``: where permanent redirects lead, empty if there are none.
    """

    status: int
    reason: str = ""
    moved_to: str = ""


def ask_all(
    addresses: Iterable[str],
    manners: Manners | None = None,
    told: Callable[[str, Answer], None] = lambda address, answer: None,
) -> dict[str, Answer]:
    """The answer of each address. ``told`` gets each when it is there, so that an interrupted check is not lost."""
    return asyncio.run(_ask_all(tuple(dict.fromkeys(addresses)), manners or Manners(), told))


async def _ask_all(
    addresses: tuple[str, ...], manners: Manners, told: Callable[[str, Answer], None]
) -> dict[str, Answer]:
    import httpx2

    found: dict[str, Answer] = {}
    limits = httpx2.Limits(max_connections=manners.at_once)
    async with httpx2.AsyncClient(headers={"User-Agent": AGENT}, timeout=manners.patience, limits=limits) as client:
        asker = _Asker(client, manners)

        async def one(address: str) -> None:
            found[address] = await asker.follow(address)
            told(address, found[address])

        await asyncio.gather(*(one(address) for address in addresses))
    return found


class _Try(NamedTuple):
    """What came of one question. ``target``: where it leads on; ``wait``: seconds that the server asks to wait;
    ``again``: another moment may be better; ``hung_up``: there was a connection, but no answer on it."""

    status: int = 0
    reason: str = ""
    target: str = ""
    wait: float = 0.0
    again: bool = False
    hung_up: bool = False


class _Asker:
    """One check: its client and its turns."""

    def __init__(self, client: httpx2.AsyncClient, manners: Manners) -> None:
        self._client = client
        self._manners = manners
        self._turns = Turns(manners)

    async def follow(self, address: str) -> Answer:
        """The answer at the end of an address's redirects."""
        here, moved_to, lasting = address, "", True
        for _ in range(self._manners.hops + 1):
            one = await self._persist(here)
            if not one.target:
                return Answer(one.status, one.reason, moved_to)
            lasting = lasting and one.status in _PERMANENT
            here = _next(here, one.target)
            if not here:
                return Answer(0, f"it leads on to {one.target[:200]}", moved_to)
            moved_to = here if lasting else moved_to
        return Answer(0, "it is led on again and again", "")

    async def _persist(self, address: str) -> _Try:
        """The outcome after as many tries as it takes."""
        one = _Try()
        for number in range(self._manners.tries):
            one = await self._ask(address)
            pause = max(one.wait, self._manners.pause * 2**number)
            if not one.again or pause > self._manners.longest_pause or number + 1 == self._manners.tries:
                break
            await self._manners.sleep(pause)
        return one

    async def _ask(self, address: str) -> _Try:
        """One try: HEAD; and GET where a server does not answer that well, or hangs up."""
        one = await self._once("HEAD", address)
        refused = one.status >= 400 and one.status not in _LATER
        return await self._once("GET", address) if refused or one.hung_up else one

    async def _once(self, method: str, address: str) -> _Try:
        """One question; whatever goes wrong is an outcome."""
        import httpx2

        try:
            async with self._turns.turn(_host(address)), self._client.stream(method, address) as response:
                return _outcome(response)
        except httpx2.TimeoutException:
            return _Try(0, f"no answer within {self._manners.patience:g} seconds", again=True)
        except httpx2.ConnectError as error:
            return _Try(0, _why(error), again=True)
        except httpx2.TransportError as error:
            lasting = isinstance(error, httpx2.UnsupportedProtocol)
            return _Try(0, _why(error), again=not lasting, hung_up=not lasting)
        except (httpx2.HTTPError, httpx2.InvalidURL, ValueError) as error:
            return _Try(0, _why(error))


def _outcome(response: httpx2.Response) -> _Try:
    status = response.status_code
    target = response.headers.get("location", "") if status in _REDIRECTS else ""
    wait = _seconds(response.headers.get("retry-after", "")) if status in _LATER else 0.0
    return _Try(status, response.reason_phrase, target, wait, again=status in _LATER)


def _host(address: str) -> str:
    """Host and port of an address. Raises ValueError if there is none, or a port that cannot be."""
    parts = urlsplit(address)
    if not parts.hostname:
        raise ValueError("it names no host")
    return f"{parts.hostname}:{parts.port or ''}"


def _next(here: str, target: str) -> str:
    """Where a redirect leads, without its fragment; empty if that is nowhere on the web."""
    try:
        there = urljoin(here, target).partition("#")[0]
        return there if urlsplit(there).scheme in ("http", "https") else ""
    except ValueError:
        return ""


def _why(error: Exception) -> str:
    """An error in a few words."""
    words = " ".join(str(error).split())
    return words[:200] or type(error).__name__


def _seconds(text: str) -> float:
    """How long ``Retry-After`` asks to wait: seconds or a date (RFC 9110, 10.2.3); 0 for anything else."""
    if text.strip().isdecimal():
        return float(text.strip()[:9])
    try:
        moment = parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return 0.0
    moment = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
