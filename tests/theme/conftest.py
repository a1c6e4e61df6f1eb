"""The site with every kind of page, built once, and its address for a browser."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from datetime import datetime
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from theme_site import FILES

from sites import Site

MOMENT = datetime.fromisoformat("2026-03-01T12:00:00+00:00")


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        pass

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix("/sub"))


@pytest.fixture(scope="module")
def themed(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site, built on 1 March 2026."""
    site = Site(tmp_path_factory.mktemp("themed"), {"cache": False, "as_of": MOMENT})
    site.write(FILES)
    site.build()
    return site


@pytest.fixture(scope="module")
def address(themed: Site) -> Iterator[str]:
    """Where a browser finds the site: below a path, as its base_url says."""
    handler = functools.partial(_Quiet, directory=str(themed.root / "public"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/sub/"
    server.shutdown()
    server.server_close()
