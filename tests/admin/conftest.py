"""A back office at work, and Chromium."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from office_at_work import SITE, AtWork, at_work, repository

import sitegen.server.admin
from sites import Content

BUILT = Path(sitegen.server.admin.__file__).parent / "built"
CHROMIUM = next((path for path in ("/usr/bin/chromium", shutil.which("chromium") or "") if Path(path).is_file()), None)
SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium; skipped where it is missing."""
    if CHROMIUM is None:
        pytest.skip("there is no Chromium here")
    if not (BUILT / "admin.js").exists():
        pytest.skip("the browser side has not been built: make admin")
    api = pytest.importorskip("playwright.sync_api")
    with api.sync_playwright() as driver:
        found = driver.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield found
        found.close()


@pytest.fixture
def back_office(tmp_path: Path) -> Iterator[Callable[..., AtWork]]:
    """Makes a site with these files (besides those of the example), and opens its back office."""
    with ExitStack() as stack:

        def make(files: Mapping[str, Content] | None = None) -> AtWork:
            return stack.enter_context(at_work(repository(tmp_path / "site", {**SITE, **(files or {})})))

        yield make
