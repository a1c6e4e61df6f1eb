"""What lies uncommitted on disk is one more change."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from shared_site import ONE, is_sound, new_site, shown

from authoring import commit, git, write
from sitegen.model.change import Landed, Refused
from sitegen.project.changes import DISK, Changes, NotVersioned

PAGE = "content/a.md"
BEE = "content/b.md"


def test_what_differs_is_listed_and_read(site: Path, changes: Changes) -> None:
    commit(site, {".gitignore": b".sitegen/\n*.log\n"})
    assert changes.altered(DISK) == {}
    write(
        site,
        {PAGE: b"New\n", BEE: None, "content/ä n.md": b"N\n", "content/x.log": b"", "notes.txt": b"", "data/-": b"x"},
    )
    write(site, {"content/staged.md": b"S\n", "content/.draft.md": b"", "content/x.md~": b""})
    git(site, "add", "content/staged.md")
    altered = changes.altered(DISK)
    assert set(altered) == {PAGE, BEE, "content/ä n.md", "content/staged.md", "data/-"}
    assert altered[BEE].after == "" and altered["content/staged.md"].before == ""
    assert changes.read(DISK, PAGE) == (b"New\n", altered[PAGE].after)
    assert changes.data(altered[PAGE].before) == shown(site, PAGE)
    assert changes.read(DISK, BEE) is None and changes.read(DISK, "notes.txt") is None
    assert changes.tree(DISK).read(PAGE) == b"New\n"


def test_it_becomes_public_as_it_is_and_nothing_else_does(site: Path, changes: Changes) -> None:
    write(site, {PAGE: b"Staged\n", "notes.txt": b"Notes\n", "other.txt": b"Staged too\n"})
    git(site, "add", "--all")
    write(site, {PAGE: b"On disk\n", BEE: None, "content/n/n.md": b"New\n"})
    landed = changes.land(DISK, ONE, "From disk")
    assert isinstance(landed, Landed) and landed.paths == (PAGE, BEE, "content/n/n.md")
    assert shown(site, PAGE) == b"On disk\n" == (site / PAGE).read_bytes()
    assert git(site, "status", "--porcelain") == "A  notes.txt\nA  other.txt"
    assert git(site, "log", "-1", "--format=%an %s") == "One editor From disk"
    again = changes.land(DISK, ONE)
    assert isinstance(again, Refused) and again.code == "nothing"
    assert is_sound(site)


def test_some_of_it_becomes_public(site: Path, changes: Changes) -> None:
    write(site, {PAGE: b"New\n", BEE: b"Wasp\n"})
    landed = changes.land(DISK, ONE, paths=[BEE])
    assert isinstance(landed, Landed) and landed.paths == (BEE,)
    assert git(site, "status", "--porcelain") == f" M {PAGE}"
    assert isinstance(changes.land(DISK, ONE, paths=["../x"]), Refused)


def test_links_are_not_read_and_not_made_public(site: Path, changes: Changes, tmp_path: Path) -> None:
    write(tmp_path, {"secret": b"Secret\n", "folder/x.md": b"Secret\n"})
    (site / "content/link.md").symlink_to(tmp_path / "secret")
    (site / "content/far").symlink_to(tmp_path / "folder")
    (site / BEE).unlink()
    (site / BEE).symlink_to(tmp_path / "secret")
    for path in ("content/link.md", "content/far/x.md", BEE):
        assert changes.read(DISK, path) is None
    assert changes.altered(DISK) == {}


def test_line_ends_of_windows_become_public_as_git_has_them(site: Path, changes: Changes) -> None:
    git(site, "config", "core.autocrlf", "true")
    write(site, {PAGE: b"One\r\nTwo\r\n"})
    assert isinstance(changes.land(DISK, ONE), Landed)
    assert shown(site, PAGE) == b"One\nTwo\n" and git(site, "status", "--porcelain") == ""


def test_programs_of_the_settings_are_not_run(site: Path, changes: Changes, tmp_path: Path) -> None:
    commit(site, {".gitattributes": b"*.md filter=bad\n"})
    for name in ("clean", "smudge", "process"):
        git(site, "config", f"filter.bad.{name}", f"touch {tmp_path}/ran; cat")
    write(site, {PAGE: b"New\n"})
    assert set(changes.altered(DISK)) == {PAGE}
    assert isinstance(changes.land(DISK, ONE), Landed)
    assert shown(site, PAGE) == b"New\n" and not (tmp_path / "ran").exists()


def test_the_first_version_of_all(tmp_path: Path, opened: Callable[[Path], Changes]) -> None:
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    write(tmp_path, {PAGE: b"One\n", "site.yaml": b"title: A\n", "notes.txt": b""})
    changes = opened(tmp_path)
    assert set(changes.altered(DISK)) == {PAGE, "site.yaml"}
    landed = changes.land(DISK, ONE)
    assert isinstance(landed, Landed) and changes.published == landed.commit
    assert git(tmp_path, "status", "--porcelain") == "?? notes.txt"
    assert [one.kind for one in changes.versions("p1-1", PAGE)] == ["public"]


def test_a_folder_gets_a_history(tmp_path: Path) -> None:
    write(
        tmp_path,
        {PAGE: b"One\n", "site.yaml": b"title: A\n", "public/a.html": b"", ".sitegen/x": b"", "notes.txt": b""},
    )
    assert Changes.find(tmp_path) == NotVersioned("none")
    changes = Changes.make_repository(tmp_path)
    assert isinstance(changes, Changes)
    assert git(tmp_path, "ls-files").split() == [".gitignore", PAGE, "site.yaml"]
    assert git(tmp_path, "status", "--porcelain") == "?? notes.txt"
    changes.close()
    again = Changes.make_repository(tmp_path)
    assert isinstance(again, Changes) and git(tmp_path, "rev-list", "--count", "HEAD") == "1"
    again.close()


def test_an_empty_folder_gets_a_history(tmp_path: Path) -> None:
    changes = Changes.make_repository(tmp_path)
    assert isinstance(changes, Changes) and changes.published is not None
    changes.close()


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert Changes.find(tmp_path / "none") == NotVersioned("none")
    assert isinstance(Changes.make_repository(tmp_path / "none"), Refused)


@pytest.mark.parametrize("options", [[], ["--object-format=sha256"]], ids=str)
def test_the_disk_of_any_format(tmp_path: Path, opened: Callable[[Path], Changes], options: list[str]) -> None:
    site = new_site(tmp_path / "site", {PAGE: b"One\n"}, *options)
    changes = opened(site)
    write(site, {PAGE: b"Two\n", BEE: b"New\n"})
    read = changes.read(DISK, PAGE)
    assert read is not None and read[1] == changes.altered(DISK)[PAGE].after
    assert isinstance(changes.land(DISK, ONE), Landed) and git(site, "status", "--porcelain") == ""
