"""A generator: how it is installed, what its form of the site is, how it is built."""

from __future__ import annotations

import json
import shutil
from abc import ABC, abstractmethod
from pathlib import Path
from typing import ClassVar

import corpus

_SITES = Path(__file__).resolve().parent / "sites"
_SECTIONS = '["@sections"]'
"""Stands for the list of sections: TOML, YAML, JSON, Python and JavaScript write such a list alike."""


class Tool(ABC):
    """One generator. Paths are those of files in its site, with slashes."""

    name: ClassVar[str]
    form: ClassVar[str]
    """The folder in ``sites/`` that has its settings and layouts."""
    content: ClassVar[str] = "content"
    static: ClassVar[str] = "static"
    """The folder whose files are published as they are."""
    output: ClassVar[str]
    kept: ClassVar[tuple[str, ...]] = ()
    """What else it remembers from one build to the next, as patterns."""
    layout: ClassVar[str]
    """The layout that every page has."""
    differs: ClassVar[str] = ""
    """What its site has less or more than the others', as words after its name and "has"."""

    @abstractmethod
    def install(self, folder: Path) -> Path:
        """Its program, brought into ``folder`` if it is not there yet.

        Raises ``NotHere`` if it cannot be had.
        """

    @abstractmethod
    def command(self, program: Path) -> list[str]:
        """What builds the site, in its folder. What it remembers it may use."""

    @abstractmethod
    def version(self, program: Path) -> str:
        """The release that is measured."""

    def lay_out(self, count: int, root: Path) -> None:
        """Write the site of so many pages, with nothing left of one that was there."""
        shutil.rmtree(root, ignore_errors=True)
        for path in sorted((_SITES / self.form).rglob("*")):
            if path.is_file():
                text = path.read_text(encoding="utf-8").replace(_SECTIONS, json.dumps(corpus.SECTIONS))
                written(root / path.relative_to(_SITES / self.form), text)
        _static(root / self.static)
        for number in range(count):
            written(root / self.page(corpus.head(number, count)), self.text(number, count))

    def page(self, one: corpus.Head) -> str:
        """Where the file of a page is."""
        return f"{self.content}/{one.section}/{one.slug}.md"

    def text(self, number: int, count: int) -> str:
        """What is in the file of a page."""
        return self.front(corpus.front(number, count)) + corpus.Body(number, count, self.link).text()

    def link(self, other: corpus.Head, section: str) -> str:
        """How pages of a section link to another page: by its address."""
        return corpus.by_address(other, section)

    def front(self, one: corpus.Front) -> str:
        """The page's front matter."""
        return one.yaml()


def written(path: Path, text: str) -> None:
    """Write a file, in folders that may not be there yet."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _static(folder: Path) -> None:
    written(folder / "style.css", "body{font-family:sans-serif;max-width:60em;margin:auto}\n" * 20)
    (folder / "img").mkdir(exist_ok=True)
    for number in range(10):
        (folder / "img" / f"photo-{number}.png").write_bytes(corpus.PNG)
