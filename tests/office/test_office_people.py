"""People: the last owner stays one, also when two act at once; and what else is done with accounts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from office_parts import House
from test_office_tickets import at_once

from sitegen.office.person import Person, Role
from sitegen.office.refused import Refused

LAST = Refused("people.last_owner")


def test_the_last_owner_stays(house: House) -> None:
    owner = house.owner()
    editor = house.another(owner, Role.EDITOR, "e@example.org")
    for role in (Role.EDITOR, Role.WRITER):
        assert house.office.change_role(owner.id, owner.id, role) == LAST
    assert house.office.disable(owner.id, owner.id) == LAST
    assert isinstance(house.office.change_role(owner.id, editor.id, Role.OWNER), Person)
    assert isinstance(house.office.disable(editor.id, owner.id), Person)
    assert house.office.change_role(editor.id, editor.id, Role.EDITOR) == LAST, "who is shut out does not count"
    assert isinstance(house.office.change_role(editor.id, owner.id, Role.EDITOR), Person)


@pytest.mark.parametrize("way", ["demote", "disable", "both"])
def test_two_owners_who_remove_each_other_at_once(offices: Callable[[], House], way: str) -> None:
    houses = [offices(), offices()]
    first = houses[0].owner()
    second = houses[0].another(first, Role.OWNER, "second@example.org")

    def remove(house: House, by: Person, person: Person, disable: bool) -> Person | Refused:
        if disable:
            return house.office.disable(by.id, person.id)
        return house.office.change_role(by.id, person.id, Role.WRITER)

    answers = at_once(
        [
            lambda: remove(houses[0], first, second, way != "demote"),
            lambda: remove(houses[1], second, first, way == "disable"),
        ]
    )
    assert answers.count(LAST) == 1
    left = [one for one in houses[0].office.people() if one.role == Role.OWNER and one.disabled is None]
    assert len(left) == 1


def test_people_are_told_by_name(house: House) -> None:
    owner = house.owner()
    for email in ("b@example.org", "Ä@example.org", "a@example.org"):
        house.another(owner, Role.WRITER, email)
    assert [one.name for one in house.office.people()] == ["a", "b", "Owner", "Ä"]
    assert house.office.person(owner.id) == owner and house.office.person(999) is None


def test_what_is_known_of_somebody_can_be_changed(house: House) -> None:
    owner = house.owner()
    house.another(owner, Role.WRITER, "w@example.org")
    changed = house.office.describe(owner.id, owner.id, name="New\0 name", email="New@example.org", language="fi")
    assert isinstance(changed, Person)
    assert (changed.name, changed.email, changed.language) == ("New name", "New@example.org", "fi")
    assert house.office.describe(owner.id, owner.id, email="W@EXAMPLE.org") == Refused("people.taken")
    assert house.office.describe(owner.id, owner.id, email="") == Refused("people.no_email")
    assert house.office.describe(owner.id, owner.id, name=" ") == Refused("people.no_name")
    assert house.office.person(owner.id) == changed
    house.signed_in("new@EXAMPLE.org")


def test_what_is_done_with_nobody(house: House) -> None:
    gone = Refused("people.gone")
    owner = house.owner()
    assert house.office.change_role(owner.id, 999, Role.OWNER) == gone
    assert house.office.disable(owner.id, 999) == gone
    assert house.office.enable(owner.id, 999) == gone
    assert house.office.describe(owner.id, 999, name="A") == gone
    assert house.office.reset_link(owner.id, 999) == gone
    assert house.office.change_password(999, "", "", "") == gone


def test_what_changes_nothing_is_not_written_down(house: House) -> None:
    owner = house.owner()
    before = house.office.entries()
    house.office.change_role(owner.id, owner.id, Role.OWNER)
    house.office.enable(owner.id, owner.id)
    house.office.describe(owner.id, owner.id, name=owner.name, email=owner.email)
    assert house.office.entries() == before
