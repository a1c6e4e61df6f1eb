"""The addresses that a page had once and still answers to."""

from __future__ import annotations

from sitegen.catalog.addresses import normal_url
from sitegen.catalog.heads import heads
from sitegen.catalog.index import addresses
from sitegen.editing.fields import FieldEdit, with_fields
from sitegen.editing.mending import Unfit
from sitegen.editing.text import split
from sitegen.engine.database import Database


def with_alias(data: bytes, url: str) -> bytes | Unfit:
    """The bytes of a page that answers to an old address too."""
    given = split(data)[0].get("aliases")
    if given is None or given == []:
        return with_fields(data, [FieldEdit(("aliases",), [url])])
    if not isinstance(given, list):
        return with_fields(data, [FieldEdit(("aliases",), [str(given), url])])
    return data if url in given else with_fields(data, [FieldEdit(("aliases", len(given)), url)])


def without_alias(data: bytes, url: str) -> bytes | Unfit:
    """The bytes of a page that does not answer to an old address any more."""
    given = split(data)[0].get("aliases")
    if not isinstance(given, list) or all(normal_url(str(one)) == url for one in given):
        return with_fields(data, [FieldEdit(("aliases",), remove=True)])
    numbers = [number for number, one in enumerate(given) if normal_url(str(one)) == url]
    return with_fields(data, [FieldEdit(("aliases", number), remove=True) for number in reversed(numbers)])


def clashing(db: Database) -> frozenset[tuple[str, str]]:
    """(page, old address) wherever an old address of a page is the address of another one."""
    taken = db.get(addresses)
    return frozenset(
        (path, alias)
        for path, head in db.get(heads).items()
        for alias in head.aliases
        if taken.get(alias, path) != path
    )
