"""Chromium for tests: where it is, and how it is started. One for all tests of a process (see conftest)."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

# Chromium without windows of its own is the same browser, and starts in a third of the time.
CHROMIUM = next((found for name in ("chromium-headless-shell", "chromium") if (found := shutil.which(name))), None)
SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE = 60_000
"""Milliseconds in which what is waited for must come: long, since a test that waits is not slower for it where nothing
is wrong, and a machine may be busy with other tests."""


@contextmanager
def chromium() -> Iterator[Any]:
    """A running Chromium; the test is left out where there is none."""
    if CHROMIUM is None:
        pytest.skip("there is no Chromium here")
    api = pytest.importorskip("playwright.sync_api")
    with api.sync_playwright() as driver:
        api.expect.set_options(timeout=PATIENCE)
        found = driver.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        found.new_context, found.new_page = patient(found.new_context), patient(found.new_page)
        yield found
        found.close()


def patient(opens: Callable[..., Any]) -> Callable[..., Any]:
    """What opens windows, which then wait as long as PATIENCE says."""

    def opened(**options: Any) -> Any:
        window = opens(**options)
        window.set_default_timeout(PATIENCE)
        return window

    return opened
