"""Several processes remember what one would."""

from __future__ import annotations

import marshal
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from author import Author, Step
from lawful import Walk

from sitegen.build import making
from sitegen.engine.store import unseal


def remembered(walk: Walk) -> dict[str, Any]:
    """What is stored: of each memo its fingerprint, state, problems and reads; of tables the entries; values."""
    (path,) = walk.root.glob(".sitegen/cache/memos-*.sqlite")
    with sqlite3.connect(path) as db:
        keys = dict(db.execute("SELECT id, key FROM memo"))
        readers = sorted((keys[dep], part, keys[reader]) for dep, part, reader in db.execute("SELECT * FROM read"))
        parts = sorted((keys[node], *rest) for node, *rest in db.execute("SELECT node, name, fp FROM part"))
        values = {keys[id]: data for id, data in db.execute("SELECT id, data FROM value")}
        memos = {
            keys[id]: (fp, state, problems, sorted((keys[dep], part, seen) for dep, part, seen in _reads(blob)))
            for id, fp, state, problems, blob in db.execute("SELECT id, fp, state, problems, reads FROM memo")
        }
    db.close()
    return {"memos": memos, "readers": readers, "parts": parts, "values": values}


def _reads(data: bytes | None) -> list[Any]:
    found: list[Any] = marshal.loads(unseal(data)) if data is not None else []
    return found


@pytest.mark.parametrize("seed", range(6))
def test_two_remember_what_one_would(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    """After the first build and after edits."""
    monkeypatch.setattr(making, "_FEW", 0)
    first = Author(seed, theme=False).first()
    one, two = Walk(tmp_path / "one", first), Walk(tmp_path / "two", first)
    two.happen(Step("jobs", options={"jobs": 2}))
    author = Author(seed, theme=False)
    author.first()
    for step in [Step("build"), *[author.step() for _ in range(4)]]:
        step = Step(step.what, step.files, step.moves)
        assert one.take(step) == []
        assert two.take(step) == []
        assert remembered(one) == remembered(two)
    one.close()
    two.close()


def test_a_page_that_gives_way_is_forgotten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What workers read of it for nobody says nothing any more, though its file is still there."""
    monkeypatch.setattr(making, "_FEW", 0)
    walk = Walk(tmp_path, {"site.yaml": "title: A", "content/_index.md": "[x](javascript:x)", "content/a.md": "# A"})
    walk.happen(Step("jobs", options={"jobs": 2}))
    assert walk.take(Step("build")) == []
    assert walk.take(Step("another takes its place", {"content/index.md": "# Home"})) == []
    walk.close()
