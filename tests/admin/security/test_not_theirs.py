"""What a name alone must not open: files that are no pages, objects of git that are no versions, the work of others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx2
import pytest
from office_at_work import AtWork, commit, git

PAGE = "content/news/hours.md"
SECRET = "a secret that nobody may read"
NO_PAGES = ("site.yaml", "layouts/page.html", "data/menu.yaml", "static/script.js")


@pytest.fixture(scope="module")
def guarded(office: AtWork) -> Iterator[AtWork]:
    """A repository that holds more than pages."""
    (office.root / "layouts").mkdir()
    (office.root / "layouts/page.html").write_text("{{ page.content }}\n")
    (office.root / "keys.txt").write_text(SECRET)
    git(office.root, "add", "-fA")
    commit(office.root, "More than pages")
    yield office


def draft(office: AtWork, who: str, path: str = PAGE, **more: Any) -> dict[str, Any]:
    """What a screen sends of a page."""
    change = office.office.change_of(office.somebody(who).person)
    found = office.office.read(change, path)
    return {"path": path, "version": found[1] if found else "", "edits": [], "body": "Text.\n", **more}


def nothing_saved(office: AtWork, who: str) -> bool:
    """Nothing is in somebody's change."""
    return office.office.changes.get(office.office.change_of(office.somebody(who).person)) is None


@pytest.mark.parametrize("path", NO_PAGES)
def test_the_right_to_pages_is_none_to_settings_and_layouts(guarded: AtWork, path: str) -> None:
    for who in ("writer", "editor"):
        with guarded.client(who) as client:
            for route in ("/api/draft", "/api/save", "/api/settle", "/api/mend"):
                sent = {**draft(guarded, who), "path": path, "version": "", "choices": {}, "edits_of": []}
                assert client.post(route, json=sent).status_code == 403, route
        assert nothing_saved(guarded, who)


@pytest.mark.parametrize("path", NO_PAGES)
def test_even_an_owner_cannot_write_them_as_pages(guarded: AtWork, path: str) -> None:
    with guarded.client("owner") as client:
        assert (
            client.post("/api/save", json={**draft(guarded, "owner"), "path": path, "version": ""}).status_code == 400
        )
    assert nothing_saved(guarded, "owner")


@pytest.mark.parametrize("path", ("site.yaml", "layouts/page.html"))
def test_nor_can_writers_read_them(guarded: AtWork, path: str) -> None:
    head = git(guarded.root, "rev-parse", "HEAD").strip()
    with guarded.client("writer") as client:
        for route in ("/api/page", "/api/versions", "/api/version", "/api/difference", "/api/frame"):
            answer = client.get(route, params={"path": path, "id": head})
            assert answer.status_code == 403, route
        twice = client.get("/api/versions", params=[("path", path), ("path", PAGE)])
        assert twice.status_code == 403


def secret_names(office: AtWork) -> list[str]:
    """Objects that are there and are no version of the page: a file beside the sources, a draft of somebody else."""
    with office.client("editor", "Another editor") as client:
        client.post("/api/save", json=draft(office, "editor", body=SECRET + "\n"))
    theirs = office.office.change_of(office.somebody("editor", "Another editor").person)
    lost = git(office.root, "hash-object", "-w", "keys.txt").strip()
    return [git(office.root, "rev-parse", f"{name}").strip() for name in (
        "HEAD:keys.txt", f"refs/sitegen/changes/{theirs}:{PAGE}", lost, "HEAD", "HEAD:content",
    )]  # fmt: skip


def test_an_object_that_is_no_version_of_the_page_stays_closed(guarded: AtWork) -> None:
    names = secret_names(guarded)
    assert SECRET in git(guarded.root, "cat-file", "-p", names[1])
    with guarded.client("writer") as client:
        for name in names:
            for sent in ({"body": None}, {"body": "x\n"}, {"edits": [{"at": ["title"], "value": "x"}]}):
                data = draft(guarded, "writer", whole=True) | sent | {"version": name}
                for route in ("/api/draft", "/api/save", "/api/settle", "/api/mend"):
                    answer = client.post(route, json={**data, "edits_of": [], "choices": {}})
                    assert "a secret" not in answer.text, (name, route)
                saved = client.post("/api/save", json=data)
                assert saved.status_code == 409 and saved.json()["why"] == "version"
    assert nothing_saved(guarded, "writer")


def test_what_was_opened_before_others_saved_is_a_version(guarded: AtWork) -> None:
    opened = draft(guarded, "writer", body="One.\n")
    with guarded.client("writer") as client:
        client.post("/api/save", json=opened).raise_for_status()
        again = client.post("/api/save", json=opened | {"body": None, "edits": [{"at": ["title"], "value": "New"}]})
    assert again.status_code == 200 and again.json()["version"]


def looked_at(client: httpx2.Client, ident: str) -> httpx2.Response:
    """A version of the page, as the screen asks for it."""
    return client.get("/api/version", params={"path": PAGE, "id": ident})


def test_a_version_of_the_site_is_public_or_ones_own(guarded: AtWork) -> None:
    secret_names(guarded)
    theirs = guarded.office.change_of(guarded.somebody("editor", "Another editor").person)
    head = git(guarded.root, "rev-parse", f"refs/sitegen/changes/{theirs}").strip()
    public = git(guarded.root, "rev-parse", "main").strip()
    with guarded.client("writer") as client:
        for ident in (head, "HEAD", "main", f"refs/sitegen/changes/{theirs}", public[:12], f"{public}^0", "--all", ""):
            assert looked_at(client, ident).status_code == 404, ident
        assert looked_at(client, public).status_code == 200
    with guarded.client("editor", "Another editor") as client:
        assert looked_at(client, head).status_code == 200


def test_only_what_was_made_public_here_can_be_taken_back_here(guarded: AtWork) -> None:
    site = (guarded.root / "site.yaml").read_text()
    (guarded.root / "site.yaml").write_text(site.replace("Example Library", "Example House"))
    commit(guarded.root, "An author renames the site")
    with guarded.client("editor") as client:
        answer = client.post("/api/undo", json={"landed": git(guarded.root, "rev-parse", "HEAD").strip()})
        assert answer.status_code == 409 and answer.json()["why"] == "authors"
        client.post("/api/save", json=draft(guarded, "editor", body="Public.\n")).raise_for_status()
        landed = client.post("/api/publish", json={"path": PAGE}).json()["landed"]
        assert client.post("/api/undo", json={"landed": landed}).status_code == 200
    assert "Example House" in git(guarded.root, "show", "HEAD:site.yaml")
