"""What the pages of the reference take from the program: a line ``@@ name argument`` is replaced by one of these."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click
from back_office_parts import key_rows, place_rows, role_rows
from problem_examples import problems

import sitegen
from sitegen.cli.program import sitegen as program
from sitegen.markup.builtin_fields import BUILTIN_FIELDS
from sitegen.markup.properties import parse_component
from sitegen.markup.settings.table import settings_table
from sitegen.model.component import ComponentSpec
from sitegen.render.filters import FILTERS
from sitegen.render.site_view import SiteView

COMPONENTS = Path(sitegen.__file__).parent / "theme" / "layouts" / "components"
_KINDS = {"moment": "date or datetime", "menu": "names of menus", "any": "group"}


def cell(text: str) -> str:
    """Text in a cell of a table."""
    return text.replace("|", "\\|").replace("{", "&#123;").replace("<", "&lt;").replace("*", "\\*") or "–"


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table in Markdown."""
    names = list(head)
    lines = [names, ["---"] * len(names), *[list(row) for row in rows]]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def setting(name: str) -> str:
    """What a group of settings is about."""
    return next(f"{row.help}." for row in settings_table() if row.name == name)


def settings(group: str) -> str:
    """The settings below a group; without one, those that stand by themselves."""
    names = [row.name for row in settings_table()]
    wanted = [
        row
        for row in settings_table()
        if (row.name.startswith(group + ".") if group else "." not in row.name and not _is_group(row.name, names))
    ]
    rows = ((f"`{row.name}`", cell(row.kind), cell(row.default), cell(row.help)) for row in wanted)
    return table(("Setting", "Kind", "Default", "What it says"), rows)


def _is_group(name: str, names: list[str]) -> bool:
    return name in ("permalinks", "problems") or any(other.startswith(name + ".") for other in names)


def fields(_: str) -> str:
    """The fields that every page may have."""
    rows = ((f"`{spec.name}`", _KINDS.get(spec.kind, spec.kind), cell(spec.help)) for spec in BUILTIN_FIELDS)
    return table(("Field", "Kind", "What it says"), rows)


def site(_: str) -> str:
    """What ``site`` has, from the docstrings."""
    rows = []
    for name, member in vars(SiteView).items():
        if not name.startswith("_"):
            call = f"({', '.join(_parameters(member))})" if inspect.isfunction(member) else ""
            rows.append((f"`site.{name}{call}`", cell(words_of(member))))
    return table(("Name", "What it is"), rows)


def _parameters(function: Callable[..., Any]) -> list[str]:
    return list(inspect.signature(function).parameters)[1:]


def filters(_: str) -> str:
    """The filters, from their docstrings."""
    return "\n\n".join(f"### {name} {{#filter-{name}}}\n\n{words_of(function)}" for name, function in FILTERS.items())


def words_of(documented: Any) -> str:
    """A docstring as Markdown on one line."""
    words = " ".join((inspect.getdoc(documented) or "").split())
    assert words, f"{documented} has no docstring"
    return words.replace("``", "`")


def component_spec(name: str) -> ComponentSpec:
    """What a component of the theme says of itself."""
    spec, found = parse_component((COMPONENTS / f"{name}.html").read_text("utf-8"), f"components/{name}.html")
    assert not found, found
    return spec


def component(name: str) -> str:
    """A component of the theme, from its head."""
    spec = component_spec(name)
    rows = [(f"`{one.name}`", one.kind, "yes" if one.required else "no", cell(one.help)) for one in spec.properties]
    parts = [
        f"{spec.label}. {spec.help}",
        *([table(("Property", "Kind", "Required", "What it says"), rows)] if rows else []),
    ]
    return "\n\n".join(parts)


def command_of(name: str) -> click.Command:
    """A command of the program; ``cache prune`` is one that stands below another."""
    found: click.Command | None = program
    for word in name.split():
        assert isinstance(found, click.Group), name
        found = found.get_command(click.Context(found, info_name="sitegen"), word)
    assert found is not None, name
    return found


def command(name: str) -> str:
    """A command: what it does, how it is called, its options."""
    found = command_of(name)
    context = click.Context(found, info_name=name, parent=click.Context(program, info_name="sitegen"))
    usage = " ".join(["sitegen", name, *found.collect_usage_pieces(context)])
    records = [
        record for param in found.get_params(context) if (record := param.get_help_record(context)) and record[1]
    ]
    rows = ((f"`{names}`".replace("|", "\\|"), cell(help)) for names, help in records)
    options = table(("Option", "What it does"), rows)
    return "\n\n".join([found.help or "", f"```text\n{usage}\n```", options])


def roles(_: str) -> str:
    """The rights, and which role has them."""
    return table(("Right", "What it is", "Writer", "Editor", "Owner"), role_rows())


def places(_: str) -> str:
    """Every address of the back office."""
    return table(("Method", "Address", "Right", "What it does"), ((a, b, c, cell(d)) for a, b, c, d in place_rows()))


def keys(_: str) -> str:
    """The keys of every screen of the back office."""
    return table(("Keys", "What they do"), key_rows())


PARTS: dict[str, Callable[[str], str]] = {
    "command": command,
    "component": component,
    "fields": fields,
    "filters": filters,
    "keys": keys,
    "places": places,
    "problems": problems,
    "roles": roles,
    "setting": setting,
    "settings": settings,
    "site": site,
}
