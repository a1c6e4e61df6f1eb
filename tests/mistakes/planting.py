"""Cases of mistakes: read, made into files, and what has to be said of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from sitegen.base.diagnostics import Diagnostic
from sites import Content, Link

HERE = Path(__file__).parent
GOOD: dict[str, str] = yaml.safe_load((HERE / "good.yaml").read_text("utf-8"))
PAGE = {"title": "title: A good page", "date": "date: 2026-11-21"}
BAD = "content/posts/bad.md"

Expected = tuple[str, str, int, int, int, int]
"""code, path, line, column, end line, end column."""


@dataclass
class Case:
    """One mistake; the keys are explained in cases.yaml."""

    name: str
    code: str
    front: str = ""
    instead: str = ""
    open: bool = False
    body: str = ""
    block: str = ""
    site: str = ""
    files: dict[str, str] = field(default_factory=dict)
    hex: dict[str, str] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    huge: str = ""
    at: str = ""
    place: list[Any] = field(default_factory=list)
    hint: str = ""
    last: bool = False
    whole: bool = False
    lax: bool = False

    @property
    def is_page(self) -> bool:
        """True if the mistake stands on a page of its own, and nowhere else."""
        return bool(self.front or self.instead or self.body or self.block) and not (self.site or self.files)


CASES = [Case(**one) for one in yaml.safe_load((HERE / "cases.yaml").read_text("utf-8"))]


def page(case: Case, lead: str = "", frame: str = "{}", before: str = "") -> str:
    """The page of a case, marks and all: ``frame`` stands round the line of text, ``lead`` in the front matter."""
    kept = "".join(f"{line}\n" for name, line in PAGE.items() if name != case.instead)
    front = f"{case.front}\n" if case.front else ""
    opening = "«---»" if case.open else "---"
    body = frame.format(case.body) if case.body else ""
    parts = [before, body, case.block, "" if case.last else "The end."]
    return f"{opening}\n{lead}{kept}{front}---\n" + "\n\n".join(part for part in parts if part) + "\n"


def marked(case: Case, text: str | None = None) -> dict[str, str]:
    """Files of a case with their marks."""
    files = dict(case.files)
    if case.site:
        files["site.yaml"] = GOOD["site.yaml"] + case.site + "\n"
    if case.front or case.instead or case.body or case.block:
        files[BAD] = text or page(case)
    return files


def other_files(case: Case) -> dict[str, Content]:
    """Files of a case that are not text."""
    found: dict[str, Content] = {path: bytes.fromhex(digits) for path, digits in case.hex.items()}
    found |= {path: Link(target) for path, target in case.links.items()}
    if case.huge:
        found[case.huge] = b"# Huge\n" + b"word " * (4_000_001 if case.huge.endswith(".csv") else 1_000_001)
    return found


def bare(text: str) -> str:
    """A text without its marks."""
    return text.replace("«", "").replace("»", "")


def place_in(text: str) -> tuple[int, int, int, int] | None:
    """Line, column, end line, end column of the marked part, counted in characters; None without marks."""
    if "«" not in text:
        return None
    before, rest = text.replace("\r\n", "\n").split("«", 1)
    inside = rest.split("»", 1)[0]
    line, column = before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1
    if "\n" not in inside:
        return line, column, line, column + len(inside)
    return line, column, line + inside.count("\n"), len(inside.rpartition("\n")[2]) + 1


def expected(case: Case, files: dict[str, str]) -> Expected:
    """What has to be said of a case with these marked files."""
    for path, text in files.items():
        if (found := place_in(text)) is not None:
            return (case.code, path, *found)
    if case.place:
        return (case.code, *case.place)  # type: ignore[return-value]
    return (case.code, case.at, 0, 0, 0, 0)


def told(problem: Diagnostic) -> Expected:
    """What was said."""
    at = problem.location
    return problem.code, at.path, at.line, at.column, at.end_line, at.end_column
