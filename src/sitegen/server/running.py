"""Runs a web application on a socket until it is told to stop."""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from types import FrameType

import uvicorn
from starlette.types import ASGIApp

LOOPBACK = ("127.0.0.1", "::1", "localhost")


class _Server(uvicorn.Server):
    """Ends the event streams when it is told to stop; uvicorn would wait for them."""

    def __init__(self, config: uvicorn.Config, end: Callable[[], None]) -> None:
        super().__init__(config)
        self._end = end

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Take a signal."""
        self._end()
        super().handle_exit(sig, frame)


def bound(host: str, port: int) -> socket.socket:
    """A socket that listens. Raises OSError if there is another one."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Named as TCP, or asyncio leaves answers of two parts to wait for each other (Nagle's algorithm): 40 ms of each.
    made = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host, port))
        made.listen(128)
    except OSError:
        made.close()
        raise
    made.set_inheritable(False)
    return made


def address_of(listening: socket.socket) -> str:
    """The address that a browser reaches it by, without a path."""
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def is_local(listening: socket.socket) -> bool:
    """True if only this computer reaches it."""
    return listening.getsockname()[0] in LOOPBACK


def run(app: ASGIApp, listening: socket.socket, end: Callable[[], None], proxies: Sequence[str] = ()) -> None:
    """Answer until a signal comes; ``end`` is called then, and has to end what never ends by itself.

    What ``proxies`` (addresses, networks) say of where a request comes from is believed; what others say is not.
    """
    _Server(config_of(app, proxies), end).run(sockets=[listening])


def config_of(app: ASGIApp, proxies: Sequence[str] = ()) -> uvicorn.Config:
    """How it is run."""
    return uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=False,
        timeout_graceful_shutdown=1,
        ws="none",
        proxy_headers=bool(proxies),
        forwarded_allow_ips=list(proxies),
    )
