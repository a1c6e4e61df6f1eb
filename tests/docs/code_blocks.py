"""The code blocks of a page of the documentation, and running them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import scratch

from sitegen.markup.markdown.attributes import read_attributes

LANGUAGES = {"sh", "yaml", "markdown", "jinja", "csv", "css", "json", "text"}
"""What examples are written in. ``text`` is shown only."""

_FENCE = re.compile(r"(?m)^(?P<mark>`{3,})(?P<info>[^`\n]*)\n(?P<text>.*?)^(?P=mark)[ \t]*$", re.DOTALL)


@dataclass(frozen=True)
class Block:
    """A code block. Behind the language may stand:

    ``title="path"``
        It is that file of a site. A site.yaml is a part of one.
    ``needs="path path"``
        Files that it only mentions.
    ``wrong``
        It shows a mistake. (The reference of problems builds these itself.)
    ``part``
        It is a piece of a file, not to be tried by itself.
    ``skip="reason"``
        It cannot be run here.
    """

    language: str
    marks: dict[str, str]
    text: str
    line: int


def blocks_of(text: str) -> list[Block]:
    """The code blocks of a page, in order."""
    found = []
    for match in _FENCE.finditer(text):
        language, _, rest = match["info"].strip().partition(" ")
        read = read_attributes("{" + rest + "}", 0, len(rest) + 2, flags=True) if rest.strip() else ({}, 0)
        assert read is not None, f"what does {match['info']!r} mean?"
        found.append(Block(language, read[0], match["text"], text.count("\n", 0, match.start()) + 1))
    return found


def run(folder: Path, blocks: list[Block]) -> Path:
    """Do what the blocks of a page say, in a site below ``folder``. Returns the folder of the site at the end."""
    root = scratch.make(folder / "site")
    for block in blocks:
        for path in block.marks.get("needs", "").split():
            scratch.put_stand_in(root, path)
        if block.marks.keys() & {"wrong", "part", "skip"} or block.language == "text":
            continue
        if block.language == "sh":
            root = _shell(root, block)
        else:
            scratch.put(root, block.marks["title"], block.text)
    return root


def _shell(root: Path, block: Block) -> Path:
    """Run commands; a ``cd`` holds for what follows on the page."""
    here = root.parent / "here"
    script = f'set -e\ncd "{root}"\n{block.text}\npwd > "{here}"\n'
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(["sh"], input=script, text=True, capture_output=True, env={**os.environ, "PATH": path})
    assert done.returncode == 0, f"line {block.line}:\n{block.text}\n{done.stdout}\n{done.stderr}"
    return Path(here.read_text("utf-8").strip())
