"""Requests that somebody's browser was led to make elsewhere: refused before a view sees them."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from knocking import SAFE, address, knock, name_of
from recording import Recorded

from sitegen.server.admin.guard import token_of
from sitegen.server.admin.routes import ANYBODY, PLACES, Place

UNSAFE = [place for place in PLACES if place.method not in SAFE]
CLOSED = [place for place in UNSAFE if place.right is not ANYBODY]
TOKEN, ORIGIN, SITE = "X-Sitegen-Token", "Origin", "Sec-Fetch-Site"

ELSEWHERE: Mapping[str, Mapping[str, str | None]] = {
    "cross-site": {SITE: "cross-site"},
    "same-site": {SITE: "same-site"},
    "none": {SITE: "none"},
    "says-nothing": {SITE: None},
    "foreign-origin": {SITE: None, ORIGIN: "https://evil.example"},
    "foreign-origin-same-site-said": {SITE: "same-origin", ORIGIN: "https://evil.example"},
    "null-origin": {SITE: None, ORIGIN: "null"},
    "null-origin-no-host": {SITE: None, ORIGIN: "null", "Host": ""},
    "own-name-before": {SITE: None, ORIGIN: "http://{host}.evil.example"},
    "own-name-as-user": {SITE: None, ORIGIN: "http://{host}@evil.example"},
    "other-port": {SITE: None, ORIGIN: "http://127.0.0.1:1"},
    "own-origin-cross-site-said": {SITE: "cross-site", ORIGIN: "http://{host}"},
}


def test_there_is_something_to_attack() -> None:
    assert len(CLOSED) > 5


@pytest.mark.parametrize("place", UNSAFE, ids=name_of)
@pytest.mark.parametrize("headers", ELSEWHERE.values(), ids=ELSEWHERE)
def test_from_elsewhere(recorded: Recorded, place: Place, headers: Mapping[str, str | None]) -> None:
    host = recorded.office.address.removeprefix("http://")
    said = {name: value and value.replace("{host}", host) for name, value in headers.items()}
    recorded.reached.clear()
    with recorded.office.client("owner") as client:
        assert knock(client, place, said).status_code == 403
    assert recorded.reached == []


@pytest.mark.parametrize("place", UNSAFE, ids=name_of)
def test_from_elsewhere_to_a_back_office_that_others_reach(
    recorded: Recorded, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recorded.office.office, "local", False)
    recorded.reached.clear()
    with recorded.office.client("owner") as client:
        for said in ({SITE: None, ORIGIN: "null", "Host": ""}, {SITE: None, ORIGIN: "https://evil.example"}):
            assert knock(client, place, said).status_code == 403
    assert recorded.reached == []


@pytest.mark.parametrize("place", UNSAFE, ids=name_of)
def test_from_our_own_screens(recorded: Recorded, place: Place) -> None:
    recorded.reached.clear()
    with recorded.office.client("owner") as client:
        knock(client, place, {SITE: None, ORIGIN: recorded.office.address})
        knock(client, place)
    assert recorded.reached == [place, place]


@pytest.mark.parametrize("place", UNSAFE, ids=name_of)
def test_without_the_token_of_this_session(recorded: Recorded, place: Place) -> None:
    work = recorded.office
    others = token_of(work.somebody("owner", "Somebody else").token)
    cookie = work.somebody("owner").token
    recorded.reached.clear()
    with work.client("owner") as client:
        for token in (None, "", "x", others, cookie, "\u00e9", token_of(cookie)[:-1], token_of("")):
            assert knock(client, place, {TOKEN: token}).status_code == 403, token
    assert recorded.reached == []


@pytest.mark.parametrize("place", CLOSED, ids=name_of)
@pytest.mark.parametrize("method", ("GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE", "PATCH", "CONNECT", "BREW"))
def test_by_another_method(recorded: Recorded, place: Place, method: str) -> None:
    if any(one.path == place.path and one.method == {"HEAD": "GET"}.get(method, method) for one in PLACES):
        pytest.skip("this is a route of its own")
    recorded.reached.clear()
    with recorded.office.client("owner") as client:
        answer = client.request(method, address(place), headers={"X-HTTP-Method-Override": "POST"})
    assert answer.status_code in (400, 404, 405)
    assert place not in recorded.reached


@pytest.mark.parametrize(
    "host", ("evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", "[::1].evil", "")
)
@pytest.mark.parametrize("place", PLACES, ids=name_of)
def test_by_another_name(recorded: Recorded, place: Place, host: str) -> None:
    """A page elsewhere whose name suddenly leads to this computer (DNS rebinding)."""
    recorded.reached.clear()
    with recorded.office.client("owner") as client:
        assert knock(client, place, {"Host": host}).status_code in (400, 403)
    assert recorded.reached == []
