"""Pelican with its cache, which keeps what was read of pages; everything is written anew."""

from __future__ import annotations

from pathlib import Path

import corpus

from peers.installing import from_pypi, version_on_pypi
from peers.tool import Tool


class Pelican(Tool):
    """The package on PyPI, with its Markdown."""

    name = "Pelican"
    form = "pelican"
    static = "content/extra"
    output = "output"
    kept = ("cache", "__pycache__")
    layout = "theme/templates/base.html"

    def install(self, folder: Path) -> Path:
        """In an environment of its own."""
        return from_pypi(folder, "pelican", "pelican[markdown]")

    def command(self, program: Path) -> list[str]:
        """Its settings ask for the cache."""
        return [str(program), "--quiet"]

    def version(self, program: Path) -> str:
        """Its package's."""
        return version_on_pypi(program, "pelican")

    def front(self, one: corpus.Front) -> str:
        """Lines without YAML."""
        return (
            f"Title: {one.title}\nDate: {one.date:%Y-%m-%d %H:%M:%S}\nTags: {', '.join(one.tags)}\n"
            f"Category: {one.section}\nSlug: {one.slug}\nSummary: {one.description}\n\n"
        )
