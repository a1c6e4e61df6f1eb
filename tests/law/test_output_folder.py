"""The output folder holds what is planned, and what others put there stays theirs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from author import Step
from lawful import Walk

from sites import Content, Link, Site, put

FIRST: dict[str, Content] = {
    "site.yaml": "title: A\n",
    "layouts/page.html": "{{ page.content }}",
    "layouts/index.html": "home",
    "content/a.md": "Text",
}
FOLDER: dict[str, Content] = {"static/x/y/z.txt": "deep", "static/x/one.txt": "one"}


def test_a_folder_becomes_a_file_and_a_file_a_folder(tmp_path: Path) -> None:
    """Whatever comes first in the alphabet, nothing is in its own way."""
    walk = Walk(tmp_path, {**FIRST, **FOLDER})
    assert walk.take(Step("build")) == []
    assert walk.take(Step("a file", {"static/x": "file"})) == []
    assert walk.take(Step("a folder", {"static/x": None, **FOLDER})) == []
    assert walk.take(Step("a page's folder", {"static/a": "file", "content/a.md": None})) == []
    assert walk.take(Step("a page again", {"static/a": None, "content/a.md": "Text"})) == []
    walk.close()


@pytest.mark.parametrize(
    ("theirs", "wanted"),
    [
        ("b/theirs.txt", {"static/b": "file"}),
        ("b/in/theirs.txt", {"static/b": "file"}),
        ("b", {"content/b.md": "# B"}),
        ("b", {"static/b/c.txt": "c"}),
        ("b/index.html", {"content/b.md": "# B"}),
    ],
)
@pytest.mark.parametrize("content", ["theirs", Link("nowhere")])
def test_what_somebody_else_put_there_is_in_the_way(
    project: Callable[..., Site], theirs: str, wanted: dict[str, Content], content: Content
) -> None:
    """It is never overwritten or deleted; the build says so, until it is moved."""
    site = project(FIRST)
    out = site.root / "public"
    put(out, {theirs: content})
    site.ran(wanted)
    assert [problem[:5] for problem in site.problems if "SG310" not in problem] == ["SG501"]
    assert (out / theirs).is_symlink() or (out / theirs).read_text() == "theirs"
    put(out, {theirs: None})
    site.build()
    assert not any("SG501" in problem for problem in site.problems)


def test_what_is_in_nobodys_way_stays(project: Callable[..., Site]) -> None:
    """Their files beside ours, in our folders too."""
    site = project(FIRST)
    put(site.root / "public", {"CNAME": "example.org", "a/theirs.txt": "theirs"})
    site.ran({"content/a.md": None})
    assert "a/index.html" not in site.outputs
    assert (site.output("CNAME"), site.output("a/theirs.txt")) == ("example.org", "theirs")


@pytest.mark.parametrize("mark", ["+", "-"])
def test_a_page_that_cannot_be_made_now_is_left_alone(project: Callable[..., Site], mark: str) -> None:
    """Not even when somebody changed or deleted what was there; mended, it is made again."""
    site = project(FIRST)
    site.ran({"layouts/page.html": "{{ broken"})
    assert site.output("a/index.html") == "<p>Text</p>\n"
    put(site.root / "public", {"a/index.html": "changed" if mark == "+" else None})
    site.build()
    assert [site.output("a/index.html")] == ["changed"] if mark == "+" else "a/index.html" not in site.outputs
    site.ran({"layouts/page.html": "{{ page.content }}"})
    assert site.output("a/index.html") == "<p>Text</p>\n"


def test_drafts_go_when_they_are_not_asked_for(project: Callable[..., Site]) -> None:
    """Builds with other options write into the same folder, and what they left there is noticed."""
    site = project({**FIRST, "content/secret.md": "---\ndraft: true\n---\n# Secret"})
    site.build(drafts=True)
    assert "secret/index.html" in site.outputs
    site.build()
    assert "secret/index.html" not in site.outputs
