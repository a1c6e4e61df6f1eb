"""``sitegen cache``."""

from __future__ import annotations

from pathlib import Path
from time import time

import click

from sitegen.cli.guard import CLEAN, ERRORS
from sitegen.cli.options import AGE, SIZE, common, format_option
from sitegen.cli.printing import complain, say, say_json, say_table
from sitegen.project.cache.holdings import KINDS, MEMOS, Holding, holdings, others
from sitegen.project.cache.pruning import Pruned, Wish

_WORDS = {
    "memos": "what builds found out",
    "looks": "how files looked",
    "pictures": "pictures in their sizes",
    "small pictures": "small pictures for the back office",
    "answers": "answers of other sites",
    "versions": "how earlier versions looked",
    "leftovers": "left by a command that was killed",
}


@click.group("cache", invoke_without_command=True)
@format_option
@common
@click.pass_context
def command(ctx: click.Context, form: str, root: Path, debug: bool) -> int:
    """Show what is remembered between builds: how much, how old, and whether it can be used."""
    if ctx.invoked_subcommand is not None:
        return CLEAN
    found, beside = holdings(root.resolve()), others(root.resolve())
    if form == "json":
        say_json({"held": [_row(one) for one in found], "size": _size(found), "other": beside})
        return CLEAN
    if not found:
        say("Nothing is remembered of this site yet.")
    else:
        _say(found)
    if beside:
        say(f"Not part of it, and never removed: {', '.join(beside)}.")
    return CLEAN


@command.command("prune")
@click.option("--older-than", metavar="AGE", type=AGE, help="Remove what was not used for so long, such as 30d.")
@click.option(
    "--max-size", metavar="SIZE", type=SIZE, help="Remove what was used longest ago until this is left: 500MB."
)
@click.option("--all", "everything", is_flag=True, help="Remove everything; the next build begins anew.")
@click.option("--dry-run", is_flag=True, help="Only say what would be removed.")
@format_option
@common
@click.pass_context
def prune(
    ctx: click.Context,
    older_than: int | None,
    max_size: int | None,
    everything: bool,
    dry_run: bool,
    form: str,
    root: Path,
    debug: bool,
) -> int:
    """Remove what no build can use any more, and what the options name. What is in use is left alone."""
    from sitegen.project.cache.pruning import prune as pruned

    if ctx.parent is not None and ctx.get_parameter_source("root") is click.core.ParameterSource.DEFAULT:
        root = ctx.parent.params["root"]  # `cache -C DIR prune` is meant as `cache prune -C DIR`
    done = pruned(root.resolve(), Wish(everything, older_than, max_size), time(), dry_run)
    if form == "json":
        say_json(
            {
                "removed": [_row(one) for one in done.removed],
                "in_use": [one.name for one in done.in_use],
                "failed": [one.name for one, _ in done.failed],
                "left": done.left,
            }
        )
    else:
        _say_pruned(done, dry_run)
    return ERRORS if done.failed else CLEAN


def _say(found: list[Holding]) -> None:
    rows: list[tuple[str, ...]] = [("What", "Files", "Size", "Last used", "State")]
    for kind in KINDS:
        alike = [one for one in found if one.kind == kind]
        groups = [[one] for one in alike] if kind == MEMOS else [alike] if alike else []
        rows += [_told(kind, group) for group in groups]
    say_table(rows)
    say(f"{_amount(_size(found))} in all")


def _told(kind: str, group: list[Holding]) -> tuple[str, ...]:
    what, state = _WORDS[kind], group[0].state
    if kind == MEMOS:
        what += f" ({group[0].name.removeprefix('cache/memos-').removesuffix('.sqlite')})"
        if state == "another version" and group[0].made_by:
            state += f" ({group[0].made_by})"
    files, used = sum(len(one.paths) for one in group), max(one.used for one in group)
    return what, str(files), _amount(_size(group)), _ago(time() - used), state


def _say_pruned(done: Pruned, dry_run: bool) -> None:
    for kind in KINDS:
        alike = [one for one in done.removed if one.kind == kind]
        if alike:
            files = sum(len(one.paths) for one in alike)
            say(f"{_WORDS[kind]}: {files} {'file' if files == 1 else 'files'}, {_amount(_size(alike))}")
    for one in done.in_use:
        complain(f"{one.name} is in use by another sitegen and stays.")
    for one, reason in done.failed:
        complain(f"{one.name} could not be removed: {reason}")
    what = "would be removed" if dry_run else "removed"
    say(f"{_amount(_size(done.removed))} {what}, {_amount(done.left)} left")


def _row(one: Holding) -> dict[str, object]:
    return {
        "kind": one.kind,
        "name": one.name,
        "size": one.size,
        "used": int(one.used),
        "state": one.state,
        "made_by": one.made_by,
    }


def _size(found: list[Holding]) -> int:
    return sum(one.size for one in found)


def _amount(size: int) -> str:
    for unit, factor in (("GB", 10**9), ("MB", 10**6)):
        if size >= factor:
            return f"{size / factor:.1f} {unit}"
    return f"{-(-size // 1000)} kB"


def _ago(seconds: float) -> str:
    days = int(seconds // 86400)
    if days < 1:
        return "today"
    return f"{days} day{'s' if days > 1 else ''} ago"
