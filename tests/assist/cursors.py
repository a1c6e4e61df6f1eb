"""A site with a cursor in it: ``|`` in the text of the file that is asked about."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

from drawn import picture
from sitegen.engine.database import Database
from sitegen.project.unsaved import Unsaved
from sites import Content, put

T = TypeVar("T")

SITE = """\
title: A club
base_url: https://a.example/
taxonomies:
  tags: {terms: [maps, music]}
types:
  guide:
    pages: guide/*.md
  event:
    label: Event
    pages: events/*.md
    layout: event
    fields:
      place: {kind: text, label: Place, help: Where it is}
      kind: {kind: choice, choices: [concert, walk]}
      guide: {kind: reference, to: guide}
      picture: {kind: image}
      open: {kind: boolean}
      guests:
        kind: list
        of:
          kind: group
          fields:
            name: text
            role: {kind: choice, choices: [singer, speaker]}
"""

FILES: dict[str, Content] = {
    "site.yaml": SITE,
    "content/index.md": "# Home\n",
    "content/events/a.md": "---\ntitle: Spring walk\n---\n## What to bring\n",
    "content/events/b.md": "---\ntitle: B\n---\n",
    "content/events/door.png": picture("PNG"),
    "content/events/plan.pdf": b"x",
    "content/guide/one.md": "---\ntitle: First steps\ntags: [forests]\n---\n# First steps\n\n## Why {#because}\n",
    "static/logo.svg": "<svg/>",
    "layouts/event.html": "{% extends 'base.html' %}",
    "layouts/components/map.html": "{#---\nlabel: A map\nproperties:\n  zoom: {kind: number, help: How near}\n"
    "  look: {kind: choice, choices: [plain, relief]}\n---#}\nmap",
}


def at_cursor(
    root: Path,
    path: str,
    text: str,
    question: Callable[[Database, str, str, int], T],
    files: Mapping[str, Content] = {},
    mark: str = "|",
) -> T:
    """The answer to a question (database, path, text, offset) about a cursor in unsaved text."""
    put(root, {**FILES, **files})
    offset = text.index(mark)
    text = text.replace(mark, "", 1)
    site = Unsaved(root)
    site.open()
    try:
        site.take({path: text})
        return site.ask(lambda db: question(db, path, text, offset))
    finally:
        site.close()
