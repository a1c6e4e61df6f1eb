"""One's own account: name, password, where one is signed in."""

from __future__ import annotations

from starlette.responses import Response

from sitegen.server.admin.asked import Asked


def account(asked: Asked) -> Response:
    """The account."""
    return asked.screen("account.html", sessions=asked.office.people.sessions_of(asked.who.id))


def token(asked: Asked) -> Response:
    """What a screen has to carry that was opened in an earlier session of the same person.

    Only our own screens can read the answer: it is of this origin, and for no other.
    """
    return asked.tell({"person": asked.who.id, "token": asked.token})
