"""Pictures of pages in links: drawn where the site asks for it, of letters that can be drawn, and only when needed."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import fontpkg  # type: ignore[import-untyped]
import pytest
from PIL import Image

from bare import bare, codes, page
from sitegen.render.machines import drawing
from sitegen.render.machines.drawing import SIZE, can_draw, draw
from sites import Content, Site

Make = Callable[..., Site]
LAYOUT = (
    "{% set c = page.card %}{% if c %}{{ c.url }} {{ c.width }} {{ c.height }} {{ c.alt }}{% else %}none{% endif %}"
)
ON = "sharing: {pictures: true}\n"
BLUE = (11, 95, 255)


def png() -> bytes:
    made = BytesIO()
    Image.new("RGB", (40, 30)).save(made, "PNG")
    return made.getvalue()


FILES: dict[str, Content] = {
    "content/a.md": page(title="Äänestys"),
    "content/b.md": page(title="B", hero="/p.png"),
    "content/c.md": page(title="冬天"),
    "content/d.md": page(title="D", permalink="/d.html"),
    "static/p.png": png(),
    "static/site.png": png(),
}


def drawn(site: Site) -> list[str]:
    """The pictures that were drawn."""
    return [path for path in site.outputs if path.endswith("card.png")]


def test_one_for_each_page_that_has_none(project: Make) -> None:
    """Not for a page with a picture of its own, nor for letters that no font has: those have the site's picture."""
    site = project(bare(FILES, ON + "organisation: {logo: /site.png}\n", layout=LAYOUT), cache=False)
    assert not site.problems
    assert drawn(site) == ["a/card.png", "card.png", "d.card.png"]
    url, *rest = site.output("a/index.html").split()
    assert url.startswith("https://example.org/a/card.png?v=") and rest == ["1200", "630", "Äänestys"]
    assert site.output("b/index.html").startswith("https://example.org/p.png 40 30")
    assert site.output("c/index.html").startswith("https://example.org/site.png")
    assert site.output("d.html").startswith("https://example.org/d.card.png?v=")
    with Image.open(site.root / "public" / "a" / "card.png") as image:
        assert image.format == "PNG" and image.size == SIZE
    assert (site.root / "public" / "a" / "card.png").stat().st_size < 60_000


def test_who_does_not_ask_pays_nothing(project: Make) -> None:
    """Without the setting nothing is drawn, and no query about it runs."""
    site = project(bare(FILES, layout=LAYOUT), cache=False)
    assert drawn(site) == [] and site.output("a/index.html") == "none"
    assert site.report is not None
    assert not {"card_words", "has_card", "cards", "card_fonts", "card_colour"} & set(site.report.ran)


def test_only_when_the_title_changes(project: Make) -> None:
    """Another text is not another picture; another title is another picture with another address."""
    site = project(bare(FILES, ON, layout=LAYOUT))
    before = site.output("a/index.html")
    site.write({"content/a.md": page("More", title="Äänestys", description="About it")})
    report = site.build()
    assert not [path for path in report.written if path.endswith("card.png")] and site.output("a/index.html") == before
    site.write({"content/a.md": page("More", title="Äänestykset")})
    report = site.build()
    assert [path for path in report.written if path.endswith("card.png")] == ["a/card.png"]
    assert site.output("a/index.html") != before
    site.write({"content/a.md": page(title="Äänestykset", hero="/p.png")})
    assert "a/card.png" in site.build().removed


def test_incremental_equals_clean(project: Make, tmp_path: Path) -> None:
    """After titles, colours, settings and pictures changed, the pictures are those of a build from nothing."""
    site = project(bare(FILES, ON, layout=LAYOUT))
    steps: list[dict[str, Content]] = [
        {"content/a.md": page(title="Other")},
        {"site.yaml": f"title: Renamed\nbase_url: https://example.org/\n{ON}"},
        {"site.yaml": f"title: Renamed\nbase_url: https://example.org/\ntheme: {{colour: '#083'}}\n{ON}"},
        {"content/b.md": page(title="B"), "content/c.md": page(title="C")},
        {"content/a.md": None},
    ]
    for step in steps:
        site.write(step)
        site.build()
        kept = {path: (site.root / "public" / path).read_bytes() for path in drawn(site)}
        site.build(cache=False)
        assert {path: (site.root / "public" / path).read_bytes() for path in drawn(site)} == kept


def test_the_site_has_its_own(project: Make) -> None:
    """A file of the site with that address is kept."""
    site = project(bare({**FILES, "content/a/card.png": png()}, ON), cache=False)
    assert (site.root / "public" / "a" / "card.png").read_bytes() == png() and not site.problems


@pytest.mark.parametrize(
    ("text", "possible"),
    [
        ("The winter’s hours – “1920”", True),
        ("Tiếng Việt: đường phố", True),
        ("Ääkköset, Straße, Åland", True),
        ("Библиотека у озера", True),
        ("Βιβλιοθήκη", True),
        ("冬天", False),
        ("𓂀", False),
        ("", False),
    ],
)
def test_what_can_be_drawn(text: str, possible: bool) -> None:
    assert can_draw(text, ()) is possible
    assert bool(draw(text, "", BLUE, False, ())) is possible


@pytest.mark.skipif(not drawing._shapes(), reason="Pillow cannot join letters here")
def test_arabic_runs_from_the_right() -> None:
    """The letters stand at the right edge."""
    image = Image.open(BytesIO(draw("ساعات العمل", "", BLUE, True, ()))).convert("L")
    white = image.point(lambda value: 255 if value > 240 else 0).crop((0, 30, *SIZE)).getbbox()
    assert white is not None and white[0] > 500 and white[2] > SIZE[0] - 110


def test_letters_that_cannot_be_joined_are_not_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where Pillow lacks what Arabic needs, there is no picture rather than a wrong one."""
    monkeypatch.setattr(drawing, "_shapes", lambda: False)
    assert not can_draw("ساعات", ()) and can_draw("Hours", ())


@pytest.mark.parametrize("title", ["x" * 500, "word " * 300, "W" * 40, "a", "Donau­dampf­schiff­fahrts­gesellschaft " * 3])
def test_long_titles_have_room(title: str) -> None:
    """Nothing is written over the edges."""
    image = Image.open(BytesIO(draw(title, "Site", BLUE, False, ()))).convert("L")
    box = image.point(lambda value: 255 if value > 240 else 0).crop((0, 30, *SIZE)).getbbox()
    assert box is not None and box[0] >= 80 and box[2] <= SIZE[0] - 80 and box[1] > 0 and box[3] < SIZE[1] - 60


def test_any_colour_is_dark_enough() -> None:
    """White letters on a light colour could not be read."""
    for colour in ((255, 255, 255), (255, 255, 0), (11, 95, 255), (0, 0, 0)):
        ground = drawing._darkened(colour)
        assert (1.05) / (drawing._luminance(ground) + 0.05) >= 5.5


def test_own_fonts(project: Make) -> None:
    """A font of the site comes first; what is none, or is not there, is a problem at its place."""
    font = Path(fontpkg.path("Noto Sans Arabic")).read_bytes()
    files: dict[str, Content] = {**FILES, "static/f.ttf": font, "static/bad.ttf": b"no font"}
    settings = "sharing: {pictures: true, fonts: [/f.ttf, /bad.ttf, /none.ttf], picture: /none.png}\n"
    site = project(bare(files, settings, layout=LAYOUT), cache=False)
    assert codes(site) == ["SG203"] * 3
    assert {problem.split(" ")[1] for problem in site.problems} == {"site.yaml:3"}
    assert drawn(site) == ["a/card.png", "card.png", "d.card.png"]
