"""Pictures in a preview: the same that a build makes, made when they are asked for, and nobody waits meanwhile."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from drawn import picture
from sitegen.engine.trees import DiskTree
from sitegen.project.live import Live
from sitegen.project.project import Project
from sitegen.project.stage import MARK, Stage, View
from sitegen.render.pictures import making
from sites import Site, put

PUBLISHED = View("published")
PAGE = "![The door](door.jpg)\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    put(
        tmp_path,
        {
            "site.yaml": "title: A\nimages: {widths: [200, 300]}\n",
            "content/index.md": PAGE,
            "content/door.jpg": picture("JPEG", 600, 400),
            "content/news/Old door.PNG": picture("PNG", 600, 400, seed=2),
        },
    )
    return tmp_path


@pytest.fixture
def stage(root: Path) -> Iterator[Stage]:
    disk = DiskTree(root)
    made = Stage(root, lambda change: disk, jobs=1)
    made.open(PUBLISHED)
    yield made
    made.close()


def addresses(stage: Stage, view: View) -> list[str]:
    """Of all sizes on the home page."""
    seen = stage.show(view, "/")
    assert seen is not None
    return sorted(set(re.findall(rf"{MARK}(/assets/pictures/\S+\.webp)", seen.data.decode())))


def test_the_preview_shows_what_a_build_makes(stage: Stage, root: Path) -> None:
    site = Site(root)
    site.build()
    found = addresses(stage, PUBLISHED)
    assert [one.lstrip("/") for one in found] == [one for one in site.outputs if "pictures/" in one]
    assert len(found) == 2
    for one in found:
        seen = stage.show(PUBLISHED, one)
        assert seen is not None and seen.data == (root / "public" / one.lstrip("/")).read_bytes()


def test_a_draft_has_its_own(stage: Stage) -> None:
    """Of a picture that was exchanged in a change; the old address is none there."""
    draft = View("published", {"content/door.jpg": picture("JPEG", 600, 400, seed=9)})
    (old, _), (new, _) = addresses(stage, PUBLISHED), addresses(stage, draft)
    assert old != new
    assert stage.show(draft, old) is None and stage.show(PUBLISHED, new) is None
    assert stage.show(draft, new) is not None


@pytest.mark.parametrize("other", ["door.200.0000000000.webp", "door.9999.{mark}.webp", "nothing.200.{mark}.webp", "x"])
def test_no_other_address_makes_one(stage: Stage, other: str) -> None:
    """Whoever asks for what no page can show makes nobody work."""
    (one, _) = addresses(stage, PUBLISHED)
    assert stage.show(PUBLISHED, "/assets/pictures/" + other.format(mark=one.split(".")[2])) is None


def test_a_name_in_capitals(stage: Stage) -> None:
    """The address has no ending of the picture; it is found all the same."""
    view = View("published", {"content/index.md": b"![Old](<news/Old door.PNG>)\n"})
    for one in addresses(stage, view):
        assert stage.show(view, one.replace("%20", " ")) is not None


def test_nobody_waits_for_a_picture(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """While one is being made, a keystroke is answered."""
    begun, go_on = threading.Event(), threading.Event()

    def slow(*given: object) -> bytes:
        begun.set()
        assert go_on.wait(30)
        return b"made"

    (one, _) = addresses(stage, PUBLISHED)
    monkeypatch.setattr(making, "made", slow)
    found: list[object] = []
    asking = threading.Thread(target=lambda: found.append(stage.show(PUBLISHED, one)))
    asking.start()
    try:
        assert begun.wait(30)
        typed = View("published", {"content/index.md": b"Typed.\n"})
        draft = stage.draft(typed, "content/index.md")
        assert draft is not None and draft.seen is not None and b"Typed." in draft.seen.data and not found
    finally:
        go_on.set()
        asking.join()
    assert found and getattr(found[0], "data", b"") == b"made"


def test_a_folder_that_is_followed(root: Path) -> None:
    """The preview of the command line makes them too."""
    live = Live(Project(root, jobs=1))
    live.open(lambda what, done, of: None)
    try:
        page = live.show("index.html")
        assert page is not None
        path = re.findall(r"/(assets/pictures/\S+\.webp) 200w", page.data.decode())[0]
        shown = live.show(path)
        assert shown is not None and shown.data[:4] == b"RIFF"
        assert live.show(path.replace(".200.", ".201.")) is None
    finally:
        live.close()
