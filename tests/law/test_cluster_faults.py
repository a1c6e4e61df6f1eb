"""Machines die, go, are of another kind, or are not there: the build ends right, or says what is wrong."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from cluster_work import die_on_seven, fail_on_seven, hunger_on_seven, title_of, wait_on_seven

import sitegen
from clusters import Machines, machines
from sitegen.build import making
from sitegen.engine.chunks import NobodyWaits, WorkerFailed
from sitegen.engine.database import Database
from sitegen.model.output import BuildReport
from sitegen.project.cluster import client, round
from sitegen.project.cluster.errand import Marker, Unfit, read_errand
from sitegen.project.cluster.inbox import Inbox
from sitegen.project.project import Project
from sites import Site, files_in, put

SITE = {
    "site.yaml": "title: A\nbase_url: https://example.org/\n",
    **{
        f"content/{n}.md": f"---\ntitle: Page {n}\ntags: [t{n % 3}]\n---\n[next]({(n + 1) % 40}.md)\n"
        for n in range(40)
    },
}
PAGES = [f"content/{n}.md" for n in range(40)]


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    """A scheduler with two workers, which come again when they are killed."""
    with machines(tmp_path_factory.mktemp("machines")) as found:
        yield found


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[Machines]:
    """A scheduler to which nobody has come."""
    with machines(tmp_path / "machines", 0) as found:
        yield found


@pytest.fixture(autouse=True)
def little_is_enough_to_be_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "_FEW", 0)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    for module, name in ((client, "PATIENCE"), (round, "PATIENCE"), (client, "_CONNECTING")):
        monkeypatch.setattr(module, name, 1.0)


def build(root: Path, machines: Machines, told: Callable[[str, int, int], None] = lambda *of: None) -> BuildReport:
    with machines.executor(root) as executor:
        project = Project(root, executor=executor)
        try:
            return project.build(Path("public"), progress=told)
        finally:
            project.close()


def refused(report: BuildReport) -> str:
    """The message of a build that was refused and has written nothing."""
    assert [problem.code for problem in report.problems] == ["SG509"]
    assert report.written == ()
    return report.problems[0].message


def clean(root: Path) -> dict[str, bytes]:
    """What a build from nothing in one process gives."""
    site = Site(root.parent / "clean")
    site.root.mkdir(exist_ok=True)
    site.write(SITE)
    site.build(cache=False)
    return files_in(site.root / "public")


@pytest.mark.parametrize("step", [pytest.param("Reading", marks=pytest.mark.prove), "Rendering"])
def test_a_worker_killed_in_the_middle(tmp_path: Path, cluster: Machines, step: str) -> None:
    """Killed as soon as something was done: the same bytes, and nothing is said of it."""
    put(tmp_path / "site", SITE)
    victims = cluster.pids()[:1]

    def kill(what: str, done: int, of: int) -> None:
        if what == step and 0 < done < of and victims:
            os.kill(victims.pop(), signal.SIGKILL)

    report = build(tmp_path / "site", cluster, kill)
    assert victims == []
    assert [problem.code for problem in report.problems if problem.severity == "error"] == []
    assert files_in(tmp_path / "site/public") == clean(tmp_path / "site")


@pytest.mark.prove
def test_every_worker_is_killed_again_and_again(tmp_path: Path, cluster: Machines) -> None:
    """Answers that were done and never fetched are done again, with what later ones owe to them."""
    put(tmp_path / "site", SITE)
    deaths = 0

    def kill(what: str, done: int, of: int) -> None:
        nonlocal deaths
        if what == "Rendering" and deaths < 3 and done < of:
            deaths += 1
            for pid in cluster.pids():
                os.kill(pid, signal.SIGKILL)

    build(tmp_path / "site", cluster, kill)
    assert deaths == 3
    assert files_in(tmp_path / "site/public") == clean(tmp_path / "site")


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    put(tmp_path, SITE)
    project = Project(tmp_path)
    project.db.refresh()
    yield project.db
    project.close()


@pytest.mark.prove
def test_a_task_that_kills_is_named_and_given_up(tmp_path: Path, cluster: Machines, db: Database) -> None:
    """Every other task is done."""
    with cluster.executor(tmp_path) as executor:
        ran = executor.run(db, PAGES, die_on_seven, lambda done, of: None)
    assert ran.dead == ["content/7.md"]
    assert sorted(ran.results) == sorted(f"Page {n}" for n in range(40) if n != 7)


def test_a_task_that_wants_too_much_memory(tmp_path: Path, cluster: Machines, db: Database) -> None:
    with cluster.executor(tmp_path) as executor:
        ran = executor.run(db, PAGES, hunger_on_seven, lambda done, of: None)
    assert (ran.dead, len(ran.results)) == (["content/7.md"], 39)


def test_a_task_that_takes_long_is_named_while_it_does(tmp_path: Path, cluster: Machines, db: Database) -> None:
    """It ends only after it was named."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    named: list[str] = []

    def name(task: tuple[str, str]) -> None:
        named.append(task[0])
        if task[0] == "content/7.md":
            os.close(os.open(pipe, os.O_WRONLY))

    with cluster.executor(tmp_path) as executor:
        tasks = [(path, str(pipe)) for path in PAGES]
        ran = executor.run(db, tasks, wait_on_seven, lambda done, of: None, name)
    assert len(ran.results) == 40
    assert named.count("content/7.md") == 1


def test_a_mistake_of_ours_is_told_with_its_traceback(tmp_path: Path, cluster: Machines, db: Database) -> None:
    with cluster.executor(tmp_path) as executor:
        with pytest.raises(WorkerFailed, match="ValueError: seven"):
            executor.run(db, PAGES, fail_on_seven, lambda done, of: None)
        db.abandon()
        ran = executor.run(db, PAGES, title_of, lambda done, of: None)
    assert len(ran.results) == 40


def test_nobody_at_the_address(tmp_path: Path, impatient: None, alone: Machines) -> None:
    put(tmp_path / "site", SITE)
    alone.stop()
    assert f"there is no scheduler at {alone.address}" in refused(build(tmp_path / "site", alone))


def test_no_worker_comes(tmp_path: Path, impatient: None, alone: Machines) -> None:
    put(tmp_path / "site", SITE)
    assert "no worker has come to the scheduler" in refused(build(tmp_path / "site", alone))


@pytest.mark.prove
@pytest.mark.parametrize(
    ("who", "words"), [("workers", "every worker of the cluster has gone"), ("scheduler", "the connection")]
)
def test_all_go_in_the_middle(tmp_path: Path, impatient: None, alone: Machines, who: str, words: str) -> None:
    """And the next build without them is right."""
    put(tmp_path / "site", SITE)
    nurse = alone.add(1, "--no-nanny")

    def kill(what: str, done: int, of: int) -> None:
        if what == "Rendering" and 0 < done < of:
            (nurse if who == "workers" else alone.scheduler).kill()

    assert words in refused(build(tmp_path / "site", alone, kill))
    assert not (tmp_path / "site/public/index.html").exists()
    Site(tmp_path / "site").build()
    assert files_in(tmp_path / "site/public") == clean(tmp_path / "site")


@pytest.mark.prove
def test_another_version(tmp_path: Path, alone: Machines) -> None:
    """One letter of the program differs."""
    place = tmp_path / "elsewhere"
    shutil.copytree(
        Path(sitegen.__file__).parent, place / "sitegen", ignore=shutil.ignore_patterns("built", "__pycache__")
    )
    with open(place / "sitegen/engine/wave.py", "a", encoding="utf-8") as module:
        module.write("\n# another\n")
    alone.add(1, place=place)
    put(tmp_path / "site", SITE)
    assert "has another version of sitegen" in refused(build(tmp_path / "site", alone))


@pytest.mark.prove
def test_what_was_killed_leaves_nothing_for_the_next_build(tmp_path: Path, cluster: Machines) -> None:
    """The machine that builds is killed while its workers are at it; a build right after it is right."""
    root = tmp_path / "site"
    put(root, {path: text.replace("Page", "Old") for path, text in SITE.items()})
    code = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from sitegen.build import making\n"
        "from sitegen.project.cluster.client import Cluster\n"
        "from sitegen.project.project import Project\n"
        "making._FEW = 0\n"
        "def told(what, done, of):\n"
        "    if what == 'Rendering' and done: os.kill(os.getpid(), signal.SIGKILL)\n"
        "root = Path(sys.argv[1])\n"
        "Project(root, executor=Cluster(sys.argv[2], root)).build(Path('public'), progress=told)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(root), cluster.address], check=False)
    assert done.returncode == -signal.SIGKILL
    put(root, SITE)
    Site(root).build()
    assert files_in(root / "public") == clean(root)
    assert not (root / ".sitegen/cache/cluster").exists()


def test_nobody_waits(tmp_path: Path) -> None:
    """A worker asks before it puts an output aside."""
    marker = Marker(tmp_path / "wanted")
    with pytest.raises(NobodyWaits):
        marker()
    marker.path.touch()
    marker()


def test_a_folder_that_not_all_machines_see(tmp_path: Path) -> None:
    with pytest.raises(Unfit, match=r"the worker there \(5\) cannot read .*: No such file.*same path"):
        read_errand(tmp_path / "errand-1", "", "", "there (5)")
    (tmp_path / "errand-1").write_bytes(b"another site's")
    with pytest.raises(Unfit, match="sees another"):
        read_errand(tmp_path / "errand-1", "", "", "there (5)")


def test_answers_come_in_the_order_in_which_they_were_given() -> None:
    """Each worker's own; what waits for an answer that was lost comes out again."""
    inbox = Inbox()
    assert inbox.put("a", 1, "chunk 1", "second") == []
    assert [one[:2] for one in inbox.put("b", 0, "chunk 2", "other")] == [("chunk 2", "other")]
    assert [one[:2] for one in inbox.put("a", 0, "chunk 0", "first")] == [("chunk 0", "first"), ("chunk 1", "second")]
    assert inbox.put("a", 3, "chunk 3", "fourth") == []
    assert inbox.stuck() == ["chunk 3"]
    assert inbox.stuck() == []
