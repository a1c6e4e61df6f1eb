"""Chromium for tests: where it is, and how it is started. One for all tests of a process (see conftest)."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
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


@contextmanager
def chromium() -> Iterator[Any]:
    """A running Chromium; the test is left out where there is none."""
    if CHROMIUM is None:
        pytest.skip("there is no Chromium here")
    api = pytest.importorskip("playwright.sync_api")
    with api.sync_playwright() as driver:
        found = driver.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield found
        found.close()
