"""One git, asked for many blobs."""

from __future__ import annotations

import hashlib
import os
import signal
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from authoring import commit, git, new_repository
from sitegen.git.blobs import BlobReader
from sitegen.git.command import GitError


def store(folder: Path, data: bytes) -> str:
    return git(folder, "hash-object", "-w", "--stdin", data=data)


def damage(folder: Path, blob: str, data: bytes) -> None:
    """Replace a stored object by other bytes."""
    path = folder / ".git/objects" / blob[:2] / blob[2:]
    path.chmod(0o644)
    path.write_bytes(data)


def fingerprint(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()[:16]


def process_of(reader: BlobReader) -> int:
    """Its git's process id."""
    assert reader._process is not None
    return reader._process.pid


@pytest.fixture
def reader(work: Path) -> Iterator[BlobReader]:
    with BlobReader(work / ".git") as reader:
        yield reader


@settings(max_examples=25, deadline=None)
@given(st.lists(st.binary(max_size=200) | st.just(b"\n" * 7) | st.just(b"\0blob 3\n")))
def test_bytes_come_back(tmp_path_factory: pytest.TempPathFactory, contents: list[bytes]) -> None:
    folder = new_repository(tmp_path_factory.mktemp("blobs"))
    blobs = {store(folder, data): data for data in contents}
    with BlobReader(folder / ".git") as reader:
        assert {blob: reader.read(blob) for blob in blobs} == blobs
        assert reader.fingerprints(blobs) == {blob: fingerprint(data) for blob, data in blobs.items()}


def test_more_than_a_pipe_holds(work: Path, reader: BlobReader) -> None:
    files = {f"{number}.md": f"{number}\n".encode() * 900 for number in range(500)}
    commit(work, files | {"big": bytes(5_000_000)})
    contents = [*files.values(), bytes(5_000_000)]
    names = [hashlib.sha1(f"blob {len(data)}\0".encode() + data).hexdigest() for data in contents]
    expected = dict(zip(names, map(fingerprint, contents), strict=True))
    assert reader.fingerprints(names) == expected
    assert reader.read(names[-1]) == contents[-1]


def test_nothing_is_started_for_nothing(reader: BlobReader) -> None:
    assert reader.fingerprints([]) == {}
    assert reader._process is None


def test_a_blob_that_is_not_there(work: Path, reader: BlobReader) -> None:
    blob = store(work, b"x")
    assert reader.fingerprints(["0" * 40, blob]) == {blob: fingerprint(b"x")}
    with pytest.raises(GitError, match="there is no blob 0000"):
        reader.read("0" * 40)
    assert reader.read(blob) == b"x"


def test_a_commit_is_no_blob(work: Path, reader: BlobReader) -> None:
    head = commit(work, {"a.md": b"a"})
    with pytest.raises(GitError, match="there is no blob"):
        reader.read(head)
    assert reader.fingerprints([head]) == {}


@pytest.mark.parametrize("name", ["HEAD", "", "-h", "0" * 39, "0" * 40 + "\n", "0" * 40 + "\n" + "1" * 40])
def test_only_ids_are_asked_for(reader: BlobReader, name: str) -> None:
    with pytest.raises(ValueError, match="not the id"):
        reader.read(name)
    with pytest.raises(ValueError, match="not the id"):
        reader.fingerprints([name])


@pytest.mark.parametrize("bytes_", [b"", b"garbage", zlib.compress(b"blob 900000\0" + os.urandom(400_000))[:200_000]])
def test_a_damaged_blob_spoils_no_other(work: Path, reader: BlobReader, bytes_: bytes) -> None:
    good = [store(work, bytes([number])) for number in range(5)]
    bad = store(work, b"bad")
    damage(work, bad, bytes_)
    assert reader.fingerprints([*good[:2], bad, *good[2:]]).keys() == set(good)
    with pytest.raises(GitError, match=bad):
        reader.read(bad)
    assert [reader.read(blob) for blob in good] == [bytes([number]) for number in range(5)]


def test_it_starts_again_when_git_died(work: Path, reader: BlobReader) -> None:
    blob = store(work, b"x")
    for _ in range(3):
        assert reader.read(blob) == b"x"
        os.kill(process_of(reader), signal.SIGKILL)
    assert reader.fingerprints([blob]) == {blob: fingerprint(b"x")}


def test_it_starts_again_after_close(work: Path, reader: BlobReader) -> None:
    blob = store(work, b"x")
    assert reader.read(blob) == b"x"
    reader.close()
    reader.close()
    assert reader.read(blob) == b"x"


def test_what_came_later_is_found(work: Path, reader: BlobReader) -> None:
    assert reader.read(store(work, b"1")) == b"1"
    later = store(work, b"2")
    assert reader.read(later) == b"2"
    commit(work, {"a.md": b"2"})
    git(work, "gc", "--quiet", "--prune=now")
    assert reader.read(later) == b"2"


def test_many_threads(work: Path, reader: BlobReader) -> None:
    blobs = {store(work, data): data for data in (bytes([number]) * number * 1000 for number in range(30))}
    with ThreadPoolExecutor(8) as threads:
        asked = list(blobs) * 8
        assert list(threads.map(reader.read, asked)) == [blobs[blob] for blob in asked]


def test_a_forked_worker_asks_a_git_of_its_own(work: Path, reader: BlobReader) -> None:
    blob = store(work, b"x" * 100_000)
    assert len(reader.read(blob)) == 100_000
    before = process_of(reader)
    child = os.fork()
    if child == 0:  # pragma: no cover
        fine = reader.read(blob) == b"x" * 100_000 and process_of(reader) != before
        reader.close()
        os._exit(0 if fine else 1)
    assert [len(reader.read(blob)) for _ in range(50)] == [100_000] * 50
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert process_of(reader) == before


def test_no_repository(tmp_path: Path) -> None:
    with BlobReader(tmp_path) as reader:
        with pytest.raises(GitError):
            reader.read("0" * 40)
        assert reader.fingerprints(["0" * 40]) == {}


def test_what_a_reference_names_is_asked_anew_each_time(work: Path) -> None:
    with BlobReader(work / ".git") as reader:
        assert reader.commit_named("HEAD") is None and reader.commit_named("refs/heads/main") is None
        first = commit(work, {"a": b"1"})
        assert reader.commit_named("HEAD") == first == reader.commit_named("refs/heads/main")
        second = commit(work, {"a": b"2"})
        assert reader.commit_named("HEAD") == second
        git(work, "pack-refs", "--all")
        git(work, "gc", "--quiet")
        assert reader.commit_named("refs/heads/main") == second
        git(work, "checkout", "--quiet", first)
        assert reader.commit_named("HEAD") == first
        git(work, "update-ref", "refs/sitegen/x", git(work, "rev-parse", "HEAD^{tree}"))
        assert reader.commit_named("refs/sitegen/x") is None
        assert reader.read(first, "commit").startswith(b"tree ")
        with pytest.raises(GitError):
            reader.read(first)


@pytest.mark.parametrize("linked", [False, True], ids=["own", "linked"])
def test_references_that_are_packed_twice_within_a_second(work: Path, tmp_path: Path, linked: bool) -> None:
    """Their file then has the size, the number and the second that it had: git takes it for the one it has read."""
    commits = [commit(work, {"a": b"%d" % number}) for number in range(6)]
    git(work, "worktree", "add", "--quiet", "--detach", str(tmp_path / "linked"))
    folder = tmp_path / "linked" if linked else work
    with BlobReader(Path(git(folder, "rev-parse", "--absolute-git-dir"))) as reader:
        for id_ in commits:
            git(work, "update-ref", "refs/sitegen/x", id_)
            for _ in range(2):
                git(work, "pack-refs", "--all", "--prune")
            assert reader.commit_named("refs/sitegen/x") == id_


@pytest.mark.parametrize("name", ["", "HEAD^", "main", "refs/heads/a b", "refs/heads/x\nHEAD", "--all", "refs/x@{1}"])
def test_only_full_names_are_asked_for(work: Path, name: str) -> None:
    with BlobReader(work / ".git") as reader, pytest.raises(ValueError):
        reader.commit_named(name)
