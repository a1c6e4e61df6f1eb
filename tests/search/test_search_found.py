"""What visitors find, in Chromium, on a plain host of files, below a path, under the policy of the documentation."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from library import HIDDEN, POLICY, files_served, library

from sitegen.project.project import Project
from sites import put

expect = pytest.importorskip("playwright.sync_api").expect
pytestmark = pytest.mark.browser
BASE = "/lakeside"
QUERIES = [
    ("en", "cycling", "/news/path/"),
    ("en", "opened again", "/news/path/"),
    ("en", "libraries", "/guides/cards/"),
    ("en", "smorrebrod", "/guides/cafe/"),
    ("en", "lodz CAFE", "/guides/cafe/"),
    ("en", "duong", "/vi/news/duong/"),
    ("fi", "kirjasto", "/fi/guides/kortti/"),
    ("fi", "kirjastoissa", "/fi/news/polku/"),
    ("fi", "kirjojen", "/fi/guides/kortti/"),
    ("fi", "lapselle", "/fi/guides/kortti/"),
    ("vi", "duong", "/vi/news/duong/"),
    ("vi", "đường", "/vi/news/duong/"),
    ("vi", "ho chieu", "/vi/guides/the/"),
    ("zh", "开门", "/zh/news/dongji/"),
    ("zh", "借书证", "/zh/guides/jieshu/"),
    ("zh", "冬季 时间", "/zh/news/dongji/"),
    ("ar", "طريق", "/ar/news/tariq/"),
    ("ar", "مكتبات", "/ar/guides/bitaqa/"),
    ("ar", "اطفال", "/ar/guides/bitaqa/"),
    ("sv", "bocker", "/sv/guides/kort/"),
    ("sv", "läsesalar", "/sv/news/vinter/"),
    ("sv", "lånar", "/sv/guides/kort/"),
]
"""The language of the page, what is typed, and a page that must be found."""


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site, built once and served below its path."""
    root = tmp_path_factory.mktemp("library")
    put(root / "site", library())
    project = Project(root / "site", jobs=1)
    report = project.build(root / "host" / BASE.strip("/"))
    project.close()
    assert not report.problems
    with files_served(root / "host") as address:
        yield address + BASE


@pytest.fixture
def tab(browser: Any, origin: str) -> Iterator[Any]:
    """A tab in which every complaint of the browser and every request to somebody else fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    host = origin.removesuffix(BASE)
    page.on("request", lambda request: None if request.url.startswith(host + "/") else said.append(request.url))
    yield page
    context.close()
    assert said == []


def search_page(tab: Any, origin: str, language: str, query: str = "") -> None:
    """Go to the search page in a language; with a query, wait for its answer."""
    tab.goto(f"{origin}/{'' if language == 'en' else language + '/'}search/{'?q=' + query if query else ''}")
    if query:
        tab.locator("[role=status]:not(:empty)").wait_for()


def found(tab: Any, within: str = ".search") -> list[str]:
    """Addresses of the results, without the path of the site."""
    links = tab.locator(f"{within} .entries .entry-title a").all()
    return [link.get_attribute("href").removeprefix(BASE) for link in links]


@pytest.mark.parametrize(("language", "query", "page"), QUERIES)
def test_a_query_finds_its_page(tab: Any, origin: str, language: str, query: str, page: str) -> None:
    search_page(tab, origin, language, query)
    assert page in found(tab)
    assert tab.locator(".entries mark").count()
    assert tab.locator(".search-browse").is_hidden()


def test_what_is_not_there_is_not_found(tab: Any, origin: str) -> None:
    for query in ("zebra", "protocol", "xylophone"):
        search_page(tab, origin, "en", query)
        assert f"/{HIDDEN}/" not in found(tab)
        assert tab.locator("[role=status]").inner_text() == "Nothing was found"


def test_other_languages_are_asked_when_the_own_has_nothing(tab: Any, origin: str) -> None:
    search_page(tab, origin, "en", "đường")
    assert tab.locator("[role=status]").inner_text() == "Nothing in English. 1 result in other languages"
    result = tab.locator(".entries > li")
    assert (result.get_attribute("lang"), result.get_attribute("dir")) == ("vi", "ltr")
    assert "Tiếng Việt" in result.locator(".meta").inner_text()


def test_results_are_narrowed_and_the_address_keeps_it(tab: Any, origin: str) -> None:
    search_page(tab, origin, "en", "library")
    everything = found(tab)
    tab.get_by_label("News", exact=False).first.check()
    tab.locator("[role=status]", has_text="1 result").wait_for()
    assert found(tab) == ["/news/path/"]
    assert tab.url.endswith("?q=library&section=News")
    tab.reload()
    tab.locator(".entries li").first.wait_for()
    assert found(tab) == ["/news/path/"]
    assert tab.locator("[name=section]:checked").get_attribute("value") == "News"
    tab.locator("[name=section]:checked").uncheck()
    tab.locator("[role=status]", has_text="3 results").wait_for()
    assert found(tab) == everything
    tab.locator("[name=type][value=Guide]").check()
    tab.locator("[role=status]", has_text="1 result").wait_for()
    assert found(tab) == ["/guides/cards/"]


def test_languages_are_chosen(tab: Any, origin: str) -> None:
    search_page(tab, origin, "en", "passi")
    assert found(tab) == ["/guides/cards/"] or "/fi/guides/kortti/" in found(tab)
    tab.locator("[name=lang][value=fi]").check()
    tab.locator(".entries > li[lang=fi]").wait_for()
    assert found(tab) == ["/fi/guides/kortti/"]
    tab.locator("[name=lang][value=sv]").check()
    tab.locator(".entries > li[lang=sv]").wait_for()
    assert found(tab) == ["/fi/guides/kortti/", "/sv/guides/kort/"]


def test_a_heading_is_a_place_to_go_to(tab: Any, origin: str) -> None:
    search_page(tab, origin, "en", "replaced")
    tab.locator(".search-places a", has_text="Lost cards").click()
    tab.wait_for_url("**/guides/cards/#lost-cards")


def test_nothing_is_loaded_before_somebody_searches(tab: Any, origin: str) -> None:
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url.removeprefix(origin)))
    tab.goto(origin + "/news/path/", wait_until="networkidle")
    assert not [url for url in asked if "pagefind" in url or "finder" in url or "search.css" in url]
    tab.keyboard.press("/")
    tab.locator("dialog[open]").wait_for()
    assert not [url for url in asked if "pagefind" in url]
    tab.keyboard.insert_text("winter")  # at once: of "w" the page's own language may know nothing, and others be asked
    tab.locator("dialog .entries li").first.wait_for()
    assert "/search/pagefind/pagefind.js" in asked
    assert not [url for url in asked if "/pagefind/fi/" in url]


@pytest.mark.parametrize("key", ["/", "Control+k"])
def test_the_dialog_by_keyboard_alone(tab: Any, origin: str, key: str) -> None:
    tab.goto(origin + "/guides/cards/")
    tab.locator(".search-link").focus()
    tab.keyboard.press(key)
    field = tab.locator("dialog[open] input[type=search]")
    expect(field).to_be_focused()
    tab.keyboard.insert_text("library")  # at once: one search, and one list
    links = tab.locator("dialog .entry-title a")
    links.nth(2).wait_for()
    focused = "() => document.activeElement.getAttribute('href') ?? document.activeElement.type"
    assert tab.evaluate(focused) == "search"
    seen = []
    for press in ("ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp", "ArrowUp"):
        tab.keyboard.press(press)
        seen.append(tab.evaluate(focused))
    hrefs = [link.get_attribute("href") for link in links.all()]
    assert seen == [hrefs[0], hrefs[1], hrefs[0], "search", hrefs[-1]]
    tab.keyboard.press("Escape")
    expect(tab.locator("dialog[open]")).to_have_count(0)
    expect(tab.locator(".search-link")).to_be_focused()
    tab.keyboard.press(key)
    expect(field).to_be_focused()
    tab.keyboard.press("ArrowDown")
    expect(links.first).to_be_focused()
    tab.keyboard.press("Enter")
    tab.wait_for_url(f"**{hrefs[0]}")


def test_who_goes_through_results_keeps_the_place_when_others_come(tab: Any, origin: str) -> None:
    """Those of a whole word come after those of its beginning."""
    search_page(tab, origin, "en", "librar")
    title = tab.locator(".entries .entry-title a").first
    title.focus()
    tab.evaluate("() => { window.first = document.activeElement; }")
    tab.locator("#_search-page").evaluate("one => { one.value = 'library'; one.dispatchEvent(new Event('input')); }")
    tab.wait_for_function("() => !first.isConnected")
    expect(title).to_be_focused()


def test_enter_in_the_dialog_leads_to_all_results(tab: Any, origin: str) -> None:
    tab.goto(origin + "/fi/")
    tab.keyboard.press("/")
    tab.locator("dialog[open]").wait_for()
    tab.keyboard.type("kirjasto")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/fi/search/?q=kirjasto*")
    tab.locator(".entries li").first.wait_for()


def test_slash_is_a_letter_where_one_types(tab: Any, origin: str) -> None:
    search_page(tab, origin, "en")
    field = tab.locator("#_search-page")
    field.focus()
    tab.keyboard.type("a/b")
    assert field.input_value() == "a/b"
    assert tab.locator("dialog").count() == 0
    tab.locator("h1").click()
    tab.keyboard.press("/")
    expect(field).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("width", [360, 1280])
def test_everybody_can_use_it(browser: Any, origin: str, scheme: str, language: str, width: int) -> None:
    """axe finds nothing on the page with results and with none, nor in the dialog; nothing is cut off at its side."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True)
    tab = context.new_page()
    query = {"en": "library", "ar": "المكتبة"}[language]
    for typed in (query, "qqqqq", ""):
        search_page(tab, origin, language, typed)
        assert _violations(axe.run(tab)) == []
        assert tab.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    tab.goto(f"{origin}/{'' if language == 'en' else 'ar/'}")
    tab.keyboard.press("/")
    expect(tab.locator("dialog[open] input[type=search]")).to_be_focused()
    tab.keyboard.insert_text(query)  # at once: no other results come while axe looks
    tab.locator("dialog .entries li").first.wait_for()
    assert _violations(axe.run(tab, context={"include": [["dialog"]]})) == []
    box = tab.locator("dialog").bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= width
    context.close()


def _violations(results: Any) -> list[tuple[str, list[str]]]:
    return [(one["id"], [node["html"] for node in one["nodes"]]) for one in results.response["violations"]]


def test_without_javascript_the_page_says_so_and_offers_the_parts(browser: Any, origin: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(origin + "/search/")
    assert "Searching needs JavaScript" in tab.locator("noscript").inner_text()
    assert tab.locator(".search-browse a", has_text="Guides").is_visible()
    assert not tab.locator(".search-in-page").is_visible()
    context.close()


def test_where_there_is_no_index_it_says_so(browser: Any, tmp_path: Path) -> None:
    """As in a preview, which makes none."""
    put(tmp_path / "site", library())
    project = Project(tmp_path / "site", jobs=1)
    project.build(tmp_path / "host" / "lakeside")
    project.close()
    for path in (tmp_path / "host").rglob("pagefind-entry.json"):
        path.unlink()
    with files_served(tmp_path / "host") as address:
        context = browser.new_context()
        tab = context.new_page()
        search_page(tab, address + BASE, "en", "library")
        assert "There is no index here yet" in tab.locator("[role=status]").inner_text()
        context.close()


def test_the_policy_stands_in_the_documentation() -> None:
    page = Path(__file__).parents[2] / "content/docs/how-to/search.md"
    assert " ".join(POLICY.split()) in " ".join(page.read_text("utf-8").split())
