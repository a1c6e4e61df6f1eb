"""``build --executor``: what has to be given with what, and what is missing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from cli_sites import make, page, run

from clusters import machines

PAGES = {f"content/{number}.md": page(f"Page {number}") for number in range(30)}


@pytest.mark.parametrize("words", [("--executor", "dask"), ("--scheduler", "tcp://127.0.0.1:1"), ("--executor", "x")])
def test_what_belongs_together(tmp_path: Path, words: tuple[str, ...]) -> None:
    result = run("build", "-C", str(make(tmp_path, PAGES)), *words)
    assert result.code == 2
    assert not (tmp_path / "public").exists()


def test_without_the_library(tmp_path: Path) -> None:
    """It is said what to install."""
    code = (
        "import sys; sys.modules['distributed'] = None\n"
        "sys.argv = ['sitegen', 'build', '--executor', 'dask', '--scheduler', 'tcp://127.0.0.1:1', '-C', sys.argv[1]]\n"
        "from sitegen.cli.main import main\n"
        "main()\n"
    )
    root = str(make(tmp_path, PAGES))
    done = subprocess.run([sys.executable, "-c", code, root], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == 'a cluster needs more libraries; install them with:  pip install "sitegen[dask]"\n'


def test_a_build_by_a_cluster(tmp_path: Path) -> None:
    """It is said like any other build, and the next one has nothing to do, whether the cluster is there or not."""
    root = str(make(tmp_path / "site", PAGES))
    with machines(tmp_path / "machines", 1) as found:
        words = ("build", "-C", root, "--executor", "dask", "--scheduler", found.address)
        first = run(*words)
    assert first.code == 0, first.err
    assert " written (" in first.out
    again = run(*words, "--format", "json").json()
    assert (again["written"], again["ran"]) == ([], {})
