"""The audit trail: everything that is done leaves a line; lines are found again, and never change."""

from __future__ import annotations

from datetime import timedelta

from office_parts import House

from sitegen.office.audit import MOST, Wanted
from sitegen.office.person import Role


def test_what_is_done_leaves_a_line(house: House) -> None:
    owner = house.owner()
    writer = house.another(owner, Role.WRITER, "w@example.org")
    house.signed_in("w@example.org")
    house.office.change_role(owner.id, writer.id, Role.EDITOR)
    house.office.disable(owner.id, writer.id)
    house.office.audit("page.published", owner.id, "content/a.md", {"pages": 3})
    told = [(one.verb, one.name, one.subject) for one in reversed(house.office.entries())]
    assert told == [
        ("person.joined", "Owner", "1"),
        ("person.invited", "Owner", "w"),
        ("person.joined", "w", "2"),
        ("session.begun", "w", ""),
        ("person.role", "Owner", "2"),
        ("person.disabled", "Owner", "2"),
        ("page.published", "Owner", "content/a.md"),
    ]
    last = house.office.entries(most=1)[0]
    assert last.detail == {"pages": 3} and last.when == house.watch.now and last.when.utcoffset() == timedelta(0)


def test_lines_are_found_by_what_is_wanted(house: House) -> None:
    owner = house.owner()
    start = house.watch.now
    for number in range(6):
        house.watch.on(minutes=1)
        house.office.audit("page.saved" if number % 2 else "pages", owner.id, f"content/{number}.md")
    house.office.audit("pag%", None, "content/1.md", {"odd": "\ud800\0"})

    def found(**wanted: object) -> list[str]:
        return [one.subject for one in house.office.entries(Wanted(**wanted))]  # type: ignore[arg-type]

    assert found(verb="page") == ["content/5.md", "content/3.md", "content/1.md"]
    assert found(verb="pag%") == ["content/1.md"]
    assert found(subject="content/1.md") == ["content/1.md", "content/1.md"]
    assert found(subject="content/1.md", person=owner.id) == ["content/1.md"]
    minute = timedelta(minutes=1)
    assert found(since=start + 2 * minute, until=start + 4 * minute) == ["content/2.md", "content/1.md"]


def test_pages_of_lines_miss_none_and_repeat_none(house: House) -> None:
    owner = house.owner()
    for number in range(23):
        house.office.audit("page.saved", owner.id, str(number))
    seen: list[int] = []
    page = house.office.entries(most=5)
    while page:
        house.office.audit("page.saved", owner.id, "meanwhile")
        seen += [one.id for one in page]
        page = house.office.entries(before=page[-1].id, most=5)
    assert seen == sorted(seen, reverse=True) and len(set(seen)) == 24
    assert house.office.entries(most=0) == () == house.office.entries(most=-1)
    assert len(house.office.entries(most=10**9)) <= MOST
