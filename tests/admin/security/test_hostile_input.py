"""Whatever comes in at whatever place of whatever route: an answer that says why not, never a mistake of ours."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from typing import Any, ClassVar, TypeVar
from urllib.parse import quote

import httpx2
import pytest
from hostile import NAMES, RAW, asked_for, positions, with_other
from knocking import SAFE, address, name_of
from office_at_work import AtWork, git

from sitegen.server.admin import bodies
from sitegen.server.admin.bodies import Takes
from sitegen.server.admin.routes import PLACES, Place

PAGE = "content/news/hours.md"
TAKING_DATA = [place for place in PLACES if place.takes is Takes.DATA]
TAKING_FORM = [place for place in PLACES if place.takes in (Takes.FORM, Takes.FILES)]
READING = [place for place in PLACES if place.method in SAFE and "events" not in place.path]


def fine(office: AtWork) -> dict[str, Any]:
    """What a screen would send, to any route."""
    change = office.office.change_of(office.somebody().person)
    found = office.office.read(change, PAGE)
    return {
        **dict.fromkeys(asked_for(), "x"),
        "path": PAGE,
        "paths": [PAGE],
        "version": found[1] if found is not None else "",
        "edits": [{"at": ["tags", 0], "value": "x"}],
        "body": "Text.",
        "as_of": "2026-01-01",
        "choices": {PAGE: {"title": "mine"}},
        "edits_of": [{"path": PAGE, "start": 1, "end": 2, "text": "x"}],
        "landed": git(office.root, "rev-parse", "HEAD").strip(),
        "words": "Words",
    }


@pytest.fixture(autouse=True)
def no_mistakes(caplog: pytest.LogCaptureFixture) -> Any:
    """The guard writes down what failed."""
    with caplog.at_level(logging.ERROR):
        yield
    assert [record.getMessage() for record in caplog.records] == []


class Read(dict[str, Any]):
    """Data that notes what is read of it."""

    names: ClassVar[set[str]] = set()

    def get(self, name: str, default: Any = None) -> Any:
        self.names.add(name)
        return super().get(name, default)

    def __getitem__(self, name: str) -> Any:
        self.names.add(name)
        return super().__getitem__(name)


def read_by(client: httpx2.Client, place: Place, valid: dict[str, Any], patch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The part of valid data that a route looks at."""
    Read.names.clear()
    with patch.context() as noting:
        plain = bodies._object
        noting.setattr(bodies, "_object", lambda body: Read(plain(body)))
        for less in ((), ("public",), ("public", "catch_up")):
            client.post(place.path, json={name: one for name, one in valid.items() if name not in less})
    return {name: one for name, one in valid.items() if name in Read.names}


T = TypeVar("T")


def shortened(every: Sequence[T], step: int) -> list[Any]:
    """All of them; only every so many belong to the normal run, because together they take minutes."""
    return [one if index % step == 0 else pytest.param(one, marks=pytest.mark.prove) for index, one in enumerate(every)]


@pytest.mark.parametrize("place", shortened(TAKING_DATA, 4), ids=name_of)
def test_every_kind_of_value_at_every_place(office: AtWork, place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    with office.client("owner", name_of(place)) as client:
        valid = read_by(client, place, fine(office), monkeypatch)
        assert valid or place.path not in ("/api/save", "/api/draft", "/api/here"), "nothing is tried"
        wrong = [
            (at, kind)
            for at in positions(valid)
            for kind, raw in RAW.items()
            if client.post(place.path, content=with_other(valid, at, raw)).status_code >= 500
        ]
    assert wrong == []


@pytest.mark.parametrize("place", [*TAKING_DATA, *TAKING_FORM], ids=name_of)
def test_what_is_no_body(office: AtWork, place: Place) -> None:
    with office.client("owner", name_of(place)) as client:
        for body in (b"", b"null", b"{", b"\xff\xfe", b'"x"', b"[]", b"\xef\xbb\xbf{}", b"--x\r\n\r\n"):
            for kind in ("application/json", "multipart/form-data", "multipart/form-data; boundary=x", "text/\xe9"):
                headers = {b"Content-Type": kind.encode("latin-1")}
                answer = client.post(address(place), content=body, headers=headers)
                assert answer.status_code < 500, (body, kind)
                if "sign-out" in place.path:
                    client.cookies.clear()


@pytest.mark.parametrize("name", shortened(NAMES, 5), ids=lambda name: repr(name[:40]))
def test_every_name_at_every_route_that_reads(office: AtWork, name: str) -> None:
    wrong = []
    text = quote(name.encode("utf-8", "surrogatepass"), safe="")
    query = "&".join(f"{one}={text}" for one in sorted(asked_for()))
    with office.client("owner") as client:
        for place in READING:
            raw = quote(name.encode("utf-8", "surrogatepass"), safe="/\\:%")
            for part in {text, raw}:
                path = re.sub(r"\{[^}]*\}", lambda _, part=part: part, place.path)
                answer = client.get(f"{path}?{query}"[:60_000])
                shown = answer.text
                if answer.status_code >= 500 or "Traceback" in shown or "repositoryformatversion" in shown:
                    wrong.append((path[:100], answer.status_code))
    assert wrong == []


@pytest.mark.parametrize("place", shortened([one for one in TAKING_FORM if "sign-out" not in one.path], 5), ids=name_of)
def test_every_name_in_every_form(office: AtWork, place: Place) -> None:
    with office.client("owner", name_of(place)) as client:
        for name in NAMES:
            text = name.encode("utf-8", "surrogatepass")
            body = "&".join(f"{one}={quote(text, safe='')}" for one in sorted(asked_for() - {"token"}))
            headers = {"Content-Type": "application/x-www-form-urlencoded"}
            answer = client.post(address(place), content=body, headers=headers)
            assert answer.status_code < 500, name
