"""The output folder between builds: what is restored, removed, adopted, refused; nothing outside of it is touched."""

from __future__ import annotations

import os
import shutil
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from bare import bare, codes, page
from sitegen.build.folder import Folder
from sitegen.build.manifest import NAME, read_manifest
from sitegen.build.writer import STAGING
from sitegen.project.project import Project
from sites import Content, Link, Site, files_in, put

Make = Callable[..., Site]
FILES: dict[str, Content] = {
    "content/index.md": page(title="Home"),
    "content/a.md": page(title="A"),
    "content/deep/er/b.md": page(title="B"),
    "static/x/y.txt": "static",
}


@pytest.fixture
def site(project: Make) -> Site:
    """A small site, built."""
    return project(bare(FILES, layout="{{ page.title }}{{ page.content }}"))


def outside(site: Site) -> Path:
    """A folder beside the site with a file in it that nobody may touch."""
    folder = site.root.parent / "outside"
    put(folder, {"index.html": "theirs", "keep.txt": "theirs"})
    return folder


def test_what_was_deleted_or_changed_by_hand(site: Site) -> None:
    """A build brings it back, whole folders too, and says what it wrote."""
    public = site.root / "public"
    shutil.rmtree(public / "deep")
    (public / "a/index.html").write_text("by hand")
    (public / "x/y.txt").unlink()
    assert site.build().written == (
        "a/index.html",
        "deep/er/b/index.html",
        "deep/er/index.html",
        "deep/index.html",
        "x/y.txt",
    )
    assert site.output("a/index.html") == "A" and site.output("x/y.txt") == "static"
    assert site.build().written == ()


def test_the_whole_folder_is_gone(site: Site) -> None:
    """Then everything is written again."""
    before = files_in(site.root / "public")
    shutil.rmtree(site.root / "public")
    assert set(site.build().written) == set(before) - {NAME}
    assert files_in(site.root / "public") == before


def test_stale_outputs_go_with_their_folders(site: Site) -> None:
    """What is no longer planned is removed, and the folders that are empty then; what others put there stays."""
    put(site.root / "public", {"deep/theirs.txt": "t", "x/theirs.txt": "t"})
    site.write({"content/deep": None, "static/x": None})
    report = site.build()
    assert {"deep/er/b/index.html", "deep/index.html", "x/y.txt"} <= set(report.removed)
    assert not (site.root / "public/deep/er").exists()
    assert site.output("deep/theirs.txt") == site.output("x/theirs.txt") == "t"


def test_a_foreign_file_in_the_way(project: Make) -> None:
    """Nothing at all is written, the problem names the file."""
    site = project(bare(FILES), build=False)
    put(site.root / "public", {"a/index.html": "theirs"})
    report = site.build()
    assert [problem.split(" ")[:2] for problem in site.problems] == [["SG501", "a/index.html:0"]]
    assert report.written == () and files_in(site.root / "public") == {"a/index.html": b"theirs"}


def test_an_equal_foreign_file_is_adopted(project: Make) -> None:
    """A folder that was built elsewhere is taken over as it is; from then on its files are ours."""
    site = project(bare(FILES))
    (site.root / "public" / NAME).unlink()
    shutil.rmtree(site.root / ".sitegen")
    report = site.build()
    assert report.written == () and not site.problems
    site.write({"content/a.md": None})
    assert site.build().removed == ("a/index.html",)


@pytest.mark.parametrize("manifest", [None, "", "rubbish\n", "sitegen manifest 1\nxx ../../outside/keep.txt\n"])
def test_a_manifest_that_cannot_be_used(site: Site, manifest: str | None) -> None:
    """Files that are as they should be stay ours; another one is somebody else's; nothing outside is removed."""
    folder = outside(site)
    line = f"{'0' * 32} ../../outside/keep.txt\n{'0' * 32} /etc/hostname\n"
    text = None if manifest is None else manifest.replace("xx ../../outside/keep.txt\n", line)
    put(site.root / "public", {NAME: text, "a/index.html": "changed"})
    site.write({"content/index.md": page(title="Home again")})
    site.build()
    assert codes(site) == ["SG501", "SG501"]
    assert files_in(folder) == {"index.html": b"theirs", "keep.txt": b"theirs"}


def test_a_link_to_a_folder_outside(project: Make) -> None:
    """It is in the way, and is not written through."""
    site = project(bare(FILES), build=False)
    folder = outside(site)
    put(site.root / "public", {"a": Link("../../outside")})
    site.build()
    assert codes(site) == ["SG501"]
    assert files_in(folder) == {"index.html": b"theirs", "keep.txt": b"theirs"}


@pytest.mark.parametrize("change", [True, False])
def test_an_output_replaced_by_a_link(site: Site, change: bool) -> None:
    """The link is replaced by the page; where it led stays as it was."""
    folder = outside(site)
    put(site.root / "public", {"a/index.html": Link("../../../outside/index.html")})
    site.write({"content/a.md": page(title="A2" if change else "A")})
    site.build()
    assert not site.problems
    assert not (site.root / "public/a/index.html").is_symlink()
    assert site.output("a/index.html") == ("A2" if change else "A")
    assert (folder / "index.html").read_text() == "theirs"


def test_an_output_folder_replaced_by_a_link(site: Site) -> None:
    """Somebody moved our folder away and linked it: it is in the way; nothing is written or removed there."""
    folder = outside(site)
    shutil.rmtree(site.root / "public/a")
    put(site.root / "public", {"a": Link("../../outside")})
    site.write({"content/a.md": page(title="A2")})
    site.build()
    assert codes(site) == ["SG501"]
    site.write({"content/a.md": None})
    site.build()
    assert files_in(folder) == {"index.html": b"theirs", "keep.txt": b"theirs"}
    assert (site.root / "public/a").is_symlink()


@pytest.mark.parametrize("name", [STAGING, NAME])
def test_our_own_names_as_links(site: Site, name: str) -> None:
    """Not even the folder and the file that belong to us are written through."""
    folder = outside(site)
    target = "../../outside" if name == STAGING else "../../outside/keep.txt"
    put(site.root / "public", {name: Link(target)})
    site.write({"content/a.md": page(title="A2")})
    site.build()
    site.build()
    assert site.output("a/index.html") in ("A", "A2")
    assert files_in(folder) == {"index.html": b"theirs", "keep.txt": b"theirs"}


@pytest.mark.parametrize(
    "line", ["+../../outside/keep.txt", "-../../outside/keep.txt", "+a/../../../outside/keep.txt", "?", ""]
)
def test_a_journal_that_somebody_else_wrote(site: Site, line: str) -> None:
    """What it says is not done, and the build goes on."""
    folder = outside(site)
    put(site.root / "public", {f"{STAGING}/journal": f"{line}\nend"})
    site.write({"content/a.md": page(title="A2")})
    site.build()
    assert site.output("a/index.html") == "A2"
    assert files_in(folder) == {"index.html": b"theirs", "keep.txt": b"theirs"}


def test_another_folder(site: Site, tmp_path: Path) -> None:
    """Each output folder is kept for itself, wherever it is."""
    out = tmp_path / "elsewhere" / "deep"
    project = Project(site.root, jobs=1)
    try:
        report = project.build(out)
        assert len(report.written) == len(site.outputs)
        assert project.build(out).written == ()
        assert project.build(Path("public")).written == ()
    finally:
        project.close()
    ours = {path: data for path, data in files_in(site.root / "public").items() if path != NAME}
    assert {path: data for path, data in files_in(out).items() if path != NAME} == ours
    assert read_manifest(out) == read_manifest(site.root / "public")


@pytest.mark.parametrize(
    "out", ["content", "content/out", "layouts/x", "static", "data", ".sitegen/x", ".", "..", "site.yaml"]
)
def test_unsuitable_folders(site: Site, out: str) -> None:
    """Sources are never written over, nor is the site itself."""
    before = files_in(site.root)
    project = Project(site.root, jobs=1)
    try:
        assert [problem.code for problem in project.build(Path(out)).problems] == ["SG502"]
    finally:
        project.close()
    after = files_in(site.root)
    assert {path: data for path, data in after.items() if not path.startswith(".sitegen/")} == {
        path: data for path, data in before.items() if not path.startswith(".sitegen/")
    }


def test_a_link_as_the_output_folder(site: Site) -> None:
    """A link to a source folder is unsuitable as well."""
    shutil.rmtree(site.root / "public")
    put(site.root, {"public": Link("content")})
    site.build()
    assert codes(site) == ["SG502"]


def test_a_folder_that_cannot_be_made(site: Site) -> None:
    """SG503, in words."""
    put(site.root.parent, {"file": "x"})
    project = Project(site.root, jobs=1)
    try:
        assert [one.code for one in project.build(site.root.parent / "file" / "out").problems] == ["SG503"]
    finally:
        project.close()


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_read_only_folder(site: Site) -> None:
    """SG503; what is there stays."""
    site.write({"content/a.md": page(title="A2")})
    folder = site.root / "public"
    folder.chmod(0o555)
    try:
        site.build()
    finally:
        folder.chmod(0o755)
    assert "SG503" in codes(site)
    assert site.output("a/index.html") == "A"


def test_errors_write_nothing(site: Site) -> None:
    """Without ``keep_going`` an error leaves the folder as it was; a folder that was not there is not made."""
    before = files_in(site.root / "public")
    site.write({"content/a.md": page("[x](nowhere.md)", title="New"), "content/c.md": page(title="C")})
    project = Project(site.root, jobs=1)
    try:
        report = project.build(Path("public"))
        assert [one.code for one in report.problems] == ["SG201"]
        project.build(Path("new"))
    finally:
        project.close()
    assert files_in(site.root / "public") == before
    assert not (site.root / "new").exists()


def test_keeping_going(site: Site) -> None:
    """What cannot be rendered stays as it was last; what can be is written; what is new and broken is not there."""
    site.write(
        {
            "layouts/broken.html": "{{ 1 | nothing }}",
            "content/a.md": page(title="A2", layout="broken.html"),
            "content/c.md": page(title="C", layout="broken.html"),
            "content/d.md": page(title="D"),
        }
    )
    site.build()
    assert codes(site) == ["SG401"]
    assert site.output("a/index.html") == "A" and site.output("d/index.html") == "D"
    assert "c/index.html" not in site.outputs
    site.write({"layouts/broken.html": "{{ page.title }}"})
    site.build()
    assert site.output("a/index.html") == "A2" and site.output("c/index.html") == "C"


def test_a_page_that_shows_nothing(project: Make) -> None:
    """A layout may show nothing; the page is there all the same."""
    site = project(bare({"content/a.md": ""}, page=""), cache=False)
    assert site.output("a/index.html").strip() == ""


def test_a_large_file(project: Make) -> None:
    """A file of 60 MB is published without being held many times over."""
    site = project(bare(FILES))
    large = site.root / "static/large.bin"
    with large.open("wb") as file:
        file.truncate(60_000_000)
    tracemalloc.start()
    try:
        site.build()
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert (site.root / "public/large.bin").stat().st_size == 60_000_000
    assert most < 150_000_000


def test_marks(site: Site) -> None:
    """A folder knows how many files it has, and when somebody touched one."""
    project = Project(site.root, jobs=1)
    try:
        folder = Folder(site.root / "public", project.db.store)
        assert folder.is_untouched() and folder.count() == len(site.outputs)
        (site.root / "public/a/index.html").write_text("touched")
        assert not folder.is_untouched()
    finally:
        project.close()


def test_names_with_line_separators(project: Make) -> None:
    """What Unicode takes for the end of a line is part of a name like any other letter."""
    site = project(bare({"content/a\u2028b.md": page(title="A")}))
    assert "a\u2028b/index.html" in site.outputs
    site.write({"content/a\u2028b.md": page(title="A2")})
    site.build()
    assert site.output("a\u2028b/index.html") == "A2"
    site.write({"content/a\u2028b.md": None})
    assert site.build().removed == ("a\u2028b/index.html",)
    assert not site.problems
