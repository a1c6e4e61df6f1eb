"""Pictures on a page: their sizes, their parts, what is published of them, and what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image

from drawn import MAKER, SVG, bomb, picture
from sitegen.project.project import Project
from sites import Content, Site

HEAD = "title: T\nbase_url: https://example.org/docs/\n"
Make = Callable[..., Site]


def shown(files: dict[str, Content], text: str, settings: str = "") -> dict[str, Content]:
    """A site with one page, shown bare."""
    return {
        "site.yaml": HEAD + settings,
        "layouts/page.html": "{{ page.content }}",
        "content/index.md": "# Home\n",
        "content/a.md": text,
        **files,
    }


def sizes(site: Site) -> list[tuple[int, int]]:
    """(width, height) of every picture that was made, by its bytes."""
    paths = [one for one in site.outputs if one.startswith("assets/pictures/")]
    return sorted(Image.open(BytesIO((site.root / "public" / one).read_bytes())).size for one in paths)


def test_widths(project: Make) -> None:
    """Every width that is clearly smaller, and its own; the page names them all, and they are there."""
    site = project(shown({"content/door.jpg": picture("JPEG", 1000, 500)}, "![Door](door.jpg)"))
    assert sizes(site) == [(480, 240), (800, 400), (1000, 500)]
    html = site.output("a/index.html")
    named = re.findall(r"/docs/(assets/pictures/door\.(\d+)\.[0-9a-f]{10}\.webp) (\d+)w", html)
    assert [(width, said) for _, width, said in named] == [("480", "480"), ("800", "800"), ("1000", "1000")]
    assert {path for path, _, _ in named} <= set(site.outputs)
    assert 'src="/docs/door.jpg"' in html, "whoever knows nothing of sizes gets the picture itself"
    assert 'width="1000" height="500"' in html and 'class="tone-' in html and "style=" not in html
    assert site.problems == []


def test_a_turned_picture_is_made_upright(project: Make) -> None:
    """What the camera says of how it was held is followed, and not needed any more."""
    site = project(shown({"content/door.jpg": picture("JPEG", 600, 400, turn=6)}, "![Door](door.jpg)"))
    assert sizes(site) == [(400, 600)]
    assert 'width="400" height="600"' in site.output("a/index.html")
    (made,) = (one for one in site.outputs if one.endswith(".webp"))
    image = Image.open(BytesIO((site.root / "public" / made).read_bytes())).convert("RGB")
    red, green, _ = image.getpixel((390, 10))
    assert red > 200 and green < 60, "the red corner is at the top right now"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_no_place_is_published(project: Make, kind: str) -> None:
    """Neither in what is made of a picture nor in the picture itself, shown or not."""
    data = picture(kind, 600, 400, turn=6)
    assert MAKER.encode() in data
    name = f"door.{kind.lower().replace('jpeg', 'jpg')}"
    site = project(shown({f"content/{name}": data, f"static/other/{name}": data}, f"![Door]({name})"))
    published = [one for one in site.outputs if "door" in one]
    assert len(published) == 3
    for path in published:
        given = (site.root / "public" / path).read_bytes()
        assert MAKER.encode() not in given
        exif = Image.open(BytesIO(given)).getexif()
        assert set(exif) <= {0x0112} and not exif.get_ifd(0x8825)


def test_the_first_picture_is_not_late(project: Make) -> None:
    """Of a page as a whole: the one that a layout shows above the text comes before those of the text."""
    files: dict[str, Content] = {
        "content/x.png": picture("PNG", 600, 300),
        "content/y.png": picture("PNG", 600, 300, seed=2),
        "layouts/page.html": "{{ page.hero.tag() }}{{ page.content }}",
    }
    settings = "types: {page: {pages: a.md, layout: page.html, fields: {hero: {kind: image}}}}\n"
    site = project(shown({}, "---\nhero: x.png\n---\n![Y](y.png)\n", settings) | files)
    first, second = re.findall(r"<img[^>]*>", site.output("a/index.html"))
    assert "/x." in first and 'fetchpriority="high"' in first and "lazy" not in first
    assert "/y." in second and 'loading="lazy"' in second and "fetchpriority" not in second


def test_an_author_says_when_to_load(project: Make) -> None:
    """What is written in braces stays."""
    text = "![Y](y.png){loading=lazy}\n\n![Y](y.png){fetchpriority=low sizes=50vw width=200}\n"
    html = project(shown({"content/y.png": picture("PNG", 600, 300)}, text)).output("a/index.html")
    assert 'loading="lazy"' in html and 'fetchpriority="high"' not in html
    assert 'fetchpriority="low"' in html and 'sizes="50vw"' in html and 'width="200"' in html


def test_parts(project: Make) -> None:
    """A layout asks for a shape; what matters stays in sight."""
    files: dict[str, Content] = {
        "content/x.png": picture("PNG", 800, 600),  # red in its corner, at the top left
        "layouts/page.html": "{% set cut = page.hero.crop(2) %}{{ cut.tag(sizes='100vw', class='wide') }}"
        "|{{ cut.url }} {{ cut.width }} {{ cut.height }}|{{ page.hero.crop(0.5).width }}|{{ page.hero.focal }}",
    }
    settings = "types: {page: {pages: a.md, layout: page.html, fields: {hero: {kind: image}}}}\nimages: {widths: 400}\n"
    site = project(shown({}, "---\nhero: {src: x.png, alt: X, focal: 0% 0%}\n---\n", settings) | files)
    tag, said, narrow, focal = site.output("a/index.html").strip().split("|")
    assert sizes(site) == [(300, 600), (400, 200)]
    assert 'width="800" height="400"' in tag and 'class="wide tone-' in tag and 'sizes="100vw"' in tag
    assert re.fullmatch(r"/docs/assets/pictures/x\.400x200\.0-0\.\w{10}\.webp 800 400", said)
    assert (narrow, focal) == ("300", "0% 0%")
    path = said.split()[0].removeprefix("/docs/")
    image = Image.open(BytesIO((site.root / "public" / path).read_bytes())).convert("RGB")
    assert image.getpixel((5, 5)) == (255, 0, 0) and image.getpixel((395, 195)) != (255, 0, 0)


def test_two_formats(project: Make) -> None:
    """The smaller one first; who does not know it takes the other."""
    settings = "images: {widths: [300], formats: [webp, avif]}\n"
    site = project(shown({"content/x.jpg": picture("JPEG", 600, 300)}, "![X](x.jpg)", settings))
    html = site.output("a/index.html")
    assert re.search(r'<picture><source type="image/avif" srcset="[^"]*\.avif 300w" sizes="[^"]*"><img [^>]*webp', html)
    assert {one.rpartition(".")[2] for one in site.outputs if "pictures/" in one} == {"avif", "webp"}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("moving.gif", None),
        ("drawn.svg", SVG),
        ("tiny.png", picture("PNG", 40, 30)),
    ],
)
def test_shown_as_it_is(project: Make, name: str, data: bytes | None) -> None:
    """What moves, what is drawn, and what is small already."""
    site = project(shown({f"content/{name}": data or moving()}, f"![X]({name})"))
    html = site.output("a/index.html")
    assert f'src="/docs/{name}"' in html and "srcset" not in html
    assert sizes(site) == [] and site.problems == []


def test_no_format(project: Make) -> None:
    """A site may want none of it."""
    site = project(shown({"content/x.jpg": picture("JPEG", 600, 300)}, "![X](x.jpg)", "images: {formats: none}\n"))
    assert 'src="/docs/x.jpg" width="600"' in site.output("a/index.html")
    assert sizes(site) == []


@pytest.mark.parametrize(
    ("name", "data", "problem"),
    [
        ("half.jpg", picture("JPEG", 600, 400)[:2000], "SG220"),
        ("half.png", picture("PNG", 600, 400)[:400], "SG220"),
        ("page.jpg", b"<!doctype html><p>no picture", "SG220"),
        ("empty.jpg", b"", "SG220"),
        ("noise.jpg", b"\xff\xd8\xff" + bytes(range(256)) * 9, "SG220"),
        ("far-too-large.png", bomb(20000, 20000), "SG221"),
        ("too-large.png", bomb(9000, 9000), "SG221"),
        ("other.jpg", picture("PNG", 600, 400), "SG222"),
    ],
)
def test_what_is_wrong(project: Make, name: str, data: bytes, problem: str) -> None:
    """A problem of the file, in a build as in a check; the page is shown without its sizes, and nothing crashes."""
    site = project(shown({f"content/{name}": data}, f"![X]({name})"))
    assert {one.split(":")[0] for one in site.problems} == {f"{problem} content/{name}"}
    assert "<img" in site.output("a/index.html")
    report = site.report
    checking = Project(site.root, cache=False, jobs=1)
    try:
        assert report is not None and checking.check() == report.problems
    finally:
        checking.close()


def test_a_larger_picture_may_be_allowed(project: Make) -> None:
    """By a setting; a smaller one may be forbidden."""
    site = project(shown({"content/x.jpg": picture("JPEG", 1500, 1000)}, "![X](x.jpg)", "images: {max_points: 1}\n"))
    assert [one[:5] for one in site.problems] == ["SG221"]
    site.write({"site.yaml": HEAD + "images: {max_points: 2}\n"})
    site.build()
    assert site.problems == [] and len(sizes(site)) == 4


def test_a_name_with_letters_of_all_kinds(project: Make) -> None:
    """The address is one, and leads to the file."""
    name = "ovi, vanha & 100%.jpg"
    site = project(shown({f"content/{name}": picture("JPEG", 600, 300)}, f"![X](<{name.replace('%', '%25')}>)"))
    assert site.problems == []
    (made,) = (one for one in site.outputs if "pictures/" in one and ".480." in one)
    assert made.startswith("assets/pictures/ovi, vanha & 100%.480.")
    (srcset,) = re.findall(r'srcset="([^"]*)"', site.output("a/index.html"))
    assert len(srcset.split(", ")) == 2 and " " not in srcset.split(", ")[0].rpartition(" ")[0]


def moving() -> bytes:
    """A GIF of two pictures."""
    out = BytesIO()
    one, two = (Image.new("P", (300, 200), colour) for colour in (1, 2))
    one.putpalette([0, 0, 0, 250, 0, 0, 0, 250, 0])
    two.putpalette([0, 0, 0, 250, 0, 0, 0, 250, 0])
    one.save(out, "GIF", save_all=True, append_images=[two], duration=100)
    return out.getvalue()
