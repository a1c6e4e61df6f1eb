"""Whatever is in a file: problems with true places, or none; no crash, no hang, no memory eaten.

``FUZZ_SECONDS`` makes each long run longer or shorter, ``FUZZ_SEED`` another one.
"""

from __future__ import annotations

import faulthandler
import json
import os
import resource
import signal
import time
import traceback
from pathlib import Path
from typing import Any

import pytest
from mangle import Mangler

from sitegen.markup.decode import decode
from sitegen.project.project import Project

SECONDS = float(os.environ.get("FUZZ_SECONDS", "0")) or 600
SEED = int(os.environ.get("FUZZ_SEED", "0")) or 1
HANG = 20
"""Seconds of work after which a look at a small site counts as a hang: a hundred times what the hardest text takes."""

MEMORY = 3 << 30

PAGE = """---
title: "A page"
date: 2026-11-21
tags: [a, "b c"]
price: 12.5
sources: [{name: x, link: https://example.org/}]
menu: main
aliases: [/old/]
---
# One

Text with [a link](b.md#two), [[B]], ![alt](c.png){width=50%}, <em class="x">raw</em>, a note[^1] and `code`.

- one
  1. two
     > three

| a | b |
|---|:-:|
| c | d |

:::box[Words]{kind=x}
Inside :badge[x].
:::

```python
print(1)
```

[^1]: The note.
"""
LAYOUT = """{% extends "base.html" %}
{% import "forms.html" as f %}
{% macro row(a, b=1) %}<li>{{ a | upper }}{{ b }}</li>{% endmacro %}
{% block main %}
{% set n = site.pages("post") | sort_by("-date") | limit(3) %}
{% for one in n if one.title %}{{ loop.index }} {{ row(one.title) }}{% else %}none{% endfor %}
{{ page.content }} {{ page.date | date("long") }} {{ page.price * 2 + 1 }}
{{ page.tags | map(attribute="title") | join(", ") }}
{% if page.next and page.title == "a" %}{{ page.next.url }}{% elif data.x %}{{ data.x[0].a }}{% endif %}
{% include "part.html" ignore missing %}{% with a = [1, 2, {"b": 3}] %}{{ a[2].b }}{% endwith %}
{% endblock %}
"""
SETTINGS = """title: A site
base_url: https://example.org/
timezone: Europe/Helsinki
languages: {default: en, en: {label: English}, fi: {label: Suomi, fallback: en}}
taxonomies: {tags: {label: Tags, permalink: '/tags/{slug}/'}}
menus: {main: [{label: Home, page: index.md}, {label: Out, url: 'https://example.org/'}]}
types:
  post:
    pages: '**/*.md'
    layout: page.html
    permalink: /{year}/{slug}/
    extra: allow
    fields:
      title: {kind: text, required: true, max: 90}
      price: {kind: number, min: 0}
      sources: {kind: list, of: {kind: group, fields: {name: {kind: text, required: true}, link: {kind: url}}}}
  row: {from: data/x.csv, permalink: '/x/{slug}/', fields: {title: {kind: text}}}
markdown: {flavour: full, html: allow, math: true}
problems: {SG214: off}
theme: {colour: "#0b5fff"}
"""
COMPONENT = (
    "{#---\nlabel: Box\nproperties: {kind: {kind: choice, choices: [x, y], default: x}}\n---#}\n<b>{{ content }}</b>"
)
GOOD = {
    "site.yaml": SETTINGS,
    "content/index.md": "# Home\n",
    "content/a.md": PAGE,
    "content/b.md": "# B\n\n## Two\n",
    "layouts/base.html": "<!doctype html><html lang=en><title>{{ page.title }}</title>{% block main %}{% endblock %}",
    "layouts/page.html": LAYOUT,
    "layouts/forms.html": "{% macro x(a) %}{{ a }}{% endmacro %}",
    "layouts/components/box.html": COMPONENT,
    "data/x.csv": 'title,slug\nOne,one\n"Two, too",two\n',
    "data/y.json": '[{"a": 1, "b": [true, null, "x"]}]',
    "data/z.yaml": "- {a: 1}\n- {b: [x, 'y']}\n",
}
TARGETS = {
    "front": ("content/a.md", [PAGE, "---\ntitle: x\n---\n", "---\na:\n  - b: c\n    d: |\n      text\n---\nbody\n"]),
    "body": ("content/a.md", [PAGE.partition("---\n# ")[2], PAGE.rpartition("---\n")[2], "a\n" * 20]),
    "layout": ("layouts/page.html", [LAYOUT, GOOD["layouts/base.html"], "{{ page }}"]),
    "component": ("layouts/components/box.html", [COMPONENT, "{{ kind }}"]),
    "settings": ("site.yaml", [SETTINGS, "title: x\n"]),
    "csv": ("data/x.csv", [GOOD["data/x.csv"], "a,b\n1,2\n"]),
    "json": ("data/y.json", [GOOD["data/y.json"], '{"a": {"b": [1.5e3, "\\u00e9"]}}']),
    "yaml": ("data/z.yaml", [GOOD["data/z.yaml"], "a: &b [1]\nc: *b\n"]),
}


def looked_at(project: Project, path: str, data: bytes) -> list[str]:
    """What is wrong with how sitegen took a file, in words."""
    (project.root / path).write_bytes(data)
    problems = project.check()
    text, _ = decode(data, path)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    found = [f"{one.message}\n{one.hint}" for one in problems if one.code == "SG504"]
    for one in problems:
        at = one.location
        if at.path == path and not (at.line <= len(lines) and at.column <= len(lines[at.line - 1]) + 2):
            found.append(f"{one.code} {one.message}: no such place, {at}")
    return found


def fuzz(root: Path, target: str, seed: int, count: int, seconds: float) -> dict[str, Any]:
    """Try ``count`` texts, or as many as there is time for."""
    path, texts = TARGETS[target]
    mangler = Mangler(seed, texts)
    good = (root / path).read_bytes()
    project = Project(root)
    hang = (root / "hang").open("w")
    faulthandler.register(signal.SIGPROF, file=hang, chain=True)
    until = time.monotonic() + seconds
    tried = 0
    while tried < count and time.monotonic() < until:
        data = mangler.bytes()
        (root / "last").write_bytes(data)
        faulthandler.dump_traceback_later(10 * HANG, exit=True, file=hang)
        signal.setitimer(signal.ITIMER_PROF, HANG)
        try:
            wrong = looked_at(project, path, data)
        except BaseException:
            wrong = [traceback.format_exc()]
        signal.setitimer(signal.ITIMER_PROF, 0)
        faulthandler.cancel_dump_traceback_later()
        if wrong:
            return {"tried": tried, "wrong": wrong[:3], "data": repr(data[:3000])}
        (root / path).write_bytes(good)
        tried += 1
    return {"tried": tried, "wrong": []}


def in_child(root: Path, target: str, seed: int, count: int, seconds: float) -> None:
    """The same in a process of its own, which may not eat the memory of this machine."""
    for path, text in GOOD.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    child = os.fork()
    if child == 0:
        try:
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            (root / "result").write_text(json.dumps(fuzz(root, target, seed, count, seconds)))
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    if not (root / "result").exists():
        hang = (root / "hang").read_text() if (root / "hang").exists() else ""
        raise AssertionError(f"died ({status}) of {(root / 'last').read_bytes()[:3000]!r}\n{hang}")
    result = json.loads((root / "result").read_text())
    assert not result["wrong"], "\n".join([*result["wrong"], result["data"]])
    assert result["tried"]


@pytest.mark.parametrize("target", TARGETS)
def test_a_few_mangled_files(tmp_path: Path, target: str) -> None:
    in_child(tmp_path, target, SEED, 60, 600)


@pytest.mark.prove
@pytest.mark.parametrize("target", TARGETS)
def test_many_mangled_files(tmp_path: Path, target: str) -> None:
    in_child(tmp_path, target, SEED + 1, 10_000_000, SECONDS)
