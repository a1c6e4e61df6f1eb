"""Drawings that stand in a page: nothing of them runs, and nothing of them reaches beyond them."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from sites import Content, Site

Make = Callable[..., Site]
OPEN = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9"'


def page(drawing: str, text: str = "![The plan](plan.svg){.inline}") -> dict[str, Content]:
    """A site whose page shows a drawing."""
    return {
        "site.yaml": "title: T\nbase_url: https://example.org/\n",
        "layouts/page.html": "{{ page.content }}",
        "content/index.md": "# Home\n",
        "content/a.md": text,
        "content/plan.svg": drawing,
    }


@pytest.mark.parametrize(
    "evil",
    [
        "<script>alert(1)</script>",
        "<script xlink:href='https://example.com/a.js'/>",
        "<rect width='1' height='1' onclick='alert(1)'/>",
        "<a xlink:href='javascript:alert(1)'><path d='M0 0'/></a>",
        "<a href=' java&#10;script:alert(1)'><path d='M0 0'/></a>",
        "<foreignObject><iframe src='https://example.com'/></foreignObject>",
        "<image href='https://example.com/x.png'/>",
        "<use href='https://example.com/x.svg#a'/>",
        "<animate attributeName='href' values='javascript:alert(1)'/>",
        "<set attributeName='onclick' to='alert(1)'/>",
        "<handler xmlns:ev='http://www.w3.org/2001/xml-events'>alert(1)</handler>",
        "<path d='M0 0' style='fill:url(https://example.com/x)'/>",
    ],
)
def test_nothing_runs(project: Make, evil: str) -> None:
    """And nothing is fetched from elsewhere."""
    html = project(page(f"{OPEN} onload='alert(1)'>{evil}<path d='M1 1'/></svg>")).output("a/index.html")
    assert '<path d="M1 1"' in html
    for word in ("alert", "script", "example.com", "onload", "onclick", "foreign"):
        assert word not in html.lower(), word


def test_it_has_a_name_and_ids_of_its_own(project: Make) -> None:
    """Two drawings with the same ids do not meet; styles are attributes, which a strict policy allows."""
    drawing = (
        f"{OPEN}><defs><linearGradient id='g'><stop offset='0' style='stop-color:red;stop-opacity:.5'/>"
        "</linearGradient></defs><path id='p' fill='url(#g)' d='M1 1'/><use xlink:href='#p'/></svg>"
    )
    html = project(page(drawing)).output("a/index.html")
    (prefix,) = set(re.findall(r'id="(d[0-9a-f]{6}-)[gp]"', html))
    assert f'fill="url(#{prefix}g)"' in html and f'href="#{prefix}p"' in html
    assert 'stop-color="red"' in html and 'stop-opacity=".5"' in html
    assert 'role="img" aria-label="The plan"' in html and "style=" not in html and "xmlns" not in html
    assert "<img" not in html


@pytest.mark.parametrize(
    "drawing",
    [f"{OPEN}><style>path{{fill:red}}</style></svg>", "<svg", "no drawing", f"{OPEN}>{'<g/>' * 60_000}</svg>"],
)
def test_what_cannot_stand_in_a_page(project: Make, drawing: str) -> None:
    """Is a picture of its own, and told."""
    site = project(page(drawing))
    assert [one.split(":")[0] for one in site.problems] == ["SG223 content/plan.svg"]
    assert '<img src="/plan.svg"' in site.output("a/index.html")


def test_from_a_layout(project: Make) -> None:
    """Of a field, with other words or none; another picture is shown as ever."""
    files = page(f"{OPEN}><path d='M1 1'/></svg>", "---\nmark: {src: plan.svg, alt: A plan}\n---\n")
    files["site.yaml"] = "title: T\ntypes: {page: {pages: a.md, fields: {mark: {kind: image}}}}\n"
    files["layouts/page.html"] = "{{ page.mark.inline() }}|{{ page.mark.inline('') }}|{{ page.mark.tag() }}"
    named, silent, tag = project(files).output("a/index.html").split("|")
    assert 'aria-label="A plan"' in named and 'aria-hidden="true"' in silent and "<img" in tag
