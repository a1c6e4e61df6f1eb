"""Runs the preview until it is told to stop."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import uvicorn

from sitegen.project.live import Live
from sitegen.project.project import Progress, Project
from sitegen.server.preview.app import Preview

_LOOPBACK = ("127.0.0.1", "::1", "localhost")


class _Server(uvicorn.Server):
    """Ends the event streams when it is told to stop; uvicorn would wait for them."""

    def __init__(self, config: uvicorn.Config, preview: Preview) -> None:
        super().__init__(config)
        self._preview = preview

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Take a signal."""
        self._preview.end()
        super().handle_exit(sig, frame)


def bound(host: str, port: int) -> socket.socket:
    """A socket that listens. Raises OSError if there is another one."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host, port))
        made.listen(128)
    except OSError:
        made.close()
        raise
    made.set_inheritable(False)
    return made


def serve(
    root: Path, listening: socket.socket, *, drafts: bool, progress: Progress, ready: Callable[[str], None]
) -> None:
    """Show the site in ``root`` to whoever asks at a socket, until it is stopped. ``ready`` is told the address."""
    host, port = listening.getsockname()[:2]
    live = Live(Project(root, drafts=drafts, view="-serve"))
    live.open(progress)
    preview = Preview(live, local=host in _LOOPBACK)
    watch = live.watch(preview.changed)
    config = uvicorn.Config(
        preview.app(),
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=False,
        timeout_graceful_shutdown=1,
        ws="none",
    )
    watch.start()
    try:
        shown = f"[{host}]" if ":" in host else host
        ready(f"http://{shown}:{port}{live.base}/")
        _Server(config, preview).run(sockets=[listening])
    finally:
        watch.stop()
        live.close()
