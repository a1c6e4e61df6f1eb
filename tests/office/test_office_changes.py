"""Whose a change is."""

from __future__ import annotations

from collections.abc import Callable

from office_parts import House
from test_office_tickets import at_once

from sitegen.office.person import ChangeState, Role


def test_everybody_is_at_one_change_until_it_is_public(house: House) -> None:
    owner = house.owner()
    writer = house.another(owner, Role.WRITER, "w@example.org")
    first = house.office.change_of(owner.id)
    assert (first.id, first.state) == ("p1-1", ChangeState.OPEN)
    assert house.office.change_of(owner.id) == first and house.office.change_of(writer.id).id == "p2-1"
    house.watch.on(minutes=1)
    public = house.office.mark(first.id, ChangeState.PUBLIC, "Autumn\n timetable")
    assert public is not None and (public.title, public.updated) == ("Autumn timetable", house.watch.now)
    assert house.office.change_of(owner.id).id == "p1-2"
    assert house.office.another_change(owner.id, "Aside").id == "p1-3" == house.office.change_of(owner.id).id
    assert house.office.change("p1-1") == public and house.office.change("p9-9") is None
    assert house.office.mark("p9-9", ChangeState.OPEN) is None
    assert [one.id for one in house.office.changes(ChangeState.OPEN, owner.id)] == ["p1-2", "p1-3"]
    assert len(house.office.changes()) == 4


def test_an_id_that_git_knows_is_not_used_again(house: House) -> None:
    """The database was lost, the repository was not."""
    owner = house.owner()
    assert house.office.change_of(owner.id, {"p1-1", "p1-2"}.__contains__).id == "p1-3"


def test_two_browsers_of_one_person_get_one_change(offices: Callable[[], House]) -> None:
    houses = [offices() for _ in range(4)]
    owner = houses[0].owner()
    answers = at_once([lambda one=one: one.office.change_of(owner.id) for one in houses])
    assert len(set(answers)) == 1
