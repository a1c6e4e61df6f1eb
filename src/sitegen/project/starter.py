"""A new site: one of the small examples that come with the program."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path

import sitegen

STARTERS = Path(sitegen.__file__).parent / "starters"
NAMES = ("blog", "documentation", "organisation")
"""What one may start from; the first is what nobody has to ask for."""
_IGNORED = ".sitegen/\npublic/\n"
_SITE_FILE = "site.yaml"
_MADE = shutil.ignore_patterns(".sitegen", "public")
"""What somebody who looked at an example in its own place has left there."""


class NotEmpty(Exception):
    """A folder that holds something already."""

    def __init__(self, found: str) -> None:
        super().__init__(found)
        self.found = found


def start(folder: Path, title: str | None = None, starter: str = NAMES[0]) -> None:
    """Copy an example, one of NAMES, into ``folder``, which must be new or empty. Raises NotEmpty, or OSError."""
    if os.path.lexists(folder):
        first = next(folder.iterdir(), None)
        if first is not None:
            raise NotEmpty(first.name)
    shutil.copytree(STARTERS / starter, folder, dirs_exist_ok=True, ignore=_MADE)
    (folder / ".gitignore").write_text(_IGNORED, "utf-8")
    if title is not None:
        settings = folder / _SITE_FILE
        settings.write_text(_titled(settings.read_text("utf-8"), title), "utf-8")


def _titled(settings: str, title: str) -> str:
    """The settings with another title; nothing else is touched."""
    line = f"title: {json.dumps(' '.join(title.split()), ensure_ascii=False)}"
    replaced, count = re.subn(r"(?m)^title:.*$", lambda _: line, settings, count=1)
    return replaced if count else f"{line}\n{settings}"
