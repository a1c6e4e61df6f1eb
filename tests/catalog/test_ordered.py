"""Pages that are kept in order are in the order in which sorting would put them, whatever came before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random

from sitegen.catalog.order import list_order, newest_first, reading_order
from sitegen.catalog.ordered import Ordered
from sitegen.model.page import PageHead


def _head(rng: Random, number: int) -> PageHead:
    day = rng.choice((None, date(2026, 1, rng.randrange(1, 29))))
    title, path = rng.choice("abcdef"), f"content/{number}.md"
    order = rng.choice((None, None, rng.randrange(5)))
    return PageHead(
        path, f"/{number}/", f"{number}.html", "page", title, "en", path, "content/", str(number), day, order=order
    )


def test_few_and_many_moves_give_what_sorting_gives() -> None:
    rng = Random(1)
    keys = (list_order, reading_order, newest_first)
    kept = [Ordered(key) for key in keys]
    heads: dict[str, PageHead] = {}
    for round_ in range(60):
        heads = dict(heads)
        for _ in range(rng.choice((1, 1, 2, 120))):
            head = _head(rng, rng.randrange(200))
            heads[head.path] = head
        for path in rng.sample(sorted(heads), min(len(heads) - 1, rng.choice((0, 1, 60)))):
            del heads[path]
        for key, ordered in zip(keys, kept, strict=True):
            assert list(ordered.show(heads)) == [head.path for head in sorted(heads.values(), key=key)], round_


def test_the_same_order_is_the_same_object() -> None:
    rng = Random(2)
    heads = {head.path: head for head in (_head(rng, number) for number in range(80))}
    ordered = Ordered(reading_order)
    first = ordered.show(heads)
    path = first[40]
    again = ordered.show({**heads, path: _renamed(heads[path])})
    assert again is first


def _renamed(head: PageHead) -> PageHead:
    return replace(head, description="Other words")
