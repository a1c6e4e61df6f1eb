"""What stands round every screen: the keys, the palette, the menu that folds without a flash and shows what one may."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from office_at_work import SITE, AtWork, at_work, git, repository
from places_at_work import ABOUT, wrote

from sitegen.office.person import ChangeState
from sites import put

HTML = {"Accept": "text/html"}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AtWork]:
    """One back office for all of these."""
    with at_work(repository(tmp_path_factory.mktemp("frame") / "site")) as office:
        yield office


@pytest.fixture(scope="module")
def window(office: AtWork, browser: Any) -> Iterator[Any]:
    """The owner's window."""
    page = office.page(browser)
    yield page
    assert page.wrong == []


@pytest.mark.browser
def test_a_site_without_versions_can_begin_to_keep_them(tmp_path: Path, browser: Any) -> None:
    put(tmp_path / "site", SITE)
    with at_work(tmp_path / "site") as office:
        page = office.page(browser)
        page.goto(office.address + "/")
        page.get_by_role("button", name="Begin to keep versions").click()
        page.wait_for_url("**/?done=begun")
        assert git(office.root, "rev-list", "--count", "HEAD") == "1\n"
        assert not page.wrong


@pytest.mark.browser
@pytest.mark.parametrize("path", ["/", "/changes", "/changes/mine", "/health", "/people", "/people/trail", "/account"])
def test_the_keys_work_everywhere(office: AtWork, window: Any, path: str) -> None:
    page = window
    page.goto(office.address + path)
    page.keyboard.press("?")
    page.locator("#keys[open]").wait_for()
    page.keyboard.press("Escape")
    page.locator("#keys[open]").wait_for(state="detached")
    page.keyboard.press("/")
    page.wait_for_function("() => document.activeElement.name === 'q'")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Control+k")
    page.locator("#palette[open]").wait_for()
    page.keyboard.type("site hea")
    page.locator("#palette-list [aria-selected=true]", has_text="Site health").wait_for()
    page.keyboard.press("Escape")
    page.locator("#palette[open]").wait_for(state="detached")
    was = page.locator(".menu-folded").count()
    page.keyboard.press("[")  # at once: the browser may not have taken the focus out of the palette yet
    page.locator(".menu-folded").wait_for(state="detached" if was else "attached")


@pytest.mark.browser
def test_who_is_quick_in_the_palette_goes_where_the_words_lead(office: AtWork, browser: Any) -> None:
    """Not to what stood there for fewer letters."""
    page = office.page(browser)
    page.goto(office.address + "/")
    held: list[Any] = []
    page.route("**/api/find*", lambda route: held.append(route))
    page.keyboard.press("Control+k")
    page.locator("#palette [role=option]").first.wait_for()
    with page.expect_request("**/api/find*"):
        page.keyboard.insert_text("Opening")
    page.keyboard.press("Enter")
    held[0].continue_()
    page.wait_for_url("**/pages/edit/content/news/hours.md")


@pytest.mark.browser
def test_what_is_typed_right_after_the_palette_closed_is_no_word_in_it(office: AtWork, window: Any) -> None:
    window.goto(office.address + "/")
    said = window.evaluate("""() => {
      const frame = document.querySelector(".frame");
      const press = (key, ctrlKey) => document.activeElement.dispatchEvent(
        new KeyboardEvent("keydown", {key, ctrlKey, bubbles: true, cancelable: true}));
      const said = [frame.classList.contains("menu-folded")];
      press("k", true);
      const field = document.activeElement;
      said.push(field.id);
      document.querySelector("#palette").close();
      field.dispatchEvent(new KeyboardEvent("keydown", {key: "[", bubbles: true, cancelable: true}));
      said.push(frame.classList.contains("menu-folded"));
      return said;
    }""")
    assert said == [said[0], "palette-input", not said[0]]


@pytest.mark.browser
def test_a_folded_menu_is_folded_before_any_script_runs(office: AtWork, browser: Any) -> None:
    page = office.page(browser)
    page.goto(office.address + "/")
    page.keyboard.press("[")
    page.locator(".frame.menu-folded").wait_for()
    cookies = {one["name"]: one["value"] for one in page.context.cookies()}
    with office.client() as client:
        client.cookies.set("menu", cookies["menu"])
        assert 'class="frame menu-folded"' in client.get("/", headers=HTML).text


def test_the_menu_has_what_there_is_and_one_may_use(office: AtWork) -> None:
    office.office.people.mark(wrote(office, "writer", ABOUT, b"small", b"big"), ChangeState.WAITING)
    with office.client("writer") as writer, office.client("owner") as owner:
        mine, theirs = writer.get("/", headers=HTML).text, owner.get("/", headers=HTML).text
        assert 'href="/changes"' in mine and 'href="/health"' in mine
        assert "waits</span>" in theirs and "waits</span>" not in mine  # how much is to review
        for path in ("/", "/pages", "/media", "/changes", "/health", "/people"):
            shown = f'class="menu-link" href="{path}"' in theirs
            assert shown == (owner.get(path, headers=HTML).status_code == 200), path
