"""The edits that are measured, and which of the published pages do not have them yet."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

_PUBLISHED = (".html", ".xml")


@dataclass(frozen=True)
class Edit:
    """A change that leaves a number, which is looked for in what was published."""

    place: re.Pattern[str]
    """Where it is made, with the number that an earlier one left."""
    words: str
    mark: re.Pattern[str]

    def make(self, path: Path, number: int) -> None:
        """Change a file."""
        text = path.read_text(encoding="utf-8")
        text, made = self.place.subn(self.words.format(number), text, count=1)
        if not made:
            raise ValueError(f"{path} has no place for an edit")
        path.write_text(text, encoding="utf-8")

    def stale(self, output: Path, number: int) -> tuple[int, int]:
        """(files that have an older number, files that have any)."""
        old = found = 0
        for path in output.rglob("*"):
            if path.suffix in _PUBLISHED:
                numbers = {int(one) for one in self.mark.findall(path.read_text(encoding="utf-8", errors="replace"))}
                found += bool(numbers)
                old += bool(numbers - {number})
        return old, found


EDITS = {
    "one body": Edit(
        re.compile(r"(\nMended \d+ times\.\n)?\Z"), "\nMended {} times.\n", re.compile(r"Mended (\d+) times")
    ),
    "one title": Edit(
        re.compile(r'^(title: ?"?)(Edit \d+ )?', re.IGNORECASE | re.MULTILINE),
        r"\1Edit {} ",
        re.compile(r"Edit (\d+) "),
    ),
    "one layout": Edit(
        re.compile(r"Layout version LV\d+"), "Layout version LV{}", re.compile(r"Layout version LV(\d+)")
    ),
}
