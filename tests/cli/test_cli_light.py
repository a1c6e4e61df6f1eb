"""``sitegen build`` alone does not begin with a parser of words, and is the same command."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from cli_sites import environment, make, page, run

_PROGRAM = """
import sys
sys.argv = ["sitegen", "build"]
from sitegen.cli.main import main
try:
    main()
finally:
    heavy = {"click", "jinja2", "markdown_it", "babel", "sitegen.build.builder"}
    print(",".join(sorted(heavy & sys.modules.keys())), file=sys.stderr)
"""


def imported(root: Path) -> str:
    """What a build imports of what it can do without when nothing has changed."""
    command = [sys.executable, "-c", _PROGRAM]
    done = subprocess.run(command, cwd=root, env=environment(), capture_output=True, text=True, check=True)
    return done.stderr.strip()


def test_what_changes_nothing_imports_little(tmp_path: Path) -> None:
    make(tmp_path, {"content/index.md": page("Start")})
    assert "jinja2" in imported(tmp_path)
    assert imported(tmp_path) == ""


def test_it_is_the_same_command(tmp_path: Path) -> None:
    make(tmp_path, {"content/index.md": page("Start"), "content/a.md": "[a](b.md)\n"})
    alone, said = run("build", cwd=tmp_path), run("build", "--format", "text", cwd=tmp_path)
    assert (alone.code, alone.out) == (said.code, said.out)
    assert alone.code == 1
    assert run("build", "--debug", cwd=tmp_path / "content").code == run("build", cwd=tmp_path / "content").code == 1
