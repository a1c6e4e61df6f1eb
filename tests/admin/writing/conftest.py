"""Chromium with the writing pane in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from writing_page import Writing, served


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served() as found:
        yield found


@pytest.fixture(scope="module")
def shared_pane(browser: Any, address: str) -> Iterator[Writing]:
    """One page for all: it is loaded once, each test opens a pane of its own in it."""
    context = browser.new_context(viewport={"width": 560, "height": 900})
    yield Writing(context.new_page(), address)
    context.close()


@pytest.fixture
def writing(shared_pane: Writing) -> Iterator[Writing]:
    """A pane that must not be refused anything by the policy, nor write an error."""
    shared_pane.wrong.clear()
    shared_pane.page.emulate_media(color_scheme="light")
    yield shared_pane
    if shared_pane.wrong:
        pytest.fail("\n".join(shared_pane.wrong))
