"""Bad folders, bad files, bad moments: one sentence each, and no traceback."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from cli_sites import make, outputs, page, run, start


@pytest.fixture
def site(tmp_path: Path) -> Path:
    pages = {f"content/p{number}.md": page(f"P{number}", "Text with *marks*.\n" * 20) for number in range(40)}
    return make(tmp_path / "site", {"content/index.md": page("Home"), **pages})


@pytest.fixture
def clean(site: Path, tmp_path: Path) -> dict[str, bytes]:
    """What a clean build of the site is."""
    assert run("build", "-C", str(site), "-o", str(tmp_path / "clean")).code == 0
    for path in (site / ".sitegen/cache").iterdir():
        path.unlink()
    return outputs(tmp_path / "clean")


@pytest.mark.parametrize("command", ["build", "check", "list", "serve"])
def test_without_a_site_nothing_is_made(tmp_path: Path, command: str) -> None:
    result = run(command, "-C", str(tmp_path))
    assert result.code == 1
    assert "SG008" in result.out
    assert list(tmp_path.iterdir()) == []


def test_a_site_without_content(tmp_path: Path) -> None:
    result = run("build", "-C", str(make(tmp_path, {})))
    assert result.code == 0, result.out


def test_an_output_folder_among_the_sources(site: Path) -> None:
    result = run("build", "-C", str(site), "-o", "content/out", "--format", "json")
    assert (result.code, result.json()["problems"][0]["code"]) == (1, "SG502")
    assert run("build", "-C", str(site), "-o", ".").code == 1


def test_a_foreign_file_in_the_way(site: Path) -> None:
    make(site, {"public/index.html": "Mine."})
    result = run("build", "-C", str(site), "--format", "json")
    assert (result.code, [one["code"] for one in result.json()["problems"]]) == (1, ["SG501"])
    assert (site / "public/index.html").read_text() == "Mine."
    assert sorted(outputs(site / "public")) == ["index.html"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_an_output_folder_that_cannot_be_written(site: Path) -> None:
    (site / "public").mkdir(mode=0o500)
    result = run("build", "-C", str(site), "--format", "json")
    assert (result.code, result.json()["problems"][0]["code"]) == (1, "SG503")


def test_an_output_folder_below_a_file(site: Path) -> None:
    make(site, {"letter": "Dear"})
    result = run("build", "-C", str(site), "-o", "letter/out", "--format", "json")
    assert (result.code, result.json()["problems"][0]["code"]) == (1, "SG503")


def test_a_file_that_is_none(site: Path) -> None:
    os.mkfifo(site / "content/pipe.md")
    (site / "content/gone.md").symlink_to("nowhere.md")
    found = {(one["code"], one["path"]) for one in run("check", "-C", str(site), "--format", "json").json()["problems"]}
    assert ("SG001", "content/pipe.md") in found
    assert ("SG001", "content/gone.md") in found


def test_bytes_that_are_no_text(site: Path) -> None:
    make(site, {"content/bad.md": b"---\ntitle: \xff\n---\n", "content/nul.md": b"---\ntitle: N\n---\na\0b\n"})
    found = {one["code"] for one in run("check", "-C", str(site), "--format", "json").json()["problems"]}
    assert {"SG002", "SG003"} <= found


@pytest.mark.parametrize("how", ["cut", "overwritten", "emptied", "no database"])
def test_a_damaged_cache_is_made_again(site: Path, how: str, clean: dict[str, bytes]) -> None:
    run("build", "-C", str(site))
    make(site, {"content/p1.md": page("P1", "Other.\n")})
    for path in (site / ".sitegen/cache").iterdir():
        _damage(path, how)
    result = run("build", "-C", str(site))
    assert (result.code, "Traceback" in result.err) == (0, False)
    make(site, {"content/p1.md": page("P1", "Text with *marks*.\n" * 20)})
    assert run("build", "-C", str(site)).code == 0
    assert outputs(site / "public") == clean


def _damage(path: Path, how: str) -> None:
    data = path.read_bytes()
    if how == "cut":
        data = data[: len(data) // 2]
    elif how == "overwritten":
        step = max(len(data) // 50, 1)
        data = bytes(255 - byte if at % step == 0 else byte for at, byte in enumerate(data))
    elif how == "emptied":
        data = b""
    else:
        data = b"a letter, not a database" * 100
    path.write_bytes(data)


def test_two_builds_at_once(site: Path, clean: dict[str, bytes]) -> None:
    builds = [start("build", "-C", str(site)) for _ in range(3)]
    for build in builds:
        out, err = build.communicate(timeout=120)
        assert build.returncode == 0, out + err
        assert "Traceback" not in err
    assert outputs(site / "public") == clean


MOMENTS = [("open", "", 1), ("open", "", 7), ("open", "", 30), ("open", ".sitegen-staging/", 1)]
MOMENTS += [("open", ".sitegen-staging/", 30), ("os.rename", "journal", 1), ("os.rename", "index.html", 1)]
MOMENTS += [("os.rename", "/tree/p", 25), ("os.rename", "manifest", 1)]


@pytest.mark.parametrize(("event", "part", "number"), MOMENTS)
def test_a_killed_build_leaves_nothing_wrong(
    site: Path, clean: dict[str, bytes], event: str, part: str, number: int
) -> None:
    words = [sys.executable, "-c", KILLED, event, part, str(number), "build", "-C", str(site), "--jobs", "1"]
    build = subprocess.run(words, capture_output=True, text=True, check=False)
    assert build.returncode == -signal.SIGKILL, build.stdout + build.stderr
    after = run("build", "-C", str(site))
    assert after.code == 0, after.out + after.err
    assert outputs(site / "public") == clean


KILLED = """
import os, signal, sys

_, event, part, left, *words = sys.argv
left = int(left)

def watch(name, args):
    global left
    if name == event and any(part in str(arg) for arg in args[:2]):
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

sys.argv = ["sitegen", *words]
from sitegen.cli.main import main
import sitegen.build.builder, sitegen.cli.commands.build
sys.addaudithook(watch)
main()
"""
"""A ``sitegen`` that is killed at the nth time that something is done to certain files."""


def test_ctrl_c_ends_without_a_word(site: Path) -> None:
    lock = (
        "import fcntl, os, sys\nfile = os.open(sys.argv[1], os.O_RDWR | os.O_CREAT)\n"
        "fcntl.flock(file, fcntl.LOCK_EX)\nprint(flush=True)\ninput()"
    )
    (site / ".sitegen").mkdir()
    with subprocess.Popen(
        [sys.executable, "-c", lock, str(site / ".sitegen/lock-build")], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        with start("build", "-C", str(site)) as build:
            assert build.stderr is not None
            assert "Waiting for another sitegen" in build.stderr.readline()
            build.send_signal(signal.SIGINT)
            out, err = build.communicate(timeout=60)
        holder.communicate(b"\n", timeout=60)
    assert (build.returncode, out, err) == (130, "", "")


def test_a_reader_that_leaves(site: Path) -> None:
    with start("list", "-C", str(site), stdout=subprocess.PIPE) as listing:
        assert listing.stdout is not None
        listing.stdout.close()
        assert listing.wait(60) in (0, 141)
        assert listing.stderr is not None
        assert listing.stderr.read() == ""
        listing.stdout = None


def test_a_mistake_of_ours_is_one_sentence(site: Path) -> None:
    code = (
        "import sitegen.project.project as p\n"
        "def check(*args): raise RuntimeError('oh')\n"
        "p.Project.check = check\n"
        "from sitegen.cli.main import main; main()"
    )
    for words, traced in ((["check"], False), (["check", "--debug"], True)):
        done = subprocess.run(
            [sys.executable, "-c", code, *words, "-C", str(site)], capture_output=True, text=True, check=False
        )
        assert done.returncode == 1
        assert "report" in done.stderr
        assert ("Traceback" in done.stderr) is traced
