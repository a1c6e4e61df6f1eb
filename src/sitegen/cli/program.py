"""The command ``sitegen`` with all its words. A command's module is imported when it is asked for."""

from __future__ import annotations

import os
from collections.abc import Sequence
from importlib import import_module

import click

from sitegen import __version__

_NAME = "sitegen"
_COMPLETION = "_SITEGEN_COMPLETE"
"""Set by shells that ask how a word may go on."""

COMMANDS = {
    "new": ("new", "Start a site from a small example."),
    "build": ("build", "Build the site."),
    "check": ("check", "Tell what is wrong with the site; write nothing."),
    "list": ("pages", "List every page."),
    "admin": ("admin", "Open the back office: write in the browser."),
    "serve": ("serve", "Show the site while you write it."),
    "schema": ("schema", "Write JSON Schemas, so that editors complete and check."),
    "lsp": ("lsp", "Be the language server of an editor."),
    "cache": ("cache", "Show what is remembered between builds; prune it."),
    "explain": ("explain", "Explain a problem's code, or where a page comes from."),
}
"""name → (module, what it does)."""


class Commands(click.Group):
    """Finds a command's module when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of the commands, in the order in which people meet them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, None if there is none."""
        if cmd_name not in COMMANDS:
            return None
        found: click.Command = import_module(f"sitegen.cli.commands.{COMMANDS[cmd_name][0]}").command
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, help) for name, (_, help) in COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the words name; a wrong name is answered with the nearest one."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from sitegen.base.nearest import did_you_mean

            hint = did_you_mean(args[0], COMMANDS)
            raise click.UsageError(f'there is no command "{args[0]}"' + (f"; {hint}" if hint else ""), ctx)
        return super().resolve_command(ctx, args)


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", prog_name="sitegen", message="%(prog)s %(version)s")
def sitegen() -> None:
    """The back office for static sites."""


def run(words: Sequence[str]) -> int:
    """Run the command that the words name. Returns the exit code; wrong words are answered here."""
    try:
        if _COMPLETION in os.environ:
            sitegen.main(list(words), prog_name=_NAME)
        # Not sitegen.main(): it has words of its own for Ctrl-C and for a reader that has gone.
        with sitegen.make_context(_NAME, list(words)) as context:
            return int(sitegen.invoke(context) or 0)
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
