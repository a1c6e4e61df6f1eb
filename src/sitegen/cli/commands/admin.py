"""``sitegen admin``."""

from __future__ import annotations

import os
import sys
import webbrowser
from pathlib import Path

import click

from sitegen.cli.guard import ERRORS
from sitegen.cli.listening import listen
from sitegen.cli.opened import opened
from sitegen.cli.options import common
from sitegen.cli.printing import Progress, complain, flush, say, say_problems
from sitegen.project.project import Project


def has_screen() -> bool:
    """True if a browser can show itself here. Elsewhere one in the terminal might start, or nothing for minutes."""
    if sys.platform in ("darwin", "win32"):
        return not os.environ.get("SSH_CONNECTION")
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


@click.command("admin")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="The port; 0 for any.")
@click.option("--database", metavar="URL", help="Where accounts are kept, instead of .sitegen/office.sqlite.")
@click.option("--address", metavar="URL", default="", help="Where people reach it, if a proxy stands before it.")
@click.option(
    "--proxy",
    "proxies",
    metavar="IP",
    multiple=True,
    help="A proxy, or a network of them, to be believed where people come from.  [default: this computer]",
)
@click.option("--open/--no-open", "show", default=None, help="Open a browser; by default for the first owner's link.")
@common
def command(
    host: str,
    port: int,
    database: str | None,
    address: str,
    proxies: tuple[str, ...],
    show: bool | None,
    root: Path,
    debug: bool,
) -> int:
    """Open the back office: write in the browser, with the real page beside you."""
    project = opened(Project(root))
    if (missing := project.missing()) is not None:
        say_problems([missing], project.text_of)
        return ERRORS
    try:
        from sitegen.server.admin.serve import CannotOpen, serve
    except ModuleNotFoundError as error:
        complain(f"the back office needs {error.name}; install it with: pip install 'sitegen[admin]'")
        return ERRORS
    from sitegen.server.front import front

    try:
        before = front(address, proxies)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    if (listening := listen(host, port)) is None:
        return ERRORS
    progress = Progress()

    def ready(link: str, first: bool) -> None:
        progress.end()
        say(f"The back office of {project.root} is open.")
        say(f"Come in by this link, once: {link}" if first else f"Sign in at {link}")
        say("Stop with Ctrl-C.")
        flush()
        if show or (show is None and first and has_screen()):
            webbrowser.open(link)

    try:
        serve(root, listening, database, progress=progress, ready=ready, front=before)
    except CannotOpen as error:
        complain(str(error))
        return ERRORS
    finally:
        progress.end()
    return 0
