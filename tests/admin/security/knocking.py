"""How requests for every route are made, right ones and wrong ones."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import httpx2

from sitegen.server.admin.bodies import Takes
from sitegen.server.admin.routes import Place

SAFE = ("GET", "HEAD")


def name_of(place: Place) -> str:
    """A route as reports name it."""
    return f"{place.method} {place.path}"


def address(place: Place) -> str:
    """An address that a route answers to."""
    return re.sub(r"\{[^}]*\}", "1", place.path.replace("{path:path}", "content/index.md"))


def brings(place: Place) -> dict[str, Any]:
    """The least that a route takes."""
    if place.takes is Takes.DATA:
        return {"json": {}}
    if place.takes is Takes.FORM:
        return {"data": {"x": "1"}}
    if place.takes is Takes.FILES:
        return {"files": {"file": ("a.txt", b"a")}}
    return {}


def knock(client: httpx2.Client, place: Place, headers: Mapping[str, str | None] | None = None) -> httpx2.Response:
    """Ask for a route; a header that is None is left out."""
    request = client.build_request(place.method, address(place), **brings(place))
    for name, value in (headers or {}).items():
        if value is None:
            request.headers.pop(name, None)
        else:
            request.headers[name] = value
    return client.send(request)
