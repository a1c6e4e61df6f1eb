"""Pages made from the rows of a data file."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bare import bare, page
from sites import Content, Site

Make = Callable[..., Site]
SETTINGS = """
types:
  product:
    from: data/FILE
    permalink: /p/{slug}/
    layout: product.html
    fields:
      title: {kind: text, required: true}
      price: {kind: number}
      tags: {kind: list, of: {kind: term, taxonomy: tags}}
"""
LAYOUT = "{{ page.title }} {{ page.price }} {{ page.tags | map(attribute='title') | join('+') }}"
CSV = 'title,slug,price,tags\nLamp & "light",lamp,12.5,"a, b"\nÄ chair,,3,\n'
ROWS = {
    "p.csv": CSV,
    "p.yaml": '- {title: Lamp & "light", slug: lamp, price: 12.5, tags: [a, b]}\n- {title: Ä chair, price: 3}\n',
    "p.json": '[{"title": "Lamp & \\"light\\"", "slug": "lamp", "price": 12.5, "tags": ["a", "b"]},'
    ' {"title": "Ä chair", "price": 3}]',
}


def made(project: Make, name: str, text: str, more: dict[str, Content] | None = None) -> Site:
    """A site with pages from data/``name``."""
    files: dict[str, Content] = {f"data/{name}": text, "layouts/product.html": LAYOUT, **(more or {})}
    layouts = {"term": "{{ page.items | map(attribute='title') | join(',') }}"}
    return project(bare(files, SETTINGS.replace("FILE", name), **layouts), cache=False)


@pytest.mark.parametrize("name", ROWS)
def test_rows(project: Make, name: str) -> None:
    """Each row is a page: CSV, YAML and JSON give the same; its values are of the type's kinds; it stands in lists."""
    site = made(project, name, ROWS[name])
    assert site.output("p/lamp/index.html") == "Lamp &amp; &#34;light&#34; 12.5 a+b"
    assert site.output("p/a-chair/index.html") == "Ä chair 3 "
    assert site.output("tags/a/index.html") == "Lamp &amp; &#34;light&#34;"
    assert not site.problems


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("title,price\nA,many\n", "SG106 data/p.csv:2"),
        ("title,price\nA,1,2\n", "SG115 data/p.csv:2"),
        ("title,price\nA,1\nA,2\n", "SG305 data/p.csv:3"),
        ("title,price\n,1\n", "SG105 data/p.csv:2"),
        ("title,prize\nA,1\n", "SG104 data/p.csv:1"),
        ('title,price\n"A,1\n', "SG114 data/p.csv"),
    ],
)
def test_trouble(project: Make, text: str, problem: str) -> None:
    """One problem in the row's line."""
    assert [one[: len(problem)] for one in made(project, "p.csv", text).problems] == [problem]


def test_a_missing_file(project: Make) -> None:
    """It is a problem of site.yaml; when the file comes, so do its pages."""
    files: dict[str, Content] = {"content/a.md": "", "layouts/product.html": LAYOUT}
    site = project(bare(files, SETTINGS.replace("FILE", "p.csv")))
    assert [one.split(":")[0] for one in site.problems] == ["SG110 site.yaml"]
    site.write({"data/p.csv": CSV})
    site.build()
    assert "p/lamp/index.html" in site.outputs and not site.problems
    site.write({"data/p.csv": "title\nOther\n"})
    assert "p/lamp/index.html" in site.build().removed


def test_links_and_references_to_rows(project: Make) -> None:
    """A row's page can be linked to by its address, and clashes like any other."""
    more: dict[str, Content] = {
        "content/a.md": page("[x](/p/lamp/) [[Ä chair]]"),
        "content/b.md": page(permalink="/p/lamp/"),
        "layouts/page.html": "{{ page.content }}",
    }
    site = made(project, "p.csv", CSV, {key: value for key, value in more.items() if key != "content/b.md"})
    assert site.output("a/index.html").count('href="/p/') == 2
    assert not site.problems
    site = made(project, "p.csv", CSV, more)
    assert [one[:5] for one in site.problems] == ["SG305"]


def test_data_in_pages_that_change(project: Make) -> None:
    """A page that shows data is made again when the data changes."""
    files: dict[str, Content] = {
        "content/a.md": page(layout="d.html"),
        "data/x.yaml": "n: 1\n",
        "layouts/d.html": "{{ data.x.n }}",
    }
    site = project(bare(files))
    site.write({"data/x.yaml": "n: 2\n"})
    assert site.build().written == ("a/index.html",)
    assert site.output("a/index.html") == "2"


@pytest.mark.parametrize(("name", "text"), [("x.yaml", "a: ["), ("x.json", '{"a": }'), ("x.csv", 'a,b\n"x,1\n')])
def test_broken_data(project: Make, name: str, text: str) -> None:
    """It is a problem of the file though no layout asks for it."""
    site = project(bare({"content/a.md": "", f"data/{name}": text}), cache=False)
    assert [one.split(":")[0] for one in site.problems] == [f"SG114 data/{name}"]
