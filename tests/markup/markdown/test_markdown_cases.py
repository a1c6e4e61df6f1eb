"""Markdown in, HTML with holes out: the case files.

A case begins with ``=== title``, options in brackets; below ``=== gives`` stands what ``show`` prints (see
markdown_showing.py). Run this file with Python to write what is printed now, and read the diff.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from markdown_showing import show

from sitegen.markup.markdown import parse_body
from sitegen.model.settings import MarkdownOptions

CASES = Path(__file__).parent / "cases"
_TITLE = re.compile(r"=== (.+?)(?: \(([\w=., -]+=[\w=., -]+)\))?\n")


def read(path: Path) -> list[tuple[str, str, str]]:
    """(heading, Markdown, what it gives) of each case in a file."""
    found = []
    for part in re.split(r"^(?==== (?!gives))", path.read_text("utf-8"), flags=re.MULTILINE):
        if part:
            heading, _, rest = part.partition("\n")
            markdown, _, gives = rest.partition("=== gives\n")
            found.append((heading + "\n", markdown, gives))
    return found


def result(heading: str, markdown: str) -> str:
    """What a case prints."""
    match = _TITLE.fullmatch(heading)
    given: dict[str, Any] = dict(item.split("=") for item in match[2].split(", ")) if match and match[2] else {}
    language = given.pop("lang", "en")
    options = {key: value == "True" if value in ("True", "False") else value for key, value in given.items()}
    return show(parse_body(markdown, 0, MarkdownOptions(**options), language))


ALL = [
    pytest.param(*case, id=f"{path.stem}: {case[0][4:-1]}")
    for path in sorted(CASES.glob("*.txt"))
    for case in read(path)
]


@pytest.mark.parametrize(("heading", "markdown", "gives"), ALL)
def test_case(heading: str, markdown: str, gives: str) -> None:
    assert result(heading, markdown) == gives


def rewrite() -> None:
    """Write what every case prints now."""
    for path in sorted(CASES.glob("*.txt")):
        cases = [f"{heading}{markdown}=== gives\n{result(heading, markdown)}" for heading, markdown, _ in read(path)]
        path.write_text("".join(cases), "utf-8")


if __name__ == "__main__":
    rewrite()
