"""Where the time went: what is counted, and that it is the same with one process and with two."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from sitegen.engine.profile import WAITING, Profile
from sitegen.project.profiling import costs, flames, slowest
from sitegen.project.project import Project
from sites import put

PAGES = {f"content/{number}.md": f"---\ntitle: Page {number}\n---\nText.\n" for number in range(40)}


def profiled(root: Path, jobs: int) -> Profile:
    put(root, {"site.yaml": "title: A\n", **PAGES})
    project = Project(root, jobs=jobs)
    project.profile = Profile()
    assert project.build(root / "public").written
    project.close()
    return project.profile


@pytest.mark.parametrize("jobs", [1, 2])
def test_every_process_is_counted(tmp_path: Path, jobs: int) -> None:
    found = {one.name: one for one in costs(profiled(tmp_path, jobs))}
    assert found["document"].times == found["page_head"].times == 40
    assert found["layout page.html"].times >= 40  # made-up pages are rendered besides
    assert {"build", "reading", "rendering", "writing", "keeping"} <= found.keys()
    assert WAITING not in found
    assert abs(sum(one.share for one in found.values()) - 1) < 1e-9
    assert all(one.whole >= one.own >= 0 for one in found.values())


def test_what_runs_within_another_is_not_its_own() -> None:
    profile = Profile()
    with profile.timed("outer", "a.md"), profile.timed("inner", "b.md"):
        pass
    (_, outer), (_, inner) = profile.own[("outer",)], profile.own[("outer", "inner")]
    whole = {name: took for name, _, _, took in profile.by_name()}
    assert whole == {"outer": outer + inner, "inner": inner}
    assert {subject for _, subject, _ in slowest(profile)} == {"a.md", "b.md"}


def test_what_asks_for_itself_is_counted_once() -> None:
    profile = Profile()
    with profile.timed("tree"), profile.timed("tree"):
        pass
    [(_, times, own, whole)] = profile.by_name()
    assert (times, own) == (2, whole)


def test_a_worker_is_counted_where_it_was_asked_for() -> None:
    worker, profile = Profile(), Profile()
    with worker.timed("document", "a.md"):
        pass
    with profile.timed("reading"):
        profile.add(worker.rows())
    assert set(profile.own) == {("reading",), ("reading", "document")}


def test_the_picture_is_a_tree_of_bars(tmp_path: Path) -> None:
    picture = ElementTree.fromstring(flames(profiled(tmp_path, 1)))
    told = [one.text or "" for one in picture.iter("{http://www.w3.org/2000/svg}title")]
    assert any(one.startswith("document: ") and one.endswith("40 times") for one in told)
    assert any(one.startswith("build: ") for one in told)


def test_names_in_the_picture_are_text() -> None:
    profile = Profile()
    with profile.timed('layout <b>&".html'):
        pass
    assert 'layout <b>&".html: ' in "".join(ElementTree.fromstring(flames(profile)).itertext())
