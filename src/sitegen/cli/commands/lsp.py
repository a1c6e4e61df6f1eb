"""``sitegen lsp``."""

from __future__ import annotations

from pathlib import Path

import click

from sitegen.cli.guard import CLEAN, WRONG_USE
from sitegen.cli.options import common, drafts_option
from sitegen.cli.printing import complain

_NEEDED = ("pygls", "lsprotocol")


@click.command("lsp")
@drafts_option
@common
def command(drafts: bool, root: Path, debug: bool) -> int:
    """Be the language server of an editor, which starts this and speaks to it at standard input and output."""
    try:
        from sitegen.lsp.start import run
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in _NEEDED:
            raise
        complain('the language server needs more libraries; install them with:  pip install "sitegen[lsp]"')
        return WRONG_USE
    run(drafts=drafts)
    return CLEAN
