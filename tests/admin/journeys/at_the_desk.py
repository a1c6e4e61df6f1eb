"""What an editor does at the editing screen, step by step; and back offices and browsers that can be killed."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from office_at_work import PASSWORD, AtWork

from browsers import PATIENCE

FILE = "content/news/hours.md"
HOURS = f"/pages/edit/{FILE}"
_LINK = re.compile(r"http://\S+")


def opened(office: AtWork, browser: Any, role: str = "owner", name: str = "", path: str = HOURS, **context: Any) -> Any:
    """A window of somebody with a page open and the real page beside it."""
    page = office.page(browser, role, name, **context)
    page.goto(office.address + path)
    settled(page)
    return page


def settled(page: Any) -> None:
    """Wait until the screen and the page in its frame are there."""
    page.locator("#editor:not([inert])").wait_for()
    page.locator('#save-state[data-save="saved"]').wait_for()
    page.frame_locator("#page").locator("body").wait_for(state="attached")


def saved(page: Any) -> None:
    """Wait until everything is saved."""
    page.locator('#save-state[data-save="saved"]').wait_for()


def typed(page: Any, words: str, at: str = "Control+End ArrowLeft") -> None:
    """Type into the text: at the end of its last line, or where some keys lead."""
    page.locator("#writing .cm-content").click()
    for key in at.split():
        page.keyboard.press(key)
    page.keyboard.type(words)


def text_of(page: Any) -> str:
    """What stands in the text, line by line."""
    lines: list[str] = page.locator("#writing .cm-line").all_inner_texts()
    return "\n".join(line.rstrip("\n") for line in lines).rstrip()


def come_in(page: Any, office: Process) -> None:
    """Become the owner by the one-time link."""
    page.goto(office.link)
    page.fill("#name", "Example Owner")
    page.fill("#email", "owner@example.org")
    page.fill("#password", PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_url(office.address + "/")


def published(page: Any) -> None:
    """Make it public, by the panel."""
    saved(page)
    page.click("#open-publish")
    page.locator("#publish-notice.good").wait_for()
    page.click("#decide")
    page.locator(".toast", has_text="is public").wait_for()


def draft_of(office: AtWork, role: str = "owner", name: str = "", path: str = FILE) -> str:
    """What somebody's change has saved of a page."""
    change = office.office.change_of(office.somebody(role, name).person)
    found = office.office.changes.read(change, path)
    assert found is not None
    return found[0].decode()


def is_kept(page: Any, words: str) -> None:
    """Wait until this browser keeps a draft with these words on its disk."""
    page.wait_for_function(
        """async (words) => {
          const database = await new Promise((done, failed) => {
            const asked = indexedDB.open("sitegen");
            asked.onsuccess = () => done(asked.result);
            asked.onerror = () => failed(asked.error);
          });
          const all = await new Promise((done) => {
            const asked = database.transaction("unsaved").objectStore("unsaved").getAll();
            asked.onsuccess = () => done(asked.result);
          });
          database.close();
          return JSON.stringify(all).includes(words);
        }""",
        arg=words,
    )


def complaints(page: Any) -> list[str]:
    """What the page complains about, but for requests that were meant to fail."""
    return [one for one in page.wrong if not one.startswith("Failed to load resource")]


@dataclass
class Process:
    """A back office in a process of its own."""

    root: Path
    port: int
    running: subprocess.Popen[str]
    link: str

    @property
    def address(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.port}"

    def kill(self) -> None:
        """At once, with no time for anything."""
        self.running.kill()
        self.running.wait()

    def again(self) -> Process:
        """Another one in its place."""
        return _started(self.root, self.port)


def _started(root: Path, port: int) -> Process:
    command = (sys.executable, "-m", "sitegen.cli", "admin", "-C", str(root), "--port", str(port), "--no-open")
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    running = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment, start_new_session=True
    )
    assert running.stdout is not None
    said = ""
    for line in running.stdout:
        said += line
        if found := _LINK.search(line):
            return Process(root, port, running, found[0])
    raise AssertionError(f"it did not start: {said}")


@contextmanager
def process(root: Path) -> Iterator[Process]:
    """``sitegen admin`` of a site, until the end of the block; ended with what it started."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    started = [_started(root, port)]
    made = started[0]
    original = made.again

    def again() -> Process:
        started.append(original())
        return started[-1]

    made.again = again  # type: ignore[method-assign]
    try:
        yield made
    finally:
        for one in started:
            if one.running.poll() is None:
                one.running.send_signal(signal.SIGTERM)
                one.running.wait(20)
            assert one.running.stdout is not None
            one.running.stdout.close()


@contextmanager
def window(browser: Any, **context: Any) -> Iterator[Any]:
    """A browser window of nobody yet. What the page complains about is in ``page.wrong``."""
    made = browser.new_context(**{"viewport": {"width": 1440, "height": 900}, **context})
    page = made.new_page()
    watched(page)
    try:
        yield page
    finally:
        made.close()


def watched(page: Any) -> None:
    """Have what the page complains about in ``page.wrong``."""
    page.set_default_timeout(PATIENCE)  # it may be of a browser that was started elsewhere
    page.wrong = []
    page.on("pageerror", lambda error: page.wrong.append(str(error)))
    page.on("console", lambda said: page.wrong.append(said.text) if said.type == "error" else None)
