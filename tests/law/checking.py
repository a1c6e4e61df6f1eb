"""A walk on which a check is held against a clean build after every step."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random

from author import Author, Step
from lawful import Walk

from sitegen.base.diagnostics import Diagnostic
from sites import Content


def differences(walk: Walk, step: Step, builds: bool) -> list[str]:
    """Let a step happen, check and perhaps build; how that differs from a clean build."""
    if not builds:
        walk.happen(step)
    found = walk.take(step) if builds else []
    told = walk.project().check()
    clean = walk._new(cache=False, jobs=1, executor=None)
    try:
        wanted = clean.build(walk.root.parent / "clean", keep_going=True).problems
    finally:
        clean.close()
        shutil.rmtree(walk.root.parent / "clean", ignore_errors=True)
    return found + _only("the build", wanted, told) + _only("the check", told, wanted)


def _only(who: str, these: tuple[Diagnostic, ...], others: tuple[Diagnostic, ...]) -> list[str]:
    return [f"only {who}: {one}" for one in these if one not in others and one.code not in ("SG501",)]


def first_difference(root: Path, first: dict[str, Content], script: Iterable[Step], builds: frozenset[int]) -> str:
    """The step of a script after which something differs, with what; empty if nothing ever does. ``builds``: numbers
    of the steps after which there is a build."""
    walk = Walk(root, first)
    try:
        for number, step in enumerate((Step("begin"), *script)):
            if found := differences(walk, step, number in builds):
                return f"{step.what}: {found[:3]}"
    finally:
        walk.close()
    return ""


def walk_at_random(
    root: Path, author: Author, seed: int, count: int, turned: Callable[[Random, int, Step], Step | None]
) -> None:
    """Steps of an author, ``turned`` (None: left out), with builds between them. Fails where a check differs."""
    chance = Random(seed)
    walk = Walk(root, author.first())
    try:
        for number in range(count):
            step = turned(chance, number, author.step() if number else Step("begin"))
            if step is not None:
                differ = differences(walk, step, builds=chance.random() < 0.3)
                assert not differ, f"seed {seed}, step {number} ({step.what}): {differ[:5]}"
    finally:
        walk.close()
