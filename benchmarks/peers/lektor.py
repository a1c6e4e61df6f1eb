"""Lektor, whose server is compared with the back office."""

from __future__ import annotations

from pathlib import Path

import corpus

from peers.installing import from_pypi, version_on_pypi
from peers.tool import Tool, written


class Lektor(Tool):
    """The package on PyPI."""

    name = "Lektor"
    form = "lektor"
    static = "assets"
    output = "built"
    layout = "templates/layout.html"
    differs = "no menu, no tags, no previous and next page"

    def install(self, folder: Path) -> Path:
        """It still asks for pkg_resources, which newer releases of setuptools have not."""
        return from_pypi(folder, "lektor", "lektor", "setuptools<81")

    def command(self, program: Path) -> list[str]:
        """What it remembers lies in the output."""
        return [str(program), "build", "-O", self.output]

    def version(self, program: Path) -> str:
        """Its package's."""
        return version_on_pypi(program, "lektor")

    def lay_out(self, count: int, root: Path) -> None:
        """With a list for each section."""
        super().lay_out(count, root)
        for name in corpus.SECTIONS:
            written(root / "content" / name / "contents.lr", f"_model: list\n---\ntitle: {name.title()}\n")

    def page(self, one: corpus.Head) -> str:
        """A folder for each page."""
        return f"content/{one.section}/{one.slug}/contents.lr"

    def text(self, number: int, count: int) -> str:
        """A line of three hyphens would end the field."""
        body = corpus.Body(number, count, self.link).text()
        return self.front(corpus.front(number, count)) + body.replace("\n---\n", "\n----\n")

    def front(self, one: corpus.Front) -> str:
        """The fields before the text."""
        return f"_model: page\n---\ntitle: {one.title}\n---\npub_date: {one.date:%Y-%m-%d}\n---\nbody:\n\n"
