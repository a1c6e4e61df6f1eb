"""Modules that most builds do without: their queries are found when somebody asks for a memo of theirs."""

from __future__ import annotations

import subprocess
import sys

_PROGRAM = """
import pkgutil, sys
from importlib import import_module
import sitegen
import sitegen.build.builder
from sitegen.engine.query import QUERIES, named

assert "sitegen.render.trials.trial" not in sys.modules
assert named("layout_tried") is not None and named("no_query") is None
known = set(QUERIES)
for module in pkgutil.walk_packages(sitegen.__path__, "sitegen."):
    if module.name.split(".")[1] in ("engine", "catalog", "render", "build"):
        import_module(module.name)
assert known == set(QUERIES), QUERIES.keys() - known
"""


def test_every_query_is_found_by_its_name() -> None:
    """Without its query, a memo would be taken for damage, and all memos thrown away."""
    done = subprocess.run([sys.executable, "-c", _PROGRAM], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
