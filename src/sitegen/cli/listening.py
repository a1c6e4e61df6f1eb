"""Where a command listens for browsers."""

from __future__ import annotations

import socket

from sitegen.cli.printing import complain


def listen(host: str, port: int) -> socket.socket | None:
    """A socket that listens; None if there can be none, which is said."""
    from sitegen.server.running import bound

    try:
        return bound(host, port)
    except OSError as error:
        complain(f"cannot listen at {host}:{port}: {error.strerror or error}; choose another --port or --host")
        return None
