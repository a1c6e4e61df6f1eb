"""By which names a server on this computer may be called."""

from __future__ import annotations

from starlette.requests import Request

_LOCAL = ("localhost", "127.0.0.1", "[::1]")


def foreign_name(request: Request) -> str | None:
    """The name a request came by, if it is none of this computer; else None.

    A page elsewhere can have its own name lead to this computer, and would then read what is meant for its user.
    """
    host = request.headers.get("host", "").lower()
    name = host.rpartition(":")[0] if ":" in host.rpartition("]")[2] else host
    return None if name in _LOCAL or name.endswith(".localhost") else name
