"""A site with unsaved text on top: whatever is typed, its problems are those of ``check`` on the saved text."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest

from sitegen.base.diagnostics import Diagnostic
from sitegen.project.project import Project
from sitegen.project.unsaved import Unsaved
from sites import Content, put

FILES: dict[str, Content] = {
    "site.yaml": "title: A\nbase_url: https://a.example/\n",
    "content/index.md": "# Home\n\n[a](a.md#more) [b](b.md)\n",
    "content/a.md": "---\ntitle: A\ntags: [x]\n---\n## More\n",
    "content/b.md": "---\ntitle: B\n---\n[[A]]\n",
    "layouts/page.html": "{% extends 'base.html' %}{% block main %}{{ page.content }}{% endblock %}",
}

TYPED: dict[str, list[str]] = {
    "site.yaml": [
        str(FILES["site.yaml"]),
        "title: A\n",
        "title: A\nbase_url: https://a.example/\ntypes: {p: {pages: '*.md', fields: {mood: {required: true}}}}\n",
        "title: [",
        "",
    ],
    "content/a.md": [
        str(FILES["content/a.md"]),
        "---\ntitle: B\n---\n## Other\n",
        "---\ntitle: A\ndraft: true\n---\n",
        "---\ntitle: A: B\n",
        "---\nmood: glad\ntitle: A\n---\n::nothing\n[x](b.md#none)\n",
    ],
    "content/b.md": [str(FILES["content/b.md"]), "---\npermalink: /a/\n---\n[[A]]\n", "[x](new.md) :no{x}\n"],
    "content/new.md": ["# New\n", "[x](a.md#more)\n"],
    "layouts/page.html": [
        str(FILES["layouts/page.html"]),
        "{{ page.titel }}",
        "{% if %}",
        "{{ page.content }}",
        "<a href='/'></a>",
    ],
}


@contextmanager
def unsaved(root: Path) -> Iterator[Unsaved]:
    """A site that is followed."""
    site = Unsaved(root)
    site.open()
    try:
        yield site
    finally:
        site.close()


def settled(site: Unsaved) -> tuple[Diagnostic, ...]:
    """Its problems when everything has been looked at."""
    while site.idle():
        pass
    return site.problems()


def checked(root: Path) -> tuple[Diagnostic, ...]:
    """What the command finds in what is saved."""
    project = Project(root, cache=False, jobs=1)
    try:
        return project.check()
    finally:
        project.close()


def type_at_random(tmp_path: Path, seed: int, steps: int) -> None:
    """Type, save, close and let others change files; compare with a copy in which everything is saved."""
    random = Random(seed)
    root, copy = tmp_path / "site", tmp_path / "copy"
    disk = dict(FILES)
    put(root, disk)
    open_files: dict[str, str] = {}
    with unsaved(root) as site:
        for _ in range(steps):
            path = random.choice(list(TYPED))
            match random.choice(["type", "type", "type", "save", "close", "disk"]):
                case "type":
                    open_files[path] = random.choice(TYPED[path])
                case "save" if path in open_files:
                    disk[path] = open_files[path]
                case "close":
                    open_files.pop(path, None)
                case "disk":
                    disk[path] = random.choice([*TYPED[path], None])
            put(root, disk)
            site.take(open_files)
            if random.random() < 0.5:
                site.look_at(open_files)
            if random.random() < 0.5:
                put(copy, {**dict.fromkeys(TYPED), **disk, **open_files})
                if (copy / "site.yaml").is_file():
                    assert settled(site) == checked(copy)


@pytest.mark.parametrize("seed", range(4))
def test_problems_are_those_of_the_saved_text(tmp_path: Path, seed: int) -> None:
    """After any typing, saving and closing, in any order."""
    type_at_random(tmp_path, seed, 12)


@pytest.mark.prove
@pytest.mark.parametrize("seed", range(100, 130))
def test_problems_are_those_of_the_saved_text_long(tmp_path: Path, seed: int) -> None:
    """The same, longer."""
    type_at_random(tmp_path, seed, 60)


def test_layouts_are_tried_on_made_up_pages(tmp_path: Path) -> None:
    """What is wrong with the HTML of a layout is told while it is typed, and then not any more."""
    put(tmp_path, FILES)
    with unsaved(tmp_path) as site:
        assert "SG418" not in [one.code for one in settled(site)]
        site.take({"layouts/page.html": "<h1>A</h1>\n<a href='/'></a>{{ page.content }}"})
        found = [one.location for one in settled(site) if one.code == "SG418"]
        assert [(one.path, one.line, one.column) for one in found] == [("layouts/page.html", 2, 1)]
        site.take({})
        assert "SG418" not in [one.code for one in settled(site)]


def test_open_files_are_looked_at_first(tmp_path: Path) -> None:
    """The problems of an open page are known before the rest of the site has been looked at."""
    put(tmp_path, FILES)
    with unsaved(tmp_path) as site:
        settled(site)
        site.take({"content/b.md": "[x](nowhere.md)\n"})
        site.look_at(["content/b.md"])
        assert [one.code for one in site.problems() if one.location.path == "content/b.md"] == ["SG201"]


def test_a_text_that_is_saved_is_the_file_as_it_is(tmp_path: Path) -> None:
    """An editor hides the byte order mark and the coding: the problem with them is still there."""
    put(tmp_path, {**FILES, "content/a.md": b"\xef\xbb\xbfText \xff\n"})
    with unsaved(tmp_path) as site:
        site.take({"content/a.md": "Text \ufffd\n"})
        assert [one.code for one in settled(site) if one.location.path == "content/a.md"] == ["SG007", "SG002"]
        site.take({"content/a.md": "Text\n"})
        assert [one.code for one in settled(site) if one.location.path == "content/a.md"] == []


def test_nothing_is_written_into_the_site(tmp_path: Path) -> None:
    """It is kept in memory."""
    put(tmp_path, FILES)
    with unsaved(tmp_path) as site:
        settled(site)
    assert not (tmp_path / ".sitegen").exists()
