"""From an empty terminal to a public page: the one-time link, the first sentence, the page that visitors get."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from at_the_desk import HOURS, come_in, complaints, process, published, settled, typed, window
from office_at_work import repository

expect = pytest.importorskip("playwright.sync_api").expect
pytestmark = pytest.mark.browser


def test_from_the_link_in_the_terminal_to_a_public_page(tmp_path: Path, browser: Any) -> None:
    root = repository(tmp_path / "site")
    with process(root) as office, window(browser) as page:
        come_in(page, office)
        page.goto(office.address + HOURS)
        settled(page)
        page.fill("#f-title", "Opening hours in winter")
        typed(page, " The doors open at eight.")
        page.frame_locator("#page").get_by_text("The doors open at eight.").wait_for()
        published(page)
        page.locator(".toast-more", has_text="has been made").wait_for()
        html = (root / "public/news/hours/index.html").read_text()
        assert "Opening hours in winter" in html and "The doors open at eight." in html
        assert not complaints(page)


def test_the_link_serves_once(tmp_path: Path, browser: Any) -> None:
    with process(repository(tmp_path / "site")) as office:
        with window(browser) as page:
            come_in(page, office)
        with window(browser) as other:
            other.goto(office.link)
            expect(other.locator("#password")).to_have_count(0)
