"""The cookie that a session is known by."""

from __future__ import annotations

import hashlib
from pathlib import Path

from starlette.responses import Response


def cookie_name(root: Path) -> str:
    """The cookie of the back office of a site: browsers do not tell the ports of one computer apart."""
    return f"sitegen-{hashlib.sha256(str(root).encode()).hexdigest()[:8]}"


def remember(response: Response, name: str, session: str, *, secure: bool) -> Response:
    """Have the browser send the session with every request. Scripts do not see it (RFC 6265, section 5.2.6)."""
    response.set_cookie(name, session, httponly=True, samesite="lax", secure=secure, path="/")
    return response


def forget(response: Response, name: str) -> Response:
    """Have the browser forget it."""
    response.delete_cookie(name, path="/", httponly=True, samesite="lax")
    return response
