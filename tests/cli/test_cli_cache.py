"""What is remembered between builds: shown as it is, removed as it was asked for, and nothing else with it."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from cli_sites import make, outputs, page, run

from sitegen.base.files import Lock

DAY = 86400
PRECIOUS = {
    ".sitegen/office.sqlite": b"people",
    ".sitegen/office.key": b"key",
    ".sitegen/uploads/a.jpg": b"put there by somebody",
    ".sitegen/cache/notes.txt": b"nobody knows why",
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = make(tmp_path / "site", {"content/index.md": page("Home"), **PRECIOUS})
    assert run("build", "-C", str(root)).code == 0
    return root


def shown(site: Path) -> dict[str, Any]:
    result = run("cache", "-C", str(site), "--format", "json")
    assert result.code == 0
    return {one["name"]: one for one in result.json()["held"]}


def pruned(site: Path, *words: str) -> set[str]:
    result = run("cache", "prune", "-C", str(site), "--format", "json", *words)
    assert result.code == 0, result.err
    return {one["name"] for one in result.json()["removed"]}


def precious(site: Path) -> dict[str, bytes]:
    return {name: (site / name).read_bytes() for name in PRECIOUS}


def make_older(path: Path, days: int) -> None:
    then = path.stat().st_mtime - days * DAY
    os.utime(path, (then, then))


def test_what_is_there_is_told(site: Path) -> None:
    """Sizes are those of the files; what is not part of the cache is named and not counted."""
    held = shown(site)
    memos = held["cache/memos-main.sqlite"]
    assert (memos["kind"], memos["state"]) == ("memos", "usable")
    assert memos["size"] == (site / ".sitegen/cache/memos-main.sqlite").stat().st_size
    assert set(held) == {"cache/memos-main.sqlite", "cache/seen-files", "cache/seen-theme", "cache/program"}
    told = run("cache", "-C", str(site)).out
    assert "what builds found out (main)" in told
    assert "Not part of it, and never removed: office.key, office.sqlite, uploads." in told


def test_nothing_is_made_by_looking(tmp_path: Path) -> None:
    root = make(tmp_path, {})
    assert "Nothing is remembered" in run("cache", "-C", str(root)).out
    assert not (root / ".sitegen").exists()


@pytest.mark.parametrize(
    ("damage", "state"),
    [
        (lambda data: data[: len(data) // 3], "damaged"),
        (lambda data: b"noise" * 999, "damaged"),
        (None, "another version"),
    ],
)
def test_what_cannot_be_used_goes(site: Path, damage: Any, state: str) -> None:
    """Damaged, cut short, or made by another version: it is told, and goes without being asked for; a build is right
    before and after."""
    path = site / ".sitegen/cache/memos-main.sqlite"
    if damage is not None:
        path.write_bytes(damage(path.read_bytes()))
    else:
        with sqlite3.connect(path) as db:
            db.execute("UPDATE meta SET data = '0.0.1 of another' WHERE name = 'version'")
        db.close()
    assert shown(site)["cache/memos-main.sqlite"]["state"] == state
    before = outputs(site / "public")
    assert pruned(site, "--dry-run") == {"cache/memos-main.sqlite"}
    assert path.exists()
    assert pruned(site) == {"cache/memos-main.sqlite"}
    assert not path.exists()
    assert run("build", "-C", str(site)).code == 0
    assert outputs(site / "public") == before
    assert precious(site) == dict(PRECIOUS)


def test_what_can_be_used_stays(site: Path) -> None:
    assert pruned(site) == set()
    assert run("build", "-C", str(site), "--format", "json").json()["ran"] == {}


def test_by_age(site: Path) -> None:
    """A build counts as use, even if it had nothing to do. A time in the future is not old."""
    run("build", "-C", str(site), "--drafts", "-o", "drafts")
    drafts = next(name for name in shown(site) if name.startswith("cache/memos") and "main" not in name)
    for name in ("cache/memos-main.sqlite", drafts, "cache/seen-files"):
        make_older(site / ".sitegen" / name, 40)
    make_older(site / ".sitegen/cache/seen-theme", -400)
    run("build", "-C", str(site))
    assert pruned(site, "--older-than", "30d") == {drafts, "cache/seen-files"}
    assert pruned(site, "--older-than", "30d") == set()


def test_by_size(site: Path) -> None:
    """What was used longest ago goes first, and no more than is needed."""
    for number in range(5):
        path = site / ".sitegen/cache/pictures/00" / str(number)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x" * 1_000_000)
        make_older(path, 10 - number)
    assert pruned(site, "--max-size", "3500KB") == {"cache/pictures/00/0", "cache/pictures/00/1"}
    assert sum(one["size"] for one in shown(site).values()) <= 3_500_000


def test_everything(site: Path) -> None:
    """Everything that may go, and nothing that may not."""
    before = outputs(site / "public")
    assert pruned(site, "--all") == {"cache/memos-main.sqlite", "cache/seen-files", "cache/seen-theme", "cache/program"}
    assert shown(site) == {}
    assert precious(site) == dict(PRECIOUS)
    again = run("build", "-C", str(site), "--format", "json").json()
    assert (again["written"], outputs(site / "public")) == ([], before)


def test_pictures_that_nobody_asked_for_go(site: Path) -> None:
    kept = site / ".sitegen/cache/pictures/ab"
    kept.mkdir(parents=True)
    for name in ("old", "new"):
        (kept / name).write_bytes(b"x")
    make_older(kept / "old", 31)
    assert pruned(site) == {"cache/pictures/ab/old"}


def test_left_by_a_killed_process(site: Path) -> None:
    """An old one goes; a young one may be about to be put in place."""
    for name in ("old", "young"):
        (site / f".sitegen/cache/.sitegen-{name}.tmp").write_bytes(b"half")
    make_older(site / ".sitegen/cache/.sitegen-old.tmp", 1)
    assert pruned(site) == {"cache/.sitegen-old.tmp"}


def test_what_a_build_uses_stays(site: Path) -> None:
    """While another process works with the memos they are left alone, and that is said."""
    with Lock(site / ".sitegen/lock-main"):
        assert shown(site)["cache/memos-main.sqlite"]["state"] == "in use"
        result = run("cache", "prune", "-C", str(site), "--all")
    assert result.code == 0
    assert "cache/memos-main.sqlite is in use by another sitegen and stays." in result.err
    assert shown(site)["cache/memos-main.sqlite"]["state"] == "usable"


def test_links_are_left_alone(site: Path, tmp_path: Path) -> None:
    """What a link leads to is none of ours."""
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "photo").write_bytes(b"theirs")
    (site / ".sitegen/cache/thumbs").symlink_to(theirs)
    (site / ".sitegen/external.json").symlink_to(theirs / "photo")
    pruned(site, "--all")
    assert (theirs / "photo").read_bytes() == b"theirs"
    assert (site / ".sitegen/external.json").is_symlink()


def test_both_places_of_the_folder_mean_the_same(site: Path) -> None:
    assert run("cache", "-C", str(site), "prune", "--all").code == 0
    assert shown(site) == {}


def test_amounts_that_nobody_understands(site: Path) -> None:
    for words in (("--max-size", "5 apples"), ("--older-than", "-1d"), ("--older-than", "30MB"), ("--max-size", "")):
        result = run("cache", "prune", "-C", str(site), *words)
        assert result.code == 2
        assert "Traceback" not in result.err
    assert shown(site)


def test_killed_while_it_prunes(site: Path) -> None:
    """Whatever is left then, the next build is right."""
    before = outputs(site / "public")
    code = (
        "import os, signal, sys\n"
        "def hook(event, args):\n"
        "    if event == 'os.remove':\n"
        "        hook.left -= 1\n"
        "        if hook.left < 0: os.kill(os.getpid(), signal.SIGKILL)\n"
        "hook.left = int(sys.argv[2])\n"
        "sys.addaudithook(hook)\n"
        "sys.argv = ['sitegen', 'cache', 'prune', '--all', '-C', sys.argv[1]]\n"
        "from sitegen.cli.main import main\n"
        "main()\n"
    )

    for count in range(4):
        done = subprocess.run([sys.executable, "-c", code, str(site), str(count)], capture_output=True, check=False)
        assert done.returncode == -signal.SIGKILL
        assert run("build", "-C", str(site)).code == 0
        assert outputs(site / "public") == before


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_command_that_has_ended_leaves_all_of_it_in_one_file(tmp_path: Path, command: str) -> None:
    """Not in SQLite's log, which whoever carries the cache away would forget."""
    root = make(tmp_path, {"content/index.md": "---\ntitle: A\n---\nx\n"})
    assert run(command, "-C", str(root)).code == 0
    names = {path.name for path in (root / ".sitegen/cache").iterdir()}
    assert "memos-main.sqlite" in names and not [name for name in names if name.endswith(("-wal", "-shm"))]
