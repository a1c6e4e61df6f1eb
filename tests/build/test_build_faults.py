"""What goes wrong around a build: it ends right, or says what is wrong."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sitegen.build import making
from sitegen.engine import slow
from sitegen.engine.database import Database
from sitegen.project.project import Project
from sites import Site, files_in

PAGES = {"site.yaml": "title: A\n", **{f"content/{n}.md": f"# Page {n}\n" for n in range(30)}}
READ = making._read_page


def test_a_page_that_takes_long_is_named(project: Callable[..., Site], monkeypatch: pytest.MonkeyPatch) -> None:
    """In what the progress says, while it is being worked on."""
    monkeypatch.setattr(slow, "LONG", 0.0)
    waits, goes_on = os.pipe()
    site = project(PAGES, build=False)
    told: list[str] = []

    def read(db: Database, path: str) -> None:
        if path == "content/7.md":
            os.read(waits, 1)
        READ(db, path)

    def progress(what: str, done: int, of: int) -> None:
        told.append(what)
        if "content/7.md" in what:
            os.write(goes_on, b"!")

    monkeypatch.setattr(making, "_read_page", read)
    known = Project(site.root, jobs=2)
    known.build(Path("public"), progress=progress)
    known.close()
    os.close(waits)
    os.close(goes_on)
    assert "Reading (content/7.md takes long)" in told
    assert told[-1] == "Rendering"


def test_a_page_that_kills_its_worker_is_named(project: Callable[..., Site], monkeypatch: pytest.MonkeyPatch) -> None:
    """The others are built, and the next build, in which it does no harm, is right."""
    site = project(PAGES, build=False)

    def read(db: Database, path: str) -> None:
        if path == "content/7.md":
            os.kill(os.getpid(), signal.SIGKILL)
        READ(db, path)

    monkeypatch.setattr(making, "_read_page", read)
    report = site.build(jobs=2)
    assert [(one.code, one.location.path) for one in report.problems if one.code == "SG504"] == [
        ("SG504", "content/7.md")
    ]
    assert "1/index.html" in site.outputs
    monkeypatch.undo()
    site.build(jobs=2)
    found = files_in(site.root / "public")
    site.build(cache=False)
    assert files_in(site.root / "public") == found


@pytest.mark.parametrize("time", [0.0, 4e9], ids=["1970", "2096"])
def test_clocks_that_are_wrong(project: Callable[..., Site], time: float) -> None:
    """An edit is seen whatever time the file has before and after it; the same time and size too."""
    site = project({**PAGES, "content/a.md": "# One\n"}, build=False)

    def touch() -> None:
        for path in [*site.root.glob("content/*"), site.root / "site.yaml"]:
            os.utime(path, (time, time))

    touch()
    site.build()
    assert "One" in site.output("a/index.html")
    site.write({"content/a.md": "# Two\n"})
    touch()
    assert "a/index.html" in site.build().written
    assert "Two" in site.output("a/index.html")
    assert site.build().written == ()


def test_many_files_in_one_folder(project: Callable[..., Site]) -> None:
    """A short form of the next one."""
    _many(project, 1500)


@pytest.mark.prove
def test_very_many_files_in_one_folder(project: Callable[..., Site]) -> None:
    _many(project, 20_000)


def _many(project: Callable[..., Site], count: int) -> None:
    layout = "{{ page.title }}{{ page.content }}"
    files: dict[str, Any] = {f"content/{n}.md": f"# Page {n}\n" for n in range(count)}
    site = project({"site.yaml": "title: A\n", "layouts/page.html": layout, **files}, jobs=2)
    assert site.report is not None and len(site.report.written) > count
    again = site.build()
    assert (again.written, again.ran) == ((), {})
    assert site.ran({"content/7.md": "# Page 7\n\nMore.\n"})["output"] == 1
