"""``sitegen check --fix`` and ``--diff``."""

from __future__ import annotations

from pathlib import Path

from cli_sites import make, page, run

FILES = {"content/index.md": page("Home"), "content/a.md": page("A", "[b](B.md)\r\n"), "content/b.md": page("B")}


def test_fix(tmp_path: Path) -> None:
    """What is safe is mended, what is left is told and decides on the exit code."""
    make(tmp_path, FILES)
    done = run("check", "--fix", "-C", str(tmp_path))
    assert (done.code, done.out) == (0, "Mended 1 problem in 1 file.\n")
    assert (tmp_path / "content/a.md").read_bytes() == page("A", "[b](b.md)\r\n").encode()
    again = run("check", "--fix", "-C", str(tmp_path))
    assert (again.code, again.out) == (0, "Mended 0 problems in 0 files.\n")


def test_fix_with_problems_left(tmp_path: Path) -> None:
    """Errors that cannot be mended are shown."""
    make(tmp_path, {**FILES, "content/c.md": page("C", "[x](gone.md) [a](A.md)\n")})
    done = run("check", "--fix", "--format", "json", "-C", str(tmp_path))
    found = done.json()
    assert (done.code, found["fixed"], found["files"], found["written"]) == (
        1,
        2,
        ["content/a.md", "content/c.md"],
        True,
    )
    assert [one["code"] for one in found["problems"]] == ["SG201"]


def test_diff(tmp_path: Path) -> None:
    """The difference, and nothing else, is on standard output; nothing is written."""
    make(tmp_path, FILES)
    done = run("check", "--diff", "-C", str(tmp_path))
    assert done.code == 0
    assert "-[b](B.md)\n+[b](b.md)\n" in done.out.replace("\r", "")
    assert done.err == "1 problem would be mended, 0 would be left.\n"
    assert (tmp_path / "content/a.md").read_bytes() == FILES["content/a.md"].encode()


def test_fixes_in_json(tmp_path: Path) -> None:
    """Programs get each fix with its edits."""
    make(tmp_path, FILES)
    (problem,) = run("check", "--format", "json", "-C", str(tmp_path)).json()["problems"]
    (fix,) = problem["fixes"]
    start = FILES["content/a.md"].index("B.md")
    assert fix["edits"] == [{"path": "content/a.md", "start": start, "end": start + 4, "text": "b.md"}]
