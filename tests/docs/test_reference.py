"""The reference says everything, and says it as the program does."""

from __future__ import annotations

import pytest
from generate import FOLDER, PAGES, page
from problem_examples import examples, show
from reference_parts import COMPONENTS, command_of

from sitegen.base.codes import CODES
from sitegen.cli.program import COMMANDS
from sitegen.markup.builtin_fields import BUILTIN_FIELDS
from sitegen.markup.settings.table import SETTINGS
from sitegen.markup.values import KINDS
from sitegen.render.filters import FILTERS, GLOBAL_NAMES
from sitegen.render.views import PAGE


def text(name: str) -> str:
    """A page of the reference."""
    return (FOLDER / name).read_text("utf-8")


def sections(name: str) -> dict[str, str]:
    """Heading of the second level → what is below it."""
    parts = text(name).split("\n## ")[1:]
    return {part.partition("\n")[0]: part for part in parts}


@pytest.mark.parametrize("name", PAGES)
def test_pages_are_up_to_date(name: str) -> None:
    """What is committed is what the program gives; ``make docs`` writes it."""
    assert text(name) == page(name), f"{name} is out of date: run make docs"


def test_every_setting_is_documented() -> None:
    """Each setting has a row, or a section if others stand below it."""
    known = sections("settings.md")
    assert [
        one.name for one in SETTINGS if f"| `{one.name}` |" not in text("settings.md") and one.name not in known
    ] == []


def test_every_field_is_documented() -> None:
    """Each built-in field has a row."""
    assert [one.name for one in BUILTIN_FIELDS if f"| `{one.name}` |" not in text("fields.md")] == []


def test_every_kind_is_documented() -> None:
    """Each kind of field has a row."""
    assert [kind for kind in KINDS if f"| `{kind}` |" not in text("kinds.md")] == []


def test_every_code_is_documented() -> None:
    """Each code has an anchor of its own, and no entry is left over."""
    assert list(examples()) == list(CODES)
    assert [code for code in CODES if f"{{#{code.lower()}}}" not in text("problems.md")] == []


@pytest.mark.parametrize("code", [code for code, one in examples().items() if one.get("silent") and "files" in one])
def test_silent_codes_are_silent(code: str) -> None:
    """A code that is marked as not told yet loses the mark as soon as it is told."""
    with pytest.raises(AssertionError):
        show(code, examples()[code])


def test_everything_that_layouts_see_is_documented() -> None:
    """Names that layouts know, names of ``page``, and filters."""
    page_names, names = sections("layouts.md")["page"], text("layouts.md")
    assert [name for name in PAGE if f"| `page.{name}` |" not in page_names] == []
    assert [name for name in GLOBAL_NAMES if f"| `{name}` |" not in names] == []
    assert [name for name in FILTERS if f"### {name} " not in names] == []


def test_every_component_is_documented() -> None:
    """Each component of the theme has a section with an example."""
    known = sections("components.md")
    assert sorted(known) == sorted(path.stem for path in COMPONENTS.glob("*.html"))
    assert [name for name, section in known.items() if f"::{name}" not in section] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_documented(name: str) -> None:
    """Each command has a section, and each option a row in it."""
    section = sections("command-line.md")[name]
    options = [one for param in command_of(name).params for one in param.opts if one.startswith("-")]
    assert [one for one in options if one not in section] == []
