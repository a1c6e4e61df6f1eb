# ruff: noqa: E501
"""Cookies, sessions and passes: made up, edited, of somebody else, or ended while something is open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import httpx2
import pytest
from office_at_work import PASSWORD, AtWork
from security_faults import at_another_time

from sitegen.office import rights
from sitegen.office.person import Role
from sitegen.server.admin import streams
from sitegen.server.admin.passes import Pass, Passes

PAGE = "content/news/hours.md"
ENDINGS: dict[str, Callable[[AtWork, str], object]] = {
    "signed out elsewhere": lambda work, name: work.office.people.end_all(work.somebody("editor", name).person.id),
    "disabled": lambda work, name: work.office.people.disable(
        work.somebody().person.id, work.somebody("editor", name).person.id
    ),
    "session ended": lambda work, name: work.office.people.end(work.somebody("editor", name).session.id),
}


@pytest.mark.parametrize("ending", ENDINGS)
def test_an_open_stream_ends_with_the_session(office: AtWork, ending: str) -> None:
    name = f"Listener {ending}"
    with office.client("editor", name) as client, client.stream("GET", "/api/events", params={"path": PAGE}) as stream:
        lines = stream.iter_lines()
        assert next(lines) == ": welcome"
        ENDINGS[ending](office, name)
        office.office.streams.publish("site", "moved", {"secret": "of the site"})
        assert [line for line in lines if line] == []


def test_a_silent_stream_ends_too(office: AtWork, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "_ALIVE", 0.05)
    with office.client("editor", "Silent") as client, client.stream("GET", "/api/events") as stream:
        lines = stream.iter_lines()
        assert next(lines) == ": welcome"
        with at_another_time(office, timedelta(days=61)):
            assert all(line in ("", ": still here") for line in lines)


def frame(client: httpx2.Client) -> str:
    """The address of the page in the frame."""
    return str(client.get("/api/frame", params={"path": PAGE}).json()["frame"])


def shown(office: AtWork, address: str) -> int:
    """How an address of the frame answers to a frame, which sends no cookie."""
    with httpx2.Client(base_url=office.address, trust_env=False, timeout=60) as nobody:
        return nobody.get(address).status_code


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_pass_ends_with_the_session(office: AtWork, ending: str) -> None:
    name = f"Viewer {ending}"
    with office.client("editor", name) as client:
        address = frame(client)
    assert shown(office, address) == 200
    ENDINGS[ending](office, name)
    assert shown(office, address) == 403


def test_a_pass_ends_with_the_right_to_see_pages(office: AtWork, monkeypatch: pytest.MonkeyPatch) -> None:
    with office.client("writer") as client:
        address = frame(client)
    monkeypatch.setattr(rights, "RIGHTS", {**rights.RIGHTS, Role.WRITER: frozenset()})
    assert shown(office, address) == 403


def test_a_pass_that_was_not_signed_here(office: AtWork) -> None:
    with office.client("writer") as client:
        _, _, signed, *rest = frame(client).split("/")
    work, writer, editor = office.office, office.somebody("writer"), office.somebody("editor")
    others = Pass(editor.person.id, writer.session.id, work.change_of(editor.person))
    forged = [Passes(b"another key" * 4).signed(others), work.passes.signed(others)]
    head, _, tail = signed.partition(".")
    edited = [f"{head[:-2]}AA.{tail}", signed[:-1], signed + "A", signed.swapcase(), head, f"{head}..", ".", "x" * 9000]
    for one in [*forged, *edited]:
        assert shown(office, "/".join(("", "view", one, *rest))) in (403, 404), one[:60]
    assert shown(office, "/".join(("", "view", signed, *rest))) == 200


def test_a_pass_ends_by_itself(office: AtWork, monkeypatch: pytest.MonkeyPatch) -> None:
    with office.client("writer") as client:
        address = frame(client)
    monkeypatch.setattr("sitegen.server.admin.passes._LONGEST", -1)
    assert shown(office, address) == 403


def test_signing_in_begins_a_session_of_its_own(office: AtWork) -> None:
    office.somebody("writer")
    cookie = office.office.cookie
    with office.client(None) as client:
        client.cookies.set(cookie, "chosen-by-somebody-else")
        form = {"email": "example-writer@example.org", "password": PASSWORD, "then": "/account"}
        answer = client.post("/sign-in", data=form)
    assert answer.status_code == 303
    said = answer.headers["set-cookie"]
    assert said.startswith(f"{cookie}=") and "chosen-by" not in said
    assert "HttpOnly" in said and "SameSite=lax" in said and "Path=/" in said and "Domain" not in said


@pytest.mark.parametrize(
    "then",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "\\\\evil.example", "/\t/evil.example", "/\n/evil.example",
     "javascript:alert(1)", "data:text/html,x", " //evil.example", "evil.example", "/a\r\nSet-Cookie: x=1", "///evil.example",
     "http:evil.example", "@evil.example", ".evil.example", ":80", "/\x00/evil.example"],
)  # fmt: skip
def test_nobody_is_led_away(office: AtWork, then: str) -> None:
    office.somebody("writer")
    form = {"email": "example-writer@example.org", "password": PASSWORD, "then": then}
    with office.client(None) as client:
        answer = client.post("/sign-in", data=form)
        assert answer.status_code == 303 and answer.headers["location"] == "/"
        again = client.get("/sign-in", params={"then": then})
    assert again.headers["location"] == "/"
