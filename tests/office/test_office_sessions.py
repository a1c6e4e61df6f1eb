"""Sessions end when nobody uses them, after a longest time, and when told to."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from office_parts import HERE, House
from sqlalchemy import text

from sitegen.office.database import Database
from sitegen.office.person import Role, SignedIn
from sitegen.office.premises import Terms
from sitegen.office.refused import Refused, Unavailable
from sitegen.office.sessions import NOTICED
from sitegen.office.tables import Base

TERMS = Terms(idle=timedelta(hours=10), longest=timedelta(hours=48))


def test_a_session_slides_and_ends(house: House) -> None:
    owner = house.owner()
    signed = house.signed_in()
    for _ in range(4):
        house.watch.on(days=13)
        assert house.office.session(signed.token) == owner
    house.watch.on(days=8)
    assert house.office.session(signed.token) is None, "60 days are the longest"
    signed = house.signed_in()
    house.watch.on(days=14)
    assert house.office.session(signed.token) is None, "14 days without use"
    assert house.office.sessions_of(owner.id) == ()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pauses=st.lists(st.integers(0, 700) | st.integers(580, 620), min_size=1, max_size=25))
def test_a_session_is_there_as_long_as_its_terms_say(house: House, pauses: list[int]) -> None:
    """Minutes between uses, against a model of two lines."""
    if not house.office.has_people():
        house.owner()
        house.close()
        house.open(terms=TERMS)
    signed = house.signed_in()
    begun = seen = house.watch.now
    alive = True
    for pause in pauses:
        house.watch.on(minutes=pause)
        now = house.watch.now
        alive = alive and now < seen + TERMS.idle and now < begun + TERMS.longest
        assert (house.office.session(signed.token) is not None) == alive
        seen = now if now - seen >= NOTICED else seen


def test_sessions_can_be_seen_and_ended(house: House) -> None:
    owner = house.owner()
    first = house.signed_in()
    house.watch.on(minutes=5)
    second = house.signed_in()
    assert [one.id for one in house.office.sessions_of(owner.id)] == [second.session.id, first.session.id]
    assert house.office.session_id(first.token) == first.session.id
    assert house.office.end(first.session.id, owner.id) and not house.office.end(first.session.id, owner.id)
    assert house.office.session(first.token) is None and house.office.session(second.token) == owner
    third = house.signed_in()
    assert house.office.end_all(owner.id, owner.id, keep=third.session.id) == 1
    assert [one.id for one in house.office.sessions_of(owner.id)] == [third.session.id]
    assert house.office.sign_out(third.token) and not house.office.sign_out(third.token)
    assert house.office.session(third.token) is None


def test_a_browser_is_signed_in_after_its_link(house: House) -> None:
    owner = house.owner()
    signed = house.office.begin(owner.id, "b" * 5_000 + "\n", HERE)
    assert isinstance(signed, SignedIn) and house.office.session(signed.token) == owner
    assert len(signed.session.agent) == 300
    assert house.office.begin(999, "", "") == Refused("people.gone")


def test_who_is_shut_out_is_out_at_once_and_a_new_role_counts_at_once(house: House) -> None:
    owner = house.owner()
    writer = house.another(owner, Role.WRITER, "w@example.org")
    signed = house.signed_in("w@example.org")
    house.office.change_role(owner.id, writer.id, Role.EDITOR)
    found = house.office.session(signed.token)
    assert found is not None and found.role == Role.EDITOR
    house.office.disable(owner.id, writer.id)
    assert house.office.session(signed.token) is None
    house.office.enable(owner.id, writer.id)
    assert house.office.session(signed.token) is None, "the session itself is gone"


def test_who_is_signed_in_may_look_around_while_nothing_can_be_written(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = house.owner()
    signed = house.signed_in()
    house.watch.on(minutes=5)

    def full(self: Database) -> object:
        raise Unavailable(Refused("database.unavailable"))

    monkeypatch.setattr(Database, "writing", full)
    assert house.office.session(signed.token) == owner


def test_what_is_no_token_opens_nothing(house: House) -> None:
    house.owner()
    signed = house.signed_in()
    for token in ("", signed.session.id, signed.token + " ", signed.token.swapcase(), "\0", "\ud800", "x" * 100_000):
        assert house.office.session(token) is None


def test_a_stolen_database_opens_nothing(house: House) -> None:
    """Every value of every table is tried as a cookie and as a link; and neither token nor password stands anywhere."""
    owner = house.owner()
    signed = house.signed_in()
    link = house.office.reset_link(None, owner.id)
    invited = house.office.invite(owner.id, "new@example.org", "New", Role.OWNER)
    assert not isinstance(link, Refused) and not isinstance(invited, Refused)
    with house.office._premises.database.reading() as transaction:
        values = {
            str(value)
            for table in Base.metadata.sorted_tables
            for row in transaction.execute(text(f"SELECT * FROM {table.name}"))
            for value in row
        }
    assert signed.session.id in values and link.ticket.id in values, "the thief has all there is"
    everything = "\n".join(values)
    assert not [secret for secret in (signed.token, link.token, invited.token, "seven boats") if secret in everything]
    for value in values:
        assert house.office.session(value) is None
        assert house.office.ticket(value) is None
        assert isinstance(house.office.use_ticket(value, "A", "a@example.org", "another long one"), Refused)
