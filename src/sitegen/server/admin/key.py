"""The secret that this back office signs its own addresses with. It lies beside the site and never leaves it."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

_BYTES = 32


def site_key(root: Path) -> bytes:
    """The key of a site; made when there is none. Raises OSError if it can be neither read nor written."""
    path = root / ".sitegen" / "office.key"
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        made = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        found = path.read_bytes()
        if len(found) >= _BYTES:
            return found
        path.unlink()  # cut short when it was made
        return site_key(root)
    with os.fdopen(made, "wb") as file:
        file.write(secrets.token_bytes(_BYTES))
    return path.read_bytes()
