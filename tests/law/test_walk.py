"""The walk: random edits, and after each one the law.

``STEPS`` and ``SEED`` in the environment make the long walk longer, and another one.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from lawful import check

from sitegen.build import making

STEPS = int(os.environ.get("STEPS", "0")) or 3000
SEED = int(os.environ.get("SEED", "0")) or 1000
LENGTH = 30


@pytest.fixture(autouse=True)
def little_is_enough_for_two(monkeypatch: pytest.MonkeyPatch) -> None:
    """Work is handed to other processes however little it is."""
    monkeypatch.setattr(making, "_FEW", 3)


@pytest.mark.parametrize("seed", range(5))
def test_an_incremental_build_equals_a_clean_one(tmp_path: Path, seed: int) -> None:
    check(tmp_path, seed, LENGTH, theme=seed == 4)


@pytest.mark.prove
@pytest.mark.parametrize("seed", range(SEED, SEED + STEPS // LENGTH))
def test_a_long_walk(tmp_path: Path, seed: int) -> None:
    check(tmp_path, seed, LENGTH, theme=seed % 16 == 0)
