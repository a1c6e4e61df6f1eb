"""A real HTTP server on this machine that answers as the sites of the world do: well, badly, late, never."""

from __future__ import annotations

import socket
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote


class World(ThreadingHTTPServer):
    """The server. ``seen`` counts (method, path); ``most`` is how many were asked at once; ``agents`` is who asked."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.seen: Counter[tuple[str, str]] = Counter()
        self.agents: set[str] = set()
        self.now = self.most = 0
        self.guard = threading.Lock()
        self.gate = threading.Event()  # /slow answers once this is set
        self.waiting = threading.Semaphore(0)  # released for each question that waits at /slow

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Answers(BaseHTTPRequestHandler):
    server: World

    def do_HEAD(self) -> None:
        world = self.server
        with world.guard:
            world.now += 1
            world.most = max(world.most, world.now)
            world.seen[self.command, self.path] += 1
            world.agents.add(self.headers["User-Agent"])
        try:
            getattr(self, "_" + self.path.split("/")[1].partition("?")[0].replace("-", "_"), self._missing)()
        finally:
            with world.guard:
                world.now -= 1

    do_GET = do_HEAD

    def _reply(self, status: int, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _missing(self) -> None:
        self._reply(404)

    def _good(self) -> None:
        self._reply(200)

    def _gone(self) -> None:
        self._reply(410)

    def _login(self) -> None:
        self._reply(403)

    def _no_head(self) -> None:
        self._reply(405 if self.command == "HEAD" else 200)

    def _moved(self) -> None:
        self._reply(301, Location="/moved-again")

    def _moved_again(self) -> None:
        self._reply(308, Location="/good")

    def _elsewhere(self) -> None:
        self._reply(302, Location="/good")

    def _moved_away(self) -> None:
        self._reply(301, Location="/gone")

    def _to(self) -> None:
        self._reply(301, Location=unquote(self.path.partition("?")[2]).encode().decode("latin-1"))

    def _circle(self) -> None:
        self._reply(302, Location="/circle")

    def _busy(self) -> None:
        if self.server.seen[self.command, self.path] == 1:
            self._reply(429, Retry_After="7")
        else:
            self._reply(200)

    def _always_busy(self) -> None:
        self._reply(429, Retry_After="100000")

    def _hangs_up(self) -> None:
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def _hangs_up_on_head(self) -> None:
        if self.command == "HEAD":
            self._hangs_up()
        else:
            self._reply(200)

    def _slow(self) -> None:
        self.server.waiting.release()
        self.server.gate.wait(30)
        self._reply(200)

    def log_message(self, *words: object) -> None:
        """Say nothing."""


@contextmanager
def world() -> Iterator[World]:
    """A server for the length of a test."""
    server = World()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.gate.set()
        server.shutdown()
        thread.join()
        server.server_close()


def nobody() -> str:
    """An address at which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{probe.getsockname()[1]}/"
