"""``sitegen check``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from sitegen.base.diagnostics import Diagnostic, has_errors
from sitegen.cli.guard import CLEAN, ERRORS
from sitegen.cli.opened import opened
from sitegen.cli.options import common, jobs_option, problem_format_option, view_options
from sitegen.cli.printing import Progress, complain, say, say_json, say_problems, say_report, say_text
from sitegen.project.problem_rows import problem_row
from sitegen.project.project import Project


@click.command("check")
@click.argument("paths", metavar="[PATH]...", nargs=-1)
@click.option("--fix", "fix", is_flag=True, help="Mend what can be mended safely, and tell what is left.")
@click.option("--diff", "diff", is_flag=True, help="Show what --fix would change; nothing is written.")
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
    fix: bool,
    diff: bool,
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
    """Tell what is wrong with the site, or with the files and folders PATH. Without --fix nothing is written."""
    project = opened(Project(root, drafts=drafts, as_of=as_of, base_url=base_url, jobs=jobs))  # type: ignore[arg-type]
    wanted = [_within(project, path) for path in paths]
    if fix or diff:
        return _mend(project, wanted, form, debug, write=not diff)
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


def _mend(project: Project, wanted: list[str], form: str, debug: bool, *, write: bool) -> int:
    """Mend, or show how; the problems that are left decide on the exit code."""
    mended = project.mend(lambda problem: not wanted or _concerns(problem, wanted), write)
    problems = [problem for problem in mended.problems if not wanted or _concerns(problem, wanted)]
    if form == "json":
        rows = [problem_row(problem) for problem in problems]
        say_json({"problems": rows, "fixed": mended.fixed, "files": sorted(mended.files), "written": write})
    elif write:
        say_problems(problems, project.text_of, debug)
        say(f"Mended {_count(mended.fixed, 'problem')} in {_count(len(mended.files), 'file')}.")
    else:
        say_text(mended.difference())
        complain(f"{_count(mended.fixed, 'problem')} would be mended, {len(problems)} would be left.")
    return ERRORS if has_errors(problems) else CLEAN


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


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
