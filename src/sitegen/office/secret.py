"""Random tokens that are handed out, and the hashes by which they are known again.

The database holds the hash alone, so that whoever reads it cannot come in. The tokens are 256 random bits: nobody can
try them through, which is why a quick hash is right for them and argon2 would only cost time.
"""

from __future__ import annotations

import hashlib
import secrets

_BYTES = 32


def new_token() -> str:
    """A token that nobody can guess; 43 characters that may stand in an address and in a cookie."""
    return secrets.token_urlsafe(_BYTES)


def fingerprint(token: str) -> str:
    """What is kept of a token; 64 characters. Any text has one, also what is no token."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
