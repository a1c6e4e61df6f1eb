"""``sitegen schema``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from sitegen.base.nearest import did_you_mean
from sitegen.cli.guard import CLEAN, ERRORS, WRONG_USE
from sitegen.cli.opened import opened
from sitegen.cli.options import common
from sitegen.cli.printing import complain, say, say_problems
from sitegen.project.project import Project


@click.command("schema")
@click.argument("what", metavar="[site|media]", required=False, type=click.Choice(["site", "media"]))
@click.option("--type", "type_name", metavar="NAME", help="Of the front matter of a type; page: of pages without one.")
@click.option("--all", "everything", is_flag=True, help="Of everything, each in a file of its own.")
@click.option("-o", "--output", "out", metavar="DIR", type=click.Path(path_type=Path), help="The folder for the files.")
@common
def command(
    what: str | None, type_name: str | None, everything: bool, out: Path | None, root: Path, debug: bool
) -> int:
    """Write a JSON Schema of site.yaml, of media.yaml, or of a type's front matter, for editors."""
    if sum((what is not None, type_name is not None, everything)) > 1:
        raise click.UsageError("site or media, --type and --all are three different things; give one of them")
    project = opened(Project(root))
    if (missing := project.missing()) is not None:
        say_problems([missing], project.text_of)
        return ERRORS
    from sitegen.project.schemas import schemas

    found = schemas(project)
    name = type_name or what or "site"
    if not everything and name not in found:
        hint = did_you_mean(name, found)
        complain(f'there is no type "{name}"' + (f"; {hint}" if hint else ""))
        return WRONG_USE
    wanted = found if everything else {name: found[name]}
    if out is None and not everything:
        say(_text(wanted[name]))
        return CLEAN
    return _write(wanted, project.root / (out or "."), project.root)


def _text(schema: dict[str, Any]) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=2)


def _write(found: dict[str, dict[str, Any]], folder: Path, root: Path) -> int:
    """One file for each; what stands there already is replaced."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, schema in found.items():
            path = folder / f"{name}.schema.json"
            path.write_text(_text(schema) + "\n", "utf-8")
            say(str(path.relative_to(root) if path.is_relative_to(root) else path))
    except OSError as error:
        complain(f"{folder} cannot be written: {error.strerror or error}")
        return ERRORS
    return CLEAN
