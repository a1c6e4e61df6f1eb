"""A mistake of ours spoils one output, says so until it is mended, and then is forgotten."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import Any

import pytest
from author import Step
from lawful import Walk

from sitegen.build import making
from sitegen.engine.database import Database
from sitegen.render import outputs
from sites import Content

FIRST: dict[str, Content] = {
    "site.yaml": "title: A\n",
    "layouts/page.html": "{{ page.content }}",
    "layouts/index.html": "home",
    **{f"content/{name}.md": f"Text of {name}" for name in "abcdef"},
}


def raises() -> None:
    """A bug."""
    raise ZeroDivisionError("ours")


def dies() -> None:
    """The kernel kills the process, as it does when memory runs out."""
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize(("jobs", "mistake"), [(1, raises), (2, raises), (2, dies)])
def test_a_mistake_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int, mistake: Any) -> None:
    monkeypatch.setattr(making, "_FEW", 0)
    page = outputs.WRITERS["page"]

    def with_mistake(db: Database, path: str, subject: str, number: int) -> bytes:
        if subject == "content/b.md":
            mistake()
        return page(db, path, subject, number)

    walk = Walk(tmp_path, FIRST)
    walk.happen(Step("jobs", options={"jobs": jobs}))
    with monkeypatch.context() as patch:
        patch.setitem(outputs.WRITERS, "page", with_mistake)
        for step in (Step("first"), Step("nothing"), Step("another page", {"content/c.md": "new"})):
            walk.happen(step)
            report = walk.project().build(walk.out, keep_going=True)
            assert [(one.code, one.location.path) for one in report.problems if one.severity == "error"] == [
                ("SG504", "content/b.md")
            ]
            assert not (walk.out / "b/index.html").exists()
            assert (walk.out / "c/index.html").exists()
    assert walk.take(Step("mended")) == []
    assert (walk.out / "b/index.html").exists()
    walk.close()


def test_a_mistake_of_ours_in_a_later_build_takes_nothing_else_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk = Walk(tmp_path, FIRST)
    assert walk.take(Step("first")) == []

    def with_mistake(db: Database, path: str, subject: str, number: int) -> bytes:
        raise ZeroDivisionError("ours")

    with monkeypatch.context() as patch:
        patch.setitem(outputs.WRITERS, "page", with_mistake)
        walk.happen(Step("edit", {"content/b.md": "other"}))
        report = walk.project().build(walk.out, keep_going=True)
    assert [one.location.path for one in report.problems if one.severity == "error"] == ["content/b.md"]
    assert report.removed == ()
    assert all((walk.out / f"{name}/index.html").exists() for name in "abcdef")
    assert walk.take(Step("mended")) == []
    walk.close()
