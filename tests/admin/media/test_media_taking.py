"""Uploading as a browser does it: into one's own change, beside the page, whole or not at all."""

from __future__ import annotations

import os
import socket
import tempfile
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from office_at_work import AtWork, git

from drawn import MAKER, PDF, SVG, bomb, noise, picture, zipped

Office = Callable[..., AtWork]


def upload(client: Any, data: bytes, name: str = "door.jpg", **values: str) -> Any:
    return client.post("/api/media", files={"file": (name, data)}, data=values or {"beside": "content/news/hours.md"})


def test_a_picture_lies_beside_its_page_in_the_persons_own_change(back_office: Office) -> None:
    office = back_office()
    client = office.client("writer")
    told = upload(client, picture(turn=6, width=400, height=300)).json()
    assert (told["path"], told["width"], told["height"]) == ("door.jpg", 300, 400)
    assert told["source"] == "content/news/door.jpg"
    shown = client.get(told["url"])
    assert shown.headers["content-type"] == "image/jpeg" and shown.content[:3] == b"\xff\xd8\xff"
    assert MAKER.encode() not in shown.content
    assert "sandbox" in shown.headers["content-security-policy"]
    assert shown.headers["x-content-type-options"] == "nosniff"
    assert not (office.root / "content/news/door.jpg").exists()
    assert office.client("editor").get(told["url"]).status_code == 404


def test_a_file_goes_into_a_folder_and_two_of_one_name_get_two(back_office: Office) -> None:
    client = back_office().client("writer")
    made = [upload(client, picture(seed=n), name, folder="static/pictures").json()["source"] for n, name in _NAMES]
    assert made == [f"static/pictures/{name}" for name in ("a.jpg", "A-2.jpg", "a-3.jpg", "file.jpg")]


_NAMES = [(1, "a.jpg"), (2, "A.JPG"), (3, "a.jpg"), (4, "....")]


def test_ten_uploads_of_one_name_at_once_are_ten_files(back_office: Office) -> None:
    client = back_office().client("writer")
    client.get("/api/find?q=")
    with ThreadPoolExecutor(5) as pool:
        made = list(pool.map(lambda n: upload(client, picture(seed=n)).json()["source"], range(10)))
    assert len(set(made)) == 10
    files = {client.get("/file", params={"path": one}).content for one in made}
    assert len(files) == 10


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"MZ\x90\0", "holiday.jpg", "program"),
        (b"<html><script>alert(1)</script>", "a.jpg", "web page"),
        (bomb(50_000, 50_000), "a.png", "million points"),
        (zipped("a.txt"), "a.zip", "cannot be told"),
        (b"", "a.jpg", "empty"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><g></svg>", "a.svg", "sound drawing"),
        (picture()[:60], "a.jpg", "damaged"),
    ],
)
def test_what_is_refused_is_refused_in_a_sentence_and_leaves_nothing(
    back_office: Office, data: bytes, name: str, words: str
) -> None:
    office = back_office()
    client = office.client("writer")
    found = upload(client, data, name)
    assert found.status_code == 422 and words in found.json()["refused"]
    assert git(office.root, "for-each-ref", "refs/sitegen/changes") == ""


@pytest.mark.parametrize(
    "folder",
    ["../x", "/etc", "layouts/components", "content/../layouts", ".git/hooks", "static/a\0b", "content/.x", ""],
)
def test_no_upload_gets_out_of_content_and_static(back_office: Office, folder: str) -> None:
    office = back_office()
    for values in ({"folder": folder}, {"beside": f"{folder}/x.md"}):
        found = upload(office.client("writer"), picture(), **values)
        assert found.status_code == 422, found.text
    assert git(office.root, "for-each-ref", "refs/sitegen/changes") == ""


def test_a_link_among_the_sources_is_no_way_out(back_office: Office, tmp_path: Any) -> None:
    (tmp_path / "secret").write_text("secret")
    office = back_office()
    (office.root / "content/out").symlink_to(tmp_path)
    (office.root / "content/out.jpg").symlink_to(tmp_path / "secret")
    git(office.root, "add", "-A")
    git(office.root, "commit", "-qm", "Links")
    client = office.client("writer")
    assert upload(client, picture(), folder="content/out").status_code in (409, 422)
    for path in ("content/out/secret", "content/out.jpg", "../secret", "content/../../secret", "/etc/passwd"):
        found = client.get("/file", params={"path": path})
        assert found.status_code == 404 and b"secret" not in found.content
        found = client.get("/file", params={"path": path, "page": "content/index.md"})
        assert found.status_code == 404 and b"secret" not in found.content
    assert not (tmp_path / "door.jpg").exists()


def test_only_files_are_shown_as_files(back_office: Office) -> None:
    client = back_office({"layouts/page.html": "x", "data/a.yaml": "a: 1"}).client("writer")
    for path in ("site.yaml", "content/index.md", "layouts/page.html", "data/a.yaml", ".gitignore", ".git/config", ""):
        assert client.get("/file", params={"path": path}).status_code == 404


def test_what_a_browser_would_run_is_offered_as_a_download(back_office: Office) -> None:
    page = "<script>alert(1)</script>"
    client = back_office({"static/a.html": page, "static/a.js": page, "static/a.unknown": page}).client("writer")
    for path in ("static/a.html", "static/a.js", "static/a.unknown"):
        found = client.get("/file", params={"path": path})
        assert found.headers["content-disposition"] == "attachment"
        assert "default-src 'none'" in found.headers["content-security-policy"]


def test_a_drawing_is_made_safe(back_office: Office) -> None:
    client = back_office().client("writer")
    wild = SVG.replace(b"<rect", b"<script>alert(1)</script><rect onload='alert(1)'")
    told = upload(client, wild, "logo.svg").json()
    assert told["path"] == "logo.svg"
    kept = client.get(told["url"]).content
    assert b"alert" not in kept and b"<rect" in kept


def test_documents_are_taken_too(back_office: Office) -> None:
    client = back_office().client("writer")
    assert upload(client, PDF, "Talon säännöt.pdf").json()["path"] == "Talon-s%C3%A4%C3%A4nn%C3%B6t.pdf"


def test_the_site_says_what_may_be_uploaded(back_office: Office) -> None:
    office = back_office({"site.yaml": "title: T\nmedia: {max_size: 1, kinds: [pictures]}\n"})
    client = office.client("writer")
    assert "up to 1 MB" in upload(client, noise(700, 700), "a.png").json()["refused"]
    assert "Documents" in upload(client, PDF, "a.pdf").json()["refused"]
    assert upload(client, picture()).status_code == 200


def test_half_an_upload_leaves_nothing(back_office: Office, monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    office = back_office()
    client = office.client("writer")
    request = client.build_request(
        "POST", "/api/media", files={"file": ("a.jpg", noise(1200, 1200))}, data={"folder": "static"}
    )
    request.headers["cookie"] = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
    body = request.read()
    head = "POST /api/media HTTP/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in request.headers.items())
    with socket.create_connection(("127.0.0.1", int(office.address.rpartition(":")[2]))) as wire:
        wire.sendall(head.encode() + b"\r\n" + body[: len(body) // 2])
    assert client.get("/account").status_code == 200
    assert git(office.root, "for-each-ref", "refs/sitegen/changes") == ""
    assert [name for name in os.listdir(tmp_path) if name != "site"] == []


@pytest.mark.prove
def test_a_hundred_megabytes_come_in_and_nobody_waits_meanwhile(back_office: Office) -> None:
    office = back_office({"site.yaml": "title: T\nmedia: {max_points: 100}\n"})
    client = office.client("writer")
    data = PDF + os.urandom(99_000_000)
    answers: list[int] = []
    done = threading.Event()

    def ask() -> None:
        other = office.client("editor")
        while not done.is_set():
            answers.append(other.get("/account").status_code)

    asking = threading.Thread(target=ask)
    asking.start()
    told = upload(client, data, "big.pdf")
    done.set()
    asking.join()
    assert told.status_code == 200 and len(answers) > 5 and set(answers) == {200}
    assert client.get(told.json()["url"]).content == data


def test_who_may_not_may_not(back_office: Office) -> None:
    office = back_office()
    assert upload(office.client(None), picture()).status_code == 401
    assert office.client(None).get("/file?path=static/a.jpg").status_code == 401
    client = office.client("writer")
    del client.headers["X-Sitegen-Token"]
    assert upload(client, picture()).status_code == 403
    client = office.client("writer")
    client.headers["Sec-Fetch-Site"] = "cross-site"
    assert upload(client, picture()).status_code == 403
