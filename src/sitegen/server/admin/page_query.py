"""What the address of the list of pages says: filters, order, how it is shown; and addresses with something else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from sitegen.project.pages.listed import SORTS, Wanted

ROWS = 100
"""So many rows are on one screen."""

COLUMNS = ("state", "type", "language", "date", "changed", "by", "address", "terms", "problems")
"""What may stand beside a title, in this order."""

_USUAL_COLUMNS = ("state", "type", "changed", "by", "problems")
_DOWNWARDS = ("changed", "date", "problems")
_LONGEST = 200


def wanted_by(params: QueryParams) -> Wanted:
    """Which pages an address asks for. What nobody can have asked for is left out."""
    sort = params.get("sort", "-changed")
    by = sort.removeprefix("-")
    start = params.get("from", "0")
    return Wanted(
        folder=params.get("folder", "").strip("/"),
        text=params.get("q", "")[:_LONGEST],
        types=tuple(params.getlist("type")),
        states=tuple(params.getlist("state")),
        languages=tuple(params.getlist("language")),
        authors=tuple(params.getlist("author")),
        terms=tuple(params.getlist("term")),
        problems=params.get("problems") == "1",
        sort=by if by in SORTS else "changed",
        descending=sort.startswith("-"),
        as_tree=params.get("as") == "tree",
        start=int(start) if start.isdecimal() and len(start) < 9 else 0,
        most=ROWS,
    )


@dataclass(frozen=True, slots=True)
class Addresses:
    """Addresses of the list that differ from this one in one thing. Whatever differs, they begin at the first row."""

    params: QueryParams

    def with_(self, **values: str) -> str:
        """With these values; an empty one is left out."""
        kept = [(name, value) for name, value in self._pairs() if name not in values]
        return self._made([*kept, *((name, value) for name, value in values.items() if value)])

    def toggled(self, name: str, value: str) -> str:
        """With a value of a filter, or without it if it is chosen."""
        pairs = self._pairs()
        if (name, value) in pairs:
            return self._made([pair for pair in pairs if pair != (name, value)])
        return self._made([*pairs, (name, value)])

    def without(self, *names: str) -> str:
        """Without some filters."""
        return self._made([pair for pair in self._pairs() if pair[0] not in names])

    def sorted(self, column: str) -> str:
        """Sorted by a column; by the one that it is sorted by already, the other way round."""
        now = self.params.get("sort", "-changed")
        if now.removeprefix("-") == column:
            return self.with_(sort=column if now.startswith("-") else f"-{column}")
        return self.with_(sort=f"-{column}" if column in _DOWNWARDS else column)

    def _pairs(self) -> list[tuple[str, str]]:
        return [(name, value) for name, value in self.params.multi_items() if name != "from"]

    def _made(self, pairs: list[tuple[str, str]]) -> str:
        return "/pages" + (f"?{urlencode(pairs)}" if pairs else "")


def columns_of(cookie: str) -> tuple[str, ...]:
    """The columns that somebody has chosen; the usual ones while nobody has."""
    chosen = cookie.split(".") if cookie else _USUAL_COLUMNS
    return tuple(name for name in COLUMNS if name in chosen)


def filters_of(wanted: Wanted) -> dict[str, tuple[str, ...]]:
    """Filter → what is chosen."""
    return {
        "type": wanted.types,
        "state": wanted.states,
        "language": wanted.languages,
        "author": wanted.authors,
        "term": wanted.terms,
    }


def is_filtered(wanted: Wanted) -> bool:
    """True if not all pages of the folder are asked for."""
    return bool(wanted.text or wanted.problems or any(filters_of(wanted).values()))


def labelled(name: str, value: str, labels: dict[str, dict[str, str]], say: Any) -> str:
    """What a value of a filter is called on screens."""
    if name == "state":
        return str(say(f"states.{value}"))
    if name == "type" and not value:
        return str(say("pages.plain"))
    if name == "term":
        return value.partition(":")[2]
    return labels.get(name, {}).get(value, value)
