"""The built-in theme in Chromium: axe has nothing to say, nothing stands out, no request to anyone else, no shift."""

from __future__ import annotations

from typing import Any

import pytest
from theme_site import PAGES

expect = pytest.importorskip("playwright.sync_api").expect
pytestmark = pytest.mark.browser

STILL = 0.1
"""What Web Vitals call good; a busy machine paints the foot of a short page in two steps, which is 0.04."""

WATCH = """
window.shifts = [];
new PerformanceObserver(list => list.getEntries().forEach(one => { if (!one.hadRecentInput) shifts.push(one.value); }))
  .observe({type: 'layout-shift', buffered: true});
"""


@pytest.fixture(scope="module")
def axe() -> Any:
    return pytest.importorskip("axe_playwright_python.sync_playwright").Axe()


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1440, "light"), (360, "light"), (1440, "dark")])
def test_every_kind(browser: Any, address: str, axe: Any, width: int, scheme: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    context.add_init_script(WATCH)
    page = context.new_page()
    asked: list[str] = []
    wrong: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    for kind, path in PAGES.items():
        page.goto(address + path.removesuffix("index.html"))
        found = axe.run(page).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"][:120]) for one in found] == [], kind
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), kind
        assert page.evaluate("shifts.reduce((sum, one) => sum + one, 0)") < STILL, kind
    assert [url for url in asked if not url.startswith(address)] == []
    assert wrong == []
    context.close()


def test_gallery_by_keyboard(browser: Any, address: str) -> None:
    """A picture opens large, the arrows lead on, Escape leads back to where one was."""
    page = browser.new_page()
    page.goto(address + "pictures/")
    links, picture = page.locator(".gallery a"), page.locator("dialog.large img")
    links.first.focus()
    page.keyboard.press("Enter")
    expect(picture).to_have_attribute("alt", "A low sun")
    page.keyboard.press("ArrowRight")
    expect(picture).to_have_attribute("alt", "")
    page.keyboard.press("Escape")
    expect(links.nth(1)).to_be_focused()
    page.close()


def test_today_by_its_name(browser: Any, address: str) -> None:
    """The row of the hours that is today is marked, whatever language the day is written in."""
    page = browser.new_page()
    page.clock.set_fixed_time("2026-03-02T12:00:00")
    page.goto(address + "contact/")
    assert page.locator(".hours [aria-current=date] dt").inner_text() == "Monday"
    page.clock.set_fixed_time("2026-03-03T12:00:00")
    page.reload()
    assert page.locator(".hours [aria-current=date]").count() == 0
    page.close()


def test_works_without_script(browser: Any, address: str) -> None:
    """Menu, contents, pictures and form are there."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "pictures/")
    page.locator(".gallery a").first.click()
    page.wait_for_url("**/lake.jpg")
    page.goto(address + "contact/")
    assert page.locator("form [required]").count() == 2
    context.close()
