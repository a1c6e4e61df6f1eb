"""Mistakes planted in the HTML of layouts: each is told once, where the tag stands, though no page shows it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from bare import bare, page
from sites import Content, Site

Make = Callable[..., Site]

CASES: dict[str, dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "planted_html.yaml").read_text("utf-8"))
_WORDS = ("code", "hint")

SETTINGS = """
taxonomies: {tags: {label: Tags}}
types:
  post:
    pages: posts/*.md
    layout: post.html
    fields: {title: {kind: text, required: true}, intro: {kind: text}, hero: {kind: image}}
"""
BASE = """<!doctype html>
<html lang="{{ page.language }}">
<title>{{ page.title }}</title>
{% block main %}{% endblock %}"""
POST = page("Hello", title="One", tags="[x]")


def site_of(layouts: dict[str, str]) -> dict[str, Content]:
    """A site with a type and these layouts; post.html is the block "main" of base.html."""
    made: dict[str, Content] = {}
    for name, text in {"base": BASE, **layouts}.items():
        if name == "post":
            text = '{% extends "base.html" %}{% block main %}' + text + "{% endblock %}"
        made[f"layouts/{name}.html"] = text
    return {**bare({}, settings=SETTINGS), "content/index.md": page(title="Home"), "content/posts/a.md": POST, **made}


def marks_in(files: dict[str, Content]) -> tuple[dict[str, Content], list[str]]:
    """The files without their marks, and ``path:line:column`` of each."""
    bare_files: dict[str, Content] = {}
    found = []
    for path, text in files.items():
        while isinstance(text, str) and "«" in text:
            lines = text[: text.index("«")].replace("\r\n", "\n").split("\n")
            found.append(f"{path}:{len(lines)}:{len(lines[-1]) + 1}")
            text = text.replace("«", "", 1).replace("»", "", 1)
        bare_files[path] = text
    return bare_files, found


def told(site: Site) -> list[str]:
    """``code path:line:column`` of the last build's problems."""
    assert site.report is not None
    found = [(one.code, one.location) for one in site.report.problems]
    return [f"{code} {at.path}:{at.line}:{at.column}" for code, at in found]


@pytest.mark.parametrize("name", CASES)
def test_planted_html(project: Make, name: str) -> None:
    """One mistake is one problem, at the tag that is wrong."""
    case = CASES[name]
    files, places = marks_in(site_of({key: value for key, value in case.items() if key not in _WORDS}))
    site = project(files, cache=False)
    codes = case["code"].split()
    assert told(site) == sorted(f"{code} {place}" for code, place in zip(codes, places, strict=True))
    assert site.report is not None
    assert case.get("hint", "") in site.report.problems[0].hint
