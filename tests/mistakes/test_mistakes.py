"""Every everyday mistake of an author: one problem, at the right place, with the right hint."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from planting import BAD, CASES, GOOD, Case, bare, expected, marked, other_files, page, told

from sitegen.base.diagnostics import Diagnostic
from sitegen.project.project import Project
from sites import Content, put

COMBINING = "e\u0301o\u0308"
LONG = "".join(f"# {number} {COMBINING} 漢字 😀\n" for number in range(120))

FRAMES = {
    "emoji": "😀👩‍👩‍👧 {}",
    "combining": f"{COMBINING} {{}} more",
    "wide": "漢字かな {} 汉字",
    "right to left": "שלום {} עולם",
    "list": "- one\n- {}\n  - two",
    "numbers": "1. one\n   > {}",
    "quote": "> one\n> {}\n> two",
    "table": "| 漢 | b |\n|---|---|\n| 😀 | {} |",
    "heading": "## Two {}",
    "component": ":::note[Remember]\n{}\n:::",
    "component in a quote": "> :::note\n> - one\n>   {}\n> :::",
    "second line": "one\ntwo 😀\n  {}",
    "bold": "**one** *two {}* `three`",
    "after HTML": "<b>😀</b> {}",
    "HTML block": "<div>\n\n{}\n\n</div>",
    "definition": "word\n: {}",
    "tab": "1.\tone {}",
}


class Ground:
    """A good site on disk, to plant in."""

    def __init__(self, root: Path) -> None:
        self.root = root
        put(root, GOOD)

    def check(self, files: dict[str, Content]) -> tuple[Diagnostic, ...]:
        """The problems of the site with these files; afterwards the site is good again."""
        put(self.root, files)
        project = Project(self.root, jobs=1)
        try:
            return project.check()
        finally:
            project.close()
            put(self.root, {path: GOOD.get(path) for path in files})


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    """One good site for all cases: what is remembered of it makes them quick."""
    yield Ground(tmp_path_factory.mktemp("ground"))


def _check(ground: Ground, case: Case, files: dict[str, str], crlf: bool = False, bom: bool = False) -> None:
    texts = {path: bare(text) for path, text in files.items()}
    if crlf:
        texts = {path: text.replace("\n", "\r\n") for path, text in texts.items()}
    mark = b"\xef\xbb\xbf" if bom else b""
    found = ground.check({**{path: mark + text.encode() for path, text in texts.items()}, **other_files(case)})
    found = tuple(one for one in found if not (bom and one.code == "SG007"))
    assert [told(one) for one in found] == [expected(case, files)], [one.message for one in found]
    assert case.hint in found[0].hint


def test_the_good_site_is_good(ground: Ground) -> None:
    """Nothing is said of the site that the mistakes are planted in."""
    assert ground.check({}) == ()


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_each_mistake(ground: Ground, case: Case) -> None:
    """One mistake gives one problem, where it is, with its hint."""
    _check(ground, case, marked(case))


@pytest.mark.parametrize("case", [case for case in CASES if not case.hex and not case.lax], ids=lambda case: case.name)
def test_each_mistake_with_windows_lines(ground: Ground, case: Case) -> None:
    """CRLF and a byte order mark move nothing."""
    _check(ground, case, marked(case), crlf=True, bom=True)


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("case", [case for case in CASES if case.body], ids=lambda case: case.name)
def test_each_mistake_in_its_surroundings(ground: Ground, case: Case, frame: str) -> None:
    """What stands round a mistake in a line of text does not move it."""
    if case.code == "SG210" and "HTML" in frame:
        pytest.skip("the surroundings are not allowed either")
    before = "## First" if frame == "heading" else ""
    _check(ground, case, marked(case, page(case, LONG, FRAMES[frame], before)))


@pytest.mark.parametrize("case", [case for case in CASES if case.front], ids=lambda case: case.name)
def test_each_mistake_after_long_front_matter(ground: Ground, case: Case) -> None:
    """Lines before a mistake count as an editor counts them."""
    _check(ground, case, marked(case, page(case, LONG)))


def test_every_page_case_is_on_one_page() -> None:
    """The cases say what they are."""
    assert all(BAD in marked(case) for case in CASES if case.is_page)
