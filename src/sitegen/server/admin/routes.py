"""Every address of the back office, with the right that it takes. There is no other way to a view."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from starlette.responses import Response

from sitegen.office.rights import Right
from sitegen.server.admin.asked import Asked
from sitegen.server.admin.bodies import Takes
from sitegen.server.admin.views import account, assets, door, start

ANYBODY = None
"""The right of a route that is open to people who are not signed in."""


@dataclass(frozen=True, slots=True)
class Place:
    """A route: ``view`` answers to ``method`` at ``path`` whoever has ``right``.

    ``is_data``: it answers with data for a screen, so nobody is led to the door by it.
    """

    method: str
    path: str
    right: Right | None
    view: Callable[[Asked], Response]
    takes: Takes = Takes.NOTHING
    is_data: bool = False


PLACES = (
    Place("GET", "/admin/built/{mark}/{name}", ANYBODY, assets.file, is_data=True),
    Place("GET", "/first/{ticket}", ANYBODY, door.first),
    Place("POST", "/first/{ticket}", ANYBODY, door.take_first, Takes.FORM),
    Place("GET", "/sign-in", ANYBODY, door.sign_in),
    Place("POST", "/sign-in", ANYBODY, door.take_sign_in, Takes.FORM),
    Place("POST", "/sign-out", Right.ACCOUNT, door.sign_out, Takes.FORM),
    Place("GET", "/", Right.ACCOUNT, start.start),
    Place("GET", "/account", Right.ACCOUNT, account.account),
)
