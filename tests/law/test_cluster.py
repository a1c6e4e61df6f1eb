"""The law, and the bytes, where the work is done by the workers of a cluster."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from author import Author, Step
from lawful import Walk

from clusters import Machines, machines
from sitegen.build import making
from sitegen.project.project import Project
from sites import files_in, git, put

GOLDEN = Path(__file__).parents[1] / "golden"
MOMENT = datetime.fromisoformat("2026-03-01T12:00:00+00:00")


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    """A scheduler with two workers."""
    with machines(tmp_path_factory.mktemp("machines")) as found:
        yield found


@pytest.fixture(autouse=True)
def little_is_enough_to_be_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "_FEW", 0)


def build(root: Path, out: str, **options: object) -> list[str]:
    """Build, and say which problems there were."""
    project = Project(root, as_of=MOMENT, **options)  # type: ignore[arg-type]
    try:
        return [str(problem) for problem in project.build(Path(out), keep_going=True).problems]
    finally:
        project.close()


@pytest.mark.parametrize("name", ["languages", "machines", "data"])
def test_the_bytes_are_those_of_one_process(tmp_path: Path, cluster: Machines, name: str) -> None:
    root = tmp_path / "site"
    shutil.copytree(GOLDEN / name / "site", root)
    with cluster.executor(root) as executor:
        found = build(root, "far", executor=executor)
    shutil.rmtree(root / ".sitegen")
    assert found == build(root, "near", jobs=1)
    assert files_in(root / "far") == files_in(root / "near")


def test_a_commit_is_built_as_well(tmp_path: Path, cluster: Machines) -> None:
    """Workers read the repository; what lies on disk meanwhile says nothing."""
    from sitegen.project.trees import committed

    root = tmp_path / "site"
    shutil.copytree(GOLDEN / "blog" / "site", root)
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "A site")
    (root / "content/index.md").write_text("not committed")
    with cluster.executor(root) as executor:
        for out, options in (("far", {"executor": executor}), ("near", {"jobs": 1, "cache": False})):
            tree, changes = committed(root)  # type: ignore[misc]
            build(root, out, tree=tree, **options)
            changes.close()
    assert files_in(root / "far") == files_in(root / "near")


@pytest.mark.parametrize("seed", [pytest.param(n, marks=[] if n < 3 else pytest.mark.prove) for n in range(40)])
def test_an_incremental_build_equals_a_clean_one(tmp_path: Path, cluster: Machines, seed: int) -> None:
    """After edits, restarts and damaged memos, as with processes."""
    author = Author(seed, theme=seed % 16 == 15)
    walk = Walk(tmp_path, author.first())
    with cluster.executor(walk.root) as executor:
        walk.happen(Step("cluster", options={"executor": executor}))
        for step in [Step("build"), *[author.step() for _ in range(6)]]:
            assert walk.take(step) == []
        walk.close()


def test_nothing_is_left_behind(tmp_path: Path, cluster: Machines) -> None:
    """What the workers had to know is gone when the build is."""
    put(tmp_path, {"site.yaml": "title: A", **{f"content/{n}.md": f"# {n}" for n in range(9)}})
    with cluster.executor(tmp_path) as executor:
        build(tmp_path, "public", executor=executor)
        assert list((tmp_path / ".sitegen/cache/cluster").iterdir())
    assert not any((tmp_path / ".sitegen/cache/cluster").iterdir())
    assert not list((tmp_path / "public").glob(".sitegen-staging"))


def test_the_profile_counts_what_workers_did(tmp_path: Path, cluster: Machines) -> None:
    from sitegen.project.profiling import Profile

    put(tmp_path, {"site.yaml": "title: A", **{f"content/{n}.md": f"# {n}" for n in range(9)}})
    told: list[tuple[str, int, int]] = []
    with cluster.executor(tmp_path) as executor:
        project = Project(tmp_path, executor=executor)
        project.profile = Profile()
        report = project.build(Path("public"), progress=lambda *of: told.append(of))
        project.close()
    times = {name: count for name, count, _, _ in project.profile.by_name()}
    assert times["page_head"] == 9 == report.ran["page_head"]
    assert ("Reading", 9, 9) in told
