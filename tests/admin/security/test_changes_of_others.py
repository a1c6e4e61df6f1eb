"""The views of a change: nobody looks into the work of others, or does something with it, without the right to."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from hostile import NAMES
from office_at_work import AtWork, at_work, git, repository
from payloads import PAYLOADS

from sitegen.model.change import Author

PAGE = "content/news/hours.md"
SECRET = "a secret that nobody may read"
READING = ("", "/site", "/difference")
DOING = ("publish", "send", "take-back", "hand-back", "work-on", "discard", "restore", "undo")
WRITER, EDITOR, OTHER = ("writer", "Example writer"), ("editor", "Example editor"), ("writer", "Another writer")


def change_of(office: AtWork, who: tuple[str, str]) -> str:
    """The id of the change that somebody is at."""
    return office.office.change_of(office.somebody(*who).person)


def written(office: AtWork, who: tuple[str, str], body: str, title: str = "Opening hours") -> str:
    """The change of somebody who has written something."""
    with office.client(*who) as client:
        found = office.office.read(change_of(office, who), PAGE)
        edits = [{"at": ["title"], "value": title}]
        sent = {"path": PAGE, "version": found[1] if found else "", "edits": edits, "body": body}
        client.post("/api/save", json=sent).raise_for_status()
    return change_of(office, who)


def refs(office: AtWork) -> str:
    """Everything that is public or being worked on."""
    return git(office.root, "for-each-ref")


@pytest.fixture
def busy(tmp_path: Any) -> Iterator[AtWork]:
    """A back office with a draft of somebody else, and something on the disk that nobody has committed."""
    with at_work(repository(tmp_path / "site")) as office:
        office.somebody("owner")
        written(office, OTHER, SECRET)
        (office.root / "content/about.md").write_text(f"---\ntitle: About us\n---\n{SECRET}\n")
        (office.root / "keys.txt").write_text(SECRET)
        yield office


def test_a_writer_does_not_look_into_the_work_of_others(busy: AtWork) -> None:
    """Neither into a draft, nor onto the disk; it is not told that there is one."""
    answers = set()
    with busy.client(*WRITER) as client:
        for ident in (change_of(busy, OTHER), "disk", "p99-1"):
            for view in READING:
                answer = client.get(f"/changes/{ident}{view}", params={"path": PAGE}, headers={"Accept": "text/html"})
                assert SECRET not in answer.text and "/view/" not in answer.text, (ident, view)
                answers.add((view, answer.status_code, answer.text.replace(ident, "…")))
        assert SECRET not in client.get("/changes", headers={"Accept": "text/html"}).text
    assert {status for _, status, _ in answers} == {404}
    assert len(answers) == len(READING), "an answer tells whether there is such a change"


def test_who_is_signed_out_sees_nothing_of_it(busy: AtWork) -> None:
    with busy.client(None) as client:
        for view in READING:
            answer = client.get(f"/changes/{change_of(busy, OTHER)}{view}", params={"path": PAGE})
            assert answer.status_code in (302, 303, 401) and SECRET not in answer.text


@pytest.mark.parametrize("deed", DOING)
def test_a_writer_does_nothing_with_the_work_of_others(busy: AtWork, deed: str) -> None:
    theirs, before = change_of(busy, OTHER), refs(busy)
    disk = (busy.root / "content/about.md").read_bytes()
    with busy.client(*WRITER) as client:
        for ident in (theirs, "disk"):
            sent = {"which": "all", f"file:{PAGE}": "on", "entry": "1", "note": "x", "words": "x", "landed": "HEAD"}
            answer = client.post(f"/changes/{ident}/{deed}", data={**sent, "token": client.headers["X-Sitegen-Token"]})
            assert answer.status_code in (403, 404), (ident, answer.status_code)
            assert SECRET not in answer.text
    assert (refs(busy), change_of(busy, OTHER)) == (before, theirs)
    assert (busy.root / "content/about.md").read_bytes() == disk


@pytest.mark.parametrize("deed", ["send", "take-back", "work-on"])
def test_an_editor_does_not_speak_for_others(busy: AtWork, deed: str) -> None:
    """They may look, publish and discard; what only the writer can decide stays the writer's."""
    theirs, before = change_of(busy, OTHER), refs(busy)
    with busy.client(*EDITOR) as client:
        assert SECRET in client.get(f"/changes/{theirs}/difference", params={"path": PAGE}).text
        assert client.post(f"/changes/{theirs}/{deed}", data={"words": "x"}).status_code == 403
    assert (refs(busy), change_of(busy, OTHER)) == (before, theirs)
    card = busy.office.people.change(theirs)
    assert card is not None and card.state.value == "open"


def test_the_difference_is_that_of_the_change_alone(busy: AtWork) -> None:
    """No file that the change does not alter is read through it, however it is named."""
    mine = written(busy, WRITER, "Mine.")
    git(busy.root, "add", "-f", "keys.txt")
    names = (*NAMES, "site.yaml", "keys.txt", "content/about.md", "../keys.txt", "refs/heads/main:site.yaml")
    with busy.client(*WRITER) as client:
        for name in names:
            asked = f"/changes/{mine}/difference?path={quote(name.encode('utf-8', 'surrogatepass'), safe='')}"
            answer = client.get(asked)
            assert answer.status_code < 500 and SECRET not in answer.text, name
            assert answer.status_code >= 400 or answer.json() == {"differences": []}, name
        assert "Mine." in client.get(f"/changes/{mine}/difference", params={"path": PAGE}).text


def test_what_is_no_change_is_none(busy: AtWork) -> None:
    """References, commits, paths and changes that are over are not opened by their names."""
    mine = written(busy, EDITOR, "Public.\n")
    with busy.client(*EDITOR) as client:
        client.post("/api/publish", json={"path": PAGE}).raise_for_status()
        head = git(busy.root, "rev-parse", "HEAD").strip()
        odd = (mine, head, "HEAD", "main", "public", "published", "DISK", "p1-1/../disk", "refs/heads/main", *NAMES[3:])
        for name in odd:
            text = quote(name.encode("utf-8", "surrogatepass"), safe="")
            for view in READING:
                answer = client.get(f"/changes/{text}{view}", params={"path": PAGE}, headers={"Accept": "text/html"})
                assert answer.status_code in (400, 404) or "/changes/{id}" not in answer.text, (name, view)
                assert answer.status_code >= 300, (name, view)


def test_discarding_takes_no_file_that_is_not_in_the_change(busy: AtWork) -> None:
    mine = written(busy, WRITER, "Mine.")
    kept = refs(busy)
    with busy.client(*WRITER) as client:
        for name in ("site.yaml", "content/about.md", "../keys.txt", ".git/config", "", "content/news"):
            client.post(f"/changes/{mine}/discard", data={f"file:{name}": "on", "which": "chosen"})
            assert (refs(busy), (busy.root / "keys.txt").read_text()) == (kept, SECRET), name
    assert (busy.root / "site.yaml").exists() and (busy.root / ".git/config").exists()


def test_what_somebody_threw_away_is_put_back_by_nobody_else(busy: AtWork) -> None:
    """The entry of the book that it is put back from is one's own."""
    theirs = change_of(busy, OTHER)
    with busy.client(*OTHER) as client:
        client.post(f"/changes/{theirs}/discard", data={"which": "all"})
    entries = [one.id for one in busy.office.people.entries()]
    before = refs(busy)
    for who in (WRITER, EDITOR):
        with busy.client(*who) as client:
            for entry in entries:
                answer = client.post(f"/changes/{theirs}/restore", data={"entry": f"{entry}"})
                assert answer.status_code == 404 and SECRET not in answer.text
    assert refs(busy) == before


FORMS = ("end of an island", "double quote", "clobbering", "svg", "everything")


@pytest.mark.browser
def test_nothing_planted_runs_where_a_change_is_looked_at(tmp_path: Any, browser: Any) -> None:
    """In its name, in titles, in names of files, in what differs, in the note of who hands it back."""
    name = "content/b'onmouseover='ran(2)'.md"
    with at_work(repository(tmp_path / "site")) as office:
        office.somebody("owner")
        for kind in FORMS:
            text = PAYLOADS[kind]
            who = ("writer", f"Writer {kind} {text}"[:80])
            theirs = written(office, who, f"{text}\n", text.replace("\n", " ")[:80])
            page_of = f"---\ntitle: {json.dumps(text)}\n---\n".encode()
            author = Author("<script>ran(3)</script>", "x@example.org")
            office.office.changes.save(theirs, {name: (page_of, "")}, author, text[:90])
            with office.client(*who) as client:
                client.post(f"/changes/{theirs}/send", data={"words": text[:150]})
        page = office.page(browser, "editor")
        page.add_init_script("window.ranHere = []; window.ran = (one) => window.ranHere.push(String(one));")
        page.on("dialog", lambda one: (page.wrong.append(one.message), one.dismiss()))
        for address in ["/changes", *(f"/changes/{card.id}" for card in office.office.people.changes())]:
            page.goto(office.address + address)
            for fold in page.locator("details[data-difference] summary").all():
                fold.click()
            for place in page.locator(".differences").all():
                place.locator("> *").first.wait_for()
            assert page.evaluate("window.ranHere") == [], address
            assert page.url.startswith(office.address)
        assert page.wrong == []
