"""One-time links: each works once, for a while, for one thing, also when two use it at once."""

from __future__ import annotations

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from office_parts import PASSWORD, House, sure

from sitegen.office.person import Issued, Person, Role, TicketKind
from sitegen.office.refused import Refused


def test_the_first_link_makes_the_owner_once(house: House) -> None:
    assert not house.office.has_people()
    token = house.office.first_link()
    assert token is not None
    shown = house.office.ticket(token)
    assert shown is not None and shown.kind == TicketKind.OWNER and shown.role == Role.OWNER
    person = sure(house.office.use_ticket(token, " Maija  Mallikas\n", "Maija@Example.org", PASSWORD))
    assert (person.name, person.email, person.role) == ("Maija Mallikas", "Maija@Example.org", Role.OWNER)
    assert house.office.has_people() and house.office.people() == (person,)
    assert house.office.ticket(token) is None
    assert house.office.use_ticket(token, "B", "b@example.org", PASSWORD) == Refused("ticket.spent")
    assert house.office.first_link() is None


def test_a_new_first_link_replaces_the_old_one(house: House) -> None:
    old, new = house.office.first_link(), house.office.first_link()
    assert old and new and old != new
    assert house.office.use_ticket(old, "A", "a@example.org", PASSWORD) == Refused("ticket.spent")
    sure(house.office.use_ticket(new, "A", "a@example.org", PASSWORD))


def test_a_link_works_for_a_while(house: House) -> None:
    token = house.office.first_link()
    assert token is not None
    house.watch.on(hours=23, minutes=59)
    assert house.office.ticket(token) is not None
    house.watch.on(minutes=1)
    assert house.office.ticket(token) is None
    assert house.office.use_ticket(token, "A", "a@example.org", PASSWORD) == Refused("ticket.spent")


def test_a_made_up_link_does_nothing(house: House) -> None:
    house.office.first_link()
    for token in ("", "x", "\0", "\ud800", "ä" * 10_000, "' OR 1=1 --"):
        assert house.office.ticket(token) is None
        assert house.office.use_ticket(token, "A", "a@example.org", PASSWORD) == Refused("ticket.spent")
    assert not house.office.has_people()


@pytest.mark.parametrize(
    ("name", "email", "password", "key"),
    [
        ("", "a@example.org", PASSWORD, "people.no_name"),
        ("\ud800\0 \n", "a@example.org", PASSWORD, "people.no_name"),
        ("A", "a", PASSWORD, "people.no_email"),
        ("A", "a b@example.org", PASSWORD, "people.no_email"),
        ("A", "a@example.org\nBcc: b@example.org", PASSWORD, "people.no_email"),
        ("A", "a@example.org", "short", "password.short"),
    ],
)
def test_what_is_missing_is_said_and_the_link_still_works(
    house: House, name: str, email: str, password: str, key: str
) -> None:
    token = house.office.first_link()
    assert token is not None
    answer = house.office.use_ticket(token, name, email, password)
    assert isinstance(answer, Refused) and answer.key == key
    assert house.office.ticket(token) is not None


def test_an_invitation_says_whose_it_is(house: House) -> None:
    owner = house.owner()
    issued = house.office.invite(owner.id, "new@example.org", "New", Role.WRITER)
    assert isinstance(issued, Issued)
    assert house.office.invitations() == (issued.ticket,)
    person = sure(house.office.use_ticket(issued.token, "", "other@example.org", PASSWORD))
    assert (person.name, person.email, person.role) == ("New", "new@example.org", Role.WRITER)
    assert house.office.invitations() == ()


def test_a_second_invitation_replaces_the_first_and_nobody_is_invited_twice(house: House) -> None:
    owner = house.owner()
    first = house.office.invite(owner.id, "new@example.org", "", Role.OWNER)
    second = house.office.invite(owner.id, "NEW@example.org", "", Role.WRITER)
    assert isinstance(first, Issued) and isinstance(second, Issued)
    assert house.office.ticket(first.token) is None
    assert house.office.invite(owner.id, "OWNER@EXAMPLE.ORG", "", Role.WRITER) == Refused("people.taken")
    assert house.office.withdraw(owner.id, second.ticket.id)
    assert not house.office.withdraw(owner.id, second.ticket.id)
    assert house.office.ticket(second.token) is None


def test_a_reset_sets_the_password_and_ends_all_sessions(house: House) -> None:
    owner = house.owner()
    signed = house.signed_in()
    issued = house.office.reset_link(None, owner.id)
    assert isinstance(issued, Issued)
    assert house.office.session(signed.token) is not None
    assert sure(house.office.use_ticket(issued.token, "Else", "else@example.org", "another long one")) == owner
    assert house.office.session(signed.token) is None
    assert house.guess(password=PASSWORD).key == "signin.wrong"
    assert not isinstance(house.office.sign_in(owner.email, "another long one", "", ""), Refused)


def test_a_link_for_somebody_shut_out_is_worth_nothing(house: House) -> None:
    owner = house.owner()
    writer = house.another(owner, Role.WRITER, "w@example.org")
    issued = house.office.reset_link(owner.id, writer.id)
    assert isinstance(issued, Issued)
    house.office.disable(owner.id, writer.id)
    assert house.office.use_ticket(issued.token, "", "", "another long one") == Refused("ticket.spent")
    assert house.office.reset_link(owner.id, writer.id) == Refused("people.gone")


def test_a_link_used_by_many_at_once_makes_one_person(offices: Callable[[], House]) -> None:
    houses = [offices() for _ in range(4)]
    token = houses[0].office.first_link()
    assert token is not None
    answers = at_once(
        [
            lambda one=one, number=number: one.office.use_ticket(token, "A", f"a{number}@example.org", PASSWORD)
            for number, one in enumerate(houses)
        ]
    )
    assert sorted(type(answer) for answer in answers if isinstance(answer, Person)) == [Person]
    assert len(houses[0].office.people()) == 1


def test_one_address_taken_by_two_invitations_at_once(offices: Callable[[], House]) -> None:
    houses = [offices(), offices()]
    owner = houses[0].owner()
    for number in range(2):
        houses[0].another(owner, Role.WRITER, f"w{number}@example.org")
    persons = [one.id for one in houses[0].office.people() if one.id != owner.id]
    answers = at_once(
        [
            lambda one=one, person=person: one.office.describe(owner.id, person, email="Same@example.org")
            for one, person in zip(houses, persons, strict=True)
        ]
    )
    assert sorted(type(answer).__name__ for answer in answers) == ["Person", "Refused"]
    assert Refused("people.taken") in answers


def at_once(work: list[Callable[[], object]]) -> list[object]:
    """Do all of it in threads that begin together."""
    answers: list[object] = [None] * len(work)
    gate = Barrier(len(work))

    def do(place: int) -> None:
        gate.wait()
        answers[place] = work[place]()

    threads = [Thread(target=do, args=(place,)) for place in range(len(work))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers
