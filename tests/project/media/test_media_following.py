"""Layouts, data and settings that name a file follow it where it is certain that they mean it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sitegen.editing.mending import applied
from sitegen.project.media.following import following
from sitegen.project.project import Project
from sites import Site

Make = Callable[..., Site]
BUS, TRAM = "static/img/bus.jpg", "static/img/tram.jpg"
DOOR, GATE = "content/news/door.jpg", "content/in/gate.jpg"


def followed(project: Make, source: str, text: str, path: str, new: str) -> tuple[str, bool]:
    """The text as it is afterwards, and whether nothing is left that may name the file."""
    site = project(
        {
            "site.yaml": "title: A\n",
            "content/index.md": "A",
            "content/news/index.md": "---\npermalink: /aktuelles/\n---\nNews",
            BUS: b"b",
            DOOR: b"d",
            source: text,
        },
        build=False,
    )
    opened = Project(site.root, jobs=1)
    try:
        found = opened.retried(lambda builder: (builder.look(), list(following(builder.db, path, new)))[1])
    finally:
        opened.close()
    assert [one[0] for one in found] == [source]
    return applied(text.encode(), found[0][1]).decode(), found[0][2]


@pytest.mark.parametrize(
    ("source", "before", "after"),
    [
        ("data/a.yaml", "bus: /img/bus.jpg # by line\n", "bus: /img/tram.jpg # by line\n"),
        ("data/a.yaml", "- '/img/bus.jpg'\n- {a: \"img/bus.jpg\"}\n", "- '/img/tram.jpg'\n- {a: \"img/tram.jpg\"}\n"),
        ("data/a.yaml", "bus: static/img/bus.jpg\r\n", "bus: static/img/tram.jpg\r\n"),
        ("data/a.json", '{"bus": "/img/bus.jpg"}', '{"bus": "/img/tram.jpg"}'),
        (
            "data/a.csv",
            'name,src\nBus,"/img/bus.jpg"\nB,/img/bus.jpg\n',
            'name,src\nBus,"/img/tram.jpg"\nB,/img/tram.jpg\n',
        ),
        ("layouts/a.html", "<img src='/img/bus.jpg' alt=''>", "<img src='/img/tram.jpg' alt=''>"),
        ("layouts/a.html", "<img src=\"/img/bus.jpg?v=2\" alt=''>", "<img src=\"/img/tram.jpg?v=2\" alt=''>"),
        ("layouts/assets/a.css", "a { background: url(/img/bus.jpg) }", "a { background: url(/img/tram.jpg) }"),
    ],
)
def test_what_is_certain_follows(project: Make, source: str, before: str, after: str) -> None:
    assert followed(project, source, before, BUS, TRAM) == (after, True)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("data/a.yaml", "bus: bus.jpg\n"),
        ("data/a.yaml", "text: See /img/bus.jpg for the bus\n"),
        ("data/a.yaml", "bus: [/img/bus.jpg\n"),
        ("data/a.json", '{"text": "See /img/bus.jpg"}'),
        ("layouts/a.html", '<img src="{{ base }}/img/bus.jpg" alt="">'),
        ("layouts/a.html", '<img src="img/bus.jpg" alt="">'),
        ("layouts/a.html", "{# /img/bus.jpg #}"),
    ],
)
def test_what_is_not_certain_is_left_and_told(project: Make, source: str, text: str) -> None:
    assert followed(project, source, text, BUS, TRAM) == (text, False)


def test_some_of_it(project: Make) -> None:
    """What is certain follows though something else in the same file is not; that is told."""
    text = "a: /img/bus.jpg\nb: bus.jpg\n"
    assert followed(project, "data/a.yaml", text, BUS, TRAM) == ("a: /img/tram.jpg\nb: bus.jpg\n", False)


def test_addresses_are_those_that_visitors_have(project: Make) -> None:
    """A file beside pages is published below their folder's address, wherever that is."""
    text = "a: /aktuelles/door.jpg\nb: news/door.jpg\nc: content/news/door.jpg\n"
    after = "a: /in/gate.jpg\nb: in/gate.jpg\nc: content/in/gate.jpg\n"
    assert followed(project, "data/a.yaml", text, DOOR, GATE) == (after, True)


def test_a_name_that_would_be_read_in_another_way_is_not_written(project: Make) -> None:
    text = "a: static/img/bus.jpg\n"
    assert followed(project, "data/a.yaml", text, BUS, "static/a #1/bus.jpg") == (text, False)
