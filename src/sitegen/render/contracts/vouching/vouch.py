"""Which layouts never fail: what renders without a failure, a problem or too much work, whatever page it is for.

``check`` need not render a page whose layout somebody vouches for. What is not certain is a doubt, and a page with a
doubtful layout is rendered; so a doubt costs time and is never wrong.
"""

from __future__ import annotations

from sitegen.catalog.menus import menus
from sitegen.engine.database import Database
from sitegen.engine.query import query
from sitegen.render.contracts.vouching.bounds import Bounds
from sitegen.render.contracts.vouching.certain import Doubt, Page
from sitegen.render.contracts.vouching.expressions import Names
from sitegen.render.contracts.vouching.statements import Statements


@query
def doubt(
    db: Database, layout: str, type: str, pages: int, folders: int, below: int, items: int, few: int, letters: int
) -> str:
    """Why nobody vouches for a layout where it shows a page of a type (empty: of none); empty if somebody does.

    The numbers are the :class:`~sitegen.render.contracts.vouching.bounds.Bounds` of the site.
    """
    reading = Statements(db, Page(own=True, type=type), Bounds(pages, folders, below, items, few, letters))
    try:
        reading.layout(layout, Names(dict(reading.globals)))
        reading.costs.check()
    except Doubt as found:
        return f"{(reading.way or [layout])[-1]}:{found.line}: {found.reason}"
    except RecursionError:
        return f"{layout}:0: it is too deeply nested"
    if reading.shows_menus:
        db.get(menus)  # what is wrong there is told as it would be by every page
    return ""
