"""Makes the pictures of the back office that the documentation shows, anew: ``make pictures``.

An example site, a real back office, a real browser. Each function goes where an editor goes, and takes a picture.
"""

from __future__ import annotations

import io
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

HERE = Path(__file__).parents[1]
sys.path[:0] = [str(HERE / "admin"), str(HERE)]

from office_at_work import AtWork, at_work, repository  # noqa: E402  (tests/admin, found by the line above)
from playwright.sync_api import sync_playwright  # noqa: E402

from browsers import CHROMIUM, SWITCHES  # noqa: E402

FOLDER = HERE.parent / "content" / "docs" / "writing"
LARGEST = 120_000
"""Bytes of a picture, at most."""
DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 760}
LOUNGE = "content/news/reading-room.md"

SITE = {
    ".gitignore": ".sitegen/\npublic/\n",
    "site.yaml": (
        "title: Example Library\nbase_url: https://example.org/\n"
        "menus:\n  main:\n    - {label: News, page: news/index.md}\n    - {label: Visit us, page: visit.md}\n"
        "types:\n"
        "  news:\n    label: News item\n    pages: news/*.md\n    layout: article.html\n"
        "    fields:\n"
        "      title: {kind: text, required: true, max: 90, help: Shown in lists and search results}\n"
        "      date: {kind: date, required: true}\n"
        "      description: {kind: longtext, max: 300, help: One or two sentences for lists}\n"
        "      tags: {kind: list, of: {kind: term, taxonomy: tags}}\n"
    ),
    "content/index.md": (
        "---\ntitle: A library by the lake\n---\nBooks, newspapers, and a quiet place. Our [news](news/index.md).\n"
    ),
    "content/visit.md": (
        "---\ntitle: Visit us\n---\n## Opening hours\n\n| Day | Hours |\n|---|---|\n| Monday to Friday | 10 to 19 |\n"
        "| Saturday | 10 to 15 |\n\nThe [reading room](news/reading-room.md) closes half an hour earlier.\n"
    ),
    "content/news/index.md": "---\ntitle: News\n---\nWhat is new in the house.\n",
    "content/news/reading-room.md": (
        "---\ntitle: The reading room is open again\ndate: 2026-10-05\n"
        "description: Painted, warmer, and with twelve new places.\ntags: [house]\n---\n"
        "After three months the **reading room** is open again. There are twelve new places, and lamps that can be "
        "dimmed.\n\n![Hills behind a lake](lake.png)\n\n## When\n\nIt is open whenever the [library](../visit.md) is.\n"
    ),
    "content/news/story-hour.md": (
        "---\ntitle: Story hour on Saturdays\ndate: 2026-10-12\ndescription: For children from four years on.\n"
        "tags: [children]\n---\nEvery Saturday at eleven somebody reads aloud.\n"
    ),
}


def lake() -> bytes:
    """A picture for the example, drawn here so that it is nobody's."""
    image = Image.new("RGB", (1200, 600), "#cfe3f1")
    draw = ImageDraw.Draw(image)
    for top, colour in ((300, "#8fa9b8"), (360, "#6f8f8a"), (410, "#53766a")):
        points = [(x, top + 60 * ((x // 150 + top // 30) % 3 - 1)) for x in range(0, 1351, 150)]
        draw.polygon([(0, 600), *points, (1200, 600)], fill=colour)
    draw.rectangle((0, 470, 1200, 600), fill="#7fa6c4")
    draw.ellipse((880, 80, 990, 190), fill="#f7e6a8")
    data = io.BytesIO()
    image.save(data, "PNG")
    return data.getvalue()


def keep(page: Any, name: str, **how: Any) -> None:
    """A picture of the window, as small as it can be without a loss that is seen."""
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")
    shot = Image.open(io.BytesIO(page.screenshot(animations="disabled", caret="hide", **how)))
    path = FOLDER / f"{name}.webp"
    shot.convert("RGB").save(path, "WEBP", quality=82, method=6)
    assert path.stat().st_size <= LARGEST, f"{path.name} has {path.stat().st_size} bytes"
    print(path.relative_to(HERE.parent), path.stat().st_size)


def first(office: AtWork, page: Any) -> None:
    """The first link, and where it leads."""
    page.goto(f"{office.address}/first/{office.office.people.first_link()}")
    page.fill("#name", "Example Owner")
    page.fill("#email", "owner@example.org")
    keep(page, "first-link", clip={"x": 290, "y": 0, "width": 700, "height": 640})


def edit(office: AtWork, page: Any, path: str = LOUNGE) -> None:
    """Open a page, and wait until its picture of the page is there."""
    page.goto(f"{office.address}/pages/edit/{path}")
    page.frame_locator("#page").locator("h1").wait_for(state="attached")
    page.locator(".cm-content").wait_for()


def editing(office: AtWork, page: Any) -> None:
    """The editing screen, with a text that somebody is writing."""
    edit(office, page)
    type_at_end(page, " Coffee is served from two to four.")
    keep(page, "editing")


def type_at_end(page: Any, text: str) -> None:
    """Write at the end of the text, and wait until it is saved."""
    page.locator(".cm-content").click()
    page.keyboard.press("Control+End")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("End")
    page.keyboard.type(text)
    page.locator("#save-state[data-save=saved]").wait_for()
    page.frame_locator("#page").get_by_text(text.strip()).wait_for()


def publish(office: AtWork, page: Any) -> None:
    """What the button Publish shows first."""
    edit(office, page)
    page.locator("#open-publish").click()
    page.locator("dialog[open]").wait_for()
    keep(page, "publish")


def versions(office: AtWork, page: Any) -> None:
    """The versions of a page."""
    edit(office, page)
    page.locator("[data-side=versions]").click()
    page.locator("#side button, #side li").first.wait_for()
    keep(page, "versions")


def phone(office: AtWork, page: Any) -> None:
    """The editing screen on a phone."""
    edit(office, page)
    keep(page, "phone")


def tour(office: AtWork, browser: Any, at: Path) -> None:
    """All of it, in the order in which an editor meets it."""

    def alone(screen: Callable[[AtWork, Any], None], size: dict[str, int] = DESKTOP) -> None:
        window = browser.new_context(viewport=size, reduced_motion="reduce", locale="en-GB")
        page = window.new_page()
        screen(office, page)
        window.close()

    def as_somebody(screen: Callable[[AtWork, Any], None], size: dict[str, int] = DESKTOP) -> None:
        page = office.page(browser, "owner", "Example Owner", reduced_motion="reduce", locale="en-GB")
        page.set_viewport_size(size)
        screen(office, page)
        print(*page.wrong, sep="\n", end="\n" if page.wrong else "")
        page.context.close()

    alone(first)
    for screen in (editing, publish, versions):
        as_somebody(screen)
    as_somebody(phone, PHONE)


def main() -> None:
    """Make every picture anew."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        root = repository(Path(folder) / "site", {**SITE, "content/news/lake.png": lake()})
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        with at_work(root) as office:
            tour(office, browser, root)
        browser.close()


if __name__ == "__main__":
    main()
