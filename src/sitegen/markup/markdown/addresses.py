"""Addresses: which lead out of the site, and what an author meant by one."""

from __future__ import annotations

import re
from urllib.parse import unquote

_EXTERNAL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_UNSAFE = re.compile(r"(?:javascript|vbscript|file|data):", re.IGNORECASE)
_SAFE_DATA = re.compile(r"data:image/(?:gif|png|jpeg|webp|avif)[;,]", re.IGNORECASE)
_IGNORED = re.compile(r"[\t\n\r]")
_KEPT = re.compile(r"(%(?:23|3[fF]|00))")


def is_external(address: str) -> bool:
    """True for an address with a scheme, or one that starts with ``//``."""
    return _EXTERNAL.match(address) is not None


def is_unsafe(address: str) -> bool:
    """True for an address that a browser could run, read as browsers do (blanks round and within it are nothing)."""
    bare = _IGNORED.sub("", address).strip("".join(map(chr, range(33))))
    return _UNSAFE.match(bare) is not None and _SAFE_DATA.match(bare) is None


def meant(address: str) -> str:
    """The address as its author meant it: percent codes decoded.

    ``%23`` and ``%3F`` stay, for decoded they would be taken for the start of a fragment or a query; so does ``%00``.
    """
    if "%" not in address:
        return address
    return "".join(part if index % 2 else unquote(part) for index, part in enumerate(_KEPT.split(address)))
