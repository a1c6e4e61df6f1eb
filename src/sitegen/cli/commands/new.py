"""``sitegen new``."""

from __future__ import annotations

from pathlib import Path

import click

from sitegen.cli.guard import CLEAN, ERRORS
from sitegen.cli.options import common
from sitegen.cli.printing import complain, say
from sitegen.project.starter import NAMES, NotEmpty, start


@click.command("new")
@click.argument("folder", metavar="FOLDER", type=click.Path(path_type=Path))
@click.option("--title", metavar="T", help="The site's title.")
@click.option(
    "--starter", type=click.Choice(NAMES), default=NAMES[0], show_default=True, help="The example to start from."
)
@common
def command(folder: Path, title: str | None, starter: str, root: Path, debug: bool) -> int:
    """Start a site in FOLDER from a small example. A folder that holds anything is not touched."""
    target = root / folder
    try:
        start(target, title, starter)
    except NotEmpty as error:
        complain(f"{folder} is not empty: it has {error.found}")
        return ERRORS
    except OSError as error:
        complain(f"{folder} could not be made: {error.strerror or error}")
        return ERRORS
    say(f"Made a site in {folder}. To see it:  sitegen serve -C {folder}")
    return CLEAN
