"""Two windows of one person, and an author who pushes: what all of them wrote is there at the end."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from at_the_desk import FILE, draft_of, opened, published, saved, text_of, typed
from office_at_work import AtWork, at_work, commit, git, repository

expect = pytest.importorskip("playwright.sync_api").expect
pytestmark = pytest.mark.browser

Make = Callable[..., AtWork]


def test_two_windows_of_one_person_change_different_things(back_office: Make, browser: Any) -> None:
    office = back_office()
    first, second = opened(office, browser), opened(office, browser)
    first.fill("#f-title", "Hours in spring")
    saved(first)
    typed(second, " From the other window.")
    saved(second)
    expect(second.locator("#f-title")).to_have_value("Hours in spring")
    assert "title: Hours in spring" in draft_of(office) and "From the other window." in draft_of(office)
    assert not first.wrong and not second.wrong


def test_two_windows_of_one_person_change_the_same_thing(back_office: Make, browser: Any) -> None:
    office = back_office()
    first, second = opened(office, browser), opened(office, browser)
    first.fill("#f-title", "Hours in spring")
    saved(first)
    second.fill("#f-title", "Hours in autumn")
    question = second.locator("#clash")
    expect(question).to_contain_text("You changed this page in another window")
    expect(second.locator("#save-state")).to_contain_text("one thing needs you")
    expect(question.locator(".reading.chosen")).to_contain_text("Hours in autumn")
    question.get_by_label("What will be saved").fill("Hours in spring and autumn")
    second.click("#settle")
    expect(second.locator("#f-title")).to_have_value("Hours in spring and autumn")
    saved(second)
    assert "title: Hours in spring and autumn" in draft_of(office)
    assert not first.wrong and not second.wrong


def test_who_else_is_here_is_seen_and_who_has_gone_is_not(back_office: Make, browser: Any) -> None:
    office = back_office()
    first = opened(office, browser)
    expect(first.locator("#people-here .person")).to_have_count(0)
    second = opened(office, browser, "editor", "Sam Example")
    expect(first.locator("#people-here .person")).to_have_attribute("title", "Sam Example, editor: here now")
    second.goto(office.address + "/account")
    expect(first.locator("#people-here .person")).to_have_count(0)


def test_an_author_pushes_while_an_editor_types(tmp_path: Path, browser: Any) -> None:
    author = repository(tmp_path / "author")
    served = tmp_path / "served.git"
    subprocess.run(("git", "clone", "-q", "--bare", author, served), check=True)
    git(author, "remote", "add", "origin", str(served))
    with at_work(served) as office:
        page = opened(office, browser)
        typed(page, " Typed here.")
        source = author / FILE
        source.write_text(source.read_text().replace("The library is open.", "The library is open all day."))
        commit(author, "All day")
        git(author, "push", "-q", "origin", "main")
        page.locator("#writing", has_text="open all day").wait_for()
        assert text_of(page) == "The library is open all day.\n\nCome in. Typed here."
        published(page)
        git(author, "pull", "-q", "origin", "main")
        assert "open all day." in source.read_text() and "Typed here." in source.read_text()
        assert not page.wrong
