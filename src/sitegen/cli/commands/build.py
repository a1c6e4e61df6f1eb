"""``sitegen build``: its words."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from sitegen.cli.building import build
from sitegen.cli.options import common, jobs_option, problem_format_option, view_options


@click.command("build")
@click.option("-o", "--output", "out", metavar="OUT", type=click.Path(path_type=Path), help="The output folder.")
@jobs_option
@view_options
@click.option("--keep-going", is_flag=True, help="Write what can be built, even if there are errors.")
@click.option("--committed", is_flag=True, help="What is committed on the current branch, not what lies on disk.")
@click.option("--verify", is_flag=True, help="Build once more from nothing, and compare.")
@click.option(
    "--executor",
    type=click.Choice(["processes", "dask"]),
    default="processes",
    show_default=True,
    help="Who does the work: processes of this machine, or a Dask cluster.",
)
@click.option("--scheduler", metavar="ADDRESS", help="Where the cluster's scheduler is, such as tcp://10.0.0.5:8786.")
@click.option("--profile", is_flag=True, help="Say where the time went, and draw it in .sitegen/profile.svg.")
@problem_format_option
@common
def command(
    out: Path | None,
    jobs: int | None,
    drafts: bool,
    as_of: datetime | None,
    base_url: str | None,
    keep_going: bool,
    committed: bool,
    verify: bool,
    executor: str,
    scheduler: str | None,
    profile: bool,
    form: str,
    root: Path,
    debug: bool,
) -> int:
    """Build the site. If anything is wrong, nothing is written."""
    if (executor == "dask") != (scheduler is not None):
        raise click.UsageError("--executor dask and --scheduler ADDRESS belong together")
    return build(
        root,
        out=out,
        jobs=jobs,
        drafts=drafts,
        as_of=as_of,
        base_url=base_url,
        keep_going=keep_going,
        committed=committed,
        verify=verify,
        scheduler=scheduler,
        profile=profile,
        form=form,
        debug=debug,
    )
