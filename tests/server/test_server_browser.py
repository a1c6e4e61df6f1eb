"""What somebody sees who writes: the page changes under their eyes, and tells what is wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from serving import Server

from sites import put

pytestmark = pytest.mark.browser

OVERLAY = "sitegen-preview"


def visit(tab: Any, server: Server, path: str) -> None:
    """Open a page, and wait until it listens and knows what was sent."""
    tab.goto(server.origin + path)
    tab.locator("html[data-sitegen-version]").wait_for(state="attached")
    tab.evaluate("window.stayed = true")


def stayed(tab: Any) -> bool:
    """True if the page was not loaded anew."""
    return bool(tab.evaluate("window.stayed === true"))


def edit(site: Path, path: str, old: str, new: str) -> None:
    text = (site / path).read_text()
    assert old in text
    put(site, {path: text.replace(old, new)})


def test_a_saved_page_changes_in_place_and_keeps_its_scroll(site: Path, server: Server, tab: Any) -> None:
    visit(tab, server, "/tall/")
    tab.evaluate("scrollTo(0, 900)")
    tab.evaluate("window.far = [...document.querySelectorAll('p')].find(p => p.textContent === 'Paragraph 99.')")
    edit(site, "content/tall.md", "Paragraph 50.", "Paragraph 50 *anew*.\n\nOne more.")
    tab.get_by_text("One more.").wait_for()
    assert stayed(tab)
    assert tab.evaluate("scrollY") == 900
    assert tab.locator("em").inner_text() == "anew"
    assert tab.evaluate("window.far.isConnected")
    edit(site, "content/tall.md", "title: Tall", "title: Taller")
    tab.wait_for_function("() => document.title.startsWith('Taller')")
    assert stayed(tab)


def test_what_scripts_made_of_the_page_stays(site: Path, server: Server, tab: Any) -> None:
    visit(tab, server, "/tall/")
    tab.evaluate(
        """() => {
          const p = document.querySelectorAll('main p')[3];
          const box = document.createElement('div');
          box.className = 'wrapped';
          p.replaceWith(box);
          box.append(p);
          document.documentElement.dataset.scheme = 'dark';
        }"""
    )
    edit(site, "content/tall.md", "Paragraph 50.", "Changed.")
    tab.get_by_text("Changed.").wait_for()
    assert tab.locator(".wrapped").inner_text() == "Paragraph 3."
    assert tab.evaluate("document.documentElement.dataset.scheme") == "dark"


def test_a_stylesheet_changes_without_a_new_page(site: Path, server: Server, tab: Any) -> None:
    visit(tab, server, "/tall/")
    edit(site, "layouts/assets/site.css", "rgb(1, 2, 3)", "rgb(4, 5, 6)")
    tab.wait_for_function("() => getComputedStyle(document.body).color === 'rgb(4, 5, 6)'")
    assert stayed(tab)


def test_a_layout_changes_in_place(site: Path, server: Server, tab: Any) -> None:
    visit(tab, server, "/tall/")
    edit(site, "layouts/page.html", "<header>", '<header class="wide">Port: ')
    tab.locator("header.wide", has_text="Port: Harbour").wait_for()
    assert stayed(tab)


def test_a_broken_layout_is_told_over_the_last_good_view(site: Path, server: Server, tab: Any) -> None:
    visit(tab, server, "/tall/")
    edit(site, "layouts/page.html", "{{ page.content }}", "{{ page.contnet.x }}")
    alert = tab.locator(f"{OVERLAY} [role=alert]")
    alert.wait_for()
    assert "layouts/page.html:4" in alert.inner_text()
    assert tab.get_by_text("Paragraph 7.", exact=True).is_visible()
    edit(site, "layouts/page.html", "{{ page.contnet.x }}", "{{ page.content }}")
    alert.wait_for(state="hidden")
    assert stayed(tab)


def test_the_list_of_problems_is_closed_with_escape_and_comes_back_with_new_ones(
    site: Path, server: Server, tab: Any
) -> None:
    visit(tab, server, "/tall/")
    put(site, {"content/lost.md": "---\ntitle: Lost\n---\n[a](nowhere.md)\n"})
    alert = tab.locator(f"{OVERLAY} [role=alert]")
    alert.wait_for()
    tab.keyboard.press("Escape")
    alert.wait_for(state="hidden")
    put(site, {"content/lost.md": "---\ntitle: Lost\n---\n[a](nowhere.md) [b](nothing.md)\n"})
    alert.get_by_text("nothing.md").wait_for()
    alert.get_by_role("button", name="Close").click()
    alert.wait_for(state="hidden")


def test_a_page_that_could_not_be_shown_comes_when_it_can(site: Path, server: Server, tab: Any) -> None:
    visit(tab, server, "/draft/")
    edit(site, "layouts/page.html", "{{ page.content }}", "{% if %}")
    tab.locator(f"{OVERLAY} [role=alert]").wait_for()  # the server has seen it
    assert tab.goto(server.origin + "/tall/").status == 500
    tab.get_by_text("This page cannot be shown").wait_for()
    edit(site, "layouts/page.html", "{% if %}", "{{ page.content }}")
    tab.get_by_text("Paragraph 7.", exact=True).wait_for()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_use_what_the_preview_says(site: Path, server: Server, tab: Any, scheme: str) -> None:
    """axe finds nothing in the list over a page, nor in the page for when there is no other."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    tab.emulate_media(color_scheme=scheme)
    put(site, {"content/lost.md": "---\ntitle: Lost\n---\n# A\n" + "[a](nowhere.md)\n\n![](/data.json)\n\n" * 15})
    visit(tab, server, "/draft/")
    alert = tab.locator(f"{OVERLAY} [role=alert]")
    alert.get_by_text("more in the site").wait_for()
    within = {"include": [[OVERLAY]]}
    found = axe.run(tab, context=within).response
    assert [one["id"] for one in found["violations"]] == []
    assert found["passes"]
    edit(site, "layouts/page.html", "{{ page.content }}", "{% if %}")
    alert.get_by_text("layouts/page.html:4").wait_for()
    assert tab.goto(server.origin + "/tall/").status == 500
    assert "layouts/page.html:4:" in tab.locator("main.plain li").first.inner_text()
    assert axe.run(tab).violations_count == 0
    assert not alert.is_visible()


def test_a_page_that_is_written_where_there_was_none(site: Path, server: Server, tab: Any) -> None:
    visit(tab, server, "/new/")
    put(site, {"content/new.md": "---\ntitle: New\n---\nHere it is.\n"})
    tab.get_by_text("Here it is.").wait_for()


def test_a_draft_is_marked(site: Path, server: Server, tab: Any) -> None:
    visit(tab, server, "/draft/")
    mark = tab.locator(f"{OVERLAY} [role=note]")
    assert mark.inner_text() == "Draft"
    edit(site, "content/draft.md", "draft: true", "draft: false")
    mark.wait_for(state="hidden")
    assert stayed(tab)
