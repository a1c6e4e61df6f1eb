"""Old addresses that lead to pages."""

from __future__ import annotations

from sitegen.base.diagnostics import Diagnostic, Location, Note
from sitegen.base.paths import is_safe_output
from sitegen.catalog.addresses import output_of
from sitegen.catalog.index import addresses, all_standings
from sitegen.catalog.places import place_of
from sitegen.engine.database import Database
from sitegen.engine.query import query


@query(table=True)
def redirects(db: Database) -> dict[str, str]:
    """Old address → path of the page. An alias on top of a page or of another alias is reported and left out."""
    taken = db.get(addresses)
    found: dict[str, str] = {}
    for path, head in sorted(all_standings(db).items()):
        for at, alias in enumerate(head.aliases):
            if alias == head.url:
                continue
            owner = taken.get(alias) or found.get(alias)
            reason = is_safe_output(output_of(alias))
            if reason is not None:
                db.report(Diagnostic("SG116", f'the alias "{alias}" {reason}', place_of(db, path, ("aliases", at))))
            elif owner is not None and owner != path:
                message = f'the alias "{alias}" is the address of {owner}'
                db.report(Diagnostic("SG306", message, place_of(db, path, ("aliases", at)), notes=(_other(owner),)))
            else:
                found[alias] = path
    return found


def _other(owner: str) -> Note:
    return Note("the other", Location(owner.partition("#")[0]))
