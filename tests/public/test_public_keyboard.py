"""Everything in the theme that does something, done with the keyboard alone, and without scripts where it can be."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

expect = pytest.importorskip("playwright.sync_api").expect
pytestmark = pytest.mark.browser

FOCUS = "document.activeElement"
WIDE, PHONE = 1440, 390


@pytest.fixture
def at(window: Callable[..., Any], origin: Callable[[str], str]) -> Callable[..., Any]:
    """``at(address, width, language)``: a page, as it is when it has just been opened."""

    def visit(address: str, width: int = WIDE, language: str = "en", **options: Any) -> Any:
        page = window(width, **options)
        page.goto(origin(f"kinds-{language}") + address)
        return page

    return visit


def tab_to(page: Any, selector: str, most: int = 80) -> None:
    """Press Tab until the element has the focus. What has it must be seen, on each step."""
    for _ in range(most):
        page.keyboard.press("Tab")
        assert page.evaluate(f"{FOCUS} === document.body || {FOCUS}.getClientRects().length > 0"), "an unseen focus"
        if page.evaluate(f"{FOCUS}.matches({selector!r})"):
            return
    raise AssertionError(f"Tab never comes to {selector}")


def test_skip_to_the_content(at: Callable[..., Any]) -> None:
    page = at("/page/")
    page.keyboard.press("Tab")
    assert page.evaluate(f"{FOCUS}.matches('.skip-link') && {FOCUS}.getBoundingClientRect().top >= 0")
    page.keyboard.press("Enter")
    page.wait_for_function("() => location.hash")
    page.keyboard.press("Tab")
    page.wait_for_function(f"() => {FOCUS}.closest('main')")


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_tab_goes_everywhere_and_never_sticks(at: Callable[..., Any], width: int, language: str) -> None:
    """Every link and button that is seen gets the focus once, each with an outline, and then the page ends."""
    page = at("/page/", width, language)
    wanted = page.evaluate(
        "[...document.querySelectorAll('a[href], button, summary, input:checked, [tabindex=\"0\"]')]"
        ".filter(one => one.checkVisibility({visibilityProperty: true}) && one.tabIndex >= 0).length"
    )
    page.evaluate("window.seen = new Set()")
    for _ in range(wanted + 5):
        page.keyboard.press("Tab")
        if page.evaluate(f"{FOCUS} === document.body"):
            break
        assert page.evaluate(f"seen.size !== seen.add({FOCUS}).size"), "the focus came twice to one place"
        assert page.evaluate(f"parseFloat(getComputedStyle({FOCUS}).outlineWidth) >= 2"), "a focus without an outline"
    assert page.evaluate("seen.size") == wanted


@pytest.mark.parametrize("scripts", [True, False])
def test_the_menu_of_a_telephone(at: Callable[..., Any], scripts: bool) -> None:
    page = at("/page/", PHONE, java_script_enabled=scripts)
    menu, button = page.locator(".site-menu"), page.locator(".menu-button:not(.menu-close)")
    assert not menu.is_visible()
    button.focus()
    page.keyboard.press("Enter")
    expect(menu).to_be_visible()
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(button).to_be_focused()


def test_a_submenu_opens_and_closes(at: Callable[..., Any]) -> None:
    page = at("/page/")
    tab_to(page, ".submenu summary")
    page.keyboard.press("Enter")
    entry = page.locator(".submenu a").first
    expect(entry).to_be_visible()
    page.keyboard.press("Tab")
    expect(entry).to_be_focused()
    page.keyboard.press("Escape")
    expect(entry).to_be_hidden()
    page.wait_for_function(f"() => {FOCUS}.matches('.submenu summary')")


def test_a_list_of_the_menu_stays_in_the_window(at: Callable[..., Any]) -> None:
    page = at("/page/", 900)
    tab_to(page, ".submenu summary")
    page.evaluate("document.querySelector('.submenu').style.insetInlineStart = '12rem'")
    page.evaluate("document.querySelector('.submenu').style.position = 'relative'")
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.querySelector('.submenu').dataset.end === ''")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_another_language_is_chosen(at: Callable[..., Any], width: int) -> None:
    """The switcher opens, leads to the same page in the other language, and closes again without a choice."""
    page = at("/page/", width)
    tab_to(page, ".site-header .switcher summary")
    page.keyboard.press("Enter")
    entries = page.locator(".site-header .switcher a")
    expect(entries).to_have_text(["English", "العربية"], use_inner_text=True)
    page.keyboard.press("Escape")
    expect(entries.first).to_be_hidden()
    page.wait_for_function(f"() => {FOCUS}.matches('.switcher summary')")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate(f"{FOCUS}.lang") == "ar"
    page.keyboard.press("Enter")
    page.wait_for_url("**/ar/page/")
    assert page.locator("html").get_attribute("dir") == "rtl"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_search_opens_over_a_page(at: Callable[..., Any], language: str) -> None:
    """``/`` opens it, arrows go through the results, Escape gives the focus back, Enter follows."""
    page = at("/manual/install/", language=language)
    tab_to(page, ".search-link")
    page.keyboard.press("/")
    field = page.locator("dialog[open] input[type=search]")
    expect(field).to_be_focused()
    page.keyboard.insert_text({"en": "boats", "ar": "قوارب"}[language])  # at once: one search, and one list
    titles = page.locator("dialog .entry-title a")
    titles.nth(1).wait_for()
    focus = f"[...document.querySelectorAll('dialog .entry-title a')].indexOf({FOCUS})"
    places = []
    for key in ("ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp"):
        page.keyboard.press(key)
        places.append(page.evaluate(focus))
    assert places == [0, 1, 0, -1]
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    page.wait_for_function(f"() => {FOCUS}.matches('.search-link')")
    page.keyboard.press("/")
    expect(field).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(titles.first).to_be_focused()
    wanted = titles.first.get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{wanted}")


def test_the_page_of_the_search(at: Callable[..., Any]) -> None:
    """The field has the focus at once; Tab comes to what narrows the results, and to the results."""
    page = at("/search/")
    page.wait_for_function(f"() => {FOCUS}.matches('input[type=search]')")
    page.keyboard.type("boats")
    page.locator(".search-in-page .entries a").first.wait_for()
    tab_to(page, ".search-in-page [type=checkbox]")
    tab_to(page, ".search-in-page .entries a")


def test_the_colours_are_chosen_and_stay(at: Callable[..., Any]) -> None:
    page = at("/page/")
    tab_to(page, ".scheme input")
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".scheme [value=dark]")).to_be_checked()
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert dark != before
    page.reload()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark


@pytest.mark.parametrize("scripts", [True, False])
def test_tabs(at: Callable[..., Any], scripts: bool) -> None:
    """One of them is open; opening another closes it."""
    page = at("/page/", java_script_enabled=scripts)
    tabs, is_open = page.locator(".tabs details"), page.locator(".tabs details[open]")
    assert [one.get_attribute("open") is not None for one in tabs.all()] == [True, False]
    tabs.nth(1).locator("summary").focus()
    page.keyboard.press("Enter")
    expect(tabs.nth(1)).to_have_attribute("open", "")
    expect(is_open).to_have_count(1)


def test_without_scripts_what_is_folded_opens(at: Callable[..., Any]) -> None:
    page = at("/page/", java_script_enabled=False)
    fold = page.locator(".text details:not(.tab)").first
    fold.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(fold).to_contain_text("The boats lie", use_inner_text=True)


def test_of_an_accordion_one_is_open(at: Callable[..., Any]) -> None:
    page = at("/page/")
    folds, is_open = page.locator(".accordion details"), page.locator(".accordion details[open]")
    for number in (0, 1):
        tab_to(page, f".accordion details:nth-of-type({number + 1}) summary")
        page.keyboard.press("Enter")
        expect(folds.nth(number)).to_have_attribute("open", "")
        expect(is_open).to_have_count(1)
    page.keyboard.press("Enter")
    expect(is_open).to_have_count(0)


def test_the_contents_lead_to_headings(at: Callable[..., Any]) -> None:
    """On a telephone they unfold first; Enter leads to the heading, and Tab goes on from there."""
    for width in (WIDE, PHONE):
        page = at("/manual/install/", width)
        if width == PHONE:
            page.locator(".contents summary").focus()
            page.keyboard.press("Enter")
        tab_to(page, ".contents li:nth-child(2) > a")
        page.keyboard.press("Enter")
        page.wait_for_function("() => location.hash")
        name = page.evaluate("decodeURIComponent(location.hash.slice(1))")
        assert page.evaluate("name => document.getElementById(name).matches(':target')", name)
        page.keyboard.press("Tab")
        assert page.evaluate(
            f"name => document.getElementById(name).compareDocumentPosition({FOCUS}) & (4 | 16)", name
        ), "the focus stayed where it was"


def test_a_heading_has_a_link(at: Callable[..., Any]) -> None:
    page = at("/page/")
    tab_to(page, ".heading-link")
    assert page.evaluate(f"getComputedStyle({FOCUS}).opacity") == "1"
    wanted = page.evaluate(f"{FOCUS}.hash")
    page.keyboard.press("Enter")
    page.wait_for_function("wanted => location.hash === wanted", arg=wanted)


def test_code_is_copied(at: Callable[..., Any]) -> None:
    page = at("/page/", permissions=["clipboard-read", "clipboard-write"])
    tab_to(page, ".copy")
    before = page.locator(".copy").first.inner_text()
    page.keyboard.press("Enter")
    page.wait_for_function("before => document.querySelector('.copy').innerText !== before", arg=before)
    assert page.evaluate("navigator.clipboard.readText()").startswith("def boats")


@pytest.mark.parametrize("address", ["/page/", "/awkward/"])
def test_what_is_too_wide_is_scrolled(at: Callable[..., Any], address: str) -> None:
    """Tables and code that do not fit take the focus, and arrow keys move them."""
    page = at(address, PHONE)
    for selector in (".table-scroll", ".code pre"):
        box = page.locator(selector).first
        assert box.evaluate("one => one.scrollWidth > one.clientWidth")
        box.focus()
        assert box.evaluate("one => one === document.activeElement")
        page.keyboard.press("ArrowRight")
        page.wait_for_function("one => one.scrollLeft > 0", arg=box.element_handle())


def test_pictures_of_a_gallery_are_seen_large(at: Callable[..., Any]) -> None:
    page = at("/gallery/")
    tab_to(page, ".gallery a")
    page.keyboard.press("Enter")
    dialog = page.locator("dialog[open]")
    dialog.wait_for()
    first = dialog.locator("img").get_attribute("src")
    page.keyboard.press("ArrowRight")
    expect(dialog.locator("img")).not_to_have_attribute("src", first)
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(page.locator(".gallery a").nth(1)).to_be_focused()


def test_the_tree_of_a_documentation_folds(at: Callable[..., Any]) -> None:
    page = at("/manual/install/", PHONE)
    tree = page.locator(".tree")
    assert not tree.is_visible()
    page.locator("aside summary").first.focus()
    page.keyboard.press("Enter")
    expect(tree).to_be_visible()
