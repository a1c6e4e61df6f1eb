"""Saving: durable, joined with others' work, and nothing else touched."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from shared_site import ONE, OTHER, clashed, is_sound, new_site, save, shown

from authoring import commit, git
from sitegen.model.change import Author, Refused
from sitegen.project.changes import Changes

PAGE = "content/a.md"


def test_a_save_is_one_commit_in_the_change_and_touches_nothing_else(site: Path, changes: Changes) -> None:
    before = git(site, "rev-parse", "HEAD"), git(site, "status", "--porcelain"), (site / ".git/index").read_bytes()
    saved = save(changes, "p1-1", PAGE, b"New\n")
    assert (git(site, "rev-parse", "HEAD"), git(site, "status", "--porcelain")) == before[:2]
    assert (site / ".git/index").read_bytes() == before[2]
    assert changes.read("p1-1", PAGE) == (b"New\n", saved.version)
    assert changes.read("p2-1", PAGE) == (shown(site, PAGE), git(site, "rev-parse", f"HEAD:{PAGE}"))
    assert git(site, "rev-parse", "refs/sitegen/changes/p1-1^") == before[0]
    assert (
        git(site, "log", "-1", "--format=%an %ae %cn", "refs/sitegen/changes/p1-1")
        == "One editor one@example.org sitegen"
    )


def test_saving_the_same_again_writes_nothing(site: Path, changes: Changes) -> None:
    first = save(changes, "p1-1", PAGE, b"New\n")
    head = git(site, "rev-parse", "refs/sitegen/changes/p1-1")
    assert save(changes, "p1-1", PAGE, b"New\n") == first
    assert git(site, "rev-parse", "refs/sitegen/changes/p1-1") == head


def test_two_saves_from_one_version_are_joined(changes: Changes) -> None:
    data, version = changes.read("p1-1", PAGE) or (b"", "")
    changes.save("p1-1", {PAGE: (data.replace(b"one", b"ONE"), version)}, ONE)
    saved = changes.save("p1-1", {PAGE: (data.replace(b"five", b"FIVE"), version)}, OTHER)
    assert isinstance(saved, dict)
    assert saved[PAGE].joined == ("text",)
    now = changes.read("p1-1", PAGE)
    assert now == (saved[PAGE].data, saved[PAGE].version)
    assert now is not None and b"ONE" in now[0] and b"FIVE" in now[0]


def test_a_clash_changes_nothing_and_can_be_settled(site: Path, changes: Changes) -> None:
    data, version = changes.read("p1-1", PAGE) or (b"", "")
    first = save(changes, "p1-1", PAGE, data.replace(b"one", b"ONE"))
    head = git(site, "rev-parse", "refs/sitegen/changes/p1-1")
    both = {PAGE: (data.replace(b"one", b"Uno"), version), "content/c.md": (b"Sea\n", "")}
    found = clashed(changes.save("p1-1", both, OTHER))
    assert [(one.path, one.version) for one in found.files] == [(PAGE, first.version)]
    assert git(site, "rev-parse", "refs/sitegen/changes/p1-1") == head
    settled = changes.save("p1-1", {PAGE: (b"Uno\n", found.files[0].version)}, OTHER)
    assert isinstance(settled, dict) and changes.read("p1-1", PAGE) == (b"Uno\n", settled[PAGE].version)


def test_files_come_go_and_come_back(changes: Changes) -> None:
    before = changes.read("p1-1", PAGE)
    assert before is not None
    assert save(changes, "p1-1", PAGE, None).version == ""
    assert changes.read("p1-1", PAGE) is None
    assert PAGE not in changes.tree("p1-1").listing()
    assert save(changes, "p1-1", PAGE, before[0]).version == before[1]
    assert changes.altered("p1-1") == {}
    clashed(changes.save("p1-1", {PAGE: (b"Two made one page\n", "")}, OTHER))


def test_times_are_kept_and_names_are_made_harmless(site: Path, changes: Changes) -> None:
    base = git(site, "rev-parse", "HEAD")
    when = datetime(2026, 3, 1, 9, 30, tzinfo=timezone(timedelta(hours=2)))
    author = Author("Eve\n<x> \u202e\0committer", "e>v<e\n@example.org")
    changes.save("p1-1", {PAGE: (b"New\n", changes.read("p1-1", PAGE)[1])}, author, "Words\0\n\n<more>", when)  # type: ignore[index]
    shown_ = git(site, "log", "-1", "--format=%an|%ae|%aI|%B", "refs/sitegen/changes/p1-1")
    assert (
        shown_.strip()
        == f"Evex committer|eve@example.org|2026-03-01T09:30:00+02:00|Words\n\n<more>\n\nSitegen-Base: {base}"
    )
    changes.save("p1-1", {"content/z.md": (b"", "")}, Author(" <> ", ""))
    assert git(site, "log", "-1", "--format=%an", "refs/sitegen/changes/p1-1") == "Somebody"
    assert is_sound(site)


@pytest.mark.parametrize(
    "path",
    [
        *("", "/etc/passwd", "../x.md", "content/../../x.md", "content//a.md", "content/./a.md", "content/.git/config"),
        *("content/.GIT/hooks/x", ".git/config", ".gitattributes", "static/.gitmodules", "README.md", "content", "-x"),
        *("content/a\\b.md", "content/a\0b.md", "content/a\nb.md", "content/\ud800.md", "content/" + "x" * 300),
        *("content/a.md/b.md", "content/.hidden.md", "layouts/../site.yaml", "site.yaml/x"),
    ],
)
def test_only_sources_can_be_saved(site: Path, changes: Changes, path: str) -> None:
    refused = changes.save("p1-1", {path: (b"x", "")}, ONE)
    assert isinstance(refused, Refused) and refused.code in ("path", "in-the-way"), refused
    assert changes.get("p1-1") is None
    assert changes.read("p1-1", path) is None
    assert changes.at(git(site, "rev-parse", "HEAD"), path) is None
    assert changes.versions("p1-1", path) == []


@pytest.mark.parametrize("change", ["", "A", "a/b", "../a", "a b", "-" * 41, "é", "a.lock", "disk"])
def test_only_plain_names_are_names_of_changes(changes: Changes, change: str) -> None:
    assert isinstance(changes.save(change, {PAGE: (b"x", "")}, ONE), Refused)
    assert changes.get(change) is None


@pytest.mark.parametrize(
    "name",
    ["ä ö.md", "日本.md", "-rf.md", '"q".md', "a'b;c$d`e.md", "tab.md ", "*?[x].md", ":(top)x.md", "%00.md", "#1.md"],
)
def test_file_names_of_any_kind(site: Path, changes: Changes, name: str) -> None:
    path = f"content/{name}"
    saved = save(changes, "p1-1", path, b"Hello\n")
    assert changes.read("p1-1", path) == (b"Hello\n", saved.version)
    landed = changes.land("p1-1", ONE)
    assert not isinstance(landed, Refused), landed
    assert (site / path).read_bytes() == b"Hello\n" and git(site, "status", "--porcelain") == ""
    assert [one.kind for one in changes.versions("p1-1", path)] == ["public"]


def test_a_page_in_the_place_of_a_folder_is_refused(changes: Changes) -> None:
    save(changes, "p1-1", "content/f/x.md", b"x")
    for path in ("content/f", "content/f/x.md/y.md"):
        refused = changes.save("p1-1", {path: (b"x", "")}, ONE)
        assert isinstance(refused, Refused) and refused.code == "in-the-way"
    both = {"content/n": (b"x", ""), "content/n/m.md": (b"x", "")}
    refused = changes.save("p1-1", both, ONE)
    assert isinstance(refused, Refused) and refused.code == "in-the-way"


def test_links_are_not_written_through(site: Path, changes: Changes) -> None:
    (site / "content/link.md").symlink_to("a.md")
    (site / "content/out").symlink_to("/tmp")
    commit(site, {})
    refused = changes.save("p1-1", {"content/link.md": (b"x", "")}, ONE)
    assert isinstance(refused, Refused) and refused.code == "linked"
    refused = changes.save("p1-1", {"content/out/x.md": (b"x", "")}, ONE)
    assert isinstance(refused, Refused) and refused.code == "in-the-way"
    read = changes.read("p1-1", "content/link.md")
    assert read is not None and read[0] == shown(site, PAGE)


def test_a_made_up_version_is_refused(changes: Changes) -> None:
    for version in ("0" * 40, "HEAD", "--help", "x\ny"):
        refused = changes.save("p1-1", {PAGE: (b"x", version)}, ONE)
        assert isinstance(refused, Refused) and refused.code == "version"


def test_many_threads_and_two_openings_lose_nothing(site: Path, opened: Callable[[Path], Changes]) -> None:
    both = [opened(site), opened(site)]
    trouble: list[object] = []

    def work(number: int) -> None:
        for turn in range(4):
            path = f"content/t{number}-{turn}.md"
            result = both[number % 2].save("p1-1", {path: (path.encode(), "")}, ONE)
            if not isinstance(result, dict):
                trouble.append(result)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not trouble
    altered = both[0].altered("p1-1")
    assert set(altered) == {f"content/t{number}-{turn}.md" for number in range(6) for turn in range(4)}
    assert is_sound(site)


def test_another_program_that_moves_the_change_is_joined_with(
    site: Path, changes: Changes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It moves between our look and our writing: compare-and-swap must notice, and the save is joined."""
    from sitegen.project.changes import save as saving

    data, version = changes.read("p1-1", PAGE) or (b"", "")
    save(changes, "p1-1", PAGE, data)
    real = saving.write_commit
    turns: list[str] = []

    def slow(*arguments: object, **options: object) -> str:
        made = real(*arguments, **options)  # type: ignore[arg-type]
        if not turns:
            turns.append(made)
            theirs = real(
                changes._ground.repository,
                {PAGE: saving.New(data.replace(b"one", b"ONE"))},
                parents=(git(site, "rev-parse", "HEAD"),),
                author=saving.own_signature(),
                committer=saving.own_signature(),
                message="x",
            )
            git(site, "update-ref", "refs/sitegen/changes/p1-1", theirs)
        return made

    monkeypatch.setattr(saving, "write_commit", slow)
    saved = changes.save("p1-1", {PAGE: (data.replace(b"five", b"FIVE"), version)}, OTHER)
    assert isinstance(saved, dict) and turns
    now = changes.read("p1-1", PAGE)
    assert now is not None and b"ONE" in now[0] and b"FIVE" in now[0]


LOCKS = ["refs/sitegen/changes/p1-1.lock", "refs/heads/main.lock", "HEAD.lock", "packed-refs.lock"]


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_that_a_killed_git_of_ours_left_is_no_obstacle(site: Path, changes: Changes, name: str) -> None:
    """Older than any git works, and made while one of ours began and never ended."""
    save(changes, "p1-1", PAGE, b"One\n")
    long_ago = time.time() - 60
    trace = site / ".git/sitegen/moving/trace"
    for path in (trace, site / ".git" / name):
        path.write_text("")
        os.utime(path, (long_ago, long_ago))
    save(changes, "p1-1", PAGE, b"Two\n")
    assert not isinstance(changes.land("p1-1", ONE), Refused)
    assert not (site / ".git" / name).exists() and is_sound(site)


@pytest.mark.parametrize("trace", [None, 0, 7200], ids=["no crash", "now", "long before"])
def test_a_lock_that_nothing_explains_is_left_alone(
    site: Path, changes: Changes, monkeypatch: pytest.MonkeyPatch, trace: int | None
) -> None:
    from sitegen.git import writing
    from sitegen.project.changes import ground

    monkeypatch.setattr(writing, "_PATIENT", ("-c", "core.filesRefLockTimeout=0"))
    monkeypatch.setattr(ground, "MOST_TRIES", 2)
    save(changes, "p1-1", PAGE, b"One\n")
    lock = site / ".git/refs/heads/main.lock"
    lock.write_text("")
    os.utime(lock, (time.time() - 60, time.time() - 60))
    if trace is not None:
        path = site / ".git/sitegen/moving/trace"
        path.write_text("")
        os.utime(path, (time.time() - trace, time.time() - trace))
    refused = changes.land("p1-1", ONE)
    assert isinstance(refused, Refused) and refused.code == "busy"
    assert lock.exists() and not (site / ".git/index.lock").exists()
    assert changes.get("p1-1") is not None
    lock.unlink()
    assert not isinstance(changes.land("p1-1", ONE), Refused)


def test_a_site_without_a_first_version(tmp_path: Path, opened: Callable[[Path], Changes]) -> None:
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    changes = opened(tmp_path)
    assert changes.published is None
    refused = changes.save("p1-1", {PAGE: (b"x", "")}, ONE)
    assert isinstance(refused, Refused) and refused.code == "empty"
    assert changes.all() == [] and changes.read("p1-1", PAGE) is None and changes.altered("p1-1") == {}


@pytest.mark.parametrize("options", [[], ["--object-format=sha256"], ["--ref-format=reftable"]], ids=str)
def test_any_format_of_repository(tmp_path: Path, opened: Callable[[Path], Changes], options: list[str]) -> None:
    try:
        site = new_site(tmp_path / "site", {PAGE: b"One\n"}, *options)
    except AssertionError:
        pytest.skip("this git does not know the format")
    changes = opened(site)
    save(changes, "p1-1", PAGE, b"Two\n")
    save(changes, "p1-1", "content/new.md", b"New\n")
    assert set(changes.altered("p1-1")) == {PAGE, "content/new.md"}
    assert not isinstance(changes.land("p1-1", ONE), Refused)
    assert (site / PAGE).read_bytes() == b"Two\n" and git(site, "status", "--porcelain") == ""
    assert is_sound(site)


def test_the_store_being_gone_is_told(site: Path, changes: Changes) -> None:
    known = changes.read("p1-1", PAGE)
    assert known is not None
    (site / ".git/objects").rename(site / ".git/lost")
    refused = changes.save("p1-1", {PAGE: (b"x", known[1])}, ONE)
    assert isinstance(refused, Refused) and refused.code == "store"
