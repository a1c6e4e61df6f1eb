"""A new site: the small example that comes with the program."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path

import sitegen

STARTER = Path(sitegen.__file__).parent / "starter"
_IGNORED = ".sitegen/\npublic/\n"
_SITE_FILE = "site.yaml"


class NotEmpty(Exception):
    """A folder that holds something already."""

    def __init__(self, found: str) -> None:
        super().__init__(found)
        self.found = found


def start(folder: Path, title: str | None = None) -> None:
    """Copy the example into ``folder``, which must be new or empty. Raises NotEmpty, or OSError."""
    if os.path.lexists(folder):
        first = next(folder.iterdir(), None)
        if first is not None:
            raise NotEmpty(first.name)
    shutil.copytree(STARTER, folder, dirs_exist_ok=True)
    (folder / ".gitignore").write_text(_IGNORED, "utf-8")
    if title is not None:
        settings = folder / _SITE_FILE
        settings.write_text(_titled(settings.read_text("utf-8"), title), "utf-8")


def _titled(settings: str, title: str) -> str:
    """The settings with another title; nothing else is touched."""
    line = f"title: {json.dumps(' '.join(title.split()), ensure_ascii=False)}"
    replaced, count = re.subn(r"(?m)^title:.*$", lambda _: line, settings, count=1)
    return replaced if count else f"{line}\n{settings}"
