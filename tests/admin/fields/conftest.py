"""Chromium with a form in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from form_page import ADMIN, FormPage


@pytest.fixture
def form_page(browser: Any) -> Iterator[FormPage]:
    """A page for forms. What goes wrong in its scripts, or against the CSP, fails the test."""
    if not (ADMIN / "node_modules/.bin/esbuild").exists():
        pytest.skip("`npm ci` was not run in admin/")
    context = browser.new_context(viewport={"width": 720, "height": 900}, locale="en-GB", timezone_id="UTC")
    shown = FormPage(context.new_page())
    yield shown
    context.close()
    assert shown.faults == []
