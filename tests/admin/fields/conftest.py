"""Chromium with a form in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from form_page import ADMIN, CHROMIUM, SWITCHES, FormPage


@pytest.fixture(scope="session")
def form_browser() -> Iterator[Any]:
    """Chromium; left out where there is none, or where the browser side's tools are not installed."""
    if CHROMIUM is None or not (ADMIN / "node_modules/.bin/esbuild").exists():
        pytest.skip("there is no Chromium here, or `npm ci` was not run in admin/")
    api = pytest.importorskip("playwright.sync_api")
    with api.sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield chromium
        chromium.close()


@pytest.fixture
def form_page(form_browser: Any) -> Iterator[FormPage]:
    """A page for forms. What goes wrong in its scripts, or against the CSP, fails the test."""
    context = form_browser.new_context(viewport={"width": 720, "height": 900}, locale="en-GB", timezone_id="UTC")
    context.set_default_timeout(3_000)
    shown = FormPage(context.new_page())
    yield shown
    context.close()
    assert shown.faults == []
