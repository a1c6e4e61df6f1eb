"""Through the screen's own requests: an untouched page changes no byte, a changed field only its own lines."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from office_at_work import AtWork

Make = Callable[..., AtWork]
_SHEET = re.compile(r'id="page-sheet">(.*?)</script>', re.DOTALL)


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    """Closes what is opened."""
    with ExitStack() as found:
        yield found


def front_matter(chance: random.Random) -> list[str]:
    """Lines as authors write them: in any order, quoted or not, with comments and odd spaces."""
    word = f"Title {chance.randrange(1000)}"
    lines = [
        chance.choice([f"title: {word}", f'title: "{word}"', f"title:   '{word}'  # what it is called"]),
        chance.choice(["date: 2026-03-01", "date:  2026-03-01 # the first"]),
        chance.choice(["tags: [hours, news]", "tags:\n  - hours\n  - news", 'tags: ["hours" , news]']),
        chance.choice(["summary: Short", "summary: >-\n  Folded\n  over lines", 'summary: "a \\"b\\" c"']),
        chance.choice(["# a comment of its own", "", "other: {a: 1, b: [x, y]}"]),
    ]
    chance.shuffle(lines)
    return lines


def page(chance: random.Random) -> bytes:
    """A page with any line endings, with and without a mark at its beginning and an empty line at its end."""
    body = chance.choice(["Text.\n", "Text\n\n\n- one\n-  two", "", "\n\nText with *marks*.  \nAnd a break.\n\n"])
    text = "---\n" + "\n".join(front_matter(chance)) + "\n---\n" + body
    data = text.replace("\n", chance.choice(["\n", "\n", "\r\n"])).encode()
    return chance.choice([b"", b"", b"\xef\xbb\xbf"]) + data


def sheet_of(client: Any, path: str) -> dict[str, Any]:
    """What the screen is given of a page."""
    found = _SHEET.search(client.get(f"/pages/edit/{path}").text)
    assert found is not None
    sheet: dict[str, Any] = json.loads(found[1])
    return sheet


def saved(client: Any, sheet: dict[str, Any], edits: list[dict[str, Any]], body: str | None = None) -> str:
    """The version that a save makes."""
    place = {name: sheet[name] for name in ("path", "version", "change")}
    answer = client.post("/api/save", json={**place, "edits": edits, "body": body})
    assert answer.status_code == 200, answer.text
    assert answer.json()["clashes"] == []
    return str(answer.json()["version"])


@pytest.mark.parametrize("count", [10, pytest.param(100, marks=pytest.mark.prove)])
def test_pages_that_nobody_touched_keep_every_byte(back_office: Make, stack: ExitStack, count: int) -> None:
    chance = random.Random(4)
    pages = {f"content/news/page-{number}.md": page(chance) for number in range(count)}
    office = back_office(pages)
    client = stack.enter_context(office.client())
    for path, data in pages.items():
        sheet = sheet_of(client, path)
        assert saved(client, sheet, []) == sheet["version"]
        assert saved(client, sheet, [], sheet["body"]) == sheet["version"], path
        assert office.office.changes.data(sheet["version"]) == data
    change = office.office.change_of(office.somebody().person)
    assert not office.office.changes.altered(change) if office.office.changes.get(change) else True


@pytest.mark.parametrize("count", [12, pytest.param(60, marks=pytest.mark.prove)])
def test_a_changed_field_changes_its_own_lines(back_office: Make, stack: ExitStack, count: int) -> None:
    chance = random.Random(5)
    pages = {f"content/news/page-{number}.md": page(chance) for number in range(count)}
    office = back_office(pages)
    client = stack.enter_context(office.client())
    for path, data in pages.items():
        version = saved(client, sheet_of(client, path), [{"at": ["title"], "value": "Quite another: one"}])
        made = office.office.changes.data(version)
        assert made is not None
        assert [line for line in made.split(b"\n") if b"title:" not in line] == [
            line for line in data.split(b"\n") if b"title:" not in line
        ], path
        assert sheet_of(client, path)["values"]["title"] == "Quite another: one"
        comment = re.search(rb"title:.*(# what it is called)", data)
        assert comment is None or comment[1] in made
