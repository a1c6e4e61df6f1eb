"""Making public: one commit, what is checked out follows, an author's own work is never touched."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from shared_site import ONE, OTHER, clashed, is_sound, land, new_site, open_site, save, shown

from authoring import commit, git, write
from sitegen.model.change import Landed, Refused
from sitegen.project.changes import Changes

PAGE = "content/a.md"
BEE = "content/b.md"


def refused(result: object, code: str) -> Refused:
    assert isinstance(result, Refused) and result.code == code, result
    assert result.reason[0].isupper() or result.reason[0] == "“"
    for word in ("branch", "commit", "merge", "rebase", "index", "HEAD", "git"):
        assert word not in result.reason
    return result


def test_a_change_becomes_one_commit_in_the_editors_name(site: Path, changes: Changes) -> None:
    before = git(site, "rev-parse", "HEAD")
    save(changes, "p1-1", PAGE, b"One\n")
    save(changes, "p1-1", PAGE, b"Two\n")
    save(changes, "p1-1", BEE, None)
    save(changes, "p1-1", "content/new/n.md", b"New\n")
    head = git(site, "rev-parse", "refs/sitegen/changes/p1-1")
    landed = land(changes, "p1-1", OTHER, "Autumn")
    assert landed == Landed(git(site, "rev-parse", "main"), (PAGE, BEE, "content/new/n.md"))
    assert git(site, "log", "-1", "--format=%P|%an|%cn|%s") == f"{before}|Other editor|sitegen|Autumn"
    assert git(site, "status", "--porcelain") == ""
    assert (site / PAGE).read_bytes() == b"Two\n" and not (site / BEE).exists()
    assert (site / "content/new/n.md").read_bytes() == b"New\n"
    assert changes.get("p1-1") is None
    assert git(site, "for-each-ref", "--format=%(objectname)", "refs/sitegen/") == head
    assert git(site, "for-each-ref", "--format=%(refname)", "refs/sitegen/").startswith("refs/sitegen/landed/p1-1/")
    refused(changes.land("p1-1", ONE), "nothing")
    assert is_sound(site)


def test_what_authors_made_public_meanwhile_stays(site: Path, changes: Changes) -> None:
    data = shown(site, PAGE)
    save(changes, "p1-1", PAGE, data.replace(b"five", b"FIVE"))
    save(changes, "p1-1", "content/mine.md", b"Mine\n")
    commit(site, {PAGE: data.replace(b"one", b"ONE"), BEE: b"Wasp\n", "README.md": b"Read\n", "content/c.md": b"C\n"})
    land(changes, "p1-1")
    assert shown(site, PAGE) == data.replace(b"one", b"ONE").replace(b"five", b"FIVE") == (site / PAGE).read_bytes()
    assert shown(site, BEE) == b"Wasp\n" and shown(site, "README.md") == b"Read\n"
    assert sorted(git(site, "diff", "--name-only", "HEAD^").split()) == [PAGE, "content/mine.md"]
    assert git(site, "status", "--porcelain") == ""


def test_a_clash_with_what_became_public_is_told_and_settled(site: Path, changes: Changes) -> None:
    data = shown(site, PAGE)
    save(changes, "p1-1", PAGE, data.replace(b"one", b"Uno"))
    save(changes, "p1-1", BEE, b"Wasp\n")
    author = commit(site, {PAGE: data.replace(b"one", b"ONE")})
    heads = git(site, "for-each-ref")
    found = clashed(changes.land("p1-1", ONE))
    assert found == clashed(changes.catch_up("p1-1"))
    assert git(site, "for-each-ref") == heads and git(site, "rev-parse", "HEAD") == author
    answer = {PAGE: (b"Both\n", found.files[0].version)}
    stale = {PAGE: (b"Both\n", "0" * 40)}
    clashed(changes.catch_up("p1-1", stale))
    assert changes.catch_up("p1-1", answer) == {}
    assert changes.read("p1-1", PAGE) == (b"Both\n", changes.altered("p1-1")[PAGE].after)
    assert set(changes.altered("p1-1")) == {PAGE, BEE}
    land(changes, "p1-1")
    assert shown(site, PAGE) == b"Both\n" and shown(site, BEE) == b"Wasp\n"


def test_deleted_there_and_changed_here_is_a_clash(site: Path, changes: Changes) -> None:
    save(changes, "p1-1", BEE, b"Wasp\n")
    commit(site, {BEE: None})
    found = clashed(changes.land("p1-1", ONE))
    assert found.files[0].version == ""
    landed = changes.land("p1-1", ONE, answers={BEE: (b"Wasp\n", "")})
    assert isinstance(landed, Landed) and shown(site, BEE) == b"Wasp\n"


def test_rewritten_history_brings_nothing_back(site: Path, changes: Changes) -> None:
    commit(site, {"content/secret.md": b"Secret\n"})
    save(changes, "p1-1", BEE, b"Wasp\n")
    commit(site, {"content/secret.md": None}, "--amend")
    land(changes, "p1-1")
    assert git(site, "ls-tree", "-r", "--name-only", "HEAD", "content") == f"{PAGE}\n{BEE}"
    assert shown(site, BEE) == b"Wasp\n"


def test_uncommitted_work_on_other_files_stays_as_it_is(site: Path, changes: Changes) -> None:
    commit(site, {"content/c.md": b"See\n", "content/d.md": b"Dee\n"})
    save(changes, "p1-1", PAGE, b"New\n")
    write(site, {BEE: b"Staged\n", "content/e.md": b"New and staged\n", "content/d.md": None})
    git(site, "add", "--all")
    write(site, {BEE: b"And edited\n", "content/c.md": b"Edited\n", "content/f.md": b"Untracked\n"})
    before = git(site, "status", "--porcelain", "-uall"), git(site, "diff"), git(site, "diff", "--cached")
    land(changes, "p1-1")
    assert before == (git(site, "status", "--porcelain", "-uall"), git(site, "diff"), git(site, "diff", "--cached"))
    assert (site / PAGE).read_bytes() == b"New\n"


@pytest.mark.parametrize("how", ["edited", "staged", "staged and back", "deleted", "in the way", "link", "folder"])
def test_uncommitted_work_on_the_same_file_is_refused(site: Path, changes: Changes, how: str) -> None:
    path = "content/new.md" if how in ("in the way", "folder") else PAGE
    save(changes, "p1-1", path, b"New\n")
    save(changes, "p1-1", BEE, b"Wasp\n")
    data = shown(site, PAGE)
    match how:
        case "edited" | "in the way":
            write(site, {path: b"By the author\n"})
        case "staged" | "staged and back":
            write(site, {path: b"By the author\n"})
            git(site, "add", path)
            if how == "staged and back":
                write(site, {path: data})
        case "deleted":
            (site / path).unlink()
        case "link":
            (site / path).unlink()
            (site / path).symlink_to("b.md")
        case "folder":
            (site / path).mkdir()
    before = git(site, "for-each-ref"), git(site, "status", "--porcelain", "-uall")
    told = refused(changes.land("p1-1", ONE), "edited")
    assert told.paths == (path,) and path in told.reason
    assert (git(site, "for-each-ref"), git(site, "status", "--porcelain", "-uall")) == before
    assert (site / BEE).read_bytes() == b"Bee\n"
    assert not (site / ".git/index.lock").exists()


def test_the_same_edit_on_disk_is_no_obstacle(site: Path, changes: Changes) -> None:
    save(changes, "p1-1", PAGE, b"New\n")
    save(changes, "p1-1", "content/new.md", b"New too\n")
    write(site, {PAGE: b"New\n", "content/new.md": b"New too\n"})
    land(changes, "p1-1")
    assert git(site, "status", "--porcelain") == ""


def test_line_ends_of_windows_on_disk_are_kept(site: Path, changes: Changes) -> None:
    git(site, "config", "core.autocrlf", "true")
    (site / PAGE).unlink()
    git(site, "checkout", PAGE)
    assert b"\r\n" in (site / PAGE).read_bytes()
    save(changes, "p1-1", PAGE, b"One\nTwo\n")
    land(changes, "p1-1")
    assert (site / PAGE).read_bytes() == b"One\r\nTwo\r\n" and shown(site, PAGE) == b"One\nTwo\n"
    assert git(site, "status", "--porcelain") == ""


def test_a_site_in_a_folder_of_its_repository(tmp_path: Path, opened: Callable[[Path], Changes]) -> None:
    top = new_site(tmp_path / "top", {"sites/ä/site.yaml": b"title: A\n", f"sites/ä/{PAGE}": b"One\n", PAGE: b"X\n"})
    site = top / "sites/ä"
    changes = opened(site)
    save(changes, "p1-1", PAGE, b"Two\n")
    commit(top, {PAGE: b"Y\n", "other.txt": b"Z\n"})
    write(top, {PAGE: b"Uncommitted\n", "sites/ä/content/u.md": b"U\n"})
    assert list(changes.altered("p1-1")) == [PAGE]
    land(changes, "p1-1")
    assert shown(top, f"sites/ä/{PAGE}") == b"Two\n" == (site / PAGE).read_bytes()
    assert shown(top, PAGE) == b"Y\n"
    assert [version.path for version in changes.versions("p1-1", PAGE)] == [PAGE, PAGE]
    assert set(changes.altered("disk")) == {"content/u.md"}
    assert isinstance(changes.land("disk", OTHER), Landed)
    assert git(top, "status", "--porcelain") == f" M {PAGE}"


def test_a_bare_repository(tmp_path: Path, opened: Callable[[Path], Changes]) -> None:
    git(tmp_path, "clone", "--quiet", "--bare", str(new_site(tmp_path / "site", {PAGE: b"One\n"})), "bare.git")
    changes = opened(tmp_path / "bare.git")
    save(changes, "p1-1", PAGE, b"Two\n")
    landed = land(changes, "p1-1")
    assert shown(tmp_path / "bare.git", PAGE, "main") == b"Two\n"
    assert changes.published == landed.commit
    assert changes.altered("disk") == {}
    refused(changes.land("disk", ONE), "nothing")
    git(tmp_path / "bare.git", "worktree", "add", "--quiet", str(tmp_path / "elsewhere"), "main")
    save(changes, "p1-2", PAGE, b"Three\n")
    refused(changes.land("p1-2", ONE), "elsewhere")


def test_a_second_working_tree(site: Path, tmp_path: Path, opened: Callable[[Path], Changes]) -> None:
    git(site, "worktree", "add", "--quiet", "-b", "live", str(tmp_path / "live"))
    changes = opened(tmp_path / "live")
    save(changes, "p1-1", PAGE, b"Two\n")
    land(changes, "p1-1")
    assert (tmp_path / "live" / PAGE).read_bytes() == b"Two\n" == shown(site, PAGE, "live")
    assert git(tmp_path / "live", "status", "--porcelain") == "" == git(site, "status", "--porcelain")


@pytest.mark.parametrize("kind", ["detached", "merge", "rebase", "pick", "revert", "search", "locked"])
def test_an_unfinished_state_is_refused_and_saving_goes_on(site: Path, changes: Changes, kind: str) -> None:
    save(changes, "p1-1", "content/mine.md", b"Mine\n")
    first = git(site, "rev-parse", "HEAD")
    git(site, "checkout", "--quiet", "-b", "other")
    other = commit(site, {PAGE: b"Other\n"})
    git(site, "checkout", "--quiet", "main")
    mine = commit(site, {PAGE: b"Mine\n"})
    match kind:
        case "detached":
            git(site, "checkout", "--quiet", first)
        case "merge":
            git(site, "merge", "other", check=False)
        case "rebase":
            git(site, "rebase", "other", check=False)
        case "pick":
            git(site, "cherry-pick", other, check=False)
        case "revert":
            commit(site, {PAGE: b"Later\n"})
            git(site, "revert", "--no-edit", mine, check=False)
        case "search":
            git(site, "bisect", "start")
        case "locked":
            write(site, {"content/author.md": b"Author\n"})
            (site / ".git/index.lock").touch()
    before = git(site, "rev-parse", "main"), git(site, "status", "--porcelain")
    refused(changes.land("p1-1", ONE), kind)
    refused(changes.land("disk", ONE), kind)
    save(changes, "p1-1", "content/mine.md", b"Mine too\n")
    assert (git(site, "rev-parse", "main"), git(site, "status", "--porcelain")) == before
    assert (site / ".git/index.lock").exists() == (kind == "locked")


def test_an_author_who_commits_at_the_same_moment(
    site: Path, changes: Changes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The branch moves after we looked at it: compare-and-swap notices, and the landing is made anew."""
    from sitegen.project.changes import publishing

    save(changes, "p1-1", PAGE, b"Two\n")
    real = publishing.write_commit
    turns: list[str] = []

    def slow(*arguments: object, **options: object) -> str:
        if not turns:
            turns.append(commit(site, {"content/author.md": b"Author\n"}))
        return real(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(publishing, "write_commit", slow)
    land(changes, "p1-1")
    assert turns == [git(site, "rev-parse", "HEAD^")]
    assert shown(site, "content/author.md") == b"Author\n" and shown(site, PAGE) == b"Two\n"
    assert git(site, "status", "--porcelain") == ""


def test_nobody_can_commit_while_files_and_branch_do_not_fit(
    site: Path, changes: Changes, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sitegen.project.changes import publishing

    save(changes, "p1-1", PAGE, b"Two\n")
    real = publishing.bring
    seen: list[str] = []

    def watched(*arguments: object) -> None:
        with pytest.raises(AssertionError, match=r"index\.lock"):
            git(site, "commit", "--all", "--message", "Everything")
        seen.append(git(site, "rev-parse", "HEAD"))
        real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(publishing, "bring", watched)
    assert land(changes, "p1-1").commit == seen[0]
    assert git(site, "status", "--porcelain") == ""


@pytest.mark.parametrize("moment", ["_note", "_move", "_bring", "_forget"])
@pytest.mark.parametrize("when", ["before", "after"])
def test_a_crash_at_any_step_is_put_right_by_the_next_start(
    site: Path, changes: Changes, monkeypatch: pytest.MonkeyPatch, moment: str, when: str
) -> None:
    """A crash is played by an exception that nothing catches, with every tidying up left out."""
    from sitegen.git.worktree import IndexHeld
    from sitegen.project.changes import publishing

    class Crash(BaseException):
        pass

    save(changes, "p1-1", PAGE, b"Two\n")
    save(changes, "p1-1", BEE, None)
    save(changes, "p1-1", "content/new.md", b"New\n")
    write(site, {"content/untracked.md": b"U\n"})
    real = getattr(publishing, moment)

    def crashing(*arguments: object) -> None:
        if when == "after":
            real(*arguments)
        raise Crash

    with monkeypatch.context() as patch:
        patch.setattr(publishing, moment, crashing)
        patch.setattr(IndexHeld, "__exit__", lambda self, *trouble: None)
        with pytest.raises(Crash):
            changes.land("p1-1", ONE)
    again = open_site(site)
    try:
        assert not (site / ".git/index.lock").exists()
        assert git(site, "for-each-ref", "refs/sitegen/landing/") == ""
        assert git(site, "status", "--porcelain", "-uall") == "?? content/untracked.md"
        is_public = (moment, when) not in [("_note", "before"), ("_note", "after"), ("_move", "before")]
        assert (again.get("p1-1") is None) == is_public
        if not is_public:
            land(again, "p1-1")
        assert shown(site, PAGE) == b"Two\n" == (site / PAGE).read_bytes() and not (site / BEE).exists()
        assert git(site, "rev-list", "--count", "HEAD") == "2"
    finally:
        again.close()


@pytest.mark.parametrize("done", range(4))
def test_a_crash_between_two_files(site: Path, changes: Changes, monkeypatch: pytest.MonkeyPatch, done: int) -> None:
    from sitegen.git import worktree
    from sitegen.git.worktree import IndexHeld

    class Crash(BaseException):
        pass

    paths = [f"content/{name}.md" for name in ("a", "b", "c")]
    for path in paths:
        save(changes, "p1-1", path, b"New\n")
    left = [done]
    real = worktree._put

    def crashing(*arguments: object, **options: object) -> None:
        if not left[0]:
            raise Crash
        left[0] -= 1
        real(*arguments, **options)  # type: ignore[arg-type]

    def never(*arguments: object) -> None:
        raise Crash

    with monkeypatch.context() as patch:
        patch.setattr(worktree, "_put", crashing)
        patch.setattr(worktree, "enter", never)
        patch.setattr(IndexHeld, "__exit__", lambda self, *trouble: None)
        with pytest.raises(Crash):
            changes.land("p1-1", ONE)
    # The author goes on with a file before the office is started again.
    write(site, {"content/a.md": b"Newer\n"})
    open_site(site).close()
    assert git(site, "status", "--porcelain") == " M content/a.md"
    assert (site / "content/a.md").read_bytes() == b"Newer\n"
    assert all((site / path).read_bytes() == b"New\n" for path in paths[1:])


def test_what_is_saved_after_a_crash_in_mid_landing_goes_on_from_there(
    site: Path, changes: Changes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The branch has moved, the change was not ended, and another process saves into it before anybody settles."""
    from sitegen.git.worktree import IndexHeld
    from sitegen.project.changes import publishing

    class Crash(BaseException):
        pass

    def crash(*arguments: object) -> None:
        raise Crash

    save(changes, "p1-1", PAGE, b"One\nTwo\n")
    with monkeypatch.context() as patch:
        patch.setattr(publishing, "_ending", lambda *arguments: [])
        patch.setattr(publishing, "_bring", crash)
        patch.setattr(IndexHeld, "__exit__", lambda self, *trouble: None)
        with pytest.raises(Crash):
            changes.land("p1-1", ONE)
    save(changes, "p1-1", PAGE, b"One\nTwo\nThree\n")
    assert changes.catch_up("p1-1") == {}
    landed = land(changes, "p1-1")
    assert landed.paths == (PAGE,)
    assert shown(site, PAGE) == b"One\nTwo\nThree\n" == (site / PAGE).read_bytes()
    assert git(site, "rev-list", "--count", "HEAD") == "3" and git(site, "status", "--porcelain") == ""
    assert changes.all() == []
