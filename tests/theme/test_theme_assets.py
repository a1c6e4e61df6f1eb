"""Style sheets and scripts: one file, small, under a name that never changes what it names, with its hash."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable
from gzip import compress
from hashlib import sha384

import pytest
from theme_site import PAGES

from bare import bare
from sites import Site

Make = Callable[..., Site]
_LINKED = re.compile(r'(?:href|src)="/sub/(assets/[^"]+\.(?:css|js))" integrity="([^"]+)"')


@pytest.mark.parametrize("kind", ["landing", "article", "gallery"])
def test_names_and_hashes(themed: Site, kind: str) -> None:
    """What a page asks for is there, and is what the hash says; its own name has the same."""
    found = _LINKED.findall(themed.output(PAGES[kind]))
    assert len(found) >= 3
    for path, integrity in found:
        data = (themed.root / "public" / path).read_bytes()
        assert integrity == "sha384-" + b64encode(sha384(data).digest()).decode()
        plain = re.sub(r"\.[0-9a-f]{12}(?=\.\w+$)", "", path)
        assert plain != path
        assert (themed.root / "public" / plain).read_bytes() == data


def test_only_what_a_page_needs(themed: Site) -> None:
    """The colours of code come with code, the script of the gallery with a gallery."""
    holders = {kind for kind, path in PAGES.items() if "assets/code." in themed.output(path)}
    assert holders == {"article", "parts"}
    holders = {kind for kind, path in PAGES.items() if "assets/gallery." in themed.output(path)}
    assert holders == {"gallery", "gallery, right to left"}


def test_the_home_page_is_small(themed: Site) -> None:
    """50 kB with everything but pictures, as a server sends it."""
    html = themed.output(PAGES["landing"])
    parts = [html.encode(), *((themed.root / "public" / path).read_bytes() for path, _ in _LINKED.findall(html))]
    assert sum(len(compress(part)) for part in parts) < 20_000


def test_no_style_in_the_page(themed: Site) -> None:
    """So that a site can forbid it."""
    for path in PAGES.values():
        assert "<style" not in themed.output(path)
        assert ' style="' not in themed.output(path)


def test_imports_become_one_file(project: Make) -> None:
    """Of the same folder, in their layer, and the lines of a mistake are those of its file."""
    files = {
        "content/a.md": "",
        "layouts/assets/own.css": '/* a */\n@import "b.css" layer(base);\n@import url(c.css) print;\na { order: 1; }\n',
        "layouts/assets/b.css": "b { order: 2 }",
        "layouts/assets/c.css": "@import 'own.css';\nc { order: 3 }",
    }
    site = project(bare(files, "", "{{ asset('own.css') }}"), cache=False)
    assert site.output("assets/own.css").startswith("@layer base{b{order:2}}@media print{")
    assert site.output("assets/own.css").endswith("c{order:3}}a{order:1}")
    assert site.problems == []


def test_what_cannot_be_read_stays_as_it_is(project: Make) -> None:
    broken = "a { order: 1; }\n.{"
    site = project(bare({"content/a.md": "", "layouts/assets/own.css": broken}), cache=False)
    assert site.output("assets/own.css") == broken
    assert [problem.partition(": ")[0] for problem in site.problems] == [
        "SG422 layouts/assets/own.css:2 the style sheet cannot be read"
    ]


def test_inline(project: Make) -> None:
    """By a setting the style sheet stands in each page, with what the settings say."""
    files = {"site.yaml": "title: A\ntheme: {inline_css: true, colour: '#8a3324'}\n", "content/index.md": "Hello.\n"}
    html = project(files, cache=False).output("index.html")
    assert 'rel="stylesheet"' not in html
    assert "--hue:32" in html.partition("<style>")[2].partition("</style>")[0]


def test_settings_are_in_the_style_sheet(project: Make) -> None:
    """The name changes with them, and nothing is made anew where nothing changed."""
    files = {"site.yaml": "title: A\ntheme: {colour: '#8a3324', radius: 0}\n", "content/index.md": "Hello.\n"}
    site = project(files)
    before = site.output("index.html")
    assert site.output("assets/theme.css").endswith("--radius:0;}}")
    assert site.ran({}) == {}
    site.ran({"site.yaml": "title: A\ntheme: {colour: '#8a3324', radius: 1rem}\n"})
    assert site.output("index.html") != before
