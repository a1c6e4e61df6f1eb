"""Writes the pages of the reference that are made from the program: ``make docs``.

The words stand in ``pages/``. A line ``@@ name argument`` there is replaced by what the program says of itself.
"""

from __future__ import annotations

import re
from pathlib import Path

from reference_parts import PARTS

FOLDER = Path(__file__).parents[2] / "content" / "docs" / "reference"
WORDS = Path(__file__).parent / "pages"
PAGES = sorted(path.name for path in WORDS.glob("*.md"))

_PART = re.compile(r"(?m)^@@ (\w+) ?(.*)$")


def page(name: str) -> str:
    """The text of a page of the reference."""
    return _PART.sub(lambda found: PARTS[found[1]](found[2]), (WORDS / name).read_text("utf-8"))


def main() -> None:
    """Write every page anew."""
    for name in PAGES:
        (FOLDER / name).write_text(page(name), "utf-8")


if __name__ == "__main__":
    main()
