"""A folder without versions: what that means, and how to begin."""

from __future__ import annotations

from starlette.responses import Response

from sitegen.model.change import Refused
from sitegen.office.rights import Right
from sitegen.server.admin.asked import Asked


def begin(asked: Asked) -> Response:
    """What it means that the site keeps no versions yet."""
    why = asked.office.unversioned
    if why is None:
        return asked.go("/")
    return _screen(asked, why.code, "")


def take_begin(asked: Asked) -> Response:
    """Keep versions from now on."""
    found = asked.office.begin_versions()
    if isinstance(found, Refused):
        return _screen(asked, "none", found.reason, 409)
    if found is not None:
        return _screen(asked, found.code, found.detail, 409)
    asked.office.people.audit("site.begun", asked.who.id)
    return asked.done("/", "begun")


def _screen(asked: Asked, why: str, problem: str, status: int = 200) -> Response:
    able = why == "none" and asked.may(Right.SITE_MANAGE)
    return asked.screen("begin.html", status=status, why=why, able=able, problem=problem)
