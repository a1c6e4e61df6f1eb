"""Random edits of random pages: another reader finds the value, and what is not the entry's stays byte for byte."""

from __future__ import annotations

import re
from copy import deepcopy
from functools import cache
from random import Random
from typing import Any

import pytest
import yaml
from random_pages import KEYS, page, real_pages, value

from sitegen.editing.fields import FieldEdit, FieldPath, with_fields
from sitegen.editing.mending import Unfit
from sitegen.editing.text import split

_FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)^---[ \t]*(?:\r?\n|\Z)", re.S | re.M)
_MISSING = object()


def test_random_edits() -> None:
    """A few hundred of the edits of the proof below."""
    tried = _try_edits(Random(1), 600, [])
    assert tried["done"] > 400, tried


@pytest.mark.prove
def test_twenty_thousand_random_edits() -> None:
    """20,000 edits, of made front matters and of real ones where SITEGEN_PAGES names a folder of them."""
    tried = _try_edits(Random(2), 20_000, [path.read_bytes() for path in real_pages()])
    assert tried["done"] > 14_000, tried
    assert tried["unfit"] < tried["tried"] / 50, tried


def _try_edits(random: Random, count: int, real: list[bytes]) -> dict[str, int]:
    tried = {"tried": 0, "done": 0, "same": 0, "unfit": 0}
    while tried["tried"] < count:
        data = random.choice(real) if real and random.random() < 0.5 else page(random).encode()
        before = _read(data)
        if not isinstance(before, dict) or not before:
            continue
        for _ in range(3):
            edit = _edit(random, before)
            tried["tried"] += 1
            tried[_check(data, before, edit)] += 1
    return tried


def _check(data: bytes, before: dict[str, Any], edit: FieldEdit) -> str:
    after = with_fields(data, [edit], exact=True)
    if isinstance(after, Unfit):
        return "unfit"
    shown = f"{edit}\n{data.decode()}\n=====\n{after.decode()}"
    expected = _expected(before, edit)
    got = _read(after) or {}
    assert _typed(got) == _typed(expected), shown
    assert split(after)[1] == split(data)[1], shown
    assert edit.remove or with_fields(after, [edit], exact=True) == after, shown
    if after == data:
        return "same"
    _only_its_lines(data.decode(), after.decode(), edit, shown)
    if not edit.remove and isinstance(edit.value, str):
        assert _ours(after, edit.at) == edit.value, shown
    return "done"


def _ours(data: bytes, path: FieldPath) -> Any:
    found: Any = split(data)[0]
    for step in path:
        found = found[step]
    return found


def _read(data: bytes) -> Any:
    """The fields, by PyYAML; None if it cannot read them or reads a key twice."""
    found = _FRONT.match(data.decode("utf-8", "replace"))
    if found is None:
        return None
    try:
        node = yaml.compose(found[1], Loader=yaml.CSafeLoader)
        if node is None:
            return {}
        return None if _twice(node) or not isinstance(node, yaml.MappingNode) else _data(node)
    except (yaml.YAMLError, ValueError):
        return None


def _twice(node: Any) -> bool:
    if isinstance(node, yaml.MappingNode):
        keys = [key.value for key, _ in node.value]
        return len(set(keys)) < len(keys) or any(_twice(one) for _, one in node.value)
    return isinstance(node, yaml.SequenceNode) and any(_twice(one) for one in node.value)


def _data(node: Any) -> Any:
    """What PyYAML makes of a node; keys stay the text they are."""
    if isinstance(node, yaml.MappingNode):
        return {key.value: _data(one) for key, one in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_data(one) for one in node.value]
    return _constructed(node.tag, node.value)


@cache
def _constructed(tag: str, text: str) -> Any:
    loader = yaml.SafeLoader("")
    return loader.construct_object(yaml.ScalarNode(tag, text))


def _typed(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _typed(one) for key, one in data.items()}
    if isinstance(data, list):
        return [_typed(one) for one in data]
    return (type(data).__name__, repr(data))


def _edit(random: Random, fields: dict[str, Any]) -> FieldEdit:
    path: list[str | int] = []
    at: Any = fields
    while True:
        if isinstance(at, dict):
            step: str | int = random.choice([*at] * 3 + [random.choice(KEYS)]) if at else random.choice(KEYS)
        else:
            step = random.randrange(len(at) + 1)
        path.append(step)
        at = _at(at, step)
        if not isinstance(at, dict | list) or random.random() < 0.3:
            break
    if random.random() < 0.15:
        return FieldEdit(tuple(path), remove=True)
    if isinstance(at, list | dict) and random.random() < 0.7:
        return FieldEdit(tuple(path), _altered(random, at))
    return FieldEdit(tuple(path), value(random))


def _altered(random: Random, old: Any) -> Any:
    """A list or group with some of its parts moved, changed, added, or gone."""
    if isinstance(old, dict):
        new = {key: one for key, one in old.items() if random.random() < 0.8}
        new[random.choice(KEYS)] = value(random, 2)
        return new
    items = [one for one in old if random.random() < 0.8]
    if random.random() < 0.5:
        random.shuffle(items)
    if random.random() < 0.5:
        items.insert(random.randrange(len(items) + 1), value(random, 2))
    return items


def _at(data: Any, step: str | int) -> Any:
    if isinstance(data, dict):
        return data.get(step, _MISSING)
    return data[step] if isinstance(step, int) and step < len(data) else _MISSING


def _expected(before: dict[str, Any], edit: FieldEdit) -> dict[str, Any]:
    after = deepcopy(before)
    at: Any = after
    for step in edit.at[:-1]:
        at = at[step]
    last = edit.at[-1]
    if edit.remove:
        if _at(at, last) is not _MISSING:
            del at[last]
    elif isinstance(at, list) and last == len(at):
        at.append(edit.value)
    else:
        at[last] = edit.value
    return after


def _only_its_lines(before: str, after: str, edit: FieldEdit, shown: str) -> None:
    """What stands before and behind the lines of the entry is there byte for byte."""
    front = _FRONT.match(before)
    assert front is not None
    lines = _lines(front[1], edit.at, edit.remove)
    if lines is None:  # a new entry: something was put in, and nothing was taken out
        same = next((at for at, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), len(before))
        assert after.endswith(before[same:]), shown
        return
    start, end = lines
    assert after.startswith(before[: front.start(1) + start]), shown
    assert after.endswith(before[front.start(1) + end :]), shown
    assert len(after) >= len(before) - (end - start), shown


def _lines(front: str, path: FieldPath, gone: bool) -> tuple[int, int] | None:
    """From where to where the lines go in which an edit may change something; None for a new entry of a block."""
    node: Any = yaml.compose(front, Loader=yaml.CSafeLoader)
    span = (0, len(front))
    for depth, step in enumerate(path):
        found = _child(front, node, step)
        if found is None:
            block = isinstance(node, yaml.MappingNode | yaml.SequenceNode) and node.value and not node.flow_style
            return None if block else span
        if gone and depth == len(path) - 1 and depth and (len(node.value) == 1 or _behind_hyphen(front, found[0])):
            return span
        node, span = found[1], _span(front, *found)
    return span


def _child(front: str, node: Any, step: str | int) -> tuple[int, Any] | None:
    """Where the entry of a step begins, and its value."""
    if isinstance(node, yaml.MappingNode):
        return next(((key.start_mark.index, one) for key, one in node.value if key.value == step), None)
    if not isinstance(node, yaml.SequenceNode) or not isinstance(step, int) or step >= len(node.value):
        return None
    inner = node.value[step]
    start = inner.start_mark.index
    dash = front.rfind("-", 0, start)
    return (dash if not node.flow_style and not front[dash + 1 : start].strip() else start), inner


def _behind_hyphen(front: str, start: int) -> bool:
    return bool(front[front.rfind("\n", 0, start) + 1 : start].strip())


def _span(front: str, start: int, node: Any) -> tuple[int, int]:
    last = node
    while isinstance(last, yaml.MappingNode | yaml.SequenceNode) and last.value and not last.flow_style:
        last = last.value[-1][1] if isinstance(last, yaml.MappingNode) else last.value[-1]
    end = last.end_mark.index
    if isinstance(last, yaml.ScalarNode) and last.style in ("|", ">"):
        keeps = "+" in front[last.start_mark.index :].split("\n")[0].split("#")[0]
        end = end - 1 if keeps else last.start_mark.index + len(front[last.start_mark.index : end].rstrip())
    newline = front.find("\n", max(end, start))
    return front.rfind("\n", 0, start) + 1, len(front) if newline < 0 else newline + 1
