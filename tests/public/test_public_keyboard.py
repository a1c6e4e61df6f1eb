"""Everything in the theme that does something, done with the keyboard alone, and without scripts where it can be."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

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
    page.keyboard.press("Tab")
    assert page.evaluate(f"{FOCUS}.closest('main') !== null")


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
    menu = page.locator(".site-menu")
    assert not menu.is_visible()
    page.locator(".menu-button:not(.menu-close)").focus()
    page.keyboard.press("Enter")
    assert menu.is_visible()
    page.keyboard.press("Escape")
    assert not menu.is_visible()
    assert page.locator(".menu-button:not(.menu-close)").evaluate("one => one === document.activeElement")


def test_a_submenu_opens_and_closes(at: Callable[..., Any]) -> None:
    page = at("/page/")
    tab_to(page, ".submenu summary")
    page.keyboard.press("Enter")
    entry = page.locator(".submenu a").first
    assert entry.is_visible()
    page.keyboard.press("Tab")
    assert entry.evaluate("one => one === document.activeElement")
    page.keyboard.press("Escape")
    assert not entry.is_visible()
    assert page.evaluate(f"{FOCUS}.matches('.submenu summary')")


def test_the_colours_are_chosen_and_stay(at: Callable[..., Any]) -> None:
    page = at("/page/")
    tab_to(page, ".scheme input")
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.locator(".scheme [value=dark]").is_checked()
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert dark != before
    page.reload()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark


@pytest.mark.parametrize("scripts", [True, False])
def test_tabs(at: Callable[..., Any], scripts: bool) -> None:
    """One of them is open; opening another closes it."""
    page = at("/page/", java_script_enabled=scripts)
    tabs = page.locator(".tabs details")
    assert [one.get_attribute("open") is not None for one in tabs.all()] == [True, False]
    tabs.nth(1).locator("summary").focus()
    page.keyboard.press("Enter")
    assert [one.get_attribute("open") is not None for one in tabs.all()] == [False, True]


def test_without_scripts_what_is_folded_opens(at: Callable[..., Any]) -> None:
    page = at("/page/", java_script_enabled=False)
    fold = page.locator(".text details:not(.tab)").first
    fold.locator("summary").focus()
    page.keyboard.press("Enter")
    assert "The boats lie" in fold.inner_text()


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
    assert dialog.locator("img").get_attribute("src") != first
    page.keyboard.press("Escape")
    assert dialog.count() == 0
    assert page.evaluate(f"{FOCUS}.matches('.gallery a')")


def test_the_tree_of_a_documentation_folds(at: Callable[..., Any]) -> None:
    page = at("/manual/install/", PHONE)
    tree = page.locator(".tree")
    assert not tree.is_visible()
    page.locator("aside summary").first.focus()
    page.keyboard.press("Enter")
    assert tree.is_visible()
