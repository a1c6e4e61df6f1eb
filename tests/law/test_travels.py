"""What is remembered means the same on another machine: other times, other inodes, sitegen installed anew."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from author import Author, Step
from lawful import Walk
from PIL import Image

import sitegen
from sitegen.project.version import program_version
from sites import files_in

SITE = {
    "site.yaml": "title: A\nbase_url: https://example.org/\n",
    "content/a.md": "# A\n\n[b](b.md)\n",
    "content/b.md": "# B\n\n![A red square](red.png)\n",
}


def red() -> bytes:
    out = BytesIO()
    Image.new("RGB", (900, 600), "red").save(out, "PNG")
    return out.getvalue()


def travel(source: Path, target: Path, *, keep_public: bool, times: float | None) -> None:
    """Copy a site as a code host restores it: sources with the time of the copy, the cache with or without its own."""
    left_out = () if keep_public else ("public",)
    shutil.copytree(source, target, symlinks=True, ignore=shutil.ignore_patterns(*left_out), copy_function=shutil.copy)
    for path in target.rglob("*") if times is not None else ():
        os.utime(path, (times, times))


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("times", [None, 0.0, 4e9], ids=["now", "long ago", "in the future"])
def test_other_times(tmp_path: Path, seed: int, times: float | None) -> None:
    """The same bytes as a clean build, after an edit too, whatever the files' times say."""
    author = Author(seed, theme=False)
    walk = Walk(tmp_path / "first", author.first())
    assert walk.take(Step("build")) == []
    walk.close()
    travel(tmp_path / "first", tmp_path / "second", keep_public=False, times=times)
    moved = Walk(tmp_path / "second", {})
    assert moved.take(Step("build elsewhere")) == []
    assert moved.take(author.step()) == []
    moved.close()


@pytest.mark.parametrize("keep_public", [True, False])
def test_only_what_is_not_stored_is_done_again(tmp_path: Path, keep_public: bool) -> None:
    """Nothing is parsed, no list made, no picture drawn: at most the outputs are put together for the new folder."""
    walk = Walk(tmp_path / "first", {**SITE, "content/red.png": red()})
    assert walk.take(Step("build")) == []
    walk.close()
    travel(tmp_path / "first", tmp_path / "second", keep_public=keep_public, times=None)
    pictures = files_in(tmp_path / "second/site/.sitegen/cache/pictures")
    shutil.rmtree(tmp_path / "first")
    moved = Walk(tmp_path / "second", {})
    assert moved.project().build(moved.out).ran == {}
    assert moved.take(Step("look")) == []
    assert files_in(moved.root / ".sitegen/cache/pictures") == pictures
    moved.close()


def version_at(place: Path, memory: Path) -> str:
    """What a sitegen that is installed in ``place`` calls itself."""
    code = "import sys\nfrom pathlib import Path\nfrom sitegen.project.version import program_version\n"
    code += "print(program_version(Path(sys.argv[1])), end='')"
    environment = {**os.environ, "PYTHONPATH": str(place)}
    done = subprocess.run(
        [sys.executable, "-c", code, str(memory)], env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout


def test_installed_anew(tmp_path: Path) -> None:
    """A copy of the program elsewhere, with other times, is the same version; one letter more, and it is another.

    What was kept of the version where the files looked otherwise is not believed.
    """
    place, memory = tmp_path / "elsewhere", tmp_path / "memory"
    program = Path(sitegen.__file__).parent
    shutil.copytree(
        program, place / "sitegen", ignore=shutil.ignore_patterns("__pycache__", "built"), copy_function=shutil.copy
    )
    here = program_version(memory)
    assert version_at(place, memory) == here
    with open(place / "sitegen/engine/wave.py", "a", encoding="utf-8") as module:
        module.write("\n# another\n")
    changed = version_at(place, memory)
    assert changed != here
    assert version_at(place, memory) == changed
    memory.write_bytes(b"\xff cut")
    assert version_at(place, memory) == changed
