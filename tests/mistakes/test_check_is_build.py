"""``check`` finds what ``build`` finds: no more, no less, and in the same words."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from test_many_mistakes import Plan

from sitegen.base.diagnostics import Diagnostic
from sitegen.project.project import Project
from sites import put

LAYOUTS = [
    "{{ 100 // (page.words % 3) }}",
    "{{ page.title.nothing.at.all }}",
    "{{ (page.title | length) * '-' if page.words > 4 else page.titel.x }}",
    "{% for one in page.tags %}{{ one.url + 1 }}{% endfor %}",
    '{% include "lost-" ~ page.slug ~ ".html" %}',
    "{{ page.content }}{{ page.date.day.x }}",
    "{{ page.content | replace('e', 'eeee') }}{{ asset(page.slug ~ '.css') }}",
    "{% if page.words > 3 %}{% for one in page.ancestors %}{{ one.author.title }}{% endfor %}{% endif %}",
    "{% if %}",
]
"""Layouts that fail on some pages or on all; most of them only when a page is rendered."""


def broken(seed: int) -> dict[str, object]:
    """A site with mistakes in pages, settings and files, and a layout that fails."""
    chance = random.Random(seed)
    plan = Plan(chance)
    plan.plant(chance.randint(1, 8))
    if chance.random() < 0.8:
        name = chance.choice(["page.html", "page.html", "list.html", "components/note.html"])
        lines = ["<!doctype html>", *chance.sample(LAYOUTS, chance.randint(1, 2))]
        plan.files[f"layouts/{name}"] = "\n".join(lines) + "\n"
    return dict(plan.files)


def _compare(seed: int, root: Path) -> None:
    put(root, broken(seed))  # type: ignore[arg-type]
    assert _checked(root, cache=False) == _built(root, cache=False), f"seed {seed}"
    assert _checked(root, cache=True) == _built(root, cache=True) == _checked(root, cache=True), f"seed {seed}"


def _checked(root: Path, cache: bool) -> tuple[Diagnostic, ...]:
    project = Project(root, jobs=1, cache=cache)
    try:
        return project.check()
    finally:
        project.close()


def _built(root: Path, cache: bool) -> tuple[Diagnostic, ...]:
    project = Project(root, jobs=1, cache=cache)
    try:
        return project.build(Path("public"), keep_going=True).problems
    finally:
        project.close()


@pytest.mark.parametrize("seed", range(2000, 2004))
def test_check_finds_what_build_finds(seed: int, tmp_path: Path) -> None:
    _compare(seed, tmp_path)


@pytest.mark.prove
@pytest.mark.parametrize("seed", range(3000, 3150))
def test_check_finds_what_build_finds_for_long(seed: int, tmp_path: Path) -> None:
    _compare(seed, tmp_path)
