"""Fixes: what is safe is mended, nothing else changes by a byte, and a second run changes nothing."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
import yaml
from planting import GOOD, HERE, PAGE

from sitegen.base.diagnostics import Diagnostic, Edit, Fix, Location
from sitegen.base.fixing import BEFORE_ALL
from sitegen.editing.mending import Unfit, applied, safe_fixes
from sitegen.project.project import Project
from sites import Content, files_in, put

FIXABLE: list[dict[str, Any]] = yaml.safe_load((HERE / "fixable.yaml").read_text("utf-8"))
SITE_BEFORE = "descripton: Ships\npagination: {Per_page: 5}\nmenus: {main: [{label: News, page: posts/Winter.md}]}\n"
SITE_AFTER = "description: Ships\npagination: {per_page: 5}\nmenus: {main: [{label: News, page: posts/winter.md}]}\n"


def _page(one: dict[str, Any], line: str) -> str:
    kept = "".join(f"{text}\n" for name, text in PAGE.items() if name != one.get("instead"))
    front = f"# 😀 e\u0301\n{line}\n" if "front" in one else ""
    body = f"漢字 {line}\n" if "body" in one else ""
    return f"---\n{kept}{front}---\nA page. \n\n{body}  \nThe end.\t"


def _before_and_after(one: dict[str, Any]) -> tuple[str, str]:
    return _page(one, one.get("front") or one["body"]), _page(one, one["after"])


def _mended(root: Path) -> tuple[dict[str, bytes], tuple[Diagnostic, ...]]:
    project = Project(root, jobs=1, cache=False)
    left = project.mend().problems
    project.close()
    return files_in(root), left


@pytest.mark.parametrize("one", FIXABLE, ids=lambda one: one["after"])
def test_each_fix(one: dict[str, Any], tmp_path: Path) -> None:
    """The problem goes, by the change that was meant and no other."""
    before, after = _before_and_after(one)
    put(tmp_path, {**GOOD, "content/posts/bad.md": before})
    project = Project(tmp_path, jobs=1, cache=False)
    assert [problem.code for problem in project.check()] in ([one["code"]], [one["code"]] * 2)
    project.close()
    files, left = _mended(tmp_path)
    assert files["content/posts/bad.md"].decode() == after
    assert left == ()


def test_doubtful_ones_stay(tmp_path: Path) -> None:
    """Where two things may have been meant, nothing is changed."""
    lines = ["date: 03.04.2026", "colurs: [red]\ncolours: [blue]", "featured: yes please", "status: opne", "flag: 1"]
    for at, line in enumerate(lines):
        head = "title: A\n" + ("" if line.startswith("date") else "date: 2026-11-21\n")
        put(tmp_path, {**GOOD, f"content/posts/{at}.md": f"---\n{head}{line}\n---\n[a](nowhere.md) [b](#x)\n"})
    before = files_in(tmp_path)
    files, left = _mended(tmp_path)
    assert files == before
    assert len(left) == 3 * len(lines)


def _broken_site(chance: random.Random, root: Path) -> dict[str, bytes]:
    """Write a site with mistakes; returns its files as they have to be afterwards."""
    before: dict[str, Content] = dict(GOOD)
    after = {path: text.encode() for path, text in GOOD.items()}
    if chance.random() < 0.3:
        before["site.yaml"] = GOOD["site.yaml"] + SITE_BEFORE
        after["site.yaml"] = (GOOD["site.yaml"] + SITE_AFTER).encode()
    for number in range(chance.randint(1, 6)):
        texts = _before_and_after(chance.choice(FIXABLE))
        newline, mark = chance.choice(["\n", "\r\n"]), chance.choice([b"", b"", b"\xef\xbb\xbf"])
        datas = [text.replace("\n", newline).encode() for text in texts]
        path = f"content/posts/page-{number}.md"
        before[path], after[path] = mark + datas[0], datas[1]
    put(root, before)
    return after


def _tried(seed: int, root: Path) -> None:
    after = _broken_site(random.Random(seed), root)
    files, left = _mended(root)
    assert left == (), f"seed {seed}"
    assert files == after, f"seed {seed}"
    times = {path: (root / path).stat().st_mtime_ns for path in files}
    assert _mended(root) == (files, ())
    assert {path: (root / path).stat().st_mtime_ns for path in files} == times


@pytest.mark.parametrize("seed", range(20))
def test_broken_sites_are_mended(seed: int, tmp_path: Path) -> None:
    """All problems of sites with safe fixes go; a second run writes nothing."""
    _tried(seed, tmp_path)


@pytest.mark.prove
@pytest.mark.parametrize("seed", range(1000, 1500))
def test_broken_sites_are_mended_for_long(seed: int, tmp_path: Path) -> None:
    """The same with many more."""
    _tried(seed, tmp_path)


def test_without_writing(tmp_path: Path) -> None:
    """A difference is shown, with the problems that would be left; the files stay."""
    put(tmp_path, {**GOOD, "content/posts/bad.md": "---\ntitle: A\ndate: 2026/11/21\r\n---\n[x](Winter.md) [y](no.md)"})
    before = files_in(tmp_path)
    project = Project(tmp_path, jobs=1, cache=False)
    mended = project.mend(write=False)
    project.close()
    assert files_in(tmp_path) == before
    assert [one.code for one in mended.problems] == ["SG201"]
    assert mended.fixed == 2
    assert mended.difference() == (
        "--- a/content/posts/bad.md\n+++ b/content/posts/bad.md\n@@ -1,5 +1,5 @@\n ---\n title: A\n"
        "-date: 2026/11/21\r\n+date: 2026-11-21\r\n ---\n"
        "-[x](Winter.md) [y](no.md)\n\\ No newline at end of file\n"
        "+[x](winter.md) [y](no.md)\n\\ No newline at end of file\n"
    )


def test_only_what_concerns(tmp_path: Path) -> None:
    """Problems elsewhere stay as they are."""
    page = "---\ntitle: A\ndate: 2026/11/21\n---\n"
    put(tmp_path, {**GOOD, "content/posts/a.md": page, "content/posts/b.md": page})
    project = Project(tmp_path, jobs=1, cache=False)
    mended = project.mend(lambda problem: problem.location.path.endswith("a.md"))
    project.close()
    assert list(mended.files) == ["content/posts/a.md"]
    assert [one.location.path for one in mended.problems] == ["content/posts/b.md"]


def _edit(start: int, end: int, text: str) -> Edit:
    return Edit("a.md", start, end, text)


def test_edits_are_byte_faithful() -> None:
    """Offsets count characters; the mark and the line ends stay; the mark can be taken away."""
    data = "\ufeff😀a\r\nb".encode()
    assert applied(data, [_edit(1, 2, "x"), _edit(4, 5, "é")]) == "\ufeff😀x\r\né".encode()
    assert applied(data, [_edit(BEFORE_ALL, 0, ""), _edit(0, 1, "")]) == b"a\r\nb"


@pytest.mark.parametrize(
    ("data", "edits"),
    [(b"abc", [_edit(0, 2, ""), _edit(1, 3, "")]), (b"abc", [_edit(2, 9, "")]), (b"caf\xe9", [_edit(0, 1, "x")])],
)
def test_edits_that_do_not_fit(data: bytes, edits: list[Edit]) -> None:
    """Nothing is guessed."""
    with pytest.raises(Unfit):
        applied(data, edits)


def test_of_fixes_that_overlap_the_first_is_taken() -> None:
    """The other one is looked at again in the next round; one that is not safe is never taken."""

    def problem(edit: Edit, safe: bool = True) -> Diagnostic:
        return Diagnostic("SG104", "", Location("a.md"), fixes=(Fix("", (edit,), safe),))

    first, second, third = _edit(0, 4, "a"), _edit(3, 6, "b"), _edit(6, 7, "c")
    fixes = [problem(first), problem(second), problem(third), problem(_edit(9, 9, "d"), safe=False), problem(first)]
    assert safe_fixes(fixes) == {"a.md": [first, third]}
