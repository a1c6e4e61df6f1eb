"""The real page beside the text: they scroll together, a click leads to its field or line, the site can be walked."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from at_the_desk import HOURS, opened, published, saved, typed
from office_at_work import AtWork

expect = pytest.importorskip("playwright.sync_api").expect
pytestmark = pytest.mark.browser

Make = Callable[..., AtWork]
LONG = "---\ntitle: A long page\ndate: 2026-03-01\n---\n" + "\n".join(
    f"Paragraph {number} says something that takes up a line or two, so that there is something to scroll past here.\n"
    for number in range(1, 80)
)


HEARD = """() => new Promise((done) => {
  addEventListener("message", (event) => event.data?.kind === "ready" && done());
  requestAnimationFrame(() => requestAnimationFrame(() => frames[0].postMessage({ kind: "hello" }, "*")));
})"""
"""Until the page in the frame has heard everything that this screen had to tell it: it answers in turn."""


def test_the_page_follows_the_text(back_office: Make, browser: Any) -> None:
    office = back_office({"content/news/long.md": LONG})
    page = opened(office, browser, path="/pages/edit/content/news/long.md")
    frame = page.frames[1]
    frame.wait_for_selector("text=Paragraph 79")
    page.locator("#main").evaluate("form => form.scrollTo(0, 2600)")
    frame.wait_for_function("() => scrollY > 300")
    page.click("#follow")
    page.evaluate(HEARD)
    before = frame.evaluate("scrollY")
    page.locator("#main").evaluate("form => form.scrollTo(0, 0)")
    expect(page.locator("#f-title")).to_be_in_viewport()
    page.evaluate(HEARD)
    assert frame.evaluate("scrollY") == before
    assert not page.wrong


def test_the_text_follows_the_page(back_office: Make, browser: Any) -> None:
    office = back_office({"content/news/long.md": LONG})
    page = opened(office, browser, path="/pages/edit/content/news/long.md")
    frame = page.frames[1]
    frame.wait_for_selector("text=Paragraph 79")
    frame.evaluate("document.querySelector('[data-line^=\"85-\"]').scrollIntoView()")
    expect(page.locator("#writing").get_by_text("Paragraph 41 says")).to_be_in_viewport()
    assert not page.wrong


def test_a_click_on_the_page_leads_to_the_field_or_the_line(back_office: Make, browser: Any) -> None:
    office = back_office()
    page = opened(office, browser)
    page.locator('.preview-bar label:has([value="390"])').click()  # not scaled down, so that the mouse meets it
    page.frames[1].wait_for_function("() => innerWidth === 390")
    page.frame_locator("#page").get_by_text("Come in.").click()
    expect(page.locator(".cm-activeLine")).to_have_text("Come in.")
    expect(page.locator("#writing .cm-content")).to_be_focused()
    page.keyboard.type("Now! ")
    page.frame_locator("#page").get_by_text("Now! Come in.").wait_for()
    page.frame_locator("#page").get_by_role("heading", name="Opening hours").click()
    expect(page.locator("#f-title")).to_be_focused()
    assert not page.wrong


def test_the_site_can_be_walked_and_left_for_another_page(back_office: Make, browser: Any) -> None:
    office = back_office()
    page = opened(office, browser)
    typed(page, " See you.")
    frame, banner = page.frame_locator("#page"), page.locator("#preview-banner")
    frame.get_by_text("See you.").wait_for()
    frame.get_by_role("link", name="Home").first.evaluate("link => link.click()")
    frame.get_by_text("Welcome.").wait_for()
    expect(banner).to_contain_text("You are looking at /")
    banner.get_by_role("button", name="Back").click()
    frame.get_by_text("See you.").wait_for()
    expect(banner).to_be_empty()
    frame.get_by_role("link", name="Home").first.evaluate("link => link.click()")
    saved(page)
    banner.get_by_role("button", name="Edit this page").click()
    page.wait_for_url("**/pages/edit/content/index.md")
    assert not page.wrong


def test_three_widths_and_another_day(back_office: Make, browser: Any) -> None:
    later = "---\ntitle: Later\ndate: 2026-03-01\npublish_at: 2099-01-01 09:00\n---\nNot yet.\n"
    office = back_office({"content/news/later.md": later})
    page = opened(office, browser)
    frame = page.frames[1]
    for width in (390, 768, 1200):
        page.locator(f'.preview-bar label:has([value="{width}"])').click()
        frame.wait_for_function(f"() => innerWidth === {width}")
    shown = frame.url
    page.fill("#as-of", "2099-02-01")
    frame.wait_for_url(lambda url: url != shown)
    page.frame_locator("#page").get_by_role("link", name="News").first.click()
    page.frame_locator("#page").get_by_role("link", name="Later").first.wait_for()
    assert not page.wrong


def test_a_new_address_is_followed(back_office: Make, browser: Any) -> None:
    office = back_office()
    page = opened(office, browser)
    page.get_by_text("Address and dates").click()
    page.get_by_label("Short name").fill("when-we-are-open")
    expect(page.locator("#page-address")).to_have_text("/news/when-we-are-open/")
    saved(page)
    expect(page.locator("#open-page")).to_have_attribute("href", re.compile("/news/when-we-are-open/$"))
    page.frame_locator("#page").get_by_role("heading", name="Opening hours").wait_for()
    expect(page.locator("#preview-banner")).to_be_empty()
    assert not page.wrong


def test_the_last_good_page_stays_while_something_is_broken(back_office: Make, browser: Any) -> None:
    broken = "{% extends '@theme/layouts/page.html' %}{% if page.title == 'Broken' %}{{ 1 // 0 }}{% endif %}\n"
    office = back_office(
        {"layouts/fragile.html": "<h1>{{ page.title }}</h1>{{ 'ok' if page.title != 'Broken' else 1 // 0 }}"}
    )
    source = office.root / "content/news/hours.md"
    assert broken and source.exists()
    page = opened(office, browser)
    page.get_by_text("Type and layout").click()
    page.get_by_label("Layout").fill("fragile")
    saved(page)
    page.frame_locator("#page").get_by_text("ok").wait_for()
    page.fill("#f-title", "Broken")
    banner = page.locator("#preview-banner")
    expect(banner).to_contain_text("as it was when it could last be shown")
    expect(page.frame_locator("#page").get_by_role("heading", name="Opening hours")).to_be_visible()
    saved(page)
    page.reload()
    expect(banner).to_contain_text("as it was when it could last be shown")
    page.frame_locator("#page").get_by_role("heading", name="Opening hours").wait_for()
    page.fill("#f-title", "Whole")
    page.frame_locator("#page").get_by_role("heading", name="Whole").wait_for()
    expect(banner).to_be_empty()
    assert not page.wrong


def test_other_pages_that_change_are_seen_before_and_after(back_office: Make, browser: Any) -> None:
    office = back_office()
    page = opened(office, browser)
    page.fill("#f-title", "Opening hours in winter")
    saved(page)
    page.click("#open-publish")
    page.click("#publish-altered summary")
    row = page.locator("#publish-altered li", has_text="News").first
    for name, words in (("News", "Opening hours in winter"), ("as it is", "Opening hours")):
        with page.context.expect_page() as other:
            row.get_by_role("link", name=name).click()
        other.value.get_by_role("link", name=words, exact=True).first.wait_for()
    page.locator("#publish [data-close]").first.click()
    published(page)
    assert HOURS in page.url and not page.wrong
