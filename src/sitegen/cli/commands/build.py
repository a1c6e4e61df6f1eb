"""``sitegen build``."""

from __future__ import annotations

from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sitegen.base.diagnostics import Diagnostic, has_errors
from sitegen.cli.guard import CLEAN, ERRORS
from sitegen.cli.opened import opened
from sitegen.cli.options import common, jobs_option, problem_format_option, view_options
from sitegen.cli.printing import Progress, complain, say, say_json, say_problems, say_report
from sitegen.project.problem_rows import problem_row
from sitegen.project.project import BuildReport, Project

if TYPE_CHECKING:
    from sitegen.project.changes import Changes
    from sitegen.project.cluster.client import Cluster
    from sitegen.project.trees import Tree


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
    if scheduler is not None and find_spec("distributed") is None:
        complain('a cluster needs more libraries; install them with:  pip install "sitegen[dask]"')
        return ERRORS
    cluster = _cluster(scheduler, root) if scheduler is not None else None
    tree, changes = _committed(root) if committed else (None, None)
    project = opened(
        Project(root, drafts=drafts, as_of=as_of, base_url=base_url, jobs=jobs, tree=tree, executor=cluster)
    )
    folder = project.root / (out or "public")
    if profile:
        from sitegen.project.profiling import Profile

        project.profile = Profile()
    progress = Progress()
    try:
        report = project.build(folder, keep_going=keep_going, progress=progress, on_wait=progress.waiting)
        problems = report.problems
        if verify and (keep_going or not has_errors(problems)):
            problems = (*problems, *project.verify(folder, report, progress))
    finally:
        progress.end()
        if cluster is not None:
            cluster.close()
        if changes is not None:
            changes.close()
    if form == "json":
        say_json(_plain(report, problems))
    elif form != "text":
        say_report(form, problems, project.root, project.text_of)
    else:
        _say(project, report, problems, keep_going, debug)
    if project.profile is not None:
        from sitegen.cli.profiled import say_profile

        say_profile(project.profile, project.root, form)
    return ERRORS if has_errors(problems) else CLEAN


def _cluster(scheduler: str, root: Path) -> Cluster:
    from sitegen.project.cluster.client import Cluster

    return Cluster(scheduler, root.resolve())


def _committed(root: Path) -> tuple[Tree, Changes]:
    from sitegen.project.trees import committed

    found = committed(root)
    if isinstance(found, str):
        raise click.UsageError(found)
    return found


def _plain(report: BuildReport, problems: tuple[Diagnostic, ...]) -> dict[str, object]:
    return {
        "written": report.written,
        "removed": report.removed,
        "unchanged": report.unchanged,
        "problems": [problem_row(problem) for problem in problems],
        "seconds": round(report.seconds, 4),
        "ran": report.ran,
    }


def _say(
    project: Project, report: BuildReport, problems: tuple[Diagnostic, ...], keep_going: bool, debug: bool
) -> None:
    say_problems(problems, project.text_of, debug)
    if has_errors(report.problems) and not (keep_going and (report.written or report.unchanged)):
        say("Nothing was written.")
        return
    counts = [(len(report.written), "written"), (len(report.removed), "removed"), (report.unchanged, "unchanged")]
    told = ", ".join(f"{count} {what}" for count, what in counts if count) or "nothing to write"
    say(f"{told} ({report.seconds:.2f} s)")
