"""Jekyll, told to do only what changed: ``--incremental``."""

from __future__ import annotations

from pathlib import Path

import corpus

from peers.installing import from_debian, said
from peers.tool import Tool


class Jekyll(Tool):
    """The program of the system."""

    name = "Jekyll"
    form = "jekyll"
    content = "_posts"
    static = "."
    output = "_site"
    kept = (".jekyll-metadata", ".jekyll-cache")
    layout = "_layouts/base.html"

    def install(self, folder: Path) -> Path:
        """For everybody on this machine."""
        return from_debian("jekyll")

    def command(self, program: Path) -> list[str]:
        """Where there is no output it builds everything."""
        return [str(program), "build", "--quiet", "--incremental"]

    def version(self, program: Path) -> str:
        """As it says: `jekyll 4.3.1`."""
        return said(program, "--version").split()[1]

    def page(self, one: corpus.Head) -> str:
        """The date is in the name."""
        return f"_posts/{one.section}/{one.date:%Y-%m-%d}-{one.slug}.md"

    def front(self, one: corpus.Front) -> str:
        """With what makes its address."""
        return one.yaml(more=f"category: {one.section}\nslug: {one.slug}\nlayout: page\n")
