"""The command line, from the commands themselves."""

from __future__ import annotations

import click
from reference_settings import cell, table

from sitegen.cli.main import COMMANDS, sitegen

EXAMPLES = {
    "new": "sitegen new my-site --title 'Our club'",
    "build": "sitegen build --output /tmp/preview --drafts",
    "check": "sitegen check content/index.md",
    "list": "sitegen list --drafts",
    "explain": "sitegen explain SG104",
}


def commands() -> dict[str, click.Command]:
    """name → command."""
    context = click.Context(sitegen, info_name="sitegen")
    found = {name: sitegen.get_command(context, name) for name in COMMANDS}
    return {name: command for name, command in found.items() if command is not None}


def page() -> str:
    """The page's text, from its front matter on."""
    parts = [
        "---\ntitle: Command line\ndescription: Every command of sitegen and its options.\norder: 8\n---",
        "Every command looks for the site in the current folder; `-C DIR` names another. `sitegen COMMAND --help` tells "
        "what is told here.",
        "The exit code is 0 when all is well or there are only warnings, 1 with errors, and 2 when the command was used "
        "wrongly. Results go to the standard output, everything else to the standard error. With `NO_COLOR` set there are "
        "no colours.",
    ]
    for name, command in commands().items():
        parts += _section(name, command)
    return "\n\n".join(parts) + "\n"


def _section(name: str, command: click.Command) -> list[str]:
    context = click.Context(command, info_name=name, parent=click.Context(sitegen, info_name="sitegen"))
    usage = " ".join(["sitegen", name, *command.collect_usage_pieces(context)])
    parts = [f"## {name}", command.help or "", f"```text\n{usage}\n```"]
    records = [param.get_help_record(context) for param in command.get_params(context)]
    rows = ((f"`{names}`", cell(help)) for names, help in filter(None, records))
    parts.append(table(("Option", "What it does"), rows))
    if name in EXAMPLES:
        parts.append(f"```sh\n{EXAMPLES[name]}\n```")
    return parts
