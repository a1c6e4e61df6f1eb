"""Names, files and changes of commits, in every kind of repository."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from authoring import commit, git, new_repository, write
from sitegen.git.command import GitError, require_git, version
from sitegen.git.repository import Entry, Repository

HAS_REFTABLE = version(require_git()) >= (2, 45)


def found(path: Path) -> Repository:
    """The repository that is surely there."""
    repository = Repository.find(path)
    assert repository is not None
    return repository


def blob_of(folder: Path, data: bytes) -> str:
    return git(folder, "hash-object", "-w", "--stdin", data=data)


def test_no_repository(tmp_path: Path) -> None:
    assert Repository.find(tmp_path) is None
    assert Repository.find(tmp_path / "gone") is None


def test_no_repository_in_any_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "fi")
    monkeypatch.setenv("LC_ALL", "fi_FI.UTF-8")
    assert Repository.find(tmp_path) is None


def test_a_repository_that_git_refuses_is_an_error(work: Path) -> None:
    git(work, "config", "core.repositoryFormatVersion", "99")
    with pytest.raises(GitError, match="99"):
        Repository.find(work)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")
def test_a_repository_of_somebody_else_is_an_error(work: Path) -> None:
    for place in (work, work / ".git"):
        os.chown(place, 12345, 12345)
    with pytest.raises(GitError, match="dubious ownership"):
        Repository.find(work)


@pytest.mark.parametrize("folder", ["", "sites/a", "sites/with ü\nand [x]"])
def test_the_sites_folder_within_the_repository(work: Path, folder: str) -> None:
    site = work / folder
    write(site, {"site.yaml": b"title: A\n", "content/a.md": b"a"})
    head = commit(work, {"elsewhere/b.md": b"b"})
    with found(site) as repository:
        assert repository.prefix == (f"{folder}/" if folder else "")
        paths = repository.tree(head).keys()
        assert paths == {"site.yaml", "content/a.md"} | (set() if folder else {"elsewhere/b.md"})
        assert repository.tree(head, prefix="elsewhere").keys() == {"b.md"}
        assert repository.tree(head, only=["content"]).keys() == {"content/a.md"}


def test_a_link_to_the_sites_folder(work: Path, tmp_path: Path) -> None:
    head = commit(work, {"sites/a/site.yaml": b"title: A\n"})
    (tmp_path / "shortcut").symlink_to(work / "sites/a")
    with found(tmp_path / "shortcut") as repository:
        assert repository.tree(head).keys() == {"site.yaml"}


def test_a_folder_that_the_commit_does_not_have_is_empty(work: Path) -> None:
    head = commit(work, {"a.md": b"a", "sites": b"a file"})
    with Repository(work / ".git", "sites/a/") as repository:
        assert repository.tree(head) == {}
        assert repository.tree(head, prefix="sites/") == {}


def test_modes(work: Path) -> None:
    write(work, {"plain": b"1", "run": b"2"})
    (work / "run").chmod(0o755)
    (work / "link").symlink_to("plain")
    head = commit(work)
    with found(work) as repository:
        tree = repository.tree(head)
        assert {path: entry.mode for path, entry in tree.items()} == {
            "link": "120000",
            "plain": "100644",
            "run": "100755",
        }
        assert [path for path, entry in tree.items() if entry.is_link] == ["link"]
        assert repository.blobs.read(tree["link"].blob) == b"plain"


def test_submodules_are_left_out(work: Path, tmp_path: Path) -> None:
    other = new_repository(tmp_path / "other")
    commit(other, {"b.md": b"b"})
    first = commit(work, {"content/a.md": b"a", "content/module": b"a file"})
    git(work, "rm", "--quiet", "content/module")
    git(work, "submodule", "--quiet", "add", str(other), "content/module")
    second = commit(work)
    with found(work) as repository:
        assert "content/module" not in repository.tree(second)
        before, after = repository.changed(first, second)["content/module"]
        assert before is not None and after is None


def test_what_a_name_means(work: Path) -> None:
    with found(work) as repository:
        assert repository.resolve("HEAD") is None
        head = commit(work, {"content/a.md": b"a"})
        git(work, "tag", "--annotate", "--message", "x", "v1")
        git(work, "branch", "feature/ü")
        for name in ("HEAD", "main", "refs/heads/main", "v1", "feature/ü", head, head[:10], "HEAD~0"):
            assert repository.resolve(name) == head


NO_COMMIT = [
    *["", "-h", "--all", "--help", "--git-dir=/", "--output=x", "-", "^HEAD", "HEAD..HEAD", "HEAD...HEAD", "HEAD^!"],
    *["HEAD:content", "HEAD:content/a.md", "HEAD^{tree}", "HEAD --all", "HEAD\nHEAD", "nothing", "HEAD@{99}", "@{u}"],
    *["a\0b", "\ud800", "0" * 40, "HEAD~5", ":/[", "HEAD^{", "*", "refs/*", "$(touch caught)", "x" * 10_000],
]


@pytest.mark.parametrize("name", NO_COMMIT)
def test_what_is_no_name_means_nothing(work: Path, name: str) -> None:
    commit(work, {"content/a.md": b"a"})
    before = sorted(os.listdir(work))
    with found(work) as repository:
        assert repository.resolve(name) is None
    assert sorted(os.listdir(work)) == before


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Repository, str]]:
    """A repository of one commit."""
    folder = new_repository(tmp_path_factory.mktemp("small") / "work")
    head = commit(folder, {"content/a.md": b"a"})
    with found(folder) as repository:
        yield repository, head


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=12) | st.text("-^:@{}~./\0 \nHEAD", max_size=8))
@example("--exec=ls")
def test_any_text_means_the_commit_or_nothing(small: tuple[Repository, str], name: str) -> None:
    repository, head = small
    assert repository.resolve(name) in (None, head)


def test_only_ids_name_commits_to_read(small: tuple[Repository, str]) -> None:
    repository, head = small
    for name in ("HEAD", "--all", head[:10], f"{head}\n"):
        with pytest.raises(ValueError, match="not the id"):
            repository.tree(name)
        with pytest.raises(ValueError, match="not the id"):
            repository.changed(head, name)


def test_a_commit_that_is_not_there(small: tuple[Repository, str]) -> None:
    repository, _ = small
    assert repository.tree("0" * 40) == {}


def test_a_repository_that_has_gone_is_an_error(tmp_path: Path) -> None:
    with Repository(tmp_path / "gone") as repository, pytest.raises(GitError):
        repository.resolve("HEAD")


KINDS = {
    "sha1": [],
    "sha256": ["--object-format=sha256"],
    "reftable": ["--ref-format=reftable"],
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("place", ["work", "worktree", "bare", "separate"])
def test_every_kind_of_repository(tmp_path: Path, kind: str, place: str) -> None:
    if kind == "reftable" and not HAS_REFTABLE:
        pytest.skip("this git does not know reftable")
    main = new_repository(tmp_path / "main", *KINDS[kind])
    first = commit(main, {"sites/a/site.yaml": b"1", "sites/a/content/a.md": b"a"})
    second = commit(main, {"sites/a/content/a.md": b"b"})
    with repository_at(place, main, tmp_path) as repository:
        assert repository.resolve("HEAD") == second
        tree = repository.tree(second)
        assert tree.keys() == {"site.yaml", "content/a.md"}
        assert repository.blobs.read(tree["content/a.md"].blob) == b"b"
        assert repository.changed(first, second) == {
            "content/a.md": (repository.tree(first)["content/a.md"], tree["content/a.md"])
        }


def repository_at(place: str, main: Path, tmp_path: Path) -> Repository:
    """The repository of ``main``, met in different places."""
    if place == "bare":
        git(tmp_path, "clone", "--quiet", "--bare", str(main), "copy.git")
        bare = found(tmp_path / "copy.git")
        assert bare.prefix == ""
        bare.close()
        return Repository(bare.git_dir, "sites/a/")
    if place == "worktree":
        git(main, "worktree", "add", "--quiet", "-b", "other", str(tmp_path / "tree"))
        return found(tmp_path / "tree/sites/a")
    if place == "separate":
        git(tmp_path, "clone", "--quiet", f"--separate-git-dir={tmp_path / 'kept.git'}", str(main), "copy")
        return found(tmp_path / "copy/sites/a")
    return found(main / "sites/a")


NAMES = st.lists(st.sampled_from([" ", "ü", "😀", "\n", "\t", '"', "[", "*", "%", "-", ":", "a", "b.md"]), min_size=1)
PATHS = st.lists(NAMES.map("".join), min_size=1, max_size=3).map("/".join)
FILES = st.dictionaries(PATHS, st.binary(max_size=20), max_size=5)


@settings(max_examples=15, deadline=None)
@given(FILES, FILES)
def test_changes_are_the_difference_of_two_trees(
    tmp_path_factory: pytest.TempPathFactory, old: dict[str, bytes], new: dict[str, bytes]
) -> None:
    folder = new_repository(tmp_path_factory.mktemp("changes"))
    with Repository(folder / ".git", "site/") as repository:
        first, second = commit_only(folder, "", old), commit_only(folder, first_parent(folder), new)
        left, right = repository.tree(first), repository.tree(second)
        assert {path: repository.blobs.read(entry.blob) for path, entry in right.items()} == without_clashes(new)
        expected = {
            path: (left.get(path), right.get(path)) for path in {*left, *right} if left.get(path) != right.get(path)
        }
        assert repository.changed(first, second) == expected
        assert repository.changed(second, first) == {path: (b, a) for path, (a, b) in expected.items()}
        assert repository.changed(first, first) == {}


def first_parent(folder: Path) -> str:
    return git(folder, "rev-parse", "main")


def without_clashes(files: dict[str, bytes]) -> dict[str, bytes]:
    """Leave out files that would have to be folders at the same time."""
    return {path: data for path, data in files.items() if not any(other.startswith(f"{path}/") for other in files)}


def commit_only(folder: Path, parent: str, files: dict[str, bytes]) -> str:
    """A commit of exactly these files below site/, made without a working tree."""
    git(folder, "read-tree", "--empty")
    lines = b"".join(
        f"100644 {blob_of(folder, data)}\tsite/{path}".encode() + b"\0" for path, data in without_clashes(files).items()
    )
    git(folder, "update-index", "--add", "-z", "--index-info", data=lines)
    tree = git(folder, "write-tree")
    made = git(folder, "commit-tree", "-m", "A change", *(["-p", parent] if parent else []), tree)
    git(folder, "update-ref", "refs/heads/main", made)
    return made


def test_names_that_are_not_utf8(work: Path) -> None:
    blob = blob_of(work, b"x")
    git(work, "update-index", "--add", "-z", "--index-info", data=f"100644 {blob}\tcontent/".encode() + b"\xff.md\0")
    git(work, "commit", "--quiet", "--message", "x")
    with found(work) as repository:
        head = repository.resolve("HEAD")
        assert head is not None
        assert repository.tree(head) == {"content/\udcff.md": Entry("100644", blob)}


def test_a_replaced_object_keeps_its_contents(work: Path) -> None:
    commit(work, {"a.md": b"true"})
    blob, other = git(work, "rev-parse", "HEAD:a.md"), blob_of(work, b"false")
    git(work, "replace", blob, other)
    with found(work) as repository:
        assert repository.blobs.read(blob) == b"true"
