"""The law: a commit's tree lists what a plain walk of the checked-out files finds."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from authoring import commit, git, new_repository, write
from sitegen.base.paths import FOLDER, NAME, OUTSIDE, UNREADABLE, is_source
from sitegen.git.fingerprints import FingerprintFile
from sitegen.git.repository import Repository
from sitegen.git.tree import CommitTree


def fingerprint(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()[:16]


def walked(root: Path) -> dict[str, bytes]:
    """What a plain walk finds."""
    found: dict[str, bytes] = {}
    for folder, _, names in os.walk(root):
        for name in names:
            path = (Path(folder) / name).relative_to(root).as_posix()
            if is_source(path):
                found[path] = fingerprint((Path(folder) / name).read_bytes())
    return found


def listing(site: Path, rev: str = "HEAD") -> dict[str, bytes]:
    """The listing of a commit."""
    repository = Repository.find(site)
    assert repository is not None
    with repository:
        head = repository.resolve(rev)
        assert head is not None
        tree = CommitTree(repository, head)
        for path, found in tree.listing().items():
            if not found.startswith(b"!"):
                assert fingerprint(tree.read(path)) == found
        return tree.listing()


PIECES = [" ", "ü", "😀", "\n", "\t", '"', "[", "]", "%", "-", "#", ":", "~", ".", "a", "B", "e\u0301", ".md", ".tmp"]
NAMES = st.lists(st.sampled_from(PIECES), min_size=1, max_size=4).map("".join).filter(lambda name: name.strip("."))
TOPS = st.sampled_from(["content", "layouts", "data", "static", "docs", "content/news", "static/.well-known"])
PATHS = st.builds(lambda top, parts: "/".join([top, *parts]), TOPS, st.lists(NAMES, min_size=1, max_size=3))
FILES = st.dictionaries(PATHS | st.just("site.yaml"), st.binary(max_size=30) | st.just(b"a\r\nb\n"), max_size=8)


def without_clashes(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Leave out files that would have to be folders at the same time."""
    return {path: data for path, data in files.items() if not any(other.startswith(f"{path}/") for other in files)}


@settings(max_examples=30, deadline=None)
@given(FILES, st.sampled_from(["", "sites/a/", "a b/ü [x]/"]))
@example({"content/-rf": b"1", "content/a\nb.md": b"2", "static/.htaccess": b"3", "content/.hidden/a": b"4"}, "")
def test_a_commit_lists_what_a_walk_of_its_files_finds(
    tmp_path_factory: pytest.TempPathFactory, files: dict[str, bytes], prefix: str
) -> None:
    work = new_repository(tmp_path_factory.mktemp("tree"))
    site = work / prefix
    site.mkdir(parents=True, exist_ok=True)
    commit(work, {prefix + path: data for path, data in without_clashes(files).items()})
    found = listing(site)
    assert found == walked(site)
    assert list(found) == sorted(found)


def test_what_is_public_is_the_blob(work: Path) -> None:
    commit(work, {".gitattributes": b"*.md text eol=crlf\n", "content/a.md": b"a\nb\n"})
    git(work, "rm", "--quiet", "--cached", "content/a.md")
    git(work, "reset", "--quiet", "--hard")
    assert (work / "content/a.md").read_bytes() == b"a\r\nb\r\n"
    assert listing(work) == {"content/a.md": fingerprint(b"a\nb\n")}


def test_old_versions_and_uncommitted_work(work: Path) -> None:
    commit(work, {"content/a.md": b"1"})
    commit(work, {"content/a.md": b"2"})
    write(work, {"content/a.md": b"3", "content/b.md": b"4"})
    assert listing(work, "HEAD~1") == {"content/a.md": fingerprint(b"1")}
    assert listing(work) == {"content/a.md": fingerprint(b"2")}


CHANGES = st.lists(st.dictionaries(PATHS, st.none() | st.binary(max_size=9), max_size=4), min_size=1, max_size=4)


@settings(max_examples=20, deadline=None)
@given(FILES, CHANGES)
def test_a_commit_that_follows_another_lists_the_same(
    tmp_path_factory: pytest.TempPathFactory, files: dict[str, bytes], changes: list[dict[str, bytes | None]]
) -> None:
    work = new_repository(tmp_path_factory.mktemp("tree"))
    known = without_clashes(files)
    ids = [commit(work, known)]
    for change in changes:
        known = without_clashes({path: data for path, data in (known | change).items() if data is not None})
        git(work, "rm", "-r", "--quiet", "--force", "--ignore-unmatch", ".")
        ids.append(commit(work, known))
    repository = Repository.find(work)
    assert repository is not None
    with repository:
        before: CommitTree | None = None
        for one in ids:
            tree = CommitTree(repository, one)
            if before is not None:
                tree.follow(before)
            clean = CommitTree(repository, one).listing()
            assert list(tree.listing().items()) == list(clean.items())
            assert all(fingerprint(tree.read(path)) == found for path, found in clean.items() if found[:1] != b"!")
            before = tree


def link(site: Path, links: Mapping[str, str]) -> None:
    for path, target in links.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).symlink_to(target)


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("b.md", fingerprint(b"b")),
        ("./../content//b.md", fingerprint(b"b")),
        ("../docs/a.md", fingerprint(b"doc")),
        ("chain.md", fingerprint(b"b")),
        ("../way/b.md", fingerprint(b"b")),
        ("nothing.md", UNREADABLE),
        ("link.md", UNREADABLE),
        ("../../outer.md", OUTSIDE),
        ("../../site/content/b.md", OUTSIDE),
        ("/etc/passwd", OUTSIDE),
        ("../.env", OUTSIDE),
        ("../.git/config", OUTSIDE),
        (".", FOLDER),
        ("..", FOLDER),
        ("../docs/../..", OUTSIDE),
        ("../way/link.md", UNREADABLE),
    ],
)
def test_links(work: Path, target: str, expected: bytes) -> None:
    site = work / "site"
    write(site, {"docs/a.md": b"doc", "content/b.md": b"b", ".env": b"secret"})
    write(work, {"outer.md": b"outer"})
    link(site, {"content/link.md": target, "content/chain.md": "b.md", "way": "content"})
    commit(work)
    assert listing(site)["content/link.md"] == expected


def test_what_follows_a_commit_with_links_is_looked_up_anew(work: Path) -> None:
    commit(work, {"content/real/a.md": b"1"})
    link(work, {"content/other": "real"})
    first = commit(work)
    second = commit(work, {"content/real/a.md": b"2"})
    repository = Repository.find(work)
    assert repository is not None
    with repository:
        before, tree = CommitTree(repository, first), CommitTree(repository, second)
        before.listing()
        tree.follow(before)
        assert tree.listing()["content/other/a.md"] == fingerprint(b"2")


def test_a_link_to_a_folder_brings_in_its_files(work: Path) -> None:
    write(work, {"shared/a.md": b"a", "shared/in/b.md": b"b", "shared/.env": b"secret", "shared/x~": b"backup"})
    link(work, {"content/news": "../shared", "static/all": "../shared", "shared/to-a.md": "a.md"})
    commit(work)
    expected = {"a.md": b"a", "in/b.md": b"b", "to-a.md": b"a"}
    assert listing(work) == {
        f"{top}/{path}": fingerprint(data) for top in ("content/news", "static/all") for path, data in expected.items()
    }


def test_a_source_folder_may_be_a_link(work: Path) -> None:
    write(work, {"shared/a.md": b"a", "conf.yaml": b"title: A\n"})
    link(work, {"content": "shared", "site.yaml": "conf.yaml", "layouts": "../layouts", "data": "nothing"})
    commit(work)
    assert listing(work) == {
        "content/a.md": fingerprint(b"a"),
        "site.yaml": fingerprint(b"title: A\n"),
        "layouts": OUTSIDE,
        "data": UNREADABLE,
    }


def test_links_cannot_multiply(work: Path) -> None:
    """Thirty folders with two links each to the next would be a thousand million files."""
    for number in range(30):
        link(work, {f"content/{number}/left": f"../{number + 1}", f"content/{number}/right": f"../{number + 1}"})
    commit(work, {"content/30/a.md": b"a"})
    found = listing(work)
    assert found["content/29/left/a.md"] == fingerprint(b"a")
    assert found["content/28/left/left"] == FOLDER
    assert len(found) == 1 + 29 * 4 + 2


def test_links_in_circles_end(work: Path) -> None:
    link(work, {"content/a": "b", "content/b": "a", "content/c/up": "..", "content/d": "e/x", "e/x": "../content/d"})
    commit(work)
    assert listing(work) == {
        "content/a": UNREADABLE,
        "content/b": UNREADABLE,
        "content/c/up": FOLDER,
        "content/d": UNREADABLE,
    }


def test_what_is_no_source_is_not_listed(work: Path) -> None:
    paths = ["README.md", "content/a.md~", "content/.draft.md", "site.yaml/x", "data"]
    commit(work, dict.fromkeys(paths, b"x"))
    assert listing(work) == {}


def commit_raw(work: Path, entries: Iterable[tuple[str, bytes, bytes]]) -> str:
    """A commit of a tree that git itself would not make: (type and mode, name, content)."""
    records = b""
    for mode, name, data in entries:
        kind = "tree" if mode == "40000" else "blob"
        made = data.decode() if kind == "tree" else git(work, "hash-object", "-w", "--stdin", data=data)
        records += mode.encode() + b" " + name + b"\0" + bytes.fromhex(made)
    return git(work, "hash-object", "-w", "--literally", "-t", "tree", "--stdin", data=records)


def test_a_hostile_tree(work: Path) -> None:
    inner = commit_raw(
        work,
        [
            ("100644", b"..", b"up"),
            ("100644", b"../../escape.md", b"slash"),
            ("100644", b".", b"here"),
            ("100644", b".GIT", b"git"),
            ("100644", b"\xff.md", b"not UTF-8"),
            ("100644", b"back\\slash.md", b"backslash"),
            ("120000", b"empty", b""),
            ("120000", b"long", b"../" * 100_000),
            ("120000", b"nul", b"a.md\0"),
            ("100644", b"z.md", b"fine"),
        ],
    )
    tree = commit_raw(work, [("40000", b"content", inner.encode()), ("40000", b"static", inner.encode())])
    head = git(work, "commit-tree", "-m", "x", tree)
    git(work, "update-ref", "refs/heads/main", head)
    expected = {
        "\\udcff.md": NAME,
        "back\\slash.md": NAME,
        "empty": FOLDER,
        "long": OUTSIDE,
        "nul": UNREADABLE,
        "z.md": fingerprint(b"fine"),
    }
    assert listing(work) == {
        f"{top}/{path}": found for top in ("content", "static") for path, found in expected.items()
    }


def test_only_listed_files_are_read(work: Path) -> None:
    link(work, {"content/out.md": "../../x"})
    head = commit(work, {"content/a.md": b"a", "secret.txt": b"s", ".env": b"s"})
    with Repository(work / ".git") as repository:
        tree = CommitTree(repository, head)
        assert tree.read("content/a.md") == b"a"
        for path in ("secret.txt", ".env", "content/out.md", "content/../secret.txt", "content", "", "content/b.md"):
            with pytest.raises(FileNotFoundError):
                tree.read(path)


def test_a_damaged_blob_is_listed_as_unreadable(work: Path) -> None:
    head = commit(work, {"content/a.md": b"a", "content/b.md": b"b"})
    blob = git(work, "rev-parse", "HEAD:content/a.md")
    stored = work / ".git/objects" / blob[:2] / blob[2:]
    stored.chmod(0o644)
    stored.write_bytes(b"garbage")
    with Repository(work / ".git") as repository:
        tree = CommitTree(repository, head)
        assert tree.listing() == {"content/a.md": UNREADABLE, "content/b.md": fingerprint(b"b")}
        with pytest.raises(OSError, match="no blob"):
            tree.read("content/a.md")


def test_a_partial_clone_does_not_fetch(work: Path, tmp_path: Path) -> None:
    commit(work, {"content/a.md": b"a"})
    git(work, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "--quiet", "--bare", "--filter=blob:none", f"file://{work}", "copy.git")
    assert listing(tmp_path / "copy.git") == {"content/a.md": UNREADABLE}


def test_known_blobs_are_not_read_again(work: Path, tmp_path: Path) -> None:
    first = commit(work, {"content/a.md": b"a", "content/b.md": b"b"})
    second = commit(work, {"content/b.md": b"c"})
    for head in (first, second):
        with Repository(work / ".git") as repository:
            fresh = CommitTree(repository, head, FingerprintFile(tmp_path / "cache")).listing()
        with Repository(work / ".git") as repository:
            assert CommitTree(repository, head, FingerprintFile(tmp_path / "cache")).listing() == fresh
            assert repository.blobs._process is None
            assert CommitTree(repository, head).listing() == fresh
