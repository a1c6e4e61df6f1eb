"""What several commands take."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])

_FORMATS = click.Choice(["text", "json"])
_PROBLEM_FORMATS = click.Choice(["text", "json", "sarif", "github", "gitlab"])


def common(function: F) -> F:
    """``-C DIR`` and ``--debug``, which every command takes."""
    folder = click.Path(exists=True, file_okay=False, path_type=Path)
    function = click.option("--debug", is_flag=True, help="Show where in the program something failed.")(function)
    return click.option("-C", "root", metavar="DIR", type=folder, default=".", help="The site's folder.")(function)


def format_option(function: F) -> F:
    """``--format text|json``."""
    words = "For people or for programs."
    return click.option("--format", "form", type=_FORMATS, default="text", show_default=True, help=words)(function)


def problem_format_option(function: F) -> F:
    """``--format text|json|sarif|github|gitlab``, for commands whose result is problems."""
    words = "For people, for programs, or for a code host."
    return click.option("--format", "form", type=_PROBLEM_FORMATS, default="text", show_default=True, help=words)(
        function
    )


def view_options(function: F) -> F:
    """Options that decide which site is seen: drafts, the moment, the address."""
    for option in (
        click.option("--base-url", metavar="URL", callback=_base_url, help="Instead of base_url in site.yaml."),
        click.option("--as-of", metavar="TIME", callback=_moment, help="As of a day or moment (ISO 8601)."),
        drafts_option,
    ):
        function = option(function)
    return function


drafts_option = click.option("--drafts", is_flag=True, help="With drafts, and pages that are too early or too late.")
jobs_option = click.option("--jobs", "-j", metavar="N", type=click.IntRange(min=1), help="How many processes work.")


def _moment(ctx: click.Context, param: click.Parameter, value: str | None) -> datetime | None:
    if value is None:
        return None
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f'"{value}" is no day or moment such as 2026-11-21 or 2026-11-21T09:00') from None


def _base_url(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    if value is not None and re.fullmatch(r"https?://[^\s/?#]+(/[^\s?#]*)?", value) is None:
        raise click.BadParameter(f'"{value}" is no address such as https://example.org/')
    return value


_UNITS = {"h": 3600, "d": 86400, "w": 7 * 86400, "KB": 10**3, "MB": 10**6, "GB": 10**9}


class Amount(click.ParamType[int]):
    """A number with a unit, such as ``30d`` or ``500MB``. Gives seconds or bytes."""

    def __init__(self, name: str, units: tuple[str, ...], example: str) -> None:
        self.name = name
        self._units = units
        self._example = example

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The amount in seconds or bytes."""
        found = re.fullmatch(r"(\d{1,9})\s*([A-Za-z]+)", str(value))
        unit = next((one for one in self._units if found and found[2].lower() == one.lower()), None)
        if found is None or unit is None:
            self.fail(f'"{value}" is nothing like {self._example} (a number and one of {", ".join(self._units)})')
        return int(found[1]) * _UNITS[unit]


AGE = Amount("age", ("h", "d", "w"), "30d")
SIZE = Amount("size", ("KB", "MB", "GB"), "500MB")
