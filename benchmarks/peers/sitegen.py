"""sitegen itself: in layouts that put out what the others' do, or in its built-in theme."""

from __future__ import annotations

import shutil
import sys
from importlib.resources import files
from pathlib import Path

import corpus

from peers.installing import version_on_pypi
from peers.tool import Tool, written


class Sitegen(Tool):
    """The program in the environment that the benchmark runs in."""

    name = "sitegen"
    form = "sitegen"
    output = "public"
    kept = (".sitegen",)
    layout = "layouts/base.html"

    def install(self, folder: Path) -> Path:
        """It is there."""
        return Path(sys.executable).parent / "sitegen"

    def command(self, program: Path) -> list[str]:
        """It takes what it remembers by itself."""
        return [str(program), "build"]

    def version(self, program: Path) -> str:
        """The release, as it says."""
        return version_on_pypi(program, "sitegen")

    def link(self, other: corpus.Head, section: str) -> str:
        """By its file."""
        return corpus.by_file(other, section)


class ThemedSitegen(Sitegen):
    """The same site in the theme that sitegen brings along, which shows more on every page."""

    name = "sitegen, theme"

    def lay_out(self, count: int, root: Path) -> None:
        """With no layout of its own but a copy of the theme's that every page has, to be edited."""
        super().lay_out(count, root)
        shutil.rmtree(root / "layouts")
        text = (files("sitegen") / "theme" / "layouts" / "base.html").read_text(encoding="utf-8")
        written(root / self.layout, text.replace("</body>", "<!-- Layout version LV0 --></body>"))
