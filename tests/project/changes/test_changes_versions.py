"""Looking back, taking back, throwing away."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from shared_site import ONE, OTHER, clashed, is_sound, land, save, shown

from authoring import commit, git, write
from sitegen.git.writing import blob_id
from sitegen.model.change import Author, Landed, Refused
from sitegen.project.changes import Changes
from sitegen.project.changes.tidying import tidy

PAGE = "content/a.md"
BEE = "content/b.md"


def test_versions_newest_first_drafts_before_what_is_public(site: Path, changes: Changes) -> None:
    first = shown(site, PAGE)
    save(changes, "p1-1", PAGE, b"Draft one\n")
    save(changes, "p1-1", BEE, b"Another page\n")
    save(changes, "p1-1", PAGE, b"Draft two\n", OTHER)
    found = changes.versions("p1-1", PAGE)
    assert [(one.kind, one.author.name) for one in found] == [
        ("draft", "Other editor"),
        ("draft", "One editor"),
        ("public", "Author"),
    ]
    assert [changes.at(one.id, one.path) for one in found] == [b"Draft two\n", b"Draft one\n", first]
    assert found[-1].words == "By an author" and found[0].when.tzinfo is not None
    assert [one.kind for one in changes.versions("p2-1", PAGE)] == ["public"]
    assert changes.versions("p1-1", "content/none.md") == []


def test_names_are_followed_back_in_public(site: Path, changes: Changes) -> None:
    text = b"A text that is long enough to be known again.\n" * 5
    commit(site, {"content/old.md": text})
    git(site, "mv", "content/old.md", "content/neü.md")
    commit(site, {})
    commit(site, {"content/neü.md": text + b"More\n"}, "--message", "\x01weird\nwords")
    found = changes.versions("p1-1", "content/neü.md")
    assert [one.path for one in found] == ["content/neü.md", "content/neü.md", "content/old.md"]
    assert [changes.at(one.id, one.path) for one in found] == [text + b"More\n", text, text]


def test_an_old_version_is_restored_by_saving_it(site: Path, changes: Changes) -> None:
    first = shown(site, PAGE)
    save(changes, "p1-1", PAGE, b"Two\n")
    land(changes, "p1-1")
    oldest = changes.versions("p1-2", PAGE)[-1]
    save(changes, "p1-2", PAGE, changes.at(oldest.id, oldest.path))
    land(changes, "p1-2")
    assert shown(site, PAGE) == first == (site / PAGE).read_bytes()


def test_undoing_takes_back_only_what_was_done(site: Path, changes: Changes) -> None:
    first = shown(site, PAGE)
    save(changes, "p1-1", PAGE, first.replace(b"one", b"ONE"))
    save(changes, "p1-1", "content/new.md", b"New\n")
    save(changes, "p1-1", BEE, None)
    landed = land(changes, "p1-1")
    commit(site, {PAGE: shown(site, PAGE).replace(b"five", b"FIVE")})
    undone = changes.undo(landed.commit, OTHER)
    assert isinstance(undone, Landed)
    assert shown(site, PAGE) == first.replace(b"five", b"FIVE") == (site / PAGE).read_bytes()
    assert shown(site, BEE) == b"Bee\n" and not (site / "content/new.md").exists()
    assert git(site, "status", "--porcelain") == ""
    again = changes.undo(undone.commit, OTHER)
    assert isinstance(again, Landed)
    assert b"ONE" in shown(site, PAGE) and (site / "content/new.md").read_bytes() == b"New\n"


def test_undoing_what_was_changed_since_is_a_clash(site: Path, changes: Changes) -> None:
    first = shown(site, PAGE)
    save(changes, "p1-1", PAGE, first.replace(b"one", b"ONE"))
    landed = land(changes, "p1-1")
    now = commit(site, {PAGE: first.replace(b"one", b"Uno")})
    found = clashed(changes.undo(landed.commit, OTHER))
    assert git(site, "rev-parse", "HEAD") == now
    undone = changes.undo(landed.commit, OTHER, answers={PAGE: (first, found.files[0].version)})
    assert isinstance(undone, Landed) and shown(site, PAGE) == first


def test_what_cannot_be_undone(site: Path, changes: Changes) -> None:
    root = git(site, "rev-parse", "HEAD")
    save(changes, "p1-1", PAGE, b"Two\n")
    draft = git(site, "rev-parse", "refs/sitegen/changes/p1-1")
    for commit_id, code in [
        (root, "first"),
        (draft, "not-public"),
        ("0" * 40, "gone"),
        ("HEAD", "gone"),
        ("--x", "gone"),
    ]:
        found = changes.undo(commit_id, ONE)
        assert isinstance(found, Refused) and found.code == code


def test_throwing_away_a_file_or_all(site: Path, changes: Changes) -> None:
    first = shown(site, PAGE)
    save(changes, "p1-1", PAGE, b"Two\n")
    save(changes, "p1-1", "content/new.md", b"New\n")
    assert changes.discard("p1-1", [PAGE, BEE], OTHER) == (PAGE,)
    read = changes.read("p1-1", PAGE)
    assert read is not None and read[0] == first and set(changes.altered("p1-1")) == {"content/new.md"}
    assert [one.author.name for one in changes.versions("p1-1", PAGE)] == ["Other editor", "One editor", "Author"]
    head = git(site, "rev-parse", "refs/sitegen/changes/p1-1")
    assert changes.discard("p1-1") == ("content/new.md",)
    assert changes.get("p1-1") is None and changes.read("p1-1", "content/new.md") is None
    assert git(site, "for-each-ref", "--format=%(objectname)", "refs/sitegen/") == head
    assert changes.discard("p1-1") == ()
    assert isinstance(changes.discard("disk"), Refused) and isinstance(changes.discard("../x"), Refused)
    assert isinstance(changes.discard("p1-1", ["../x"]), Refused)


def test_a_change_tells_about_itself(site: Path, changes: Changes) -> None:
    base = git(site, "rev-parse", "HEAD")
    known = changes.read("p1-1", PAGE)
    assert known is not None
    early, late = (datetime(2026, 3, day, tzinfo=UTC) for day in (1, 2))
    saved = changes.save("p1-1", {PAGE: (b"x", known[1])}, ONE, time=early)
    assert isinstance(saved, dict)
    changes.save("p1-1", {PAGE: (b"y", saved[PAGE].version)}, ONE, time=late)
    changes.save("p2-1", {BEE: (None, changes.read("p2-1", BEE)[1])}, ONE, time=early)  # type: ignore[index]
    one, two = changes.all()
    assert (one.id, one.base, one.created, one.saved, one.paths) == ("p1-1", base, early, late, (PAGE,))
    assert (two.id, two.paths) == ("p2-1", (BEE,))
    assert changes.get("p1-1") == one and changes.get("p9-9") is None
    commit(site, {"content/c.md": b"C\n"})
    assert changes.get("p1-1") == one
    assert changes.catch_up("p1-1") == {}
    caught = changes.get("p1-1")
    assert caught is not None and caught.base == changes.published and caught.paths == (PAGE,)
    assert changes.tree("p1-1").read("content/c.md") == b"C\n"


def test_catching_up_twice_changes_nothing(site: Path, changes: Changes) -> None:
    save(changes, "p1-1", PAGE, b"Two\n")
    commit(site, {BEE: b"Wasp\n"})
    changes.catch_up("p1-1")
    heads = git(site, "for-each-ref")
    assert changes.catch_up("p1-1") == {} and changes.catch_up("p9-9") == {}
    assert git(site, "for-each-ref") == heads and is_sound(site)


def test_an_author_takes_in_a_change_by_hand(site: Path, changes: Changes) -> None:
    save(changes, "p1-1", PAGE, b"Two\n")
    git(site, "merge", "--quiet", "refs/sitegen/changes/p1-1")
    assert changes.get("p1-1") is not None
    found = changes.land("p1-1", ONE)
    assert isinstance(found, Refused) and found.code == "nothing"
    write(site, {BEE: b"Wasp\n"})
    assert isinstance(changes.land("disk", Author("", "")), Landed)


def test_a_history_that_is_packed_meanwhile(site: Path, changes: Changes) -> None:
    save(changes, "p1-1", PAGE, b"Two\n")
    for again in (b"Three\n", b"Four\n"):
        git(site, "pack-refs", "--all", "--prune")
        git(site, "gc", "--quiet", "--prune=now")
        save(changes, "p1-1", PAGE, again)
    git(site, "pack-refs", "--all", "--prune")
    land(changes, "p1-1")
    assert changes.get("p1-1") is None and changes.read("p1-1", PAGE) == (
        b"Four\n",
        git(site, "rev-parse", f"HEAD:{PAGE}"),
    )
    assert is_sound(site)


def test_tidying_loses_nothing(site: Path, changes: Changes) -> None:
    for turn in range(12):
        save(changes, "p1-1", PAGE, b"%d\n" % turn)
    changes.discard("p1-1")
    save(changes, "p1-2", PAGE, b"Last\n")
    kept = git(site, "for-each-ref")
    # Git counts the objects in one of 256 folders, and takes them for a sample.
    sample = [b"%d" % number for number in range(5000) if blob_id(b"%d" % number, "0" * 40).startswith("17")]
    for data in sample[:3]:
        git(site, "hash-object", "-w", "--stdin", data=data)
    assert "in-pack: 0\n" in git(site, "count-objects", "-v")
    assert tidy(changes._ground, 1) is None and changes.tidy() is None
    assert "in-pack: 0\n" not in git(site, "count-objects", "-v")
    assert git(site, "for-each-ref") == kept and changes.read("p1-2", PAGE) is not None and is_sound(site)
