"""A new post with a picture, from an empty form to what visitors get."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from at_the_desk import come_in, complaints, process, published, saved, settled, typed, window
from office_at_work import git, repository

from drawn import MAKER, picture

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [1440, 390])
def test_a_post_with_a_picture_goes_public(tmp_path: Path, browser: Any, width: int) -> None:
    root = repository(tmp_path / "site")
    photo = picture(width=400, height=300, turn=1)
    with process(root) as office, window(browser, viewport={"width": width, "height": 844}) as page:
        come_in(page, office)
        page.goto(office.address + "/pages/new?title=The+lake+in+winter")
        page.check("#making [value=news]")
        page.click("#making [type=submit]")
        page.wait_for_url("**/pages/edit/content/news/the-lake-in-winter.md")
        settled(page)
        typed(page, "The ice is thick. ", at="Control+End")
        page.locator(".toolbar").get_by_role("button", name="Picture").click()
        with page.expect_file_chooser() as chosen:
            page.locator(".cm-tooltip-autocomplete li", has_text="Upload").click()
        chosen.value.set_files({"name": "Winter Lake.JPG", "mimeType": "image/jpeg", "buffer": photo})
        page.locator(".cm-content", has_text="inter").wait_for()
        saved(page)
        published(page)
        page.locator(".toast-more", has_text="has been made").wait_for()
        html = (root / "public/news/the-lake-in-winter/index.html").read_text()
        assert "The ice is thick." in html and "<img" in html
        shown = next((root / "public/news").rglob("*.jpg")).read_bytes()
        assert MAKER.encode() not in shown
        assert git(root, "log", "-1", "--format=%an") != "Author\n"
        assert not complaints(page)
