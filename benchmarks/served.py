"""How long the servers of other generators take from a file that is saved to the page that shows it."""

from __future__ import annotations

import contextlib
import http.client
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import corpus
from peers.hugo import Hugo
from peers.lektor import Lektor

PEERS = {"hugo": Hugo(), "lektor": Lektor()}
_TIMES = 9
_MOST = 120.0
_BETWEEN = 0.002


def saved_to_served(name: str, count: int, folder: Path) -> list[float]:
    """Milliseconds, several times, of ``hugo`` or ``lektor`` on the site of so many pages; built once before."""
    tool = PEERS[name]
    root = folder / f"served-{name}"
    port = _free_port()
    program = tool.install(folder)
    tool.lay_out(count, root)
    if name == "hugo":
        command = [str(program), "server", "--bind", "127.0.0.1", "--port", str(port)]
    else:
        subprocess.run(tool.command(program), cwd=root, stdout=subprocess.DEVNULL, check=False)
        command = [str(program), "server", "-h", "127.0.0.1", "-p", str(port), "-O", tool.output]
    one = corpus.head(0, count)
    source, address = root / tool.page(one), f"/{one.section}/{one.slug}/"
    with _running(command, root):
        _wait(port, address, "")
        return [_once(source, port, address, number) for number in range(_TIMES)]


def _once(source: Path, port: int, address: str, number: int) -> float:
    text = source.read_text() + f"\nServed {number}.\n"
    began = time.perf_counter()
    source.write_text(text)
    _wait(port, address, f"Served {number}.")
    return (time.perf_counter() - began) * 1000


def _wait(port: int, address: str, words: str) -> None:
    """Ask until a page has some words."""
    until = time.monotonic() + _MOST
    while time.monotonic() < until:
        with contextlib.suppress(OSError, http.client.HTTPException):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_MOST)
            connection.request("GET", address)
            answer = connection.getresponse()
            data = answer.read().decode(errors="replace")
            connection.close()
            if answer.status == 200 and words in data:
                return
        time.sleep(_BETWEEN)
    raise TimeoutError(f"{address} was not served within {_MOST:g} seconds")


@contextlib.contextmanager
def _running(command: list[str], root: Path) -> Iterator[None]:
    process = subprocess.Popen(command, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        process.terminate()
        process.wait()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port
