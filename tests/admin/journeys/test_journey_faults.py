"""What can go wrong while somebody types: no network, no session, no server, no browser. Nothing is lost."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from at_the_desk import (
    HOURS,
    come_in,
    complaints,
    draft_of,
    is_kept,
    opened,
    process,
    saved,
    settled,
    text_of,
    typed,
    watched,
    window,
)
from office_at_work import PASSWORD, AtWork, commit, repository

from browsers import CHROMIUM, SWITCHES

api = pytest.importorskip("playwright.sync_api")
expect = api.expect
pytestmark = pytest.mark.browser

Make = Callable[..., AtWork]
PAUSED = '#save-state[data-save="paused"]'


def test_a_minute_offline(back_office: Make, browser: Any) -> None:
    office = back_office()
    page = opened(office, browser)
    page.context.set_offline(True)
    typed(page, " Written offline.")
    expect(page.locator(PAUSED)).to_contain_text("the server cannot be reached")
    is_kept(page, "Written offline.")
    page.context.set_offline(False)
    saved(page)
    assert "Come in. Written offline." in draft_of(office)
    page.frame_locator("#page").get_by_text("Written offline.").wait_for()
    assert not complaints(page)


def test_the_session_ends_while_typing(back_office: Make, browser: Any) -> None:
    office = back_office()
    page = opened(office, browser)
    people, person = office.office.people, office.somebody().person
    people.end_all(person.id)
    typed(page, " Written after the end.")
    expect(page.locator(PAUSED)).to_contain_text("Sign in again in another tab")
    with page.context.expect_page() as other:
        page.locator(PAUSED).get_by_role("link", name="Sign in").click()
    door = other.value
    door.fill("#email", person.email)
    door.fill("#password", PASSWORD)
    door.click("button[type=submit]")
    door.wait_for_url(office.address + "/")
    page.bring_to_front()
    saved(page)
    assert "Written after the end." in draft_of(office)
    typed(page, " And more.")
    saved(page)
    assert "And more." in draft_of(office)
    assert not complaints(page)


def test_another_person_signs_in_in_the_same_browser(back_office: Make, browser: Any) -> None:
    office = back_office()
    page = opened(office, browser)
    token = office.somebody("editor").token
    page.context.add_cookies([{"name": office.office.cookie, "value": token, "url": office.address, "httpOnly": True}])
    typed(page, " Mine alone.")
    expect(page.locator(PAUSED)).to_contain_text("somebody else has signed in")
    assert "Mine alone." not in draft_of(office, "editor")
    assert "Mine alone." in text_of(page)


def test_the_server_is_killed_in_mid_sentence(tmp_path: Path, browser: Any) -> None:
    with process(repository(tmp_path / "site")) as office, window(browser) as page:
        come_in(page, office)
        page.goto(office.address + HOURS)
        settled(page)
        typed(page, " Before the end.")
        saved(page)
        office.kill()
        page.keyboard.type(" After the end.")
        expect(page.locator(PAUSED)).to_contain_text("the server cannot be reached")
        office.again()
        saved(page)
        page.frame_locator("#page").get_by_text("Come in. Before the end. After the end.").wait_for()
        page.reload()
        settled(page)
        assert text_of(page).endswith("Come in. Before the end. After the end.")
        assert not complaints(page)


@contextmanager
def killable(browser: Any, profile: Path) -> Iterator[tuple[Any, subprocess.Popen[bytes]]]:
    """A Chromium with a profile of its own that can be killed like any process."""
    assert CHROMIUM is not None
    command = (CHROMIUM, *SWITCHES, "--headless=new", "--remote-debugging-port=0", f"--user-data-dir={profile}")
    running = subprocess.Popen((*command, "about:blank"), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    try:
        assert running.stderr is not None
        line = next(one.decode() for one in running.stderr if b"DevTools listening on" in one)
        yield browser.browser_type.connect_over_cdp(line.split(" on ")[1].strip()), running
    finally:
        running.kill()
        running.wait()
        assert running.stderr is not None
        running.stderr.close()


def come(office: AtWork, found: Any) -> Any:
    """A window in that browser, signed in."""
    context = found.contexts[0]
    token = office.somebody().token
    context.add_cookies([{"name": office.office.cookie, "value": token, "url": office.address, "httpOnly": True}])
    page = context.new_page()
    watched(page)
    return page


def typed_and_killed(office: AtWork, browser: Any, profile: Path, words: str) -> None:
    """Type, with no way to save, and kill the browser once it has the words on its own disk."""
    with killable(browser, profile) as (found, running):
        page = come(office, found)
        page.route("**/api/save", lambda route: None)  # it never answers
        page.goto(office.address + HOURS)
        settled(page)
        typed(page, words)
        is_kept(page, words.strip())
        running.kill()
        running.wait()


def test_the_browser_is_killed_in_mid_sentence(back_office: Make, browser: Any, tmp_path: Path) -> None:
    office, profile = back_office(), tmp_path / "profile"
    typed_and_killed(office, browser, profile, " Cut off in the mid")
    with killable(browser, profile) as (found, _):
        page = come(office, found)
        page.goto(office.address + HOURS)
        page.locator("#notice", has_text="has been put back").wait_for()
        assert text_of(page).endswith("Come in. Cut off in the mid")
        saved(page)
        assert "Cut off in the mid" in draft_of(office)
        page.locator("#notice").get_by_role("button", name="Close").click()
        expect(page.locator("#notice")).to_be_empty()
        page.reload()
        settled(page)
        assert text_of(page).count("Cut off") == 1
        assert not complaints(page)


def test_what_was_cut_off_is_offered_when_the_page_was_changed_since(
    back_office: Make, browser: Any, tmp_path: Path
) -> None:
    office, profile = back_office(), tmp_path / "profile"
    typed_and_killed(office, browser, profile, " Cut off in the mid")
    source = office.root / "content/news/hours.md"
    source.write_text(source.read_text().replace("The library is open.", "The library is open all day."))
    commit(office.root, "All day")
    with killable(browser, profile) as (found, _):
        page = come(office, found)
        page.goto(office.address + HOURS)
        offer = page.locator("#notice", has_text="The page has been changed since")
        offer.wait_for()
        assert "Cut off" not in text_of(page)
        offer.get_by_role("button", name="Put it in").click()
        page.locator("#writing", has_text="Cut off in the mid").wait_for()
        assert text_of(page) == "The library is open all day.\n\nCome in. Cut off in the mid"
        saved(page)
        assert "open all day" in draft_of(office) and "Cut off in the mid" in draft_of(office)
        assert not complaints(page)
