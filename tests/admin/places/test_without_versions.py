"""A folder that keeps no versions: said so everywhere, nothing fails, and one button begins."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from office_at_work import SITE, AtWork, at_work, git
from places_at_work import form

from sites import put

HTML = {"Accept": "text/html"}


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[AtWork]:
    """A back office of a folder without any history."""
    put(tmp_path / "site", {**SITE, ".gitignore": "# mine\npublic"})
    with at_work(tmp_path / "site") as office:
        yield office


def begun(office: AtWork) -> Any:
    """The owner presses the button."""
    with office.client("owner") as owner:
        return owner.post("/begin", data=form(owner), headers=HTML)


@pytest.mark.parametrize("path", ["/", "/changes", "/changes/mine", "/pages/edit/content/about.md"])
def test_screens_that_need_versions_lead_to_what_that_means(folder: AtWork, path: str) -> None:
    with folder.client("owner") as owner:
        assert owner.get(path, headers=HTML).headers["location"] == "/begin"


def test_what_needs_versions_is_refused_with_a_sentence(folder: AtWork) -> None:
    with folder.client("owner") as owner:
        answer = owner.post("/api/save", json={"path": "content/about.md"})
        assert answer.status_code == 409 and "keeps no versions yet" in answer.json()["refused"]
        assert owner.get("/api/versions?path=content/about.md").status_code == 409


def test_people_account_and_health_work_without(folder: AtWork) -> None:
    with folder.client("owner") as owner:
        for path in ("/account", "/people", "/people/trail", "/health"):
            assert owner.get(path, headers=HTML).status_code == 200


def test_only_owners_begin(folder: AtWork) -> None:
    with folder.client("editor") as editor:
        shown = editor.get("/begin", headers=HTML).text
        assert "Ask an owner" in shown and '<button class="button primary"' not in shown
        assert editor.post("/begin", data=form(editor), headers=HTML).status_code == 403
    assert not (folder.root / ".git").exists()


def test_an_owner_begins_and_everything_works(folder: AtWork) -> None:
    assert begun(folder).headers["location"] == "/?done=begun"
    assert (folder.root / ".gitignore").read_text() == "# mine\npublic\n.sitegen/\n"
    assert git(folder.root, "status", "--porcelain") == ""
    assert "content/about.md" in git(folder.root, "ls-files") and ".sitegen" not in git(folder.root, "ls-files")
    with folder.client("owner") as owner:
        assert "From now on this site keeps versions" in owner.get("/?done=begun", headers=HTML).text
        assert owner.get("/begin", headers=HTML).headers["location"] == "/"
        assert owner.get("/pages/edit/content/about.md", headers=HTML).status_code == 200
        assert "began to keep versions" in owner.get("/people/trail", headers=HTML).text
    assert begun(folder).status_code == 303  # once more does nothing
    assert git(folder.root, "rev-list", "--count", "HEAD") == "1\n"


def test_a_repository_without_a_first_version_is_as_good_as_none(tmp_path: Path) -> None:
    put(tmp_path / "site", SITE)
    git(tmp_path / "site", "init", "-q", "-b", "main")
    with at_work(tmp_path / "site") as office:
        with office.client("owner") as owner:
            assert owner.get("/", headers=HTML).headers["location"] == "/begin"
        assert begun(office).status_code == 303
        assert git(office.root, "rev-list", "--count", "HEAD") == "1\n"
