"""Who has which page open."""

from __future__ import annotations

from office_parts import House

from sitegen.office.person import Role


def names(house: House, path: str | None, other_than: int | None = None) -> list[tuple[str, str]]:
    return [(one.person.name, one.doing) for one in house.office.who_is_at(path, other_than)]


def test_who_says_nothing_for_a_while_is_gone(house: House) -> None:
    owner = house.owner()
    house.office.here(owner.id, "content/a.md")
    house.watch.on(seconds=44)
    assert names(house, "content/a.md") == [("Owner", "editing")]
    house.watch.on(seconds=1)
    assert names(house, "content/a.md") == []
    house.office.here(owner.id, "content/a.md", "reading")
    assert names(house, "content/a.md") == [("Owner", "reading")]


def test_the_others_at_a_page_and_everybody_anywhere(house: House) -> None:
    owner = house.owner()
    writer = house.another(owner, Role.WRITER, "w@example.org")
    for person in (owner, writer):
        house.office.here(person.id, "content/a.md")
        house.office.here(person.id, "content/a.md")
    house.office.here(writer.id, "content/päivä\0\ud800.md")
    assert names(house, "content/a.md") == [("Owner", "editing"), ("w", "editing")]
    assert names(house, "content/a.md", owner.id) == [("w", "editing")]
    assert names(house, "content/päivä\0\ud800.md") == [("w", "editing")]
    assert len(names(house, None)) == 3 and names(house, "content/b.md") == []
    house.office.left(writer.id, "content/a.md")
    assert names(house, "content/a.md") == [("Owner", "editing")]
    house.office.disable(owner.id, writer.id)
    assert names(house, None) == [("Owner", "editing")]
