"""What a site's folder holds: disk, commit and unsaved text give one answer."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen.base.paths import FOLDER, NAME, OUTSIDE, UNREADABLE
from sitegen.engine.trees import DiskTree, OverlayTree, Tree, content_fingerprint
from sitegen.git.tree import CommitTree
from sites import Content, Link, put

A = content_fingerprint(b"a")


def listed(root: Path, files: dict[str, Content]) -> dict[str, bytes]:
    """The listing of these files on disk; every fingerprint is checked to be that of what is read."""
    put(root, files)
    return checked(DiskTree(root))


def checked(tree: Tree) -> dict[str, bytes]:
    found = tree.listing()
    for path, fingerprint in found.items():
        if len(fingerprint) == 16:
            assert content_fingerprint(tree.read(path)) == fingerprint
        else:
            with pytest.raises(OSError):
                tree.read(path)
    return found


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("b.md", A),
        ("./../content//b.md", A),
        ("../docs/a.md", A),
        ("../way/b.md", A),
        ("../docs/none/../a.md", A),
        ("nothing.md", UNREADABLE),
        ("link.md", UNREADABLE),
        ("../.env", OUTSIDE),
        ("../.git/config", OUTSIDE),
        ("../.sitegen/cache/files", OUTSIDE),
        ("../../outer.md", OUTSIDE),
        ("../../site/content/b.md", OUTSIDE),
        ("../../site-other/a.md", OUTSIDE),
        ("/etc/passwd", OUTSIDE),
        (".", FOLDER),
        ("..", FOLDER),
    ],
)
def test_a_link(tmp_path: Path, target: str, expected: bytes) -> None:
    """A link stands for what it leads to within the site; it never shows what is hidden or elsewhere."""
    put(tmp_path, {"outer.md": "a", "site-other/a.md": "a"})
    put(tmp_path / "site", {".env": "s", ".git/config": "s", ".sitegen/cache/files": "s", "docs/a.md": "a"})
    found = listed(tmp_path / "site", {"content/b.md": "a", "way": Link("content"), "content/link.md": Link(target)})
    assert found == {"content/b.md": A, "content/link.md": expected}


def test_an_absolute_link_leads_out_even_into_the_site(tmp_path: Path) -> None:
    """It holds for one machine only, so a commit could not follow it."""
    found = listed(tmp_path, {"content/b.md": "a", "content/c.md": Link(str(tmp_path / "content/b.md"))})
    assert found["content/c.md"] == OUTSIDE


def test_the_folders_of_a_site_may_lie_elsewhere(tmp_path: Path) -> None:
    """Whoever sets up a site's folder decides what it is made of; links in there may not lead further."""
    put(tmp_path / "else", {"pages/a.md": "a", "pages/in/b.md": "a", "secret.md": "s", "conf": "a", "pages/.x": "s"})
    put(
        tmp_path / "else/pages",
        {"l.md": Link("in/b.md"), "up.md": Link("../secret.md"), "s.png": Link("../static/s.png"), "in/up": Link("..")},
    )
    put(tmp_path / "pictures", {"s.png": "a"})
    found = listed(
        tmp_path / "site",
        {
            "content": Link(str(tmp_path / "else/pages")),
            "static": Link("../pictures"),
            "site.yaml": Link("../else/conf"),
            "layouts": Link("../nothing"),
            "data": Link(".."),
        },
    )
    assert found == {
        "content/a.md": A,
        "content/in/b.md": A,
        "content/l.md": A,
        "content/up.md": UNREADABLE,
        "content/s.png": A,
        "content/in/up": FOLDER,
        "static/s.png": A,
        "site.yaml": A,
        "layouts": UNREADABLE,
        "data": FOLDER,
    }


def test_another_project_within_a_folder_is_not_ours(tmp_path: Path) -> None:
    """A nested clone has its own history; the folder content/ itself may be one."""
    files: dict[str, Content] = {
        f"{folder}/{name}": "a" for folder in ("content/x", "lib") for name in (".git/y", "a.md")
    }
    links = {"content/to.md": Link("x/a.md"), "content/lib": Link("../lib"), "content/l.md": Link("../lib/a.md")}
    found = listed(
        tmp_path, {**files, **links, "content/.git/y": "s", "content/b.md": "a", "content/c.md": Link("b.md")}
    )
    assert found == {
        "content/b.md": A,
        "content/c.md": A,
        "content/to.md": UNREADABLE,
        "content/lib": UNREADABLE,
        "content/l.md": UNREADABLE,
    }


def test_links_cannot_multiply(tmp_path: Path) -> None:
    """Thirty folders with two links each to the next would be a thousand million files."""
    links = {f"content/{n}/{side}": Link(f"../{n + 1}") for n in range(30) for side in ("left", "right")}
    found = listed(tmp_path, {**links, "content/30/a.md": "a"})
    assert found["content/29/left/a.md"] == A
    assert found["content/28/left/left"] == FOLDER
    assert len(found) == 1 + 29 * 4 + 2


def test_what_is_no_source(tmp_path: Path) -> None:
    """By-products, hidden files, a file called content, a folder called site.yaml: none is listed."""
    files = ["README.md", "content", "data/a~", "layouts/.x.html", "site.yaml/x", "static/.git/x", "static/.DS_Store"]
    assert listed(tmp_path, {**dict.fromkeys(files, "x"), "static/.well-known/y": "a"}) == {"static/.well-known/y": A}


def test_names_that_are_not_the_same_everywhere(tmp_path: Path) -> None:
    """They are listed so that they can be shown, and not used."""
    put(tmp_path, {"content/b\\a.md": "x", "content/d\\e/f.md": "x"})
    (tmp_path / os.fsdecode(b"content/\xff.md")).write_text("x")
    (tmp_path / os.fsdecode(b"content/\xfe")).symlink_to("b")
    assert checked(DiskTree(tmp_path)) == {
        "content/b\\a.md": NAME,
        "content/d\\e/f.md": NAME,
        "content/\\udcff.md": NAME,
        "content/\\udcfe": NAME,
    }


def test_what_cannot_be_read(tmp_path: Path) -> None:
    """A pipe would keep us waiting; a site that is not there has no files."""
    put(tmp_path, {"content/a.md": "a", "content/to": Link("pipe")})
    os.mkfifo(tmp_path / "content/pipe")
    assert checked(DiskTree(tmp_path)) == {"content/a.md": A, "content/pipe": UNREADABLE, "content/to": UNREADABLE}
    assert DiskTree(tmp_path / "nothing").listing() == {}


@pytest.mark.parametrize("damage", [b"", b"x", b"\0\0\0\0abc", None])
def test_what_is_remembered_only_saves_work(tmp_path: Path, damage: bytes | None) -> None:
    """Changed, replaced and unchanged files are seen as they are, with the memory whole, damaged or gone."""
    memory = tmp_path / "memory"
    site = tmp_path / "site"
    put(site, {"content/a.md": "a", "content/b.md": "b", "content/c.md": "c"})
    for path in ("a", "b", "c"):
        os.utime(site / f"content/{path}.md", (1, 1))
    DiskTree(site, memory).listing()
    if damage is not None:
        memory.write_bytes(damage)
    put(site, {"content/b.md": "B", "content/c.md": None, "content/d.md": Link("a.md")})
    os.utime(site / "content/b.md", (1, 1))
    assert DiskTree(site, memory).listing() == DiskTree(site).listing() == {
        "content/a.md": A,
        "content/b.md": content_fingerprint(b"B"),
        "content/d.md": A,
    }  # fmt: skip


def test_unsaved_text_is_what_it_would_be_if_it_were_saved(tmp_path: Path) -> None:
    """What is no source is none in an editor either."""
    put(tmp_path, {"content/a.md": "a", "content/b.md": "b"})
    texts = {"content/b.md": b"a", "content/a.md": None, "content/x~": b"x", "secret": b"s", "content/b\\c.md": b"x"}
    tree = OverlayTree(DiskTree(tmp_path), texts)
    assert checked(tree) == {"content/b.md": A, "content/b\\c.md": NAME}


NAMES = ["a", "b.md", "c~", ".d", "ü e", "f\\g", "h", ".git.md", "Thumbs.db", "i#", "#j#"]
TOPS = ["content", "layouts", "static", "data", "docs", ".hidden", "content/h", "static/.well-known", ""]
STEPS = ["..", ".", "a", "h", "b.md", "content", "docs", "static", "way", ".d", ".hidden", "none", "", ".git"]


def random_files(choose: random.Random) -> dict[str, Content]:
    """A few files, and links that lead anywhere."""
    files: dict[str, Content] = {}
    for _ in range(choose.randint(1, 12)):
        parts = [choose.choice(TOPS), *choose.choices(NAMES, k=choose.randint(0 if choose.random() < 0.1 else 1, 3))]
        path = "/".join(filter(None, parts))
        target = "/".join(choose.choices(STEPS, k=choose.randint(1, 5))) or "x"
        files[path or "site.yaml"] = Link(target) if choose.random() < 0.5 else choose.choice("ab")
    files["way"] = Link(choose.choice(["content", "docs", "way", "../x", "content/h"]))
    if choose.random() < 0.3:
        files[choose.choice(["content", "static", "site.yaml"])] = Link(choose.choice(["docs", "way", "docs/a", "."]))
    folders = {path[:at] for path in files for at, char in enumerate(path) if char == "/"}
    return {path: content for path, content in files.items() if path not in folders or isinstance(content, Link)}


def without_files_below_links(files: dict[str, Content]) -> dict[str, Content]:
    """Files and links that can lie in one folder."""
    links = {path for path, content in files.items() if isinstance(content, Link)}
    return {path: content for path, content in files.items() if not any(path.startswith(f"{one}/") for one in links)}


@pytest.mark.parametrize("seed", range(int(os.environ.get("STEPS", "0")) // 10 or 40))
def test_a_commit_and_the_disk_list_the_same(
    tmp_path: Path, committed: Callable[[Path], CommitTree], seed: int
) -> None:
    """Whatever files and links there are."""
    site = tmp_path / "site"
    put(site, without_files_below_links(random_files(random.Random(seed))))
    put(tmp_path, {"x": "outer", "y/a": "outer"})
    tree = committed(site)
    leaves_the_site = {
        path for path, found in tree.listing().items() if "/" not in path and path != "x" and found == OUTSIDE
    }
    disk = {
        path: found for path, found in checked(DiskTree(site)).items() if path.partition("/")[0] not in leaves_the_site
    }
    assert disk == {path: found for path, found in checked(tree).items() if path not in leaves_the_site}
