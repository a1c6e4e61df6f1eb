"""The browser side, as the build of ``admin/`` left it. Its addresses carry the content's fingerprint."""

from __future__ import annotations

import functools
import hashlib
from importlib.resources import files
from pathlib import PurePosixPath

_KINDS = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".map": "application/json"}


class NotBuilt(Exception):
    """The browser side is not there. The message says how to make it."""

    def __init__(self) -> None:
        super().__init__("the back office's browser side has not been built: run `make admin` in the checkout")


@functools.cache
def built(name: str) -> tuple[bytes, str, str] | None:
    """(content, media type, fingerprint) of a built file; None if there is none of that name."""
    kind = _KINDS.get(PurePosixPath(name).suffix)
    file = files("sitegen.server.admin").joinpath("built", name)
    if kind is None or "/" in name or not file.is_file():
        return None
    data = file.read_bytes()
    return data, kind, hashlib.sha256(data).hexdigest()[:12]


def require_built() -> None:
    """Raises :class:`NotBuilt` unless the browser side is there."""
    if built("admin.js") is None or built("admin.css") is None:
        raise NotBuilt


def address(name: str) -> str:
    """The address of a built file."""
    found = built(name)
    return f"/admin/built/{found[2] if found else '-'}/{name}"
