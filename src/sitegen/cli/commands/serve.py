"""``sitegen serve``."""

from __future__ import annotations

from pathlib import Path

import click

from sitegen.cli.guard import ERRORS
from sitegen.cli.listening import listen
from sitegen.cli.opened import opened
from sitegen.cli.options import common
from sitegen.cli.printing import Progress, flush, say, say_problems
from sitegen.project.project import Project


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", default=8080, show_default=True, type=click.IntRange(0, 65535), help="The port; 0 for any.")
@click.option("--no-drafts", is_flag=True, help="Show only what the public would see.")
@common
def command(host: str, port: int, no_drafts: bool, root: Path, debug: bool) -> int:
    """Show the site while you write it: a saved file is seen at once."""
    project = opened(Project(root))
    if (missing := project.missing()) is not None:
        say_problems([missing], project.text_of)
        return ERRORS
    from sitegen.server.preview.serve import serve

    if (listening := listen(host, port)) is None:
        return ERRORS
    progress = Progress()

    def ready(address: str) -> None:
        progress.end()
        say(f"Serving {project.root} at {address}")
        say("Stop with Ctrl-C.")
        flush()

    try:
        serve(root, listening, drafts=not no_drafts, progress=progress, ready=ready)
    finally:
        progress.end()
    return 0
