"""``sitegen list``."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from sitegen.cli.guard import CLEAN, ERRORS
from sitegen.cli.opened import opened
from sitegen.cli.options import common, drafts_option, format_option
from sitegen.cli.printing import Progress, say_json, say_problems, say_table
from sitegen.project.answers import PageRow
from sitegen.project.project import Project


@click.command("list")
@drafts_option
@format_option
@common
def command(drafts: bool, form: str, root: Path, debug: bool) -> int:
    """List every page: source, address, type, date, title."""
    project = opened(Project(root, drafts=drafts))
    if (missing := project.missing()) is not None:
        say_problems([missing], project.text_of)
        return ERRORS
    rows = project.snapshot(Progress().waiting).pages()
    if form == "json":
        say_json([asdict(row) for row in rows])
        return CLEAN
    say_table((row.source or "–", row.url, row.type or row.kind, row.date or "", _title(row)) for row in rows)
    return CLEAN


def _title(row: PageRow) -> str:
    return f"{row.title} (draft)" if row.draft else row.title
