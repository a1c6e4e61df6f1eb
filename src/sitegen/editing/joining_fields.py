"""Two sides of the fields of a page joined: groups by name, lists by item, everything else as one value."""

from __future__ import annotations

from typing import Any

from sitegen.editing.clashes import Chosen, Clash
from sitegen.editing.held import Opaque, Plain, Value, canonical
from sitegen.editing.threeway import three_way


class _Gone:
    """There is no such field."""

    def __repr__(self) -> str:
        return "GONE"


GONE: Any = _Gone()


def joined_value(place: str, before: Value, theirs: Value, mine: Value, chosen: Chosen) -> Value:
    """The joined value at a place; GONE, given or returned, stands for none."""
    was, their, my = (_same(side) for side in (before, theirs, mine))
    if their in (my, was):
        return mine
    if isinstance(theirs, dict) and isinstance(mine, dict) and (before is GONE or isinstance(before, dict)):
        return joined_group(place, {} if before is GONE else before, theirs, mine, chosen)
    if my == was:
        chosen.take(place)
        return theirs
    if isinstance(before, list) and isinstance(theirs, list) and isinstance(mine, list):
        found = _list(place, before, theirs, mine, chosen)
        if found is not None:
            return found
    return _settled(place, before, theirs, mine, chosen)


def _same(value: Value) -> Any:
    return "GONE" if value is GONE else canonical(value)


def _settled(place: str, before: Value, theirs: Value, mine: Value, chosen: Chosen) -> Value:
    side = chosen.clash(Clash(place, None, shown(before), shown(theirs), shown(mine)))
    return {"before": before, "theirs": theirs, "mine": mine}[side]


def joined_group(
    place: str, before: dict[str, Value], theirs: dict[str, Value], mine: dict[str, Value], chosen: Chosen
) -> dict[str, Value]:
    """The joined fields of a group; ``place`` is empty for those of the page."""
    names = [*mine, *(name for name in theirs if name not in mine), *(name for name in before if name not in mine)]
    found: dict[str, Value] = {}
    for name in dict.fromkeys(names):
        sides = [side.get(name, GONE) for side in (before, theirs, mine)]
        value = joined_value(f"{place}.{name}" if place else name, sides[0], sides[1], sides[2], chosen)
        if value is not GONE:
            found[name] = value
    return found


def _list(
    place: str, before: list[Value], theirs: list[Value], mine: list[Value], chosen: Chosen
) -> list[Value] | None:
    """The joined list; None if an item was changed by one side and taken out by the other."""
    sides = [[canonical(item) for item in side] for side in (before, theirs, mine)]
    met = list(three_way(sides[0], sides[1], sides[2], likeness))
    for one in met:
        if one.before is not None and (one.theirs is None) != (one.mine is None):
            left = sides[1][one.theirs] if one.theirs is not None else sides[2][one.mine or 0]
            if left != sides[0][one.before]:
                return None
    found: list[Value] = []
    put_in: set[Any] = set()
    for one in met:
        if one.before is None:
            token = sides[1][one.theirs] if one.theirs is not None else sides[2][one.mine or 0]
            if token in put_in and one.theirs is None:
                continue  # both put it in
            if one.mine is None:
                put_in.add(token)
                chosen.take(place)
            found.append(theirs[one.theirs] if one.theirs is not None else mine[one.mine or 0])
        elif one.theirs is not None and one.mine is not None:
            item = joined_value(f"{place}.{len(found)}", before[one.before], theirs[one.theirs], mine[one.mine], chosen)
            found.append(item)
        elif one.mine is not None:
            chosen.take(place)
    return found


def likeness(one: Any, other: Any) -> float:
    """How much two items have in common: groups by their equal fields."""
    if one[0] == other[0] == "map":
        return len(one[1] & other[1]) / max(len(one[1]), len(other[1]), 1)
    return float(one == other)


def shown(value: Value) -> str:
    """A value as text, for people."""
    if value is GONE or value is None:
        return ""
    if isinstance(value, dict):
        return "\n".join(f"{name}: {_inline(one)}" for name, one in value.items())
    if isinstance(value, list):
        return "\n".join(f"- {_inline(one)}" for one in value)
    return str(value)


def _inline(value: Value) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {_inline(one)}" for name, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_inline(one) for one in value) + "]"
    return str(value) if isinstance(value, str | Plain | Opaque) else shown(value)
