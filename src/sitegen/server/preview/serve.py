"""Shows a site to its author until told to stop."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path

from sitegen.project.live import Live
from sitegen.project.project import Progress, Project
from sitegen.server.preview.app import Preview
from sitegen.server.running import address_of, is_local, run


def serve(
    root: Path, listening: socket.socket, *, drafts: bool, progress: Progress, ready: Callable[[str], None]
) -> None:
    """Show the site in ``root`` to whoever asks at a socket, until it is stopped. ``ready`` is told the address."""
    live = Live(Project(root, drafts=drafts, view="-serve"))
    live.open(progress)
    preview = Preview(live, local=is_local(listening))
    watch = live.watch(preview.changed)
    watch.start()
    try:
        ready(f"{address_of(listening)}{live.base}/")
        run(preview.app(), listening, preview.end)
    finally:
        watch.stop()
        live.close()
