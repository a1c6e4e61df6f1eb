"""A back office behind a proxy: the name it answers to, the cookie, and whose word is taken."""

from __future__ import annotations

from pathlib import Path

import httpx2
import pytest
from office_at_work import PASSWORD, AtWork, at_work, repository

from sitegen.server.front import NO_FRONT, Front, front

OFFICE = "https://office.example.org"
FROM = "203.0.113.7"


def signed_in(office: AtWork, **headers: str) -> httpx2.Response:
    """What a browser gets that signs in through a proxy on this computer."""
    owner = office.somebody("owner").person
    said = {"Host": "office.example.org", "Origin": OFFICE, "Sec-Fetch-Site": "same-origin", **headers}
    form = {"email": owner.email, "password": PASSWORD}
    return httpx2.post(f"{office.address}/sign-in", data=form, headers=said, trust_env=False)


def last_seen_from(office: AtWork) -> str:
    """The address that the newest session was begun from."""
    owner = office.somebody("owner").person
    return max(office.office.people.sessions_of(owner.id), key=lambda one: one.created).address


def test_it_answers_to_the_name_of_its_address(tmp_path: Path) -> None:
    """And the cookie goes by HTTPS only, whatever the proxy forgets to say."""
    with at_work(repository(tmp_path / "site"), front=front(OFFICE)) as office:
        answer = signed_in(office)
        assert answer.status_code == 303
        assert "Secure" in answer.headers["set-cookie"]
        assert signed_in(office, Host="elsewhere.example.org").status_code == 403


def test_a_proxy_says_who_comes(tmp_path: Path) -> None:
    """So that throttling and the list of sessions mean the person's computer, not the proxy."""
    with at_work(repository(tmp_path / "site"), front=front(OFFICE)) as office:
        assert signed_in(office, **{"X-Forwarded-For": FROM, "X-Forwarded-Proto": "https"}).status_code == 303
        assert last_seen_from(office) == FROM


@pytest.mark.parametrize("before", [NO_FRONT, front(OFFICE, ("10.0.0.5",))])
def test_others_are_not_believed(tmp_path: Path, before: Front) -> None:
    """Anybody can send these headers; guessing passwords from ever new addresses would be free."""
    with at_work(repository(tmp_path / "site"), front=before) as office:
        here = {"Host": office.address.removeprefix("http://"), "Origin": office.address}
        assert signed_in(office, **here, **{"X-Forwarded-For": FROM}).status_code == 303
        assert last_seen_from(office) == "127.0.0.1"
