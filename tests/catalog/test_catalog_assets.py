"""Files that are published as they are."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bare import bare, codes, page
from sites import Content, Link, Site

Make = Callable[..., Site]


def test_where_files_go(project: Make) -> None:
    """Beside pages to the address of their folder's page, static/ to the root, layouts/assets/ to /assets/."""
    files: dict[str, Content] = {
        "content/a.txt": "1",
        "content/n/x y.txt": "2",
        "content/trip/index.md": page(permalink="/journeys/one/"),
        "content/trip/map.txt": "3",
        "content/trip/deep/er.txt": "4",
        "content/fi/b.txt": "5",
        "static/c.txt": "6",
        "static/.well-known/d": "7",
        "static/p/e%20f.txt": "8",
        "layouts/assets/g.txt": "9",
        "layouts/assets/theme.css": "mine{order:1}",
        "content/x.html": "<p>",
    }
    site = project(bare(files), cache=False)
    found = {
        site.output(path): path for path in site.outputs if not path.endswith((".html", ".js", ".css", ".svg", ".xml"))
    }
    assert {number: found[number] for number in "123456789"} == {
        "1": "a.txt",
        "2": "n/x y.txt",
        "3": "journeys/one/map.txt",
        "4": "journeys/one/deep/er.txt",
        "5": "fi/b.txt",
        "6": "c.txt",
        "7": ".well-known/d",
        "8": "p/e%20f.txt",
        "9": "assets/g.txt",
    }
    assert site.output("assets/theme.css") == "mine{order:1}" and site.output("x.html") == "<p>"
    assert not site.problems


@pytest.mark.parametrize("hidden", [".git/config", ".env", "a.md~", ".DS_Store", "#a#", "._a"])
def test_what_is_never_published(project: Make, hidden: str) -> None:
    """What editors, systems and version control leave behind."""
    site = project(bare({"content/a.md": "", f"content/{hidden}": "secret"}), cache=False)
    assert not [path for path in site.outputs if b"secret" in (site.root / "public" / path).read_bytes()]


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("content/x.txt", "../../outside.txt"),
        ("content/x.md", "../../outside.txt"),
        ("static/x.txt", "/etc/hostname"),
        ("static/x", "../../"),
        ("content/x.txt", "../.sitegen/x"),
        ("data/x.yaml", "../../outside.txt"),
        ("layouts/x.html", "../../outside.txt"),
    ],
)
def test_links_out_of_the_site(project: Make, path: str, target: str) -> None:
    """They are not followed; nothing of what they lead to is published."""
    site = project(bare({"content/a.md": ""}), build=False)
    (site.root.parent / "outside.txt").write_text("secret")
    site.write({path: Link(target)})
    site.build()
    assert not [one for one in site.outputs if b"secret" in (site.root / "public" / one).read_bytes()]
    assert not [one for one in site.outputs if one.startswith("x")]
    assert codes(site) == ["SG004"] or path.startswith("layouts/")


def test_a_file_and_a_page_at_one_place(project: Make) -> None:
    """The page keeps it; both are named."""
    files: dict[str, Content] = {"content/a.md": page(title="A"), "static/a/index.html": "static", "static/b": "file"}
    files |= {"content/b/c.md": page(title="C"), "content/A.txt": "x", "static/a.txt": "y"}
    site = project(bare(files), cache=False)
    assert site.output("a/index.html") == "A" and site.output("b/c/index.html") == "C"
    assert codes(site) == ["SG305", "SG305", "SG305"]
