"""Mistakes planted in layouts: each is found once, at its line and column, before any page shows it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from bare import bare, page
from sites import Content, Site

Make = Callable[..., Site]

SETTINGS = """
taxonomies: {tags: {label: Tags}}
menus: {main: [{label: Home, page: index.md}]}
types:
  post:
    pages: posts/*.md
    layout: post.html
    fields:
      title: {kind: text, required: true}
      date: {kind: date}
      day: {kind: date, required: true}
      intro: {kind: text}
      stars: {kind: number, required: true}
      price: {kind: number}
      hero: {kind: image}
      cover: {kind: image, required: true}
      author: {kind: reference, to: person}
      editor: {kind: reference, to: person, required: true}
      topic: {kind: term, taxonomy: tags, required: true}
      links: {kind: list, of: {kind: group, fields: {to: {kind: url, required: true}, label: {kind: text}}}}
      opening: {kind: group, fields: {from: {kind: text, required: true}}, required: true}
  person:
    pages: people/*.md
    layout: person.html
    fields: {title: {kind: text, required: true}, email: {kind: text}}
"""

CASES: dict[str, dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "planted.yaml").read_text("utf-8"))

POST = page("Hello", title="One", day="2026-11-21", stars=3, cover="/c.svg", editor="people/a.md", topic="x",
            opening="{from: nine}", date="2026-11-20", price=3, intro="x", hero="/c.svg", author="people/a.md",
            tags="[x]", links="[{to: /, label: x}]")  # fmt: skip
FILES: dict[str, Content] = {
    "content/index.md": page(title="Home"),
    "content/posts/a.md": POST,
    "content/posts/b.md": POST.replace("One", "Two"),
    "content/people/a.md": page(title="P", email="p@example.org"),
    "static/c.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>',
}


def contract_site(layouts: dict[str, str]) -> dict[str, Content]:
    """A site with types, and these layouts."""
    own: dict[str, Content] = {f"layouts/{name}.html": text for name, text in {"person": "x", **layouts}.items()}
    return {**bare({}, settings=SETTINGS), **FILES, **own}


def places(site: Site) -> list[str]:
    """``code path:line:column`` of the last build's problems, without the folder of layouts."""
    assert site.report is not None
    found = [(one.code, one.location) for one in site.report.problems]
    return [f"{code} {at.path.removeprefix('layouts/')}:{at.line}:{at.column}" for code, at in found]


@pytest.mark.parametrize("name", CASES)
def test_planted(project: Make, name: str) -> None:
    """One mistake is one problem, at the name that is wrong, also where pages are rendered with it."""
    site = project(contract_site(CASES[name]["layouts"]), cache=False)
    assert " ".join(places(site)) == CASES[name]["found"]
