"""axe finds nothing on a page of any kind: light and dark, from the left and from the right, telephone and desktop."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from every_kind import KINDS
from pairs import some, whole
from public_sites import SITES, pages_of

pytestmark = pytest.mark.browser

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def told(page: Any, axe: str) -> list[tuple[str, str]]:
    """(rule, element) of what axe has to say."""
    page.evaluate(axe)  # by the tools of the browser: the site's own policy lets no script in
    found = page.evaluate("rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", RULES)
    assert found["passes"]
    return [(one["id"], node["html"][:160]) for one in found["violations"] for node in one["nodes"][:3]]


def look(window: Callable[..., Any], origin: Callable[[str], str], axe: str, row: tuple[str, str, str, int]) -> None:
    kind, scheme, language, width = row
    page = window(width, scheme)
    page.goto(origin(f"kinds-{language}") + KINDS[kind])
    assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
    assert told(page, axe) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "it scrolls sideways"


@pytest.fixture(scope="session")
def axe(node_tool: Callable[[str], Any]) -> str:
    return str(node_tool("axe-core/axe.min.js").read_text("utf-8"))


@pytest.mark.parametrize("row", some(KINDS), ids=str)
def test_everybody_can_use_it(
    row: tuple[str, str, str, int], window: Callable[..., Any], origin: Callable[[str], str], axe: str
) -> None:
    look(window, origin, axe, row)


@pytest.mark.prove
@pytest.mark.parametrize("row", whole(KINDS), ids=str)
def test_everybody_can_use_it_in_every_way(
    row: tuple[str, str, str, int], window: Callable[..., Any], origin: Callable[[str], str], axe: str
) -> None:
    look(window, origin, axe, row)


@pytest.mark.prove
@pytest.mark.parametrize("site", SITES)
def test_everybody_can_use_every_page_of_the_sites(
    site: str, window: Callable[..., Any], origin: Callable[[str], str], built: Callable[[str], Any], axe: str
) -> None:
    page = window(390)
    for number, address in enumerate(pages_of(built(site))):
        page.emulate_media(color_scheme="dark" if number % 2 else "light")
        page.goto(origin(site) + address)
        assert told(page, axe) == [], address


def test_axe_judges(window: Callable[..., Any], axe: str) -> None:
    page = window()
    page.set_content("<!doctype html><html lang='en'><title>T</title><main><h1>T</h1><img src='x.png'></main>")
    assert "image-alt" in [rule for rule, _ in told(page, axe)]
