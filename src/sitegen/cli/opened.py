"""The project of a command, closed when the command ends: else what it remembers stays in SQLite's log."""

from __future__ import annotations

from contextlib import closing

import click

from sitegen.project.project import Project


def opened(project: Project) -> Project:
    """``project``, until the command that asks has ended."""
    return click.get_current_context().with_resource(closing(project))
