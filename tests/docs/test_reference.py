"""The reference says everything, and says it as the program does."""

from __future__ import annotations

import generate
import pytest
import reference_commands
import reference_layouts
import reference_problems
import reference_settings
from generate import FOLDER, PAGES

from sitegen.base.codes import CODES
from sitegen.markup.builtin_fields import BUILTIN_FIELDS
from sitegen.markup.settings.table import SETTINGS
from sitegen.markup.values import KINDS
from sitegen.render.filters import FILTERS, GLOBAL_NAMES
from sitegen.render.views import PAGE


def text(page: str) -> str:
    """A page of the reference."""
    return (FOLDER / page).read_text("utf-8")


@pytest.mark.parametrize("page", PAGES)
def test_pages_are_up_to_date(page: str) -> None:
    """What is committed is what the program gives; ``make docs`` writes it."""
    assert text(page) == generate.PAGES[page](), f"{page} is out of date: run make docs"


def test_every_setting_is_documented() -> None:
    """Each setting of the table stands on the page."""
    assert [
        one.name
        for one in SETTINGS
        if f"`{one.name}`" not in text("settings.md") and f"## {one.name}\n" not in text("settings.md")
    ] == []


def test_every_field_and_kind_is_documented() -> None:
    """Built-in fields and kinds are all there."""
    assert [one.name for one in BUILTIN_FIELDS if f"| `{one.name}` |" not in text("fields.md")] == []
    assert list(reference_settings.KINDS) == list(KINDS)


def test_every_code_is_documented() -> None:
    """Each code has an anchor of its own, and no entry is left over."""
    assert list(reference_problems.examples()) == list(CODES)
    assert [code for code in CODES if f"{{#{code.lower()}}}" not in text("problems.md")] == []


@pytest.mark.parametrize("code", [code for code, one in reference_problems.examples().items() if one.get("silent")])
def test_silent_codes_are_silent(code: str) -> None:
    """A code that is marked as not told yet loses the mark as soon as it is told."""
    example = reference_problems.examples()[code]
    if "files" in example:
        with pytest.raises(AssertionError):
            reference_problems.show(code, example)


def test_everything_that_layouts_see_is_documented() -> None:
    """Names of ``page``, of layouts, and filters."""
    assert sorted(reference_layouts.PAGE) == sorted(PAGE)
    assert sorted(reference_layouts.GLOBALS) == sorted(GLOBAL_NAMES)
    assert [name for name in FILTERS if f"### {name} " not in text("layouts.md")] == []


def test_every_command_and_option_is_documented() -> None:
    """Each command has a section, and each option a row in it."""
    sections = text("command-line.md").split("\n## ")[1:]
    for name, command in reference_commands.commands().items():
        section = next(one for one in sections if one.startswith(name + "\n"))
        names = [option for param in command.params for option in param.opts if option.startswith("-")]
        assert [option for option in names if option not in section] == []
