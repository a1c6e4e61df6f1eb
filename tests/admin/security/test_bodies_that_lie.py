"""Bodies that are too large, say so wrongly, lie too deep, or break off."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest
from office_at_work import AtWork

from sitegen.server.admin import bodies
from sitegen.server.admin.guard import token_of

PAGE = "content/news/hours.md"
MEGABYTE = 1_000_000


def pieces(count: int) -> Iterator[bytes]:
    """Megabytes without a word about how many will come."""
    yield b'{"path": "'
    for _ in range(count):
        yield b"x" * MEGABYTE
    yield b'"}'


def test_too_much(office: AtWork) -> None:
    with office.client("writer") as client:
        said = client.post("/api/here", content=b"{" + b" " * 24 * MEGABYTE + b"}")
        unsaid = client.post("/api/here", content=pieces(25))
    assert said.status_code == unsaid.status_code == 413


def test_a_page_of_megabytes_is_none_too_much(office: AtWork) -> None:
    change = office.office.change_of(office.somebody("writer").person)
    found = office.office.read(change, PAGE)
    assert found is not None
    with office.client("writer") as client:
        sent = {"path": PAGE, "version": found[1], "edits": [], "body": ("\u00e4" * 1999 + "\n") * 1000}
        assert client.post("/api/save", json=sent).status_code == 200


def test_too_deep(office: AtWork) -> None:
    with office.client("writer") as client:
        for depth, status in ((90, 200), (200, 400), (100_000, 400)):
            body = f'{{"path": "{PAGE}", "more": ' + "[" * depth + "]" * depth + "}"
            assert client.post("/api/here", content=body.encode()).status_code == status, depth


@pytest.mark.parametrize("length", ("5", "100000", "-1", "abc", "1e3", "0x10", "9" * 30, "\u00b2"))
def test_a_length_that_is_a_lie(office: AtWork, length: str) -> None:
    """The answer is no mistake of ours, and the next one is answered as well."""
    signed = office.somebody("writer")
    host, port = office.address.removeprefix("http://").split(":")
    head = (
        f"POST /api/here HTTP/1.1\r\nHost: {host}:{port}\r\nCookie: {office.office.cookie}={signed.token}\r\n"
        f"Sec-Fetch-Site: same-origin\r\nX-Sitegen-Token: {token_of(signed.token)}\r\n"
        f"Accept: application/json\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
    )
    with socket.create_connection((host, int(port)), timeout=20) as connection:
        connection.sendall(head.encode("latin-1") + b'{"path": "content/index.md"}')
        connection.shutdown(socket.SHUT_WR)
        answer = connection.makefile("rb").read()
    assert b" 500 " not in answer.partition(b"\r\n")[0]
    with office.client("writer") as client:
        assert client.post("/api/here", json={"path": PAGE}).status_code == 200


def test_two_of_one_name(office: AtWork) -> None:
    """The guard and the view see the same one, or the guard sees both."""
    with office.client("writer") as client:
        for body in (f'{{"path": "{PAGE}", "path": "site.yaml"}}', '{"path": "site.yaml", "paths": []}'):
            assert client.post("/api/draft", content=body.encode()).status_code == 403
        assert client.get(f"/api/page?path=site.yaml&path={PAGE}").status_code == 403
        assert client.get(f"/api/page?path={PAGE}&path=site.yaml").status_code == 403


def test_what_is_taken_has_a_bound() -> None:
    assert all(one.value <= 128 * MEGABYTE for one in bodies.Takes)
