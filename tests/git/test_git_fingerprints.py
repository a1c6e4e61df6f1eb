"""The cache of fingerprints forgets rather than tells a wrong one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.git.fingerprints import FingerprintCache, FingerprintFile

IDS = st.binary(min_size=20, max_size=20).map(bytes.hex)
PRINTS = st.dictionaries(IDS, st.binary(min_size=16, max_size=16), max_size=8)


def numbered(start: int, end: int) -> dict[str, bytes]:
    """Made-up entries."""
    return {f"{number:040x}": number.to_bytes(16, "big") for number in range(start, end)}


@settings(max_examples=50, deadline=None)
@given(st.lists(PRINTS, max_size=4))
def test_what_was_put_is_got(tmp_path_factory: pytest.TempPathFactory, puts: list[dict[str, bytes]]) -> None:
    folder = tmp_path_factory.mktemp("cache")
    expected: dict[str, bytes] = {}
    for found in puts:
        cache: FingerprintCache = FingerprintFile(folder)
        cache.put_many(found)
        expected = found | expected
        assert cache.get_many([*expected, "f" * 40]).items() >= expected.items()
    assert FingerprintFile(folder).get_many(expected) == expected


def test_long_ids(tmp_path: Path) -> None:
    found = {"ab" * 32: b"1" * 16, "ab" * 20: b"2" * 16}
    FingerprintFile(tmp_path).put_many(found)
    assert FingerprintFile(tmp_path).get_many(found) == found


def test_a_folder_that_is_not_there_yet(tmp_path: Path) -> None:
    found = numbered(0, 3)
    FingerprintFile(tmp_path / "a/b").put_many({})
    assert not (tmp_path / "a").exists()
    FingerprintFile(tmp_path / "a/b").put_many(found)
    assert FingerprintFile(tmp_path / "a/b").get_many(found) == found


def test_it_grows_by_appending(tmp_path: Path) -> None:
    cache = FingerprintFile(tmp_path)
    cache.put_many(numbered(0, 5))
    before = (tmp_path / "blobs").read_bytes()
    cache.put_many(numbered(3, 7))
    after = (tmp_path / "blobs").read_bytes()
    assert after.startswith(before)
    assert len(after) - len(before) == 2 * 52


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_damage_is_never_believed(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    folder = tmp_path_factory.mktemp("cache")
    truth = numbered(0, 6)
    FingerprintFile(folder).put_many(truth)
    path = folder / "blobs"
    path.write_bytes(data.draw(damaged(path.read_bytes())))
    cache = FingerprintFile(folder)
    assert cache.get_many(truth).items() <= truth.items()
    cache.put_many(truth | numbered(6, 8))
    assert FingerprintFile(folder).get_many(numbered(0, 8)) == numbered(0, 8)


@st.composite
def damaged(draw: st.DrawFn, data: bytes) -> bytes:
    """``data`` cut off, with other bytes in it, or with bytes put in between."""
    at = draw(st.integers(0, len(data)))
    other = draw(st.binary(max_size=80))
    end = draw(st.sampled_from([at, at + len(other), len(data)]))
    return data[:at] + other + data[end:]


def test_a_torn_record_does_not_hide_later_ones(tmp_path: Path) -> None:
    cache = FingerprintFile(tmp_path)
    cache.put_many(numbered(0, 3))
    path = tmp_path / "blobs"
    path.write_bytes(path.read_bytes()[:-20])
    cache.put_many(numbered(3, 5))
    assert FingerprintFile(tmp_path).get_many(numbered(0, 5)) == numbered(0, 5)


def test_what_two_wrote_at_once_is_tidied_up(tmp_path: Path) -> None:
    first, second = FingerprintFile(tmp_path), FingerprintFile(tmp_path)
    assert first.get_many(["0" * 40]) == second.get_many(["0" * 40]) == {}
    first.put_many(numbered(0, 4))
    second.put_many(numbered(0, 4))
    third = FingerprintFile(tmp_path)
    assert third.get_many(numbered(0, 4)) == numbered(0, 4)
    third.put_many(numbered(4, 5))
    assert (tmp_path / "blobs").stat().st_size == 16 + 5 * 52


def test_a_place_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    cache = FingerprintFile(tmp_path / "file")
    cache.put_many(numbered(0, 2))
    assert cache.get_many(numbered(0, 2)) == numbered(0, 2)


WRITER = """
import sys
from pathlib import Path
from sitegen.git.fingerprints import FingerprintFile
cache = FingerprintFile(Path(sys.argv[1]))
for number in range(int(sys.argv[2]), int(sys.argv[2]) + 100):
    cache.put_many({f"{number:040x}": number.to_bytes(16, "big")})
"""


def test_several_processes_append(tmp_path: Path) -> None:
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path), str(start)]) for start in (0, 100, 200, 300)
    ]
    assert [writer.wait() for writer in writers] == [0] * 4
    assert FingerprintFile(tmp_path).get_many(numbered(0, 400)) == numbered(0, 400)
