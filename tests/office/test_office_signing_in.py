"""Signing in: the same answer for everything that is wrong, slow to guess at, and nobody is locked out by others."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from office_parts import ELSEWHERE, HERE, PASSWORD, House, sure
from sqlalchemy import select
from test_office_tickets import at_once

from sitegen.office import throttling
from sitegen.office.passwords import Cost, Passwords
from sitegen.office.person import Role, SignedIn
from sitegen.office.refused import Refused
from sitegen.office.tables import AttemptRow, PersonRow

WRONG = Refused("signin.wrong")


def test_who_signs_in_is_known_by_the_token(house: House) -> None:
    owner = house.owner()
    signed = house.signed_in("OWNER@Example.org")
    assert signed.person == owner and house.office.session(signed.token) == owner
    assert (signed.session.agent, signed.session.address) == ("a browser", HERE)


def test_everything_wrong_is_answered_alike(house: House) -> None:
    owner = house.owner()
    out = house.another(owner, Role.WRITER, "out@example.org")
    house.office.disable(owner.id, out.id)
    tries = [
        ("owner@example.org", "wrong"),
        ("nobody@example.org", PASSWORD),
        ("out@example.org", PASSWORD),
        ("", ""),
        ("owner@example.org", "x" * 1_000_000),
        ("x" * 1_000_000, PASSWORD),
        ("owner@example.org\0", "\ud800"),
        ("\ud800@example.org", "wrong"),
    ]
    for number, (email, password) in enumerate(tries):
        assert house.guess(email, f"203.0.113.{number}", password) == WRONG


def test_an_unknown_address_costs_as_much_as_a_wrong_password(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted, not timed: in every case one hash of the same cost is made."""
    house.owner()
    looked: list[str] = []
    passwords = Passwords(Cost(1, 8, 1))
    verify = passwords._hasher.verify

    class Counting:
        def __getattr__(self, name: str) -> object:
            return getattr(Passwords(Cost(1, 8, 1))._hasher, name)

        def verify(self, kept: str, password: bytes) -> bool:
            looked.append(kept.rpartition("$")[0].rpartition("$")[0])
            return verify(kept, password)

    passwords._hasher = Counting()  # type: ignore[assignment]
    house.close()
    house.open(passwords=passwords)
    for number, email in enumerate(("owner@example.org", "nobody@example.org", "", "nobody@example.org")):
        house.guess(email, f"203.0.113.{number}")
    assert len(looked) == 4 and len(set(looked)) == 1


def test_after_some_wrong_guesses_nothing_is_looked_at_for_a_while(house: House) -> None:
    house.owner()
    for _ in range(5):
        assert house.guess() == WRONG
    assert house.guess(password=PASSWORD) == Refused("signin.wait_seconds", {"count": 1}, 1)
    house.watch.on(seconds=1)
    assert house.guess() == WRONG
    assert house.guess(password=PASSWORD).wait == 2
    house.watch.on(seconds=2)
    assert isinstance(house.office.sign_in("owner@example.org", PASSWORD, "", ELSEWHERE), SignedIn)
    assert house.guess() == WRONG, "who signed in begins anew"


def test_a_restart_forgets_no_guess(house: House) -> None:
    house.owner()
    for _ in range(5):
        house.guess()
    house.close()
    house.open()
    assert house.guess(password=PASSWORD).wait == 1


def test_an_account_that_does_not_exist_is_throttled_like_one_that_does(house: House) -> None:
    house.owner()
    answers = [[house.guess(email, "") for _ in range(9)] for email in ("owner@example.org", "nobody@example.org")]
    assert answers[0] == answers[1]


def test_many_accounts_from_one_place_are_slow_too(house: House) -> None:
    house.owner()
    for number in range(30):
        assert house.guess(f"n{number}@example.org", "2001:db8:1:2:3::4") == WRONG
    assert house.guess("other@example.org", "2001:db8:1:2:ffff::1").wait == 1, "one household, one count"
    assert house.guess("other@example.org", "2001:db8:1:3::1") == WRONG


def test_an_account_of_ones_own_does_not_help_to_guess_at_others(house: House) -> None:
    owner = house.owner()
    house.another(owner, Role.WRITER, "w@example.org")
    let_through = 0
    for number in range(40):
        let_through += house.guess(f"n{number}@example.org").wait == 0
        signed = house.office.sign_in("w@example.org", PASSWORD, "", ELSEWHERE)
        if isinstance(signed, SignedIn):
            house.office.sign_out(signed.token)
    assert let_through <= 31


def test_guesses_elsewhere_do_not_hold_up_who_is_signed_in(house: House) -> None:
    house.owner()
    house.signed_in()
    while not house.guess().wait:
        pass
    assert house.guess(password=PASSWORD).wait, "from elsewhere even the right password waits"
    assert isinstance(house.office.sign_in("owner@example.org", PASSWORD, "", HERE), SignedIn)


def test_guesses_from_where_the_person_is_are_slow_as_well(house: House) -> None:
    house.owner()
    house.signed_in()
    answers = [house.guess(address=HERE).wait for _ in range(6)]
    assert answers == [0, 0, 0, 0, 0, 1]


def test_a_link_for_a_new_password_lifts_the_wait(house: House) -> None:
    owner = house.owner()
    while not house.guess().wait:
        pass
    issued = house.office.reset_link(None, owner.id)
    assert not isinstance(issued, Refused)
    sure(house.office.use_ticket(issued.token, "", "", "another long one"))
    assert isinstance(house.office.sign_in("owner@example.org", "another long one", "", ELSEWHERE), SignedIn)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pauses=st.lists(st.integers(0, 400), min_size=1, max_size=60))
def test_however_one_waits_few_guesses_are_looked_at_and_no_wait_is_long(house: House, pauses: list[int]) -> None:
    """A model in a line: of the guesses within a day the first five are free, and later ones have their wait behind."""
    house.watch.on(days=2)
    counted, until = 0, house.watch.now
    for pause in pauses:
        house.watch.on(seconds=pause)
        answer = house.guess("nobody@example.org", "")
        assert 0 <= answer.wait <= 300
        if house.watch.now < until:
            assert timedelta(seconds=answer.wait) == until - house.watch.now
        else:
            assert answer == WRONG
            counted += 1
            wait = 0 if counted < 5 else min(2 ** (counted - 5), 300)
            until = house.watch.now + timedelta(seconds=wait)


def test_guesses_are_forgotten_after_a_day(house: House) -> None:
    house.owner()
    for _ in range(5):
        house.guess()
    house.watch.on(hours=24, seconds=1)
    assert [house.guess().wait for _ in range(6)] == [0, 0, 0, 0, 0, 1]


def test_a_clock_that_was_put_back_locks_nobody_out(house: House) -> None:
    house.owner()
    house.watch.on(days=400)
    while not house.guess().wait:
        pass
    house.watch.on(days=-400)
    assert house.guess(password=PASSWORD).wait == 1
    house.watch.on(seconds=1)
    assert isinstance(house.office.sign_in("owner@example.org", PASSWORD, "", ELSEWHERE), SignedIn)


def test_guesses_at_once_are_counted_one_by_one(offices: Callable[[], House]) -> None:
    houses = [offices(), offices()]
    houses[0].owner()
    work = [lambda one=one: one.guess() for one in houses * 10]
    answers = at_once(work)
    assert answers.count(WRONG) == 5
    assert all(isinstance(one, Refused) and one.wait == 1 for one in answers if one != WRONG)


def test_a_hash_is_made_anew_when_hashes_are_dearer(house: House) -> None:
    house.owner()
    house.close()
    house.open(passwords=Passwords(Cost(2, 16, 1)))
    before = _hashes(house)
    house.signed_in()
    after = _hashes(house)
    assert "m=8,t=1" in before[0] and "m=16,t=2" in after[0]
    house.signed_in()
    assert _hashes(house) == after


def test_changing_the_password_ends_the_other_sessions(house: House) -> None:
    owner = house.owner()
    here, there = house.signed_in(), house.signed_in()
    answer = house.office.change_password(owner.id, PASSWORD, "another long one", here.session.id)
    assert answer == owner
    assert house.office.session(here.token) == owner and house.office.session(there.token) is None
    assert house.guess(address=HERE, password=PASSWORD) == WRONG
    assert isinstance(house.office.sign_in(owner.email, "another long one", "", HERE), SignedIn)


def test_the_old_password_is_slow_to_guess_too(house: House) -> None:
    owner = house.owner()
    here = house.signed_in()
    wrong = [house.office.change_password(owner.id, "wrong", "another long one", here.session.id) for _ in range(6)]
    assert wrong == [Refused("password.old_wrong")] * 5 + [Refused("signin.wait_seconds", {"count": 1}, 1)]
    house.watch.on(seconds=1)
    unfit = house.office.change_password(owner.id, PASSWORD, "short", here.session.id)
    assert unfit == Refused("password.short", {"least": 12})
    assert house.office.session(here.token) == owner


def test_what_is_typed_as_a_name_is_kept_nowhere(house: House) -> None:
    """Now and then it is the password."""
    house.owner()
    house.guess("my secret sentence")
    assert house.office.entries()[0].verb == "session.refused"
    assert "secret sentence" not in repr(house.office.entries()) + repr(_attempts(house))


def _hashes(house: House) -> list[str]:
    with house.office._premises.database.reading() as transaction:
        return [row.password or "" for row in transaction.scalars(select(PersonRow))]


def _attempts(house: House) -> list[str]:
    with house.office._premises.database.reading() as transaction:
        return [row.key for row in transaction.scalars(select(AttemptRow))]


def test_waits_grow_and_end() -> None:
    for gate in (throttling.by_account("a"), throttling.by_address("b"), throttling.by_known("a", "b")):
        waits = [gate.wait(failures) for failures in range(3_000)]
        assert waits == sorted(waits) and waits[0] == timedelta(0) and waits[-1] == gate.longest


def test_who_is_shut_out_while_the_hash_is_made_does_not_come_in(house: House) -> None:
    owner = house.owner()
    writer = house.another(owner, Role.WRITER, "w@example.org")

    class Slow(Passwords):
        def right(self, kept: str | None, password: str) -> bool:
            house.office.disable(owner.id, writer.id)
            return super().right(kept, password)

    house.close()
    house.open(passwords=Slow(Cost(1, 8, 1)))
    assert house.guess("w@example.org", HERE, PASSWORD) == WRONG
    assert house.office.sessions_of(writer.id) == ()


def test_a_password_that_is_replaced_while_it_is_looked_at_opens_nothing(house: House) -> None:
    owner = house.owner()
    link = house.office.reset_link(None, owner.id)
    assert not isinstance(link, Refused)

    class Slow(Passwords):
        def right(self, kept: str | None, password: str) -> bool:
            house.office.use_ticket(link.token, "", "", "another long one")
            return super().right(kept, password)

    house.close()
    house.open(passwords=Slow(Cost(1, 8, 1)))
    assert house.guess(password=PASSWORD) == WRONG
