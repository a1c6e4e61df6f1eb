"""The kinds of pages of the built-in theme, and the fields that they show."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from theme_site import FILES, PAGES

from sitegen.markup.html.faults import faults
from sites import Site

Make = Callable[..., Site]


def test_no_problems(themed: Site) -> None:
    """Fields that no type declares are understood."""
    assert themed.problems == []


@pytest.mark.parametrize("kind", PAGES)
def test_html_is_right(themed: Site, kind: str) -> None:
    """Nothing is open, crossed, twice or without a name."""
    assert [(one.code, one.message) for one in faults(themed.output(PAGES[kind]))] == []


def words(html: str) -> str:
    """What of a page's main part can be read."""
    main = html.partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main.partition(">")[2]).split())


def test_landing(themed: Site) -> None:
    html = themed.output(PAGES["landing"])
    picture = re.search(r'<img [^>]*alt="The lake"[^>]*>', html)
    assert picture is not None and 'width="120" height="80"' in picture[0] and 'fetchpriority="high"' in picture[0]
    assert '<a class="button" href="/sub/events/">What is on</a>' in html
    assert '<a class="button button-quiet" href="/sub/contact/">Ask</a>' in html
    assert words(html) == (
        "Borrow a boat Free for everyone. What is on Ask The boat More: The boat It comes by boat . Reading room Seats."
    )


def test_gallery(themed: Site) -> None:
    """Every picture leads to itself and has a name."""
    html = themed.output(PAGES["gallery"])
    assert html.count('<a href="/sub/lake.jpg">') == 2
    assert words(html).endswith("Prints Evening Picture 2")
    assert html.count('loading="lazy"') == 1


def test_people(themed: Site) -> None:
    html = themed.output(PAGES["people"])
    assert '<span class="monogram" aria-hidden="true">D</span>' in html
    assert re.search(r'<img [^>]*alt="Boat"', html)
    assert '<a href="mailto:desk@library.example">desk@library.example</a>' in html
    assert '<a href="tel:112">' in html


def test_events(themed: Site) -> None:
    """What is to come stands by month, then what is over."""
    html = themed.output(PAGES["events"])
    assert re.findall(r"<h2[^>]*>(.*?)</h2>", html) == ["March 2026", "April 2026", "Past events"]
    assert re.findall(r'href="/sub/events/(\w)/"', html) == ["a", "b", "c"]
    assert "5:30\u202fPM–8:00\u202fPM · Workshop" in html
    assert "April 1 – April 2 · Workshop" in html
    assert '<li class="cancelled">' in html


def test_event(themed: Site) -> None:
    html = themed.output(PAGES["event"])
    assert '<a class="button" href="/sub/contact/">Book a place</a>' in html
    assert "<dt>Day</dt><dd>Monday, March 9, 2026</dd>" in html
    assert "<dt>Price</dt><dd>Free</dd>" in html
    assert "Cancelled" in themed.output("events/b/index.html")


def test_contact(themed: Site) -> None:
    """The form goes where the page says; every field has a label."""
    html = themed.output(PAGES["contact"])
    assert '<form class="form" action="https://forms.example/x" method="post">' in html
    assert re.findall(r'<label for="(\w+)">', html) == re.findall(r'<(?:input|textarea) id="(\w+)"', html)
    assert '<a href="tel:+3589123"><bdi>+358\u00a0(0)9\u00a0123</bdi></a>' in html
    assert "<dt>Monday</dt><dd>10–18</dd>" in html


def test_contact_without_form(project: Make) -> None:
    """Then it shows how else one is reached."""
    text = str(FILES["content/contact.md"]).replace("form: https://forms.example/x\n", "")
    site = project({"site.yaml": "title: A\n", "content/contact.md": text}, cache=False)
    assert "<form" not in site.output("contact/index.html")
    assert "mailto:desk@library.example" in site.output("contact/index.html")


def test_bare(project: Make) -> None:
    """Every kind stands without any of its fields."""
    kinds = ("landing", "gallery", "people", "events", "event", "contact", "article")
    pages = {f"content/{kind}.md": f"---\ntitle: A\nlayout: {kind}\n---\n" for kind in kinds}
    site = project({"site.yaml": "title: A\nbase_url: https://a.example/\n", **pages}, cache=False)
    assert site.problems == []
    for kind in kinds:
        assert faults(site.output(f"{kind}/index.html")) == []


@pytest.mark.parametrize(
    ("page", "problem"),
    [
        ("layout: gallery\npictures: [{image: lost.jpg}]", 'SG203 content/a.md:4 there is no file "lost.jpg"'),
        ("layout: landing\nactions: [{label: Go, url: lost.md}]", "SG201 content/a.md:4 "),
    ],
)
def test_what_is_lost_is_told(project: Make, page: str, problem: str) -> None:
    """Also in a field that no type declares."""
    files = {"site.yaml": "title: A\nbase_url: https://a.example/\n", "content/a.md": f"---\ntitle: A\n{page}\n---\n"}
    site = project(files, cache=False)
    assert len(site.problems) == 1
    assert site.problems[0].startswith(problem)
