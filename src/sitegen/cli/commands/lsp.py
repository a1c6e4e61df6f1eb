"""``sitegen lsp``."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import click

from sitegen.cli.guard import CLEAN, WRONG_USE
from sitegen.cli.options import common, drafts_option
from sitegen.cli.printing import complain


@click.command("lsp")
@drafts_option
@common
def command(drafts: bool, root: Path, debug: bool) -> int:
    """Be the language server of an editor, which starts this and speaks to it at standard input and output."""
    if find_spec("pygls") is None:
        complain('the language server needs more libraries; install them with:  pip install "sitegen[lsp]"')
        return WRONG_USE
    from sitegen.lsp.start import run

    run(drafts=drafts)
    return CLEAN
