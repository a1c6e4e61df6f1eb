"""One's own account: name, password, where one is signed in."""

from __future__ import annotations

from starlette.responses import Response

from sitegen.server.admin.asked import Asked


def account(asked: Asked) -> Response:
    """The account."""
    return asked.screen("account.html", sessions=asked.office.people.sessions_of(asked.who.id))
