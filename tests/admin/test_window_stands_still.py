"""The editing screen fills the window, and only what is in it scrolls: its head is never pushed out of sight."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from office_at_work import AtWork

pytestmark = pytest.mark.browser

LONG = "---\ntitle: Long\ndate: 2026-03-01\n---\n" + "A line of the text.\n\n" * 60


@pytest.mark.parametrize("size", [(1280, 800), (390, 760)])
def test_writing_at_the_end_leaves_the_head_in_sight(
    back_office: Callable[..., AtWork], browser: Any, size: tuple[int, int]
) -> None:
    """What is there for screen readers alone takes no room either."""
    office = back_office({"content/news/long.md": LONG})
    page = office.page(browser)
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(f"{office.address}/pages/edit/content/news/long.md")
    page.locator(".cm-content").click()
    page.keyboard.press("Control+End")
    page.keyboard.type("The end.")
    page.locator("#save-state[data-save=saved]").wait_for()
    assert page.evaluate("[scrollY, document.documentElement.scrollHeight - innerHeight]") == [0, 0]
