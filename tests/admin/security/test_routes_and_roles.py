"""Who may come to which route: every route of the table, with every role, signed out, ended and disabled.

Nothing here names the routes that exist: one that is added is tried as well, and has to say its right.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from knocking import SAFE, knock, name_of
from recording import Recorded
from security_faults import at_another_time

from sitegen.office.rights import RIGHTS, Right
from sitegen.server.admin.bodies import Takes
from sitegen.server.admin.routes import ANYBODY, PLACES, Place

OPEN_TO_ANYBODY = {
    "GET /admin/built/{mark}/{name}",
    "GET /first/{ticket}",
    "POST /first/{ticket}",
    "GET /sign-in",
    "POST /sign-in",
    "GET /view/{pass}/{path:path}",
}
"""Everything that people who are not signed in reach. Whatever else is to be open has to be written here too."""

NOT_FOR_WRITERS = {
    "pages.delete", "pages.publish", "media.delete", "changes.others", "site.manage", "people.manage", "audit.read",
}  # fmt: skip
NOT_FOR_EDITORS = {"site.manage", "people.manage", "audit.read"}

SECTIONS = (
    ("/people", "POST", {Right.PEOPLE_MANAGE}),
    ("/invit", "POST", {Right.PEOPLE_MANAGE}),
    ("/people", "GET", {Right.PEOPLE_READ, Right.PEOPLE_MANAGE, Right.AUDIT_READ}),
    ("/people/trail", "GET", {Right.AUDIT_READ}),
    ("/begin", "POST", {Right.SITE_MANAGE}),
    ("/changes/{id}/publish", "POST", {Right.PAGES_PUBLISH}),
    ("/changes/{id}/undo", "POST", {Right.PAGES_PUBLISH}),
    ("/changes/{id}/hand-back", "POST", {Right.CHANGES_OTHERS}),
    ("/settings", "GET", {Right.SITE_MANAGE}),
    ("/settings", "POST", {Right.SITE_MANAGE}),
    ("/audit", "GET", {Right.AUDIT_READ}),
    ("/api/publish", "POST", {Right.PAGES_PUBLISH}),
    ("/api/undo", "POST", {Right.PAGES_PUBLISH}),
)
"""Where an address alone says what right it must have, whatever the table says."""

READING = {Right.PAGES_READ, Right.MEDIA_READ, Right.CHANGES_READ, Right.PEOPLE_READ, Right.AUDIT_READ}
HARMLESS = {"POST /api/here"}
"""Requests that bring something and change nothing of the site, so the right to read is enough."""

ROLES = ("owner", "editor", "writer")
CLOSED = [place for place in PLACES if place.right is not ANYBODY]


def test_what_is_open_to_anybody_is_known() -> None:
    assert {name_of(place) for place in PLACES if place.right is ANYBODY} == OPEN_TO_ANYBODY


def test_every_route_says_its_right() -> None:
    assert [name_of(place) for place in CLOSED if not isinstance(place.right, Right)] == []


def test_roles_have_no_more_than_is_written_here() -> None:
    everything = {str(right) for right in Right}
    assert {str(right) for right in RIGHTS["owner"]} == everything
    assert {str(right) for right in RIGHTS["editor"]} == everything - NOT_FOR_EDITORS
    assert {str(right) for right in RIGHTS["writer"]} == everything - NOT_FOR_WRITERS


@pytest.mark.parametrize("place", CLOSED, ids=name_of)
def test_the_right_fits_the_address(place: Place) -> None:
    for start, method, rights in SECTIONS:
        if place.path.startswith(start) and (place.method in SAFE) == (method in SAFE):
            assert place.right in rights
    if place.method not in SAFE and name_of(place) not in HARMLESS:
        assert place.right not in READING, "it changes something, and asks only for the right to read"


@pytest.mark.parametrize("place", PLACES, ids=name_of)
def test_what_changes_something_is_no_get(place: Place) -> None:
    assert place.method in ("GET", "POST", "PUT", "PATCH", "DELETE")
    assert place.method not in SAFE or place.takes is Takes.NOTHING


@pytest.mark.parametrize("place", PLACES, ids=name_of)
@pytest.mark.parametrize("role", ROLES)
def test_a_role_reaches_what_it_has_the_right_for(recorded: Recorded, place: Place, role: str) -> None:
    allowed = place.right is ANYBODY or place.right in RIGHTS[role]
    recorded.reached.clear()
    with recorded.office.client(role) as client:
        answer = knock(client, place)
    assert [one.path for one in recorded.reached] == ([place.path] if allowed else [])
    assert answer.status_code == (299 if allowed else 403)


@pytest.mark.parametrize("place", CLOSED, ids=name_of)
def test_nobody_who_is_signed_out_reaches_it(recorded: Recorded, place: Place) -> None:
    recorded.reached.clear()
    with recorded.office.client(None) as client:
        answers = [knock(client, place), knock(client, place, {"Cookie": f"{recorded.office.office.cookie}=made-up"})]
    assert recorded.reached == []
    for answer in answers:
        led = place.method in SAFE and not place.is_data
        assert answer.status_code == (303 if led else 401)
        assert not led or answer.headers["location"].startswith("/sign-in?then=%2F")


def test_nobody_who_is_disabled_ended_or_expired_reaches_anything(recorded: Recorded) -> None:
    work = recorded.office
    people, owner = work.office.people, work.somebody("owner").person.id
    for name in ("Disabled", "Ended", "Expired"):
        work.somebody("owner", name)
    people.disable(owner, work.somebody("owner", "Disabled").person.id)
    people.sign_out(work.somebody("owner", "Ended").token)
    assert reached_by(recorded, "Disabled") == reached_by(recorded, "Ended") == []
    with at_another_time(work, timedelta(days=61)):
        assert reached_by(recorded, "Expired") == []
    assert len(reached_by(recorded, "Expired")) == len(CLOSED)


def reached_by(recorded: Recorded, name: str) -> list[Place]:
    """The closed routes whose views a person reaches."""
    recorded.reached.clear()
    with recorded.office.client("owner", name) as client:
        for place in CLOSED:
            knock(client, place)
    return list(recorded.reached)
