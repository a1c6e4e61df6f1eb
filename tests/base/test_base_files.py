"""Files are whole, and locks die with their owner."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sitegen.base.files import Busy, Lock, is_temporary, write_atomic
from sitegen.base.paths import is_source


@pytest.mark.parametrize("durable", [False, True])
@pytest.mark.parametrize("data", [b"", b"text", bytes(3_000_000)])
def test_written_whole(tmp_path: Path, data: bytes, durable: bool) -> None:
    path = tmp_path / "a" / "b" / "file"
    for _ in range(2):
        write_atomic(path, data, durable=durable)
        assert path.read_bytes() == data
        assert os.listdir(path.parent) == ["file"]


def test_the_longest_name(tmp_path: Path) -> None:
    write_atomic(tmp_path / ("x" * 255), b"text")
    assert (tmp_path / ("x" * 255)).read_bytes() == b"text"


def test_the_users_umask_decides(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_atomic(tmp_path / "new", b"x")
    finally:
        os.umask(before)
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o640


def test_a_file_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "run"
    path.write_bytes(b"old")
    path.chmod(0o755)
    write_atomic(path, b"new")
    assert path.stat().st_mode & 0o777 == 0o755


def test_who_reads_the_old_file_keeps_it(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    with path.open("rb") as file:
        write_atomic(path, b"new")
        assert file.read() == b"old"


def test_a_link_is_replaced_not_followed(tmp_path: Path) -> None:
    (tmp_path / "target").write_bytes(b"old")
    (tmp_path / "link").symlink_to("target")
    write_atomic(tmp_path / "link", b"new")
    assert not (tmp_path / "link").is_symlink()
    assert (tmp_path / "target").read_bytes() == b"old"


def test_trouble_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "folder" / "x").mkdir(parents=True)
    with pytest.raises(IsADirectoryError):
        write_atomic(tmp_path / "folder", b"new")
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(NotADirectoryError):
        write_atomic(tmp_path / "file" / "x", b"")
    assert sorted(os.listdir(tmp_path)) == ["file", "folder"]


KILLED = """
import os, sys
from pathlib import Path
Path.replace = lambda *_: os.kill(os.getpid(), 9)
from sitegen.base.files import write_atomic
write_atomic(Path(sys.argv[1]), b"new")
"""


def test_what_a_killed_writer_leaves_is_known(tmp_path: Path) -> None:
    path = tmp_path / "static" / "file"
    write_atomic(path, b"old")
    assert subprocess.run([sys.executable, "-c", KILLED, str(path)]).returncode == -signal.SIGKILL
    assert path.read_bytes() == b"old"
    (left,) = [name for name in os.listdir(path.parent) if name != "file"]
    assert is_temporary(left)
    assert not is_source(f"static/{left}")
    assert not is_temporary("file") and not is_temporary(".sitegen")


HOLDER = """
import os, sys
from pathlib import Path
from sitegen.base.files import Lock
with Lock(Path(sys.argv[1])):
    if sys.argv[2:] == ["fork"] and os.fork() == 0:
        os.write(1, b"child\\n")
        sys.stdin.read()
        os._exit(0)
    os.write(1, b"held\\n")
    sys.stdin.readline()
"""

Holder = subprocess.Popen[bytes]


@pytest.fixture
def hold(tmp_path: Path) -> Iterator[Callable[..., Holder]]:
    """Starts a process that holds the lock until it reads a line."""
    holders: list[Holder] = []

    def start(*options: str) -> Holder:
        command = [sys.executable, "-c", HOLDER, str(tmp_path / "in/lock"), *options]
        holder = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        holders.append(holder)
        assert holder.stdout is not None
        said = {holder.stdout.readline() for _ in range(1 + len(options))}
        assert b"held\n" in said
        return holder

    yield start
    for holder in holders:
        with holder:
            holder.kill()


def test_one_holder_at_a_time(tmp_path: Path, hold: Callable[..., Holder]) -> None:
    holder = hold()
    calls: list[str] = []
    with pytest.raises(Busy, match="in use by another process"), Lock(tmp_path / "in/lock", timeout=0):
        pytest.fail("held twice")
    with (
        pytest.raises(Busy),
        Lock(tmp_path / "in/lock", timeout=0.05, on_wait=lambda: calls.append("waits")),
    ):
        pytest.fail("held twice")
    assert calls == ["waits"]
    assert holder.poll() is None


@pytest.mark.parametrize("timeout", [None, 60.0])
def test_waiting_until_the_other_is_done(tmp_path: Path, hold: Callable[..., Holder], timeout: float | None) -> None:
    holder = hold()
    calls: list[str] = []

    def let_go() -> None:
        calls.append("waits")
        assert holder.stdin is not None
        holder.stdin.write(b"\n")
        holder.stdin.flush()

    with Lock(tmp_path / "in/lock", on_wait=let_go, timeout=timeout):
        assert calls == ["waits"]
    assert holder.wait() == 0


def test_a_killed_holder_holds_nothing(tmp_path: Path, hold: Callable[..., Holder]) -> None:
    holder = hold()
    with Lock(tmp_path / "in/lock", on_wait=holder.kill):
        assert holder.wait() == -signal.SIGKILL


def test_a_killed_holders_workers_hold_nothing(tmp_path: Path, hold: Callable[..., Holder]) -> None:
    holder = hold("fork")
    holder.kill()
    holder.wait()
    with Lock(tmp_path / "in/lock", timeout=0):
        pass


def test_a_forked_child_does_not_unlock(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with Lock(path):
        child = os.fork()
        if child == 0:  # pragma: no cover
            os._exit(0)
        os.waitpid(child, 0)
        with pytest.raises(Busy), Lock(path, timeout=0):
            pytest.fail("held twice")


def test_threads_exclude_each_other(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    inside: list[int] = []
    most: list[int] = []

    def work() -> None:
        for number in range(30):
            with Lock(path):
                inside.append(number)
                most.append(len(inside))
                inside.pop()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(most) == {1}


def test_a_lock_can_be_taken_again(tmp_path: Path) -> None:
    lock = Lock(tmp_path / "a/b/lock", on_wait=lambda: pytest.fail("waits for nobody"))
    for _ in range(2):
        with lock, pytest.raises(RuntimeError, match="already held"), lock:
            pytest.fail("held twice")


def test_trouble_inside_unlocks(tmp_path: Path) -> None:
    with pytest.raises(KeyError), Lock(tmp_path / "lock"):
        raise KeyError
    with Lock(tmp_path / "lock", timeout=0):
        pass


def test_a_file_that_was_removed_while_waiting(tmp_path: Path, hold: Callable[..., Holder]) -> None:
    holder = hold()
    path = tmp_path / "in/lock"

    def remove_and_let_go() -> None:
        path.unlink()
        path.parent.rmdir()
        assert holder.stdin is not None
        holder.stdin.write(b"\n")
        holder.stdin.flush()

    with Lock(path, on_wait=remove_and_let_go), pytest.raises(Busy), Lock(path, timeout=0):
        pytest.fail("held twice")
