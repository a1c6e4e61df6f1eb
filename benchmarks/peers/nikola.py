"""Nikola, which does the tasks whose inputs changed."""

from __future__ import annotations

from pathlib import Path

import corpus

from peers.installing import from_pypi, version_on_pypi
from peers.tool import Tool


class Nikola(Tool):
    """The package on PyPI."""

    name = "Nikola"
    form = "nikola"
    content = "posts"
    static = "files"
    output = "output"
    kept = ("cache", ".doit.db*", "__pycache__")
    layout = "themes/bench/templates/base.tmpl"
    differs = "a feed for each section and tag besides, which cannot be switched off, and a home of several pages"

    def install(self, folder: Path) -> Path:
        """In an environment of its own, with what its layouts and front matter need."""
        return from_pypi(folder, "nikola", "nikola", "jinja2", "ruamel.yaml")

    def command(self, program: Path) -> list[str]:
        """It takes what it remembers by itself."""
        return [str(program), "build", "--quiet"]

    def version(self, program: Path) -> str:
        """Its package's."""
        return version_on_pypi(program, "nikola")

    def front(self, one: corpus.Front) -> str:
        """A date and a list of tags in its own form."""
        return (
            f"---\ntitle: {corpus.quoted(one.title)}\nslug: {one.slug}\ndate: {one.date:%Y-%m-%d %H:%M:%S UTC}\n"
            f"tags: {', '.join(one.tags)}\ncategory: {one.section}\n"
            f"description: {corpus.quoted(one.description)}\n---\n\n"
        )
