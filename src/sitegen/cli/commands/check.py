"""``sitegen check``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from sitegen.base.diagnostics import Diagnostic, has_errors
from sitegen.cli.guard import CLEAN, ERRORS
from sitegen.cli.options import common, jobs_option, problem_format_option, view_options
from sitegen.cli.printing import Progress, say, say_json, say_problems, say_report
from sitegen.project.problem_rows import problem_row
from sitegen.project.project import Project


@click.command("check")
@click.argument("paths", metavar="[PATH]...", nargs=-1)
@jobs_option
@view_options
@click.option("--external", is_flag=True, help="Ask other sites whether links that lead there are right.")
@click.option(
    "--external-age",
    metavar="DAYS",
    type=click.FloatRange(min=0),
    default=7.0,
    show_default=True,
    help="For how many days an answer of another site counts.",
)
@click.option("--external-strict", is_flag=True, help="Links to nowhere outside are errors.")
@problem_format_option
@common
def command(
    paths: tuple[str, ...],
    jobs: int | None,
    drafts: bool,
    as_of: object,
    base_url: str | None,
    external: bool,
    external_age: float,
    external_strict: bool,
    form: str,
    root: Path,
    debug: bool,
) -> int:
    """Tell what is wrong with the site, or with the files and folders PATH. Nothing is written."""
    project = Project(root, drafts=drafts, as_of=as_of, base_url=base_url, jobs=jobs)  # type: ignore[arg-type]
    wanted = [_within(project, path) for path in paths]
    progress = Progress()
    try:
        found = project.check(progress, progress.waiting)
        if (external or external_strict) and project.missing() is None:
            found = _with_external(project, found, progress, external_age, external_strict)
    finally:
        progress.end()
    problems = [problem for problem in found if not wanted or _concerns(problem, wanted)]
    if form == "json":
        say_json({"problems": [problem_row(problem) for problem in problems]})
    elif form != "text":
        say_report(form, problems, project.root, project.text_of)
    else:
        say_problems(problems, project.text_of, debug)
        if not problems:
            say("No problems found.")
    return ERRORS if has_errors(problems) else CLEAN


def _with_external(
    project: Project, found: Sequence[Diagnostic], progress: Progress, days: float, strict: bool
) -> tuple[Diagnostic, ...]:
    """The problems, and those of links out of the site."""
    from sitegen.project.external.check import check_external

    more = check_external(project, progress, age=days * 24 * 3600, strict=strict)
    return tuple(sorted((*found, *more), key=Diagnostic.order))


def _within(project: Project, path: str) -> str:
    """A path from the site's folder, with ``/``; that of the site itself is empty."""
    if path.startswith("@theme/"):
        return path.rstrip("/")
    full = (project.root / path).absolute()
    relative = Path(*_plain(full.parts))
    if not relative.is_relative_to(project.root):
        raise click.BadParameter(f'"{path}" lies outside the site', param_hint="PATH")
    if not full.exists() and not full.is_symlink():
        raise click.BadParameter(f'there is no "{path}" in the site', param_hint="PATH")
    return relative.relative_to(project.root).as_posix().removeprefix(".")


def _plain(parts: Sequence[str]) -> list[str]:
    """Parts of a path without ``..``."""
    found: list[str] = []
    for part in parts:
        if part == ".." and found:
            found.pop()
        elif part != "..":
            found.append(part)
    return found


def _concerns(problem: Diagnostic, wanted: list[str]) -> bool:
    """True if a problem, or the other end of it, lies in one of the files and folders."""
    places = {problem.location.path, *(note.location.path for note in problem.notes)}
    return any(
        not path or place == path or place.startswith((path + "/", path + "#")) for path in wanted for place in places
    )
