"""The sites that the judges look at, built once, and a plain server for them."""

from __future__ import annotations

import functools
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import every_kind

from sitegen.project.project import Project
from sitegen.project.starter import NAMES, STARTERS
from sites import put

ROOT = Path(__file__).parents[2]
SITES = (*NAMES, "own")
"""The starters, and this repository."""
MOMENT = datetime(2026, 12, 5, 9, tzinfo=UTC)
"""When the sites are built, whatever the day is: events are over or to come."""


def sources(name: str, root: Path) -> None:
    """Put a site's sources into ``root``: one of SITES, or ``kinds-en``, ``kinds-ar``. Each writes its headers."""
    _take(name, root)
    settings = root / "site.yaml"
    if "\nheaders:" not in (text := settings.read_text("utf-8")):
        settings.write_text(text + "\nheaders: {hosts: [netlify]}\n", "utf-8")


def _take(name: str, root: Path) -> None:
    if name.startswith("kinds-"):
        put(root, every_kind.files(name.removeprefix("kinds-")))
        return
    origin = ROOT if name == "own" else STARTERS / name
    for part in ("site.yaml", "content", "layouts", "data", "static"):
        if (origin / part).is_dir():
            shutil.copytree(origin / part, root / part)
        elif (origin / part).exists():
            shutil.copy(origin / part, root / part)


def build(name: str, root: Path, base_url: str | None = None) -> Path:
    """The folder of the built site. A problem of any kind but a hint is a failure."""
    root.mkdir(parents=True)
    sources(name, root)
    project = Project(root, jobs=1, cache=False, as_of=MOMENT, base_url=base_url)
    try:
        report = project.build(root / "public")
    finally:
        project.close()
    problems = [f"{one.code} {one.location} {one.message}" for one in report.problems if one.severity != "hint"]
    assert problems == [], problems
    return root / "public"


def pages_of(folder: Path) -> list[str]:
    """Addresses of all HTML pages of a built site, without those that only lead to others."""
    files = (path for path in sorted(folder.rglob("*.html")) if not leads_on(path))
    return ["/" + path.relative_to(folder).as_posix().removesuffix("index.html") for path in files]


def leads_on(page: Path) -> bool:
    """True if a page is an old address that leads to another: a browser does not stay there."""
    return '<meta http-equiv="refresh"' in page.read_text("utf-8")[:500]


def headers_of(folder: Path) -> dict[str, str]:
    """What the site's own file for hosts says that is sent with every page; nothing if it has none."""
    file = folder / "_headers"
    lines = file.read_text("utf-8").splitlines()[1:] if file.exists() else []
    return dict(line.strip().split(": ", 1) for line in lines)


class _Files(SimpleHTTPRequestHandler):
    """What any host does: files, index.html of a folder, 404.html. ``below`` is the path that the site stands under."""

    def __init__(self, *args: Any, below: str, headers: dict[str, str], **named: Any) -> None:
        self.below = below
        self.sent = headers
        super().__init__(*args, **named)

    def translate_path(self, path: str) -> str:
        if not path.startswith(self.below + "/"):
            return str(Path(self.directory) / "nowhere")
        return super().translate_path(path.removeprefix(self.below))

    def end_headers(self) -> None:
        for name, value in self.sent.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *words: object) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that hangs up is no mistake."""


@contextmanager
def served_plainly(folder: Path) -> Iterator[str]:
    """The same by what anybody has at hand: ``python -m http.server``."""
    command = [sys.executable, "-u", "-m", "http.server", "0", "--bind", "127.0.0.1", "--directory", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        try:
            assert server.stdout is not None
            yield server.stdout.readline().split("(")[1].split("/)")[0]
        finally:
            server.terminate()


@contextmanager
def served(folder: Path, below: str = "") -> Iterator[str]:
    """The origin at which a folder is served, under the path ``below``, with the headers that the site asks for."""
    handler = functools.partial(_Files, directory=str(folder), below=below, headers=headers_of(folder))
    server = _Server(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
