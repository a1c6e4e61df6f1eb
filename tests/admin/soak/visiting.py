"""A back office in a process of its own, as ``sitegen admin`` runs it, and people who come to it over HTTP."""

from __future__ import annotations

import contextlib
import html
import http.client
import json
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any, Self
from urllib.parse import quote, urlsplit

from sitegen.office.office import Office
from sitegen.office.passwords import Cost, Passwords
from sitegen.office.person import Role, SignedIn
from sitegen.server.admin.cookies import cookie_name
from sitegen.server.admin.guard import token_of

_QUICK = Passwords(Cost(rounds=1, memory=8, lanes=1))
_PASSWORD = "a sentence that is long enough"
_SHEET = re.compile(r'<script type="application/json" id="page-sheet">(.*?)</script>', re.DOTALL)
_IDLE = 1.0
"""Seconds after which another connection is made: the server hangs up on one that is idle for a while."""
_AWAY = (OSError, http.client.HTTPException)


class Away(Exception):
    """Nobody answered: the server is not there, or went before it had answered."""


class Process:
    """``sitegen admin`` on a site."""

    def __init__(self, root: Path, port: int = 0) -> None:
        self.root = root.resolve()
        command = [sys.executable, "-m", "sitegen.cli", "admin", "-C", str(root), "--port", str(port), "--no-open"]
        self._process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        )
        self.pid = self._process.pid
        self.address = self._told()
        self._drain = threading.Thread(target=self._read_on, daemon=True)
        self._drain.start()
        self._answers()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.stop()

    def _told(self) -> str:
        """Wait until it says where it is."""
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if found := re.search(rb"http://[^/\s]+", line):
                return found[0].decode()
        raise AssertionError(f"sitegen admin ended with {self._process.wait()} before it was ready")

    def _answers(self) -> None:
        """It is ready when it has answered: from then on it also hears that it shall stop."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        with contextlib.closing(connection):
            connection.request("GET", "/sign-in")
            connection.getresponse().read()

    def _read_on(self) -> None:
        assert self._process.stdout is not None
        with contextlib.suppress(ValueError):
            for _ in self._process.stdout:
                pass

    @property
    def port(self) -> int:
        """Where it listens."""
        return urlsplit(self.address).port or 0

    def stop(self) -> None:
        """As by Ctrl-C."""
        self._process.send_signal(signal.SIGINT)
        self._end()

    def kill(self) -> None:
        """As by a power cut, without a word."""
        self._process.kill()
        self._end()

    def _end(self) -> None:
        self._process.wait()
        self._drain.join()
        assert self._process.stdout is not None
        self._process.stdout.close()

    def memory(self) -> int:
        """The memory that it holds, in MB."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        found = re.search(r"VmRSS:\s+(\d+) kB", status)
        return int(found[1]) // 1024 if found else 0

    def cpu(self) -> float:
        """Seconds of processor time that it has used, with the processes that it waited for."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def people(root: Path, count: int) -> list[SignedIn]:
    """Editors who are signed in, the first of them the owner. No server runs meanwhile."""
    office = Office.open(root, passwords=_QUICK)
    assert isinstance(office, Office)
    with contextlib.closing(office):
        found: list[SignedIn] = []
        for number in range(count):
            name, email = f"Example {number}", f"example-{number}@example.org"
            token = office.first_link() if not found else None
            if token is None:
                token = office.invite(1 if not found else found[0].person.id, email, name, Role.EDITOR).token
            person = office.use_ticket(token, name, email, _PASSWORD)
            found.append(office.begin(person.id, "tests", "127.0.0.1"))
        return found


@dataclass
class Answer:
    """What came back."""

    status: int
    body: bytes

    @property
    def data(self) -> Any:
        """What the screen would read."""
        return json.loads(self.body)


class Visitor:
    """A browser of somebody, as far as the server can tell. One thread uses it."""

    def __init__(self, root: Path, port: int, signed: SignedIn) -> None:
        self.name = signed.person.name
        self.port = port
        self._headers = {
            "Cookie": f"{cookie_name(root.resolve())}={signed.token}",
            "X-Sitegen-Token": token_of(signed.token),
            "Sec-Fetch-Site": "same-origin",
            "Accept": "application/json",
            "Content-Type": "application/json",
        }
        self._connection: http.client.HTTPConnection | None = None
        self._used = 0.0

    def ask(self, path: str) -> Answer:
        """GET. Raises Away."""
        return self._sent("GET", path, None)

    def send(self, path: str, data: Mapping[str, Any]) -> Answer:
        """POST. Raises Away."""
        return self._sent("POST", path, json.dumps(data).encode())

    def close(self) -> None:
        """Hang up."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _sent(self, method: str, path: str, body: bytes | None) -> Answer:
        if monotonic() - self._used > _IDLE:
            self.close()
        if self._connection is None:
            self._connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        try:
            self._connection.request(method, path, body, self._headers)
            answer = self._connection.getresponse()
            found = Answer(answer.status, answer.read())
            self._used = monotonic()
            return found
        except _AWAY as error:
            self.close()
            raise Away from error

    def open(self, path: str) -> dict[str, Any]:
        """The editing screen of a page: what the browser side of it is told. Raises Away."""
        answer = self.ask(f"/pages/edit/{quote(path)}")
        found = _SHEET.search(answer.body.decode())
        assert answer.status == 200 and found is not None, (answer.status, answer.body[:500])
        sheet: dict[str, Any] = json.loads(html.unescape(found[1]) if "&#34;" in found[1] else found[1])
        return sheet


@contextlib.contextmanager
def visitors(root: Path, port: int, signed: list[SignedIn]) -> Iterator[list[Visitor]]:
    """A browser for each."""
    found = [Visitor(root, port, one) for one in signed]
    try:
        yield found
    finally:
        for one in found:
            one.close()
