"""Zensical, MkDocs' successor, which keeps a cache of pages."""

from __future__ import annotations

from pathlib import Path

import corpus

from peers.installing import from_pypi, version_on_pypi
from peers.tool import Tool


class Zensical(Tool):
    """The package on PyPI."""

    name = "Zensical"
    form = "zensical"
    content = "docs"
    static = "docs"
    output = "site"
    kept = (".cache",)
    layout = "theme/main.html"
    differs = "no pages for tags and sections, and no feed"

    def install(self, folder: Path) -> Path:
        """In an environment of its own."""
        return from_pypi(folder, "zensical", "zensical")

    def command(self, program: Path) -> list[str]:
        """It takes what it remembers by itself."""
        return [str(program), "build"]

    def version(self, program: Path) -> str:
        """Its package's."""
        return version_on_pypi(program, "zensical")

    def link(self, other: corpus.Head, section: str) -> str:
        """By its file."""
        return corpus.by_file(other, section)
