"""The law, for pictures: however they come, change and go, the folder is what a clean build makes of the site."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from drawn import picture
from sites import Content, Site, files_in

Make = Callable[..., Site]

SETTINGS = "title: T\ntypes: {page: {pages: '*.md', fields: {hero: {kind: image}}}}\n"
FIRST: dict[str, Content] = {
    "site.yaml": SETTINGS,
    "layouts/page.html": "{% if page.hero %}{{ page.hero.crop(2).tag() }}{% endif %}{{ page.content }}",
    "layouts/index.html": "{{ page.content }}",
    "content/index.md": "![A](a.jpg)\n",
    "content/b.md": "---\nhero: c.png\n---\n![A](a.jpg) ![B](b.jpg)\n",
    "content/a.jpg": picture("JPEG", 600, 400, seed=1),
    "content/b.jpg": picture("JPEG", 600, 400, seed=2, turn=6),
    "content/c.png": picture("PNG", 600, 400, seed=3),
}
STEPS: dict[str, dict[str, Content]] = {
    "another picture": {"content/a.jpg": picture("JPEG", 700, 300, seed=4)},
    "one is not shown any more": {"content/b.md": "![A](a.jpg)\n"},
    "other widths": {"site.yaml": SETTINGS + "images: {widths: [100, 200], quality: 50}\n"},
    "nothing is made": {"site.yaml": SETTINGS + "images: {formats: none}\n"},
    "two formats": {"site.yaml": SETTINGS + "images: {widths: 64, formats: [avif, webp]}\n"},
    "broken": {"content/a.jpg": picture("JPEG", 600, 400)[:900]},
    "whole again": {"content/a.jpg": picture("JPEG", 600, 400, seed=1)},
    "gone": {"content/a.jpg": None},
    "moved": {"content/a.jpg": None, "content/x/a.jpg": picture("JPEG", 600, 400, seed=1)},
    "shown from elsewhere": {"content/index.md": "![A](x/a.jpg)\n"},
    "a picture above the text again": {"content/b.md": "---\nhero: c.png\n---\nB\n"},
    "a layout wants another part": {
        "layouts/page.html": "{% if page.hero %}{{ page.hero.crop(1).tag() }}{% endif %}{{ page.content }}"
    },
    "one in its way": {"static/assets/pictures/b.txt": "b"},
}


def differs(site: Site, folder: Path) -> list[str]:
    """How the site's output is not what a clean build of the same files makes; nothing of what was kept is used."""
    clean = Site(folder)
    shutil.rmtree(clean.root, ignore_errors=True)
    shutil.copytree(site.root, clean.root, ignore=shutil.ignore_patterns("public", ".sitegen"))
    clean.build(cache=False)
    ours, theirs = files_in(site.root / "public"), files_in(clean.root / "public")
    found = [path for path in sorted(ours.keys() | theirs.keys()) if ours.get(path) != theirs.get(path)]
    return found + sorted(set(site.problems) ^ set(clean.problems))


@pytest.mark.parametrize("jobs", [1, 2])
def test_incremental_is_clean(project: Make, tmp_path: Path, jobs: int) -> None:
    """Step by step, each build anew, with what the last one kept."""
    site = project(FIRST, jobs=jobs)
    assert differs(site, tmp_path / "clean") == []
    for name, files in STEPS.items():
        site.write(files)
        site.build(jobs=jobs)
        assert differs(site, tmp_path / "clean") == [], name


def test_nothing_changed(project: Make) -> None:
    """Then nothing is asked, nothing made and nothing written."""
    site = project(FIRST)
    assert any(one.startswith("assets/pictures/") for one in site.outputs)
    assert site.ran({}) == {}
    assert site.report is not None and site.report.written == site.report.removed == ()


def test_what_nobody_shows_goes(project: Make) -> None:
    """And only that; the page that shows it no more is all that runs."""
    site = project(FIRST)
    ran = site.ran({"content/b.md": "![A](a.jpg)\n"})
    assert site.report is not None
    assert {one.split("/")[2].split(".")[0] for one in site.report.removed} == {"b", "c"}
    assert ran["output"] == 1 and "picture" not in ran


def test_made_once(project: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same picture with the same settings is never made again, whatever is forgotten but the pictures."""
    site = project(FIRST)
    before = files_in(site.root / "public")
    for memos in (site.root / ".sitegen" / "cache").glob("memos-*"):
        memos.unlink()
    shutil.rmtree(site.root / "public")
    monkeypatch.setattr("sitegen.render.pictures.making.made", lambda *given: pytest.fail("made again"))
    monkeypatch.setattr("sitegen.render.pictures.making.tone_of", lambda *given: pytest.fail("looked at again"))
    site.build()
    assert files_in(site.root / "public") == before


def test_half_a_kept_picture_is_none(project: Make) -> None:
    """What is damaged where it is kept is made again."""
    site = project(FIRST)
    before = files_in(site.root / "public")
    kept = [path for path in (site.root / ".sitegen" / "cache" / "pictures").rglob("*") if path.is_file()]
    assert len(kept) >= 3
    for path in kept:
        path.write_bytes(path.read_bytes()[:-5])
    shutil.rmtree(site.root / "public")
    site.build()
    assert files_in(site.root / "public") == before


def test_a_site_without_pictures_pays_nothing(project: Make) -> None:
    """Neither a query nor the library that opens them."""
    site = project({"site.yaml": "title: T\n", "content/index.md": "# A\n"})
    assert site.report is not None and not any("picture" in name for name in site.report.ran)
