"""What pages say of themselves in the words of schema.org: read back as the JSON that it is."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from bare import bare, page
from sitegen.model.schema_types import SCHEMA_TYPES
from sites import Content, Site

Make = Callable[..., Site]
SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
LAYOUT = '<title>x</title><script type="application/ld+json">{{ page.structured_data }}</script><p>'
ROOT = "https://example.org/docs"
SETTINGS = """base_url: https://example.org/docs/
description: By the lake
organisation: {name: Lakeside, logo: /logo.png, same_as: [https://example.com/lakeside], currency: EUR}
types:
  event:
    pages: events/*.md
    schema: {type: Event, startDate: begins}
    fields:
      title: {kind: text, required: true}
      begins: datetime
      ends: datetime
      place: place
      venue: text
      address: text
      price: number
      speakers: {kind: list, of: {kind: reference, to: person}}
      hero: image
  person: {pages: people/*.md, schema: Person, fields: {title: text, role: text, email: text, portrait: image}}
  product: {from: data/products.csv, permalink: "/p/{slug}/", schema: Product, fields: {title: text, price: number}}
"""
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc0000003010100c9fe92ef"
    "0000000049454e44ae426082"
)
FILES: dict[str, Content] = {
    "content/index.md": page(title="Home"),
    "content/events/a.md": page(
        "Text",
        title="'A </script><b> & \"c\"'",
        begins="2026-12-01 18:00",
        ends="2026-12-01 20:00",
        place="{lat: 60.1, lon: 24.9, label: The hall}",
        address="Shore Street 1",
        price="5",
        speakers="[people/desk.md]",
        hero="/logo.png",
    ),
    "content/events/b.md": page(title="B", begins="2026-12-02 18:00", venue="Elsewhere"),
    "content/people/desk.md": page(title="The desk", role="Helps", email="desk@example.org"),
    "content/news/x.md": page(
        "First words.", title="X", date="2026-01-02", updated="2026-01-03 10:00", author="A writer"
    ),
    "content/about.md": page(title="About", description="What we are"),
    "data/products.csv": "title,price\nLamp,3\n",
    "static/logo.png": PNG,
}


def graph(site: Site, path: str) -> dict[str, dict[str, Any]]:
    """What a page says, by type. Raises if it is no JSON or ends its script early."""
    (text,) = SCRIPT.findall(site.output(path))
    data = json.loads(text)
    assert data["@context"] == "https://schema.org"
    return {node["@type"]: node for node in data["@graph"]}


@pytest.fixture
def site(project: Make) -> Site:
    made = project(bare(FILES, SETTINGS, layout=LAYOUT), cache=False)
    assert made.problems == []
    return made


def test_an_event(site: Site) -> None:
    """From the fields that the type names, else from those with usual names; safe in its script."""
    event = graph(site, "events/a/index.html")["Event"]
    assert event == {
        "@type": "Event",
        "@id": f"{ROOT}/events/a/#page",
        "url": f"{ROOT}/events/a/",
        "name": 'A </script><b> & "c"',
        "image": f"{ROOT}/logo.png",
        "startDate": "2026-12-01T18:00:00+00:00",
        "endDate": "2026-12-01T20:00:00+00:00",
        "location": {
            "@type": "Place",
            "name": "The hall",
            "address": "Shore Street 1",
            "geo": {"@type": "GeoCoordinates", "latitude": 60.1, "longitude": 24.9},
        },
        "performer": [{"@type": "Person", "name": "The desk", "url": f"{ROOT}/people/desk/"}],
        "offers": {"@type": "Offer", "url": f"{ROOT}/events/a/", "price": 5, "priceCurrency": "EUR"},
        "description": "Text",
    }
    assert graph(site, "events/b/index.html")["Event"]["location"] == {"@type": "Place", "name": "Elsewhere"}


def test_other_types(site: Site) -> None:
    """A person, a product of a table, an article by its date, a plain page."""
    person = graph(site, "people/desk/index.html")["Person"]
    assert (person["name"], person["jobTitle"], person["email"]) == ("The desk", "Helps", "desk@example.org")
    assert graph(site, "p/lamp/index.html")["Product"]["offers"]["price"] == 3
    article = graph(site, "news/x/index.html")["Article"]
    assert article["headline"] == "X" and article["description"] == "First words."
    assert (article["datePublished"], article["dateModified"]) == ("2026-01-02", "2026-01-03T10:00:00+00:00")
    assert article["author"] == {"@type": "Person", "name": "A writer"}
    assert article["publisher"]["name"] == "Lakeside" and article["mainEntityOfPage"] == article["url"]
    assert graph(site, "about/index.html")["WebPage"]["description"] == "What we are"
    assert "CollectionPage" in graph(site, "news/index.html")


def test_the_site(site: Site) -> None:
    """On the home page: the site, and who publishes it."""
    home = graph(site, "index.html")
    assert set(home) == {"WebSite", "Organization"}
    assert home["WebSite"]["description"] == "By the lake"
    assert home["WebSite"]["publisher"]["@id"] == home["Organization"]["@id"]
    assert home["Organization"]["logo"] == f"{ROOT}/logo.png"
    assert home["Organization"]["sameAs"] == ["https://example.com/lakeside"]


def test_breadcrumbs(site: Site) -> None:
    """The way from the home page, the page itself last."""
    crumbs = graph(site, "news/x/index.html")["BreadcrumbList"]["itemListElement"]
    assert [(one["position"], one["name"], one["item"]) for one in crumbs] == [
        (1, "Site", f"{ROOT}/"),
        (2, "News", f"{ROOT}/news/"),
        (3, "X", f"{ROOT}/news/x/"),
    ]


def test_every_property_is_one_that_is_known(site: Site) -> None:
    """No page says what the table does not have."""
    for path in site.outputs:
        if path.endswith("index.html"):
            for kind, node in graph(site, path).items():
                if kind in SCHEMA_TYPES and kind != "Organization":
                    known = {*SCHEMA_TYPES[kind].properties, "url", "description", "mainEntityOfPage", "publisher"}
                    assert {name for name in node if name[0] != "@"} <= known, path


def test_nothing_is_said(project: Make) -> None:
    """Without base_url, of drafts, of the page that is not there."""
    files: dict[str, Content] = {"content/a.md": "", "content/d.md": page(draft="true")}
    site = project(bare(files, "base_url: ''\n", "[{{ page.structured_data }}]"), cache=False)
    assert site.output("a/index.html") == "[]"
    site = project(bare(files, "", "[{{ page.structured_data }}]"), cache=False, drafts=True)
    assert site.output("d/index.html") == site.output("404.html") == "[]"


def test_by_layout(project: Make) -> None:
    """Without ``schema`` the layout tells; an event without a place is a plain page."""
    files: dict[str, Content] = {
        "layouts/event.html": LAYOUT,
        "content/a.md": page(title="A", layout="event.html", start="2026-01-01", place="Hall"),
        "content/b.md": page(title="B", layout="event.html", start="2026-01-01"),
    }
    site = project(bare(files, layout=LAYOUT), cache=False)
    assert "Event" in graph(site, "a/index.html")
    assert "WebPage" in graph(site, "b/index.html") and not site.problems


@pytest.mark.parametrize(
    ("schema", "problems"),
    [
        ("Event", ['SG313 content/a.md:2 "A" is described as Event, but nothing gives its location']),
        ("Person", []),
        ("Evnt", ['SG303 site.yaml:3 "Evnt" is not a type of schema.org that sitegen can describe']),
        (
            "Book",
            ['SG313 site.yaml:3 the type "thing" is Book, but none of its fields gives author'],
        ),
        ("{type: Event, location: plce}", ['SG303 site.yaml:3 the type "thing" has no field "plce"']),
        ("{type: Event, wher: place}", ['SG303 site.yaml:3 "wher" is not a property that sitegen can describe']),
    ],
)
def test_what_is_missing(project: Make, schema: str, problems: list[str]) -> None:
    """A hint at the page where a value is missing, at the type where a field is."""
    settings = (
        f"types: {{thing: {{pages: a.md, schema: {schema}, fields: {{title: text, date: date, place: text}}}}}}\n"
    )
    files: dict[str, Content] = {"content/a.md": page(title="A", date="2026-01-01")}
    site = project(bare(files, settings), cache=False)
    assert set(problems) <= set(site.problems) and bool(site.problems) == bool(problems)


def test_a_title_reaches_those_that_name_it(project: Make) -> None:
    """Incremental equals clean: a person's new name stands in the events that have them."""
    site = project(bare(FILES, SETTINGS, layout=LAYOUT))
    site.write({"content/people/desk.md": page(title="The new desk", role="Helps")})
    site.build()
    assert graph(site, "events/a/index.html")["Event"]["performer"][0]["name"] == "The new desk"
    site.write({"site.yaml": (site.root / "site.yaml").read_text("utf-8").replace("name: Lakeside,", "name: Seaside,")})
    site.build()
    assert graph(site, "news/x/index.html")["Article"]["publisher"]["name"] == "Seaside"
