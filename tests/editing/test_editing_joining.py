"""What two people made of one file, joined."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
import yaml
from random_pages import page, value

from sitegen.editing.entries import entries
from sitegen.editing.fields import FieldEdit, with_fields
from sitegen.editing.held import canonical, held
from sitegen.editing.joining import Joined, join, settled
from sitegen.editing.mending import Unfit
from sitegen.editing.text import split, with_text

PAGE = b"""---
title: Opening hours # the name
# what it is about
tags: [town, hours]
hours:
  - day: Mon
    opens: "9:00"
  - day: Tue
    opens: "10:00"
---
One line.

Another line.

The last line.
"""


def both(theirs: bytes, mine: bytes, before: bytes = PAGE) -> Joined:
    return join(before, theirs, mine, page=True)


def test_different_fields_and_lines_join() -> None:
    """What each side changed is there, with the comments of both."""
    theirs = PAGE.replace(b"[town, hours]", b"[town, hours, new]").replace(b"Another", b"# Another")
    mine = PAGE.replace(b"Opening hours #", b"Hours #").replace(b"One line.", b"One longer line.")
    found = both(theirs, mine)
    assert found.clashes == ()
    assert found.data == theirs.replace(b"Opening hours #", b"Hours #").replace(b"One line.", b"One longer line.")
    assert found.joined == ("tags", "text")


def test_fields_inside_of_one_group_join() -> None:
    """Two people on one list of groups only meet where they change the same field of the same item."""
    found = both(PAGE.replace(b"9:00", b"8:00"), PAGE.replace(b"Tue", b"Wed").replace(b"Mon", b"Sun"))
    assert found.clashes == ()
    assert split(found.data or b"")[0]["hours"] == [{"day": "Sun", "opens": "8:00"}, {"day": "Wed", "opens": "10:00"}]
    met = both(PAGE.replace(b"10:00", b"8:00"), PAGE.replace(b"10:00", b"7:00").replace(b"Mon", b"Sun"))
    assert [(one.place, one.before, one.theirs, one.mine) for one in met.clashes] == [
        ("hours.1.opens", "10:00", "8:00", "7:00")
    ]


def test_the_same_field_changed_differently_clashes_and_can_be_settled() -> None:
    """Mine stands until somebody chooses; the rest of theirs is taken over."""
    theirs = PAGE.replace(b"Opening hours", b"Theirs").replace(b"One", b"1").replace(b"last", b"final")
    mine = PAGE.replace(b"Opening hours", b"Mine").replace(b"One", b"A")
    found = both(theirs, mine)
    assert [one.place for one in found.clashes] == ["title", "text"]
    assert found.clashes[1].lines == (1, 2)
    assert found.data == mine.replace(b"last", b"final")
    assert settled(found, {"title": "theirs", "text": "theirs"}) == theirs
    assert settled(found, {"title": "before", "text": "mine"}) == mine.replace(b"Mine", b"Opening hours").replace(
        b"last", b"final"
    )


def test_two_insertions_at_one_place_are_both_kept() -> None:
    """Theirs first; what both put in is there once."""
    found = both(PAGE + b"\ntheirs\n", PAGE + b"\nmine\n")
    assert found.clashes == ()
    assert found.data == PAGE + b"\ntheirs\nmine\n"
    assert both(PAGE + b"same\n", PAGE + b"same\n").data == PAGE + b"same\n"


@pytest.mark.parametrize("page", [True, False])
def test_deleted_against_changed_clashes(page: bool) -> None:
    """A file that one side deleted is not brought back, nor the change of the other thrown away, in silence."""
    changed = PAGE + b"more\n"
    assert [one.place for one in join(PAGE, None, changed, page=page).clashes] == [""]
    assert join(PAGE, None, changed, page=page).data == changed
    assert join(PAGE, changed, None, page=page).data is None
    assert settled(join(PAGE, changed, None, page=page), {"": "theirs"}) == changed
    assert join(PAGE, None, PAGE, page=page) == Joined(None, ("",), (), (PAGE, None, PAGE), page)


def test_deleted_field_and_line_against_changed() -> None:
    theirs = PAGE.replace(b"Opening hours", b"Hours").replace(b"Another", b"Any other")
    mine = PAGE.replace(b"title: Opening hours # the name\n", b"").replace(b"Another line.\n", b"")
    assert [one.place for one in both(theirs, mine).clashes] == ["title", "text"]
    assert [one.place for one in both(mine, theirs).clashes] == ["title", "text"]


def test_a_page_that_cannot_be_read_joins_by_lines() -> None:
    """A mistake in the fields does not cost anybody their text."""
    broken = PAGE.replace(b"[town", b"[[town")
    found = join(broken, broken.replace(b"One", b"1"), broken.replace(b"last", b"final"), page=True)
    assert found.clashes == ()
    assert found.data == broken.replace(b"One", b"1").replace(b"last", b"final")


def test_what_is_no_text_is_one_clash() -> None:
    found = join(b"\0a", b"\0b", b"\0c", page=False)
    assert [one.place for one in found.clashes] == [""]
    assert found.data == b"\0c"
    assert join(b"\xff", b"\xff", b"\xfe", page=True).data == b"\xfe"


def test_two_who_make_the_same_page() -> None:
    """Fields that only one gave are there; a text of each is a clash, not two texts in one."""
    found = join(None, b"---\ntitle: A\ndraft: true\n---\nTheirs\n", b"---\ntitle: A\n---\nMine\n", page=True)
    assert [one.place for one in found.clashes] == ["text"]
    assert found.data == b"---\ntitle: A\ndraft: true\n---\nMine\n"


def test_ends_of_lines_and_the_last_line() -> None:
    """A side that turns CRLF into LF, or ends the last line, does not meet one that changes words."""
    before = b"one\r\ntwo\r\nthree"
    assert join(before, b"one\ntwo\nthree\n", b"one\r\n2\r\nthree", page=False).data == b"one\n2\nthree\n"
    assert join(before, before + b"\r\nt", before + b"\r\nm", page=False).data == before + b"\r\nt\r\nm"


def test_comments_of_both_stay() -> None:
    """A comment that theirs wrote is kept even where the fields beside it clash."""
    theirs = PAGE.replace(b"title: Opening hours # the name", b"# theirs said so\ntitle: T # why")
    mine = PAGE.replace(b"title: Opening hours", b"title: M")
    found = both(theirs, mine)
    assert [one.place for one in found.clashes] == ["title"]
    assert found.data is not None
    assert b"# theirs said so" in found.data
    assert b"# why" in found.data


def test_random_pairs() -> None:
    """Some hundred of the pairs of the proof below."""
    _try_pairs(Random(5), 300)


@pytest.mark.prove
def test_five_thousand_random_pairs() -> None:
    """5,000 pairs of concurrent edits: what one side changed is there, and clashes are only where both did."""
    _try_pairs(Random(6), 5_000)


def _try_pairs(random: Random, count: int) -> None:
    clashed = 0
    for number in range(count):
        before = _with_lines(random, page(random)).encode()
        if not _readable(before):
            continue
        their, my = _edits(random, before, f"t{number}"), _edits(random, before, f"m{number}")
        clashed += _check(before, their, my)
    assert clashed > count / 20


def _with_lines(random: Random, text: str) -> str:
    if random.random() < 0.5:
        text = text.rstrip()
        newline = "\r\n" if "\r\n" in text else "\n"
        return text + "".join(f"{newline}line {number}" for number in range(12))
    newline = "\r\n" if "\r\n" in text else "\n"
    body = [random.choice(["", "- item", f"line {number}", f"line {number}", "## Head"]) for number in range(12)]
    return text + newline + newline.join(body) + random.choice(["", newline])


def _readable(data: bytes) -> bool:
    """Pages without a key given twice and with fields that PyYAML reads; sides that are not are joined by lines."""
    try:
        root = entries(data.decode().lstrip("\ufeff").split("---")[1].lstrip("\r\n"))
    except Unfit:
        return False
    return root is not None and len({key.text for key in root.keys}) == len(root.keys)


Edits = tuple[bytes, dict[str, Any], dict[int, str | None], dict[int, list[str]]]


def _edits(random: Random, before: bytes, name: str) -> Edits:
    """A side: its bytes, the fields it changed, the lines it changed or took out, and the lines it put in."""
    fields = _fields(before)
    done: dict[str, Any] = {}
    data = before
    for _ in range(random.randrange(3)):
        key = random.choice([*fields, "added", "more"])
        edit = FieldEdit((key,), remove=True) if random.random() < 0.2 else FieldEdit((key,), _value(random, name))
        made = with_fields(data, [edit], exact=True)
        if not isinstance(made, Unfit) and not (edit.remove and key not in fields):
            data, done[key] = made, None if edit.remove else edit.value
    lines = split(before)[1].split("\n")
    changed: dict[int, str | None] = {}
    put_in: dict[int, list[str]] = {}
    for _ in range(random.randrange(4)):
        at = random.randrange(len(lines))
        chance = random.random()
        if chance < 0.4:
            changed[at] = f"{lines[at]} {name} changed {at}"
        elif chance < 0.6:
            changed[at] = None
        else:
            put_in[at] = [f"{name} new {at} {number}" for number in range(random.randrange(1, 3))]
    out: list[str] = []
    for at, line in enumerate(lines):
        out += put_in.get(at, [])
        new = changed.get(at, line)
        out += [new] if new is not None else []
    return with_text(data, "\n".join(out)), done, changed, put_in


def _value(random: Random, name: str) -> Any:
    new = value(random, 1)
    return f"{new} {name}" if isinstance(new, str) and "\r" not in new else new


def _fields(data: bytes) -> dict[str, Any]:
    """The fields, read apart from our own reader of values: text and kind of each scalar."""
    text = data.decode().removeprefix("\ufeff").replace("\r\n", "\n")
    if not text.startswith("---\n"):
        return {}
    front = text[4:].partition("\n---")[0] + "\n" if not text[4:].startswith("---") else ""
    node = yaml.compose(front, Loader=yaml.CSafeLoader)
    return {} if node is None else {key.value: _plain(one) for key, one in node.value}


def _plain(node: Any) -> Any:
    if isinstance(node, yaml.MappingNode):
        return {key.value: _plain(one) for key, one in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(one) for one in node.value]
    return (node.tag, node.value)


def _check(before: bytes, their: Edits, my: Edits) -> bool:
    found = join(before, their[0], my[0], page=True)
    shown = "\n=====\n".join(side.decode() for side in (before, their[0], my[0], found.data or b"")) + f"\n{found}"
    places = {one.place.split(".")[0] for one in found.clashes}
    back = join(before, my[0], their[0], page=True)
    assert {one.place for one in back.clashes} == {one.place for one in found.clashes}, shown
    assert join(before, before, my[0], page=True).data == my[0], shown
    assert join(before, their[0], before, page=True).data == their[0], shown
    fields = [_fields(side) for side in (before, their[0], my[0], found.data or b"")]
    for name in {name for side in fields for name in side}:
        was, theirs, mine, got = (side.get(name) for side in fields)
        if theirs in (was, mine):
            assert got == mine, (name, shown)
            assert name not in places, (name, shown)
        elif mine == was:
            assert got == theirs, (name, shown)
            assert name not in places, (name, shown)
        elif not all(isinstance(side, dict | list) for side in (theirs, mine)):
            assert name in places, (name, shown)
    _check_text(before, their, my, found, shown)
    return bool(found.clashes)


def _check_text(before: bytes, their: Edits, my: Edits, found: Joined, shown: str) -> None:
    """Every line that a side wrote is in the joined text, or in a clash."""
    text = split(found.data or b"")[1].split("\n")
    met = "\n".join(f"{one.theirs}\n{one.mine}" for one in found.clashes if one.place.startswith("text")).split("\n")
    for side in (their, my):
        for line in split(side[0])[1].split("\n"):
            if " changed " in line or " new " in line:
                assert line in text or line in met, (line, shown)
    lines = split(before)[1].split("\n")
    sure = len(set(lines)) == len(lines)  # without lines that look alike, what went where is beyond doubt
    if sure and not set(their[2]) & set(my[2]):
        assert met == [""], shown


def test_held_is_what_is_compared() -> None:
    """A text of digits in quotes is not the number."""
    root = entries("a: 1.10\nb: '1.10'\nc: 1.1\n")
    assert root is not None
    one, two, three = (canonical(held(item)) for item in root.items)
    assert len({one, two, three}) == 3
