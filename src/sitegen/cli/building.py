"""What ``sitegen build`` does, whoever has understood its words (see :mod:`sitegen.cli.main`)."""

from __future__ import annotations

from contextlib import ExitStack, closing
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.base.diagnostics import Diagnostic, has_errors
from sitegen.cli.guard import CLEAN, ERRORS
from sitegen.cli.printing import Progress, complain, say, say_json, say_problems, say_report
from sitegen.project.project import BuildReport, Project

if TYPE_CHECKING:
    from datetime import datetime

    from sitegen.project.cluster.client import Cluster
    from sitegen.project.trees import Tree


def build(
    root: Path = Path(),
    *,
    out: Path | None = None,
    jobs: int | None = None,
    drafts: bool = False,
    as_of: datetime | None = None,
    base_url: str | None = None,
    keep_going: bool = False,
    committed: bool = False,
    verify: bool = False,
    scheduler: str | None = None,
    profile: bool = False,
    form: str = "text",
    debug: bool = False,
) -> int:
    """Build the site in ``root``, say what was done, and return the exit code. The defaults are those of the words."""
    if scheduler is not None and not _has_cluster():
        complain('a cluster needs more libraries; install them with:  pip install "sitegen[dask]"')
        return ERRORS
    with ExitStack() as ends:  # memos that are not closed stay in SQLite's log
        cluster = ends.enter_context(closing(_cluster(scheduler, root))) if scheduler is not None else None
        tree = _committed(root, ends) if committed else None
        project = ends.enter_context(
            closing(
                Project(root, drafts=drafts, as_of=as_of, base_url=base_url, jobs=jobs, tree=tree, executor=cluster)
            )
        )
        if profile:
            from sitegen.project.profiling import Profile

            project.profile = Profile()
        report, problems = _built(project, out, keep_going, verify)
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


def _built(
    project: Project, out: Path | None, keep_going: bool, verify: bool
) -> tuple[BuildReport, tuple[Diagnostic, ...]]:
    """What was built, and all problems: those of the comparison with a clean build too, if it is wanted."""
    folder = project.root / (out or "public")
    progress = Progress()
    try:
        report = project.build(folder, keep_going=keep_going, progress=progress, on_wait=progress.waiting)
        problems = report.problems
        if verify and (keep_going or not has_errors(problems)):
            problems = (*problems, *project.verify(folder, report, progress))
    finally:
        progress.end()
    return report, problems


def _has_cluster() -> bool:
    from importlib.util import find_spec

    return find_spec("distributed") is not None


def _cluster(scheduler: str, root: Path) -> Cluster:
    from sitegen.project.cluster.client import Cluster

    return Cluster(scheduler, root.resolve())


def _committed(root: Path, ends: ExitStack) -> Tree:
    """What is committed on the current branch; it is closed at the end."""
    from sitegen.project.trees import committed

    found = committed(root)
    if isinstance(found, str):
        from click import UsageError

        raise UsageError(found)
    tree, changes = found
    ends.enter_context(closing(changes))
    return tree


def _plain(report: BuildReport, problems: tuple[Diagnostic, ...]) -> dict[str, object]:
    from sitegen.project.problem_rows import problem_row

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
