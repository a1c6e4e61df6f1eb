"""A back office at work in this process: a real repository, real people, a real port; and browsers that come to it."""

from __future__ import annotations

import asyncio
import re
import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx2
import uvicorn

from sitegen.office.office import Office
from sitegen.office.passwords import Cost, Passwords
from sitegen.office.person import Role, SignedIn
from sitegen.project.changes import Changes
from sitegen.server.admin.app import application
from sitegen.server.admin.back_office import BackOffice
from sitegen.server.admin.guard import token_of
from sitegen.server.front import NO_FRONT, Front
from sitegen.server.running import bound, config_of
from sites import Content, put

QUICK = Cost(rounds=1, memory=8, lanes=1)
PASSWORD = "a sentence that is long enough"
SITE: Mapping[str, Content] = {
    ".gitignore": ".sitegen/\npublic/\n",
    "site.yaml": (
        "title: Example Library\nbase_url: https://example.org/\n"
        "types:\n"
        "  news:\n"
        "    label: News item\n"
        "    pages: news/*.md\n"
        "    fields:\n"
        "      title: {kind: text, required: true, max: 90}\n"
        "      date: {kind: date, required: true}\n"
        "      summary: {kind: longtext, max: 300}\n"
        "      tags: {kind: list, of: {kind: term, taxonomy: tags}}\n"
    ),
    "content/index.md": "---\ntitle: Home\n---\nWelcome. Read the [news](news/index.md).\n",
    "content/about.md": "---\ntitle: About us\n---\nA small library. Look at [the hours](news/hours.md).\n",
    "content/news/index.md": "---\ntitle: News\ndate: 2026-01-01\n---\n",
    "content/news/hours.md": (
        "---\n# hours of the house\ntitle: Opening hours\ndate: 2026-03-01\ntags: [hours]\n---\n"
        "The library is open.\n\nCome in.\n"
    ),
}


def repository(root: Path, files: Mapping[str, Content] = SITE) -> Path:
    """A site in a repository of its own, with one commit on ``main``."""
    put(root, files)
    git(root, "init", "-q", "-b", "main")
    commit(root, "First")
    return root


def git(root: Path, *words: str) -> str:
    """What git prints."""
    import subprocess

    who = ("-c", "user.name=Author", "-c", "user.email=author@example.org")
    done = subprocess.run(("git", *who, *words), cwd=root, check=True, capture_output=True, text=True)
    return done.stdout


def commit(root: Path, words: str) -> None:
    """What an author does."""
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", words)


@dataclass
class AtWork:
    """A running back office."""

    root: Path
    office: BackOffice
    address: str
    _people: dict[str, SignedIn] = field(default_factory=dict)

    def somebody(self, role: str = "owner", name: str = "") -> SignedIn:
        """Somebody of a role who is signed in; the same one for the same name."""
        name = name or f"Example {role}"
        if name not in self._people:
            self._people[name] = self._join(Role(role), name)
        return self._people[name]

    def _join(self, role: Role, name: str) -> SignedIn:
        people = self.office.people
        email = re.sub(r"\W+", "-", name.lower()) + "@example.org"
        token = people.first_link()
        if token is not None and role is not Role.OWNER:
            self.somebody("owner")
            token = None
        if token is None:
            token = people.invite(self.somebody("owner").person.id, email, name, role).token
        person = people.use_ticket(token, name, email, PASSWORD)
        return people.begin(person.id, "tests", "127.0.0.1")

    def client(self, role: str | None = "owner", name: str = "") -> httpx2.Client:
        """A client that sends what a browser of somebody sends from our own screens; nobody's for None."""
        headers = {"Sec-Fetch-Site": "same-origin", "Accept": "application/json"}
        cookies = {}
        if role is not None:
            signed = self.somebody(role, name)
            cookies[self.office.cookie] = signed.token
            headers["X-Sitegen-Token"] = token_of(signed.token)
        return httpx2.Client(base_url=self.address, headers=headers, cookies=cookies, trust_env=False, timeout=60)

    def page(self, browser: Any, role: str = "owner", name: str = "", **context: Any) -> Any:
        """A browser window of somebody. What the page complains about is in ``page.wrong``."""
        made = browser.new_context(viewport={"width": 1440, "height": 900}, **context)
        token = self.somebody(role, name).token
        made.add_cookies([{"name": self.office.cookie, "value": token, "url": self.address, "httpOnly": True}])
        page = made.new_page()
        page.wrong = []
        page.on("pageerror", lambda error: page.wrong.append(str(error)))
        page.on("console", lambda said: page.wrong.append(said.text) if said.type == "error" else None)
        return page


@contextmanager
def at_work(root: Path, front: Front = NO_FRONT) -> Iterator[AtWork]:
    """The back office of the site in ``root``, until the end of the block."""
    people = Office.open(root, passwords=Passwords(QUICK))
    assert isinstance(people, Office)
    office = BackOffice(root, people, Changes.find(root), local=True, front=front)
    office.open()
    listening = bound("127.0.0.1", 0)
    server = _served(office, listening)
    thread = threading.Thread(target=lambda: asyncio.run(_serve(server, listening)), daemon=True)
    thread.start()
    try:
        yield AtWork(root, office, f"http://127.0.0.1:{listening.getsockname()[1]}")
    finally:
        office.streams.end()
        server.should_exit = True
        thread.join(40)
        office.close()


def _served(office: BackOffice, listening: socket.socket) -> uvicorn.Server:
    config = config_of(application(office), office.front.proxies)
    config.timeout_graceful_shutdown = 30  # this process goes on: what is cut off here would be a leak of a later test
    return uvicorn.Server(config)


async def _serve(server: uvicorn.Server, listening: socket.socket) -> None:
    """Answer until the server is told to end, and leave no connection open.

    One that a browser opens in the last moment is in nobody's books; a program that ends here would not notice.
    """
    await server.serve(sockets=[listening])
    loop: Any = asyncio.get_running_loop()
    for _ in range(3):  # what was being accepted is there now
        await asyncio.sleep(0)
    for transport in list(loop._transports.values()):
        transport.abort()
    await asyncio.sleep(0)
