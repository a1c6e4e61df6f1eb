"""Writes the pages of the reference that are made from the program: ``make docs``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import reference_commands
import reference_layouts
import reference_problems
import reference_settings

FOLDER = Path(__file__).parents[2] / "content" / "docs" / "reference"

PAGES: dict[str, Callable[[], str]] = {
    "settings.md": reference_settings.settings_page,
    "fields.md": reference_settings.fields_page,
    "kinds.md": reference_settings.kinds_page,
    "problems.md": reference_problems.page,
    "layouts.md": reference_layouts.layouts_page,
    "components.md": reference_layouts.components_page,
    "command-line.md": reference_commands.page,
}
"""file → what makes it."""


def main() -> None:
    """Write every page anew."""
    for name, make in PAGES.items():
        (FOLDER / name).write_text(make(), "utf-8")


if __name__ == "__main__":
    main()
