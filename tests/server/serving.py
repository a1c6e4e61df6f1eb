"""A server in a process of its own, and a browser that looks at it."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

DEADLINE = 30.0


class Reply(NamedTuple):
    """What a server said."""

    status: int
    headers: dict[str, str]
    body: bytes


class Server:
    """A running ``sitegen serve``."""

    def __init__(self, process: subprocess.Popen[str], address: str) -> None:
        self.process = process
        self.address = address
        self.origin = "/".join(address.split("/")[:3])

    def get(self, path: str, method: str = "GET", **headers: str) -> Reply:
        """Ask for a path; redirects are not followed."""
        request = urllib.request.Request(self.origin + path, method=method, headers=headers)
        try:
            with _OPENER.open(request, timeout=DEADLINE) as reply:
                return Reply(reply.status, {k.lower(): v for k, v in reply.headers.items()}, reply.read())
        except urllib.error.HTTPError as error:
            with error:
                return Reply(error.code, {k.lower(): v for k, v in error.headers.items()}, error.read())

    @contextmanager
    def events(self, page: str = "/") -> Iterator[Iterator[tuple[str, Any]]]:
        """The stream of events for who looks at a page: (kind, data)."""
        with _OPENER.open(f"{self.origin}/_sitegen/events?page={quote(page)}", timeout=DEADLINE) as stream:
            yield _parsed(stream)

    def stop(self, number: int = signal.SIGINT) -> int:
        """Stop the server. Returns its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        self.process.communicate(timeout=DEADLINE)
        return self.process.returncode


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any) -> None:
        return None


_OPENER = urllib.request.build_opener(_Stay, urllib.request.ProxyHandler({}))


def _parsed(stream: Any) -> Iterator[tuple[str, Any]]:
    kind = ""
    for line in stream:
        name, _, value = line.decode().strip().partition(": ")
        if name == "event":
            kind = value
        elif name == "data":
            yield kind, json.loads(value)


@contextmanager
def serving(root: Path, *words: str) -> Iterator[Server]:
    """Serve a site at a free port."""
    command = [sys.executable, "-m", "sitegen.cli", "serve", "-C", str(root), "--port", "0", *words]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    killer = threading.Timer(DEADLINE, process.kill)
    killer.start()
    assert process.stdout is not None
    line = ""
    for line in process.stdout:
        if "http://" in line:
            break
    killer.cancel()
    assert "http://" in line, line
    server = Server(process, line.split()[-1])
    try:
        yield server
    finally:
        server.stop()
