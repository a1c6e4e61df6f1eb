"""Eleventy, which builds everything anew each time; it remembers only while it watches."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import corpus

from peers.installing import NotHere, from_npm
from peers.tool import Tool, written


class Eleventy(Tool):
    """The package on npm."""

    name = "Eleventy"
    form = "eleventy"
    output = "_site"
    layout = "_includes/base.njk"

    def install(self, folder: Path) -> Path:
        """Its entrance."""
        if shutil.which("node") is None:
            raise NotHere("Node.js is missing (on Debian: apt-get install nodejs npm)")
        return from_npm(folder, "@11ty/eleventy", "cmd.cjs")

    def command(self, program: Path) -> list[str]:
        """Without a line for each file that it writes."""
        return ["node", str(program), "--quiet"]

    def version(self, program: Path) -> str:
        """As its package says."""
        package = json.loads(program.with_name("package.json").read_text(encoding="utf-8"))
        return str(package["version"])

    def lay_out(self, count: int, root: Path) -> None:
        """With the layout of pages named for each section."""
        super().lay_out(count, root)
        for name in corpus.SECTIONS:
            written(root / "content" / name / f"{name}.json", '{"layout": "page.njk"}\n')

    def front(self, one: corpus.Front) -> str:
        """``tags`` would make collections, which are slower than the one that our settings make."""
        return one.yaml(tags="topics")
