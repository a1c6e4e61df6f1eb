"""However somebody turns from view to view, each shows what it would show to one who has seen no other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from sitegen.engine.trees import content_fingerprint
from sitegen.project.stage import Stage, View
from sites import put

BASE: dict[str, bytes] = {
    "site.yaml": b"title: A\nbase_url: https://a.example/docs/\nlanguages: {en: English, fi: Suomi}\n"
    b"types:\n  event:\n    pages: events/*\n    fields: {place: {required: true}, with: {kind: reference}}\n",
    "content/index.md": b"# Home\n\n[a](a.md#more) [b](b.md) [[A]]\n",
    "content/a.md": b"---\ntitle: A\ndate: 2026-01-02\ntags: [x, y]\naliases: [/old/]\n---\n## More\n\n- one\n",
    "content/b.md": b"---\ntitle: B\ndate: 2026-01-03\ntags: [x]\n---\n[[A]] and ![](p.png)\n",
    "content/events/one.md": b"---\ntitle: One\nplace: Here\nwith: a.md\npublish_at: 2026-02-01T10:00:00Z\n---\nText\n",
    "content/events/two.md": b"---\ntitle: Two\n---\n[one](one.md)\n",
    "content/a.fi.md": b"---\ntitle: Toinen\n---\n[b](b.md)\n",
}

TYPED: dict[str, list[bytes | None]] = {
    "site.yaml": [b"title: A\n", b"title: Other\nbase_url: https://b.example/\n", b"title: [", None],
    "content/a.md": [
        b"---\ntitle: B\ndate: 2026-01-02\n---\n## Other\n",
        b"---\ntitle: Zed\ndate: 2026-01-02\ntags: [x, y]\naliases: [/old/]\n---\n## More\n\n- one\n",
        b"---\ntitle: A\ndate: 2026-05-02\nmenu: main\ndraft: true\n---\n",
        b"---\ntitle: A: B\n",
        None,
    ],
    "content/b.md": [b"---\npermalink: /a/\n---\n[[A]]\n", b"[x](new.md) [y](nowere/a.md) :no{x}\n", None],
    "content/events/index.md": [b"---\ntitle: Events\ndefaults: {place: There}\n---\n"],
    "content/events/two.md": [b"---\ntitle: Two\nplace: 5\nwith: c.md\n---\n[one](one.md#no)\n", b"\xff\xfe"],
    "content/new.md": [b"# New\n", b"---\ntitle: A\n---\n[x](a.md#more)\n"],
    "layouts/page.html": [b"{{ page.titel }}", b"{% if %}", b"{{ page.content }}{{ site.pages() | length }}"],
    "data/p.csv": [b"a,b\n1,2\n"],
    "static/x.txt": [b"x"],
}
MOMENTS = [None, datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 3, 1, tzinfo=UTC)]


@dataclass
class Fixed:
    """A tree that never changes, as a commit's."""

    files: Mapping[str, bytes]
    commit: str | None
    name: str = "fixed"

    def listing(self) -> dict[str, bytes]:
        """Fingerprints by path."""
        return {path: content_fingerprint(data) for path, data in sorted(self.files.items())}

    def read(self, path: str) -> bytes:
        """The bytes of a file."""
        try:
            return self.files[path]
        except KeyError as error:
            raise FileNotFoundError(path) from error


def changed(random: Random, most: int) -> dict[str, bytes | None]:
    """Some files as somebody has them."""
    paths = random.sample(sorted(TYPED), random.randrange(most + 1))
    return {path: random.choice(TYPED[path]) for path in paths}


def over(files: Mapping[str, bytes], texts: Mapping[str, bytes | None]) -> dict[str, bytes]:
    """Files with others on top."""
    return {path: data for path, data in {**files, **texts}.items() if data is not None}


def told(stage: Stage, view: View) -> object:
    """Everything that a stage shows of a view."""
    while not (problems := stage.problems(view)).complete:
        stage.look(view)
    outputs = {path: stage.show(view, "/" + path) for path in stage.outputs(view)}
    sheets = {path: stage.sheet(view, path) for path in sorted({*BASE, *TYPED})}
    return problems, outputs, sheets, stage.rows(view), stage.find(view, "o"), stage.draft(view, "content/a.md")


def switched(folder: Path, seed: int, steps: int) -> None:
    """Turn at random between views of three changes, and compare each with what a new stage shows."""
    random = Random(seed)
    trees = {name: Fixed(over(BASE, changed(random, 3)) if name != "0" else BASE, name) for name in "012"}
    put(folder, {"site.yaml": BASE["site.yaml"]})
    stage = Stage(folder, lambda change: trees[change], jobs=1)
    stage.open(View("0"))
    views = [View(random.choice("012"), changed(random, 2), random.choice(MOMENTS)) for _ in range(max(3, steps // 2))]
    for step in range(steps):
        view = random.choice(views)
        fresh = Stage(folder, lambda change: trees[change], cache=False, jobs=1)
        fresh.open(view)
        try:
            assert told(stage, view) == told(fresh, view), f"step {step} of seed {seed}: {view}"
        finally:
            fresh.close()
        if random.random() < 0.1:  # closed and opened again
            stage.close()
            stage = Stage(folder, lambda change: trees[change], jobs=1)
            stage.open(View(random.choice("012")))
    stage.close()


@pytest.mark.parametrize("seed", range(3))
def test_every_view_is_as_if_it_were_the_only_one(tmp_path: Path, seed: int) -> None:
    switched(tmp_path, seed, 10)


@pytest.mark.prove
@pytest.mark.parametrize("seed", range(100, 160))
def test_a_long_series_of_views(tmp_path: Path, seed: int) -> None:
    switched(tmp_path, seed, 25)
