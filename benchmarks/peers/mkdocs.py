"""MkDocs, which after its first build writes the pages whose files are newer: ``--dirty``."""

from __future__ import annotations

from pathlib import Path

import corpus

from peers.installing import from_pypi, version_on_pypi
from peers.tool import Tool


class MkDocs(Tool):
    """The package on PyPI."""

    name = "MkDocs"
    form = "mkdocs"
    content = "docs"
    static = "docs"
    output = "site"
    layout = "theme/main.html"
    differs = "no pages for tags and sections, and no feed"

    def install(self, folder: Path) -> Path:
        """In an environment of its own."""
        return from_pypi(folder, "mkdocs", "mkdocs")

    def command(self, program: Path) -> list[str]:
        """Where there is no output it builds everything."""
        return [str(program), "build", "--quiet", "--dirty"]

    def version(self, program: Path) -> str:
        """Its package's."""
        return version_on_pypi(program, "mkdocs")

    def link(self, other: corpus.Head, section: str) -> str:
        """By its file."""
        return corpus.by_file(other, section)
