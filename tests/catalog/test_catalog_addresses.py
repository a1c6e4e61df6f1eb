"""Where a page answers: from its place, its slug, its permalink, a pattern of its type or folder."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bare import bare, page
from sitegen.catalog.addresses import (
    alias_url,
    fill_pattern,
    normal_url,
    output_of,
    quote_path,
    slugify,
    split_date,
)
from sites import Site

WHERE = "{{ page.path | safe }} → {{ page.url | safe }}"


def answers(site: Site) -> dict[str, tuple[str, str]]:
    """path of a page → (its address, the file that was written for it)."""
    found = {}
    for output in site.outputs:
        words = site.output(output).split(" → ") if output.endswith((".html", ".txt")) else []
        if len(words) == 2 and words[0].startswith(("content/", "data/", "@")):
            found[words[0]] = (words[1], output)
    return found


def test_places(project: Callable[..., Site]) -> None:
    """Without anything said, an address is the place of the file, letter by letter."""
    places = {
        "index.md": ("/", "index.html"),
        "a.md": ("/a/", "a/index.html"),
        "news/index.md": ("/news/", "news/index.html"),
        "news/a.md": ("/news/a/", "news/a/index.html"),
        "docs/_index.md": ("/docs/", "docs/index.html"),
        "docs/b.md": ("/docs/b/", "docs/b/index.html"),
        "trip/index.md": ("/trip/", "trip/index.html"),
        "Upper Case.md": ("/Upper%20Case/", "Upper Case/index.html"),
        "ä/ö.md": ("/%C3%A4/%C3%B6/", "ä/ö/index.html"),
        "100%.md": ("/100%25/", "100%/index.html"),
        "a[1].md": ("/a%5B1%5D/", "a[1]/index.html"),
        "what?.md": ("/what%3F/", "what?/index.html"),
        "c#.md": ("/c%23/", "c#/index.html"),
        "a+b,c;d=e&f.md": (None, "a+b,c;d=e&f/index.html"),
        "a.b.md": ("/a.b/", "a.b/index.html"),
        "2026-11-21-winter.md": ("/2026-11-21-winter/", "2026-11-21-winter/index.html"),
    }
    files = {f"content/{path}": "x" for path in places}
    site = project(bare({**files, "content/trip/photo.txt": "p"}, layout=WHERE), cache=False)
    found = answers(site)
    for path, (url, output) in places.items():
        assert found[f"content/{path}"][1] == output
        if url is not None:
            assert found[f"content/{path}"][0] == url
    assert "trip/photo.txt" in site.outputs
    assert not site.problems


def test_slug(project: Callable[..., Site]) -> None:
    """A slug takes the place of the last part; of a folder's page, of the folder's name."""
    files = {
        "content/a.md": page(slug="other"),
        "content/n/a.md": page(slug="Win ter"),
        "content/trip/index.md": page(slug="journey"),
        "content/trip/photo.txt": "p",
    }
    site = project(bare(files, layout=WHERE), cache=False)
    found = answers(site)
    assert found["content/a.md"] == ("/other/", "other/index.html")
    assert found["content/n/a.md"] == ("/n/Win%20ter/", "n/Win ter/index.html")
    assert found["content/trip/index.md"][0] == "/journey/"
    assert "journey/photo.txt" in site.outputs


@pytest.mark.parametrize(
    ("permalink", "url", "output"),
    [
        ("/x/y/", "/x/y/", "x/y/index.html"),
        ("/x/y", "/x/y/", "x/y/index.html"),
        ("x/y", "/x/y/", "x/y/index.html"),
        ("/x.html", "/x.html", "x.html"),
        ("/humans.txt", "/humans.txt", "humans.txt"),
        ("/d/feed.xml", "/d/feed.xml", "d/feed.xml"),
        ("/Ä b/", "/%C3%84%20b/", "Ä b/index.html"),
        ("/%C3%84/", "/%C3%84/", "Ä/index.html"),
        ("//x///y/", "/x/y/", "x/y/index.html"),
        ("/v1.2/", "/v1.2/", "v1.2/index.html"),
    ],
)
def test_permalink(project: Callable[..., Site], permalink: str, url: str, output: str) -> None:
    """A page's own permalink is its address; one that names a file is written as that file."""
    site = project(bare({"content/a.md": page(permalink=f'"{permalink}"')}, layout=WHERE), cache=False)
    assert site.output(output) == f"content/a.md → {url}"
    assert not site.problems


@pytest.mark.parametrize("permalink", ["/../x/", "/a/../../x/", "/a\\b/", "/a%2F..%2F..%2Fx/", "/%2e%2e/x/"])
def test_permalink_out_of_the_site(project: Callable[..., Site], permalink: str) -> None:
    """No address leads out of the output folder, however it is written."""
    site = project(bare({"content/b/a.md": page(permalink=f"'{permalink}'")}), cache=False)
    assert [problem[:5] for problem in site.problems] == ["SG116"]
    assert not (site.root / "x").exists() and not (site.root.parent / "x").exists()


PATTERN = "types: {{note: {{pages: '**/*.md', permalink: '{}', extra: allow, fields: {{city: {{kind: text}}}}}}}}\n"


@pytest.mark.parametrize(
    ("pattern", "url"),
    [
        ("/{year}/{month}/{day}/{slug}/", "/2026/01/05/hay-day/"),
        ("/{title}/", "/on-hay/"),
        ("/{section}/{stem}/", "/farm/2026-01-05-hay-day/"),
        ("/{path}/x/", "/farm/south/x/"),
        ("/{type}/{city}.html", "/note/sao-paulo.html"),
        ("/{slug}.txt", "/hay-day.txt"),
    ],
)
def test_pattern_of_a_type(project: Callable[..., Site], pattern: str, url: str) -> None:
    """Every placeholder of a type's permalink; the date comes from the name."""
    files = {"content/farm/south/2026-01-05-hay-day.md": page(title="On hay", city="São Paulo")}
    site = project(bare(files, PATTERN.format(pattern), WHERE), cache=False)
    assert answers(site)["content/farm/south/2026-01-05-hay-day.md"][0] == url
    assert not site.problems


def test_pattern_without_its_value(project: Callable[..., Site]) -> None:
    """What a page does not have is left out of its address."""
    site = project(bare({"content/a.md": page()}, PATTERN.format("/n/{year}/{city}/{slug}/"), WHERE), cache=False)
    assert answers(site)["content/a.md"][0] == "/n/a/"


def test_pattern_of_a_folder(project: Callable[..., Site]) -> None:
    """The nearest folder's pattern holds; a folder's own page keeps its place; a type's pattern comes first."""
    settings = (
        "permalinks: {news: '/n/{slug}/', news/old: '/o/{slug}/', /: '/all/{slug}/'}\n"
        "types: {own: {permalink: '/own/{slug}/', extra: allow}}\n"
    )
    files = {
        "content/news/index.md": page(title="News"),
        "content/news/a.md": page(),
        "content/news/old/b.md": page(),
        "content/news/older/c.md": page(),
        "content/other/d.md": page(),
        "content/news/e.md": page(type="own"),
    }
    found = answers(project(bare(files, settings, WHERE), cache=False))
    assert {path.removeprefix("content/"): url for path, (url, _) in found.items() if path.endswith(".md")} == {
        "news/index.md": "/news/",
        "news/a.md": "/n/a/",
        "news/old/b.md": "/o/b/",
        "news/older/c.md": "/n/c/",
        "other/d.md": "/all/d/",
        "news/e.md": "/own/e/",
    }


def test_languages(project: Callable[..., Site]) -> None:
    """The first language has no prefix; patterns and places of others have theirs once, by suffix or by folder."""
    settings = "languages: {en: {}, fi: {}}\npermalinks: {news: '/n/{slug}/', fi/uutiset: '/fi/u/{slug}/'}\n"
    files = {
        "content/a.md": "x",
        "content/a.fi.md": "x",
        "content/index.fi.md": "x",
        "content/news/b.fi.md": "x",
        "content/fi/c.md": "x",
        "content/fi/uutiset/d.md": "x",
    }
    found = answers(project(bare(files, settings, WHERE), cache=False))
    assert {path: url for path, (url, _) in found.items() if path.endswith(".md")} == {
        "content/a.md": "/a/",
        "content/a.fi.md": "/fi/a/",
        "content/index.fi.md": "/fi/",
        "content/news/b.fi.md": "/fi/n/b/",
        "content/fi/c.md": "/fi/c/",
        "content/fi/uutiset/d.md": "/fi/u/d/",
    }


def test_two_pages_with_one_address(project: Callable[..., Site]) -> None:
    """The first keeps it; the problem names both. Addresses that differ in letter case are one file for many."""
    files = {
        "content/a.md": page(title="A"),
        "content/b.md": page(title="B", permalink="/a/"),
        "content/C.md": page(title="C"),
        "content/d.md": page(title="D", permalink="/c/"),
    }
    site = project(bare(files), cache=False)
    assert [problem.split(":")[0] for problem in site.problems] == ["SG305 content/b.md", "SG305 content/d.md"]
    assert "content/a.md" in site.problems[0]
    assert site.output("a/index.html") == "A" and site.output("C/index.html") == "C"


def test_base_path(project: Callable[..., Site]) -> None:
    """The path of base_url stands before every address, and in no output's path."""
    site = project(bare({"content/a.md": "x"}, "base_url: https://example.org/docs/\n", WHERE), cache=False)
    assert site.output("a/index.html") == "content/a.md → /docs/a/"


def test_slugify() -> None:
    """ASCII letters, digits and hyphens; C, C++ and C# stay three."""
    cases = {
        "Straße & Mär": "strasse-and-mar",
        "C": "c",
        "C++": "c-plus-plus",
        "C#": "c-sharp",
        "don't": "dont",
        "100%": "100-percent",
        "东京": "dongjing",
        "…": "x",
        "": "x",
        "--a--b--": "a-b",
    }
    assert {text: slugify(text) for text in cases} == cases


def test_parts() -> None:
    """Dates in names, quoted paths, outputs of addresses."""
    assert split_date("2026-11-21-winter") == ("2026-11-21", "winter")
    assert split_date("2026-11-21") == ("2026-11-21", "2026-11-21")
    assert split_date("winter") == (None, "winter")
    assert quote_path("/a b/ä#?%") == "/a%20b/%C3%A4%23%3F%25"
    assert [normal_url(one) for one in ("", "/", "a", "/a/b.html", " /a ")] == ["/", "/", "/a/", "/a/b.html", "/a/"]
    assert [output_of(one) for one in ("/", "/a/", "/a.txt", "/%C3%A4/")] == [
        "index.html",
        "a/index.html",
        "a.txt",
        "ä/index.html",
    ]
    assert fill_pattern("/{a}/{nothing}/{b}/", {"a": "x", "b": "y"}) == "/x/y/"


@pytest.mark.parametrize(
    ("alias", "page", "meant"),
    [
        ("/old/", "/news/a/", "/old/"),
        ("old", "/news/a/", "/news/old/"),
        ("old.html", "/news/a/", "/news/old.html"),
        ("../old", "/news/a/", "/old/"),
        ("./x/../old", "/news/2026/a.html", "/news/2026/old/"),
        ("old", "/a/", "/old/"),
        ("old", "/", "/old/"),
        ("öld b", "/uutiset/%C3%A4/", "/uutiset/%C3%B6ld%20b/"),
        ("../../old", "/news/a/", "/../old/"),  # which is told to be no address
    ],
)
def test_alias(alias: str, page: str, meant: str) -> None:
    """One without a slash in front is seen from where the page stands."""
    assert alias_url(alias, page) == meant


def test_alias_of_a_page(project: Callable[..., Site]) -> None:
    files = {"content/en/a.md": page(aliases=["b", "../c"]), "content/fi/a.md": page(aliases=["b"])}
    site = project(bare(files))
    assert {"en/b/index.html", "c/index.html", "fi/b/index.html"} <= set(site.outputs)
    assert not site.problems
