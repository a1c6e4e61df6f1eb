"""Pages that are kept in order are in the order in which sorting would put them, whatever came before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random

from sitegen.catalog.order import list_order, newest_first, reading_order
from sitegen.catalog.ordered import Ordered, moved
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


def test_what_is_moved_stands_where_sorting_would_put_it() -> None:
    """Pages that are others now, new or gone; and the same object comes back where nothing moves."""
    rng = Random(3)
    for key in (list_order, reading_order, newest_first):
        heads = {head.path: head for head in (_head(rng, number) for number in range(60))}
        order = tuple(head.path for head in sorted(heads.values(), key=key))
        for _ in range(60):
            altered = {f"content/{rng.randrange(70)}.md" for _ in range(rng.choice((0, 1, 3)))}
            for path in altered:
                heads.pop(path, None)
                if rng.random() < 0.8:
                    heads[path] = _head(rng, int(path[8:-3]))
            expected = tuple(head.path for head in sorted(heads.values(), key=key))
            found = moved(order, altered, heads.get, key)
            assert found == expected
            assert (found is order) == (expected == order)
            order = found
