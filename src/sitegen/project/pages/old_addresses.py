"""The addresses that a page had once and still answers to."""

from __future__ import annotations

from sitegen.catalog.addresses import alias_url, is_relative
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


def with_whole_aliases(data: bytes, url: str) -> bytes | Unfit:
    """The bytes of a page that leaves ``url``: the old addresses that were seen from there are written out."""
    given = split(data)[0].get("aliases")
    old = [(at, str(one)) for at, one in enumerate(given)] if isinstance(given, list) else []
    edits = [FieldEdit(("aliases", at), alias_url(one, url)) for at, one in old if one and is_relative(one)]
    return with_fields(data, edits) if edits else data


def without_alias(data: bytes, url: str, alias: str) -> bytes | Unfit:
    """The bytes of the page at ``url`` that does not answer to an old address any more."""
    given = split(data)[0].get("aliases")
    if not isinstance(given, list) or all(alias_url(str(one), url) == alias for one in given):
        return with_fields(data, [FieldEdit(("aliases",), remove=True)])
    numbers = [number for number, one in enumerate(given) if alias_url(str(one), url) == alias]
    return with_fields(data, [FieldEdit(("aliases", number), remove=True) for number in reversed(numbers)])


def clashing(db: Database) -> dict[tuple[str, str], str]:
    """(page, old address) → the page's address, wherever an old address of a page is the address of another one."""
    taken = db.get(addresses)
    return {
        (path, alias): head.url
        for path, head in db.get(heads).items()
        for alias in head.aliases
        if taken.get(alias, path) != path
    }
