"""What a page is: its title, its dates, its type, and what its folder gives it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

import pytest

from bare import bare, codes, page
from sites import Site

Make = Callable[..., Site]


def shown(project: Make, files: Mapping[str, str], layout: str, settings: str = "", **options: object) -> Site:
    """A bare site of pages, built."""
    content = {f"content/{path}": text for path, text in files.items()}
    return project(bare(content, settings, layout), cache=False, **options)


# titles


@pytest.mark.parametrize(
    ("name", "text", "title"),
    [
        ("a.md", page("# Heading", title="Given"), "Given"),
        ("a.md", page("# Heading *of* the `text`"), "Heading of the text"),
        ("a.md", page("Words first.\n\n## Later"), "Later"),
        ("opening-hours_of 2026.md", "x", "Opening hours of 2026"),
        ("2026-11-21-winter-hours.md", "x", "Winter hours"),
        ("old-boats/index.md", "x", "Old boats"),
        ("a.md", page("# Heading", title="''"), "Heading"),
        ("a.md", page("x", title="1.10"), "1.10"),
        ("a.md", page("x", title="no"), "no"),
    ],
)
def test_title(project: Make, name: str, text: str, title: str) -> None:
    """Front matter, else the first heading, else the name of the file or folder; a number stays as it is written."""
    site = shown(project, {name: text}, "{{ page.title }}")
    stem = name.removesuffix(".md").removesuffix("/index")
    assert site.output(f"{stem}/index.html") == title
    assert not site.problems


@pytest.mark.parametrize(
    ("text", "content", "rest"),
    [
        (page("# Boats\n\nText", title="Boats"), True, "<p>Text</p>"),
        (page("# boats\n\nText", title="Boats"), True, "<p>Text</p>"),
        ("# Boats\n\nText", True, "<p>Text</p>"),
        (page("# Other\n\nText", title="Boats"), True, "Other</h1>\n<p>Text</p>"),
        (page("Text\n\n# Boats", title="Boats"), True, "Boats</h1>"),
    ],
)
def test_heading_that_repeats_the_title(project: Make, text: str, content: bool, rest: str) -> None:
    """It is in the content; in the text it is not, so that a layout may show the title itself."""
    site = shown(project, {"a.md": text}, "{{ page.content }}@@{{ page.text }}")
    whole, _, shown_text = site.output("a/index.html").partition("@@")
    assert ("<h1" in whole) is content
    assert shown_text.strip().endswith(rest)


# dates


@pytest.mark.parametrize(
    ("name", "date", "shows"),
    [
        ("a.md", "2026-11-21", "2026-11-21"),
        ("a.md", "2026-11-21 09:30", "2026-11-21T09:30:00+02:00"),
        ("a.md", "2026-07-01T09:30:15", "2026-07-01T09:30:15+03:00"),
        ("a.md", "2026-07-01T09:30:00Z", "2026-07-01T09:30:00+00:00"),
        ("a.md", "2026-07-01 09:30 -05:00", "2026-07-01T09:30:00-05:00"),
        ("2026-11-21-a.md", "", "2026-11-21"),
        ("2026-11-21-a.md", "2026-11-22", "2026-11-22"),
        ("2026-13-45-a.md", "", ""),
    ],
)
def test_date(project: Make, name: str, date: str, shows: str) -> None:
    """A day stays a day; a moment without a zone is one of the site's; else the day in the name."""
    text = page(date=date) if date else "x"
    site = shown(project, {name: text}, "{{ page.date | date('iso') }}", "timezone: Europe/Helsinki\n")
    assert site.output(f"{name.removesuffix('.md')}/index.html").strip() == shows
    assert not site.problems


@pytest.mark.parametrize("date", ["2026-02-30", "2024-13-45", "tomorrow", "21.11.2026"])
def test_impossible_date(project: Make, date: str) -> None:
    """It is one problem in its line, and never another day."""
    site = shown(project, {"a.md": page(date=date)}, "{{ page.date | date('iso') }}")
    assert [problem.split(" ")[:2] for problem in site.problems] == [["SG109", "content/a.md:2"]]
    assert site.output("a/index.html").strip() == ""


# what is shown when


TIMED = {
    "plain.md": page(),
    "draft.md": page(draft="true"),
    "soon.md": page(publish_at="2026-03-01 12:00"),
    "gone.md": page(expires_at="2026-03-01 12:00"),
    "day.md": page(publish_at="2026-03-01"),
    "index.md": page(),
}


@pytest.mark.parametrize(
    ("moment", "names"),
    [
        ("2026-02-28T23:59:00+02:00", {"plain", "gone"}),
        ("2026-03-01T00:00:00+02:00", {"plain", "gone", "day"}),
        ("2026-03-01T11:59:59+02:00", {"plain", "gone", "day"}),
        ("2026-03-01T12:00:00+02:00", {"plain", "soon", "day"}),
    ],
)
def test_drafts_and_moments(project: Make, moment: str, names: set[str]) -> None:
    """No drafts; nothing before its moment, nothing from the moment that it expires; in the site's zone."""
    settings = "timezone: Europe/Helsinki\n"
    layout = "{{ page.items | map(attribute='slug') | sort | join(' ') }}"
    site = shown(project, TIMED, layout, settings, as_of=datetime.fromisoformat(moment))
    assert set(site.output("index.html").split()) == names
    assert {path.partition("/")[0] for path in site.outputs if path.endswith("/index.html")} == names


def test_drafts_are_shown_on_demand(project: Make) -> None:
    """With ``drafts`` everything is there, and says that it is a draft."""
    site = shown(project, TIMED, "{{ page.draft }}", drafts=True, as_of=datetime.fromisoformat("2026-02-01T00:00Z"))
    assert site.output("draft/index.html") == "True"
    assert {"soon/index.html", "gone/index.html"} <= set(site.outputs)


def test_a_page_comes_and_goes_with_time(project: Make) -> None:
    """The same memos, another moment: the page appears, then its output is removed again."""
    site = project(bare({f"content/{path}": text for path, text in TIMED.items()}), build=False)
    for moment, there in (("2026-02-01", False), ("2026-04-01", True), ("2026-02-01", False)):
        site.build(as_of=datetime.fromisoformat(f"{moment}T00:00+00:00"))
        assert ("soon/index.html" in site.outputs) is there


@pytest.mark.parametrize("draft", ['"yes please"', "maybe", "2"])
def test_a_draft_in_doubt(project: Make, draft: str) -> None:
    """What is no yes or no is a problem, so nothing is published by mistake."""
    assert codes(shown(project, {"a.md": page(draft=draft)}, "x")) == ["SG106"]


# defaults


def test_defaults(project: Make) -> None:
    """They hold for the pages below, through folders without a page, until one says otherwise; not for the folder."""
    layout = "{{ page.type }}|{{ page.order }}|{{ page.mood }}|{{ page.tags | map(attribute='title') | join(',') }}"
    files = {
        "index.md": page(defaults="{mood: calm, order: 7}"),
        "a.md": page(),
        "n/index.md": page(defaults="{order: 2, tags: [boats]}"),
        "n/b.md": page(),
        "n/c.md": page(order="0", mood="''"),
        "n/deep/er/d.md": page(tags="[trains]"),
        "n/e/index.md": page(),
        "n/e/picture.txt": "p",
        "n/f.md": page(tags="[]"),
    }
    site = shown(project, files, layout)
    assert {
        path: site.output(f"{path}/index.html") for path in ("a", "n", "n/b", "n/c", "n/deep/er/d", "n/e", "n/f")
    } == {
        "a": "|7|calm|",
        "n": "|7|calm|",
        "n/b": "|2|calm|boats",
        "n/c": "|0||boats",
        "n/deep/er/d": "|2|calm|trains",
        "n/e": "|2|calm|boats",
        "n/f": "|2|calm|",
    }
    assert site.output("index.html") == "|||"


def test_defaults_are_checked(project: Make) -> None:
    """A default of the wrong kind is a problem where it stands, once, not once for each page."""
    files = {"n/index.md": page(defaults="{order: many}"), "n/a.md": page(), "n/b.md": page()}
    site = shown(project, files, "x")
    assert [problem.split(" ")[:2] for problem in site.problems] == [["SG106", "content/n/index.md:2"]]


# types

TYPES = """
types:
  special: {pages: news/special-*.md, extra: allow}
  news: {pages: "news/**/*.md", fields: {date: {kind: date, required: true}, title: {kind: text, required: true}}}
  open: {extra: allow, fields: {seats: {kind: number}}}
  closed: {fields: {seats: {kind: number}}}
  landing: {pages: [start.md, shop/index.md], extra: allow}
"""


def test_type(project: Make) -> None:
    """What the page says, else its folder, else the first pattern that matches; a folder's page needs its name."""
    files = {
        "news/index.md": page(),
        "news/special-a.md": page(),
        "news/deep/b.md": page(date="2026-01-01", title="B"),
        "news/c.md": page(type="open"),
        "other/index.md": page(defaults="{type: open}"),
        "other/d.md": page(seats="3"),
        "other/e.md": page(type="closed"),
        "start.md": page(),
        "shop/index.md": page(),
        "shop/f.md": page(),
    }
    site = shown(project, files, "{{ page.type }} ", TYPES)
    found = {path: site.output(f"{path.removesuffix('.md').removesuffix('/index')}/index.html")[:-1] for path in files}
    assert found == {
        "news/index.md": "",
        "news/special-a.md": "special",
        "news/deep/b.md": "news",
        "news/c.md": "open",
        "other/index.md": "",
        "other/d.md": "open",
        "other/e.md": "closed",
        "start.md": "landing",
        "shop/index.md": "landing",
        "shop/f.md": "",
    }
    assert not site.problems


@pytest.mark.parametrize(
    ("path", "text", "problem"),
    [
        ("a.md", page(type="opem"), 'SG111 content/a.md:2 there is no type "opem"'),
        ("a.md", page(type="closed", sats="1"), "SG104 content/a.md:3"),
        ("a.md", page(type="open", sats="1"), ""),
        ("a.md", page(sats="1"), ""),
        ("news/a.md", page("# Title", date="2026-01-01"), ""),
        ("news/a.md", page("text", date="2026-01-01"), "SG105 content/news/a.md"),
        ("news/2026-01-01-a.md", page("# Title"), ""),
        ("news/a.md", page("# Title"), "SG105 content/news/a.md"),
        ("news/a.md", page("# Title", date="''"), "SG105 content/news/a.md"),
        ("a.md", page(type="closed", seats="many"), "SG106 content/a.md:3"),
        ("a.md", page(type="closed", description="d", aliases="[/x/]", menu="main"), ""),
    ],
)
def test_fields_of_types(project: Make, path: str, text: str, problem: str) -> None:
    """Closed types know their fields, open ones and pages without a type any; a heading is a title, a name a date."""
    site = shown(project, {path: text}, "x", TYPES)
    assert [one.startswith(problem) for one in site.problems] == ([True] if problem else [])


def test_slugs_of_folders(project: Make) -> None:
    """``page.slug`` is the last part of the address, of a folder's page as well, whether it is written or made."""
    files = {"index.md": "x", "news/index.md": "x", "news/old/a.md": "x", "trip/index.md": "x"}
    site = shown(project, files, "[{{ page.slug }}]")
    slugs = {path: site.output(f"{path}index.html") for path in ("", "news/", "news/old/", "news/old/a/", "trip/")}
    assert slugs == {"": "[]", "news/": "[news]", "news/old/": "[old]", "news/old/a/": "[a]", "trip/": "[trip]"}
