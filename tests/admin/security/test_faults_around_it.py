"""What goes wrong around a back office at work: a sentence that says why, nothing lost, and it goes on afterwards."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
from office_at_work import SITE, AtWork, at_work, git, repository

from sitegen.server.admin.serve import CannotOpen, open_office

Make = Callable[..., AtWork]
PAGE = "content/news/hours.md"


class Writer:
    """Somebody who types, and saves whenever they have typed."""

    def __init__(self, office: AtWork) -> None:
        self.office = office
        self.client = office.client("owner")
        self.text = "The library is open.\n\nCome in.\n"
        self.version = self.kept()[1]

    def kept(self) -> tuple[bytes, str]:
        """What is kept, and its version."""
        change = self.office.office.change_of(self.office.somebody().person)
        found = self.office.office.read(change, PAGE)
        assert found is not None
        return found

    def types(self, words: str) -> httpx2.Response:
        """One more line, and what saving it is answered with."""
        self.text += f"\n{words}\n"
        return self.saves()

    def saves(self) -> httpx2.Response:
        """Save what was typed."""
        sent: dict[str, Any] = {"path": PAGE, "version": self.version, "edits": [], "body": self.text}
        answer = self.client.post("/api/save", json=sent)
        if answer.status_code == 200:
            self.version = answer.json()["version"]
        return answer

    def publishes(self) -> httpx2.Response:
        """Make it public."""
        return self.client.post("/api/publish", json={"path": PAGE, "words": "Words"})


@pytest.fixture
def writer(back_office: Make) -> Iterator[Writer]:
    """Somebody who has saved once."""
    made = Writer(back_office())
    assert made.types("Before.").status_code == 200
    yield made
    made.client.close()


def says_why(answer: httpx2.Response) -> None:
    """A sentence for people, and no mistake of ours."""
    assert answer.status_code in (409, 503), answer.text
    sentence = answer.json()["refused"]
    assert sentence[0].isupper() and sentence.endswith(".") and " " in sentence
    assert "Traceback" not in sentence and "errno" not in sentence.lower() and "fatal:" not in sentence


def goes_on(writer: Writer) -> None:
    """What was refused is saved when the fault is gone, and all that was typed is there."""
    assert writer.saves().status_code == 200
    assert writer.kept()[0].decode().endswith(writer.text)
    assert git(writer.office.root, "fsck", "--no-dangling") == ""


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of a few megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ("mount", "-t", "tmpfs", "-o", "size=12m", "sitegen-test", str(folder))
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True).returncode != 0:
        pytest.skip("only root may have a file system of its own")
    yield folder
    subprocess.run(("umount", "-l", str(folder)), check=True)


def test_a_full_disk(small_disk: Path) -> None:
    with at_work(repository(small_disk / "site", SITE)) as office:
        writer = Writer(office)
        assert writer.types("Before.").status_code == 200
        kept, filling = writer.kept(), small_disk / "filling"
        with filling.open("wb", buffering=0) as file, pytest.raises(OSError):
            while True:
                file.write(b"x" * 4096)
        says_why(writer.types("While it is full. " + os.urandom(300_000).hex()))
        assert writer.kept() == kept
        assert writer.client.get("/api/page", params={"path": PAGE}).status_code == 200
        filling.unlink()
        goes_on(writer)
        writer.client.close()


def test_another_git_at_work(writer: Writer) -> None:
    lock = writer.office.root / ".git/index.lock"
    lock.write_bytes(b"")
    assert writer.types("Meanwhile.").status_code == 200  # saving needs nothing that it holds
    says_why(writer.publishes())
    lock.unlink()
    assert writer.publishes().status_code == 200
    assert "Meanwhile." in git(writer.office.root, "show", f"HEAD:{PAGE}")


def test_a_merge_that_is_not_finished(writer: Writer) -> None:
    head = git(writer.office.root, "rev-parse", "HEAD")
    state = writer.office.root / ".git/MERGE_HEAD"
    state.write_text(head)
    assert writer.types("Meanwhile.").status_code == 200
    says_why(writer.publishes())
    assert git(writer.office.root, "rev-parse", "HEAD") == head
    state.unlink()
    assert writer.publishes().status_code == 200


def test_an_old_version_checked_out(writer: Writer) -> None:
    git(writer.office.root, "checkout", "-q", "--detach")
    assert writer.types("Meanwhile.").status_code == 200
    says_why(writer.publishes())
    git(writer.office.root, "checkout", "-q", "main")
    assert writer.publishes().status_code == 200
    assert "Meanwhile." in git(writer.office.root, "show", f"HEAD:{PAGE}")


def test_a_repository_that_cannot_be_written(writer: Writer) -> None:
    kept = writer.kept()
    objects = writer.office.root / ".git/objects"
    aside = objects.rename(objects.with_name("objects-aside"))
    try:
        says_why(writer.types("Meanwhile."))
    finally:
        shutil.rmtree(objects, ignore_errors=True)
        aside.rename(objects)
    assert writer.kept() == kept
    goes_on(writer)


def test_a_people_database_that_is_damaged(tmp_path: Path) -> None:
    root = repository(tmp_path / "site", SITE)
    with at_work(root) as office:
        office.somebody()
    database = root / ".sitegen/office.sqlite"
    whole = database.read_bytes()
    damaged = whole[:100] + b"\xff" * (len(whole) - 100)
    for data in (damaged, b"no database at all " * 400, whole[: len(whole) // 2]):
        database.write_bytes(data)
        with pytest.raises(CannotOpen, match=r"[A-Z].* .*\."):
            open_office(root, None, local=True).close()
        assert database.read_bytes() == data  # nobody makes an empty one in its place, with a link for a new owner
    database.write_bytes(whole)
    with at_work(root) as office:
        assert [person.name for person in office.office.people.people()] == ["Example owner"]


def test_a_cache_that_is_damaged(tmp_path: Path) -> None:
    root = repository(tmp_path / "site", SITE)
    with at_work(root) as office:
        before = Writer(office)
        before.types("Before.").raise_for_status()
        before.client.close()
    damaged = [path for path in (root / ".sitegen").rglob("*") if path.is_file() and "office" not in path.name]
    assert damaged
    for path in damaged:
        path.write_bytes(b"\x00damaged" * 50)
    with at_work(root) as office:
        people = office.office.people
        signed = people.begin(people.people()[0].id, "tests", "")
        office._people["Example owner"] = signed
        writer = Writer(office)
        assert writer.kept()[0].decode().endswith("Before.\n")
        assert writer.client.get(f"/pages/edit/{PAGE}", headers={"Accept": "text/html"}).status_code == 200
        writer.text = "After.\n"
        goes_on(writer)
        writer.client.close()
