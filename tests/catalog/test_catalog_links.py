"""Where an address in a text leads; what is said when nothing is there."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bare import bare, page
from sites import Content, Site

Make = Callable[..., Site]

FILES: dict[str, Content] = {
    "content/index.md": page(title="Home"),
    "content/about.md": page("# Our *story*\n\n## Phone {#call}\n\n<a id=raw></a>", title="About"),
    "content/news/index.md": page(title="News"),
    "content/news/a b.md": page(title="A b"),
    "content/news/door.jpg": b"jpeg",
    "content/news/2026.pdf": b"pdf",
    "content/trip/index.md": page(title="Trip", permalink="/journeys/one/"),
    "content/trip/map.svg": "<svg viewBox='0 0 2 1'></svg>",
    "content/deep/index.md": page(title="Deep"),
    "content/ä.md": page(title="Ä"),
    "content/moved.md": page(title="Moved", permalink="/elsewhere.html"),
    "content/draft.md": page(title="Draft", draft="true"),
    "static/logo.png": b"png",
    "static/files/form.docx": b"d",
    "layouts/assets/own.css": "a{}",
}


def text_of(project: Make, text: str, base: str = "", **fields: object) -> tuple[str, list[str], Site]:
    """The HTML of content/news/p.md with that text, the problems, the site."""
    settings = f"base_url: https://example.org{base}/\nmarkdown: {{typography: false}}\n"
    files = {**FILES, "content/news/p.md": page(text, title="P", **fields)}
    site = project(bare(files, settings, "{{ page.content }}"), cache=False)
    output = "news/p/index.html"
    return site.output(output), [one for one in site.problems if "content/news/p.md" in one], site


GOOD = {
    # by file
    "../about.md": "/docs/about/",
    "../about": "/docs/about/",
    "a b.md": "/docs/news/a%20b/",
    "a%20b.md": "/docs/news/a%20b/",
    "./a%20b.md": "/docs/news/a%20b/",
    "index.md": "/docs/news/",
    ".": "/docs/news/",
    "..": "/docs/",
    "../": "/docs/",
    "../deep": "/docs/deep/",
    "../deep/": "/docs/deep/",
    "../trip/index.md": "/docs/journeys/one/",
    "../trip": "/docs/journeys/one/",
    "../moved.md": "/docs/elsewhere.html",
    "../ä.md": "/docs/%C3%A4/",
    "../%C3%A4.md": "/docs/%C3%A4/",
    # from the site
    "/about.md": "/docs/about/",
    "/news/a b.md": "/docs/news/a%20b/",
    "/about": "/docs/about/",
    "/": "/docs/",
    # by address
    "/about/": "/docs/about/",
    "/journeys/one/": "/docs/journeys/one/",
    "/journeys/one": "/docs/journeys/one/",
    "/elsewhere.html": "/docs/elsewhere.html",
    "/about/index.html": "/docs/about/",
    # with more behind
    "../about.md#call": "/docs/about/#call",
    "../about.md#our-story": "/docs/about/#our-story",
    "../about.md#raw": "/docs/about/#raw",
    "../about.md?x=1&y=2#call": "/docs/about/?x=1&amp;y=2#call",
    "../about.md?x=1": "/docs/about/?x=1",
    "../about.md#": "/docs/about/#",
    "#here": "#here",
    "#": "#",
    "#top": "#top",
    "?page=2": "?page=2",
    # files
    "door.jpg": "/docs/news/door.jpg",
    "2026.pdf": "/docs/news/2026.pdf",
    "2026.pdf#page=3": "/docs/news/2026.pdf#page=3",
    "/news/door.jpg": "/docs/news/door.jpg",
    "../trip/map.svg": "/docs/journeys/one/map.svg",
    "/journeys/one/map.svg": "/docs/journeys/one/map.svg",
    "/logo.png": "/docs/logo.png",
    "/files/form.docx": "/docs/files/form.docx",
    "/assets/own.css": "/docs/assets/own.css",
    # not ours
    "https://example.com/a b": None,
    "http://example.com/x?y=1": "http://example.com/x?y=1",
    "//example.com/x": "//example.com/x",
    "mailto:a@example.org": "mailto:a@example.org",
    "tel:+358401": "tel:+358401",
}


def test_a_heading_that_is_where_a_browser_would_go(project: Make) -> None:
    """``../x/`` names a file first; where only the page at that address has the heading, it is offered."""
    files = {"content/a/index.md": page(title="A"), "content/a/x y.md": page("## Inner", title="Inner", slug="x"),
             "content/x.md": page(title="Outer"),
             "content/a/y.md": page("[1](../x/#inner) [2](../x/)", title="Y")}  # fmt: skip
    site = project(bare(files, "", "{{ page.content }}"), cache=False)
    assert site.report is not None
    (found,) = site.report.problems
    assert (found.code, found.hint) == ("SG202", '"x y.md" has it')
    assert [edit.text for fix in found.fixes for edit in fix.edits] == ["x%20y.md"]


@pytest.mark.parametrize("form", ["[x](<{}>)", '<a href="{}">x</a>', "[x][r]\n\n[r]: <{}>"])
def test_links(project: Make, form: str) -> None:
    """Every way to name a page or a file, in Markdown, in HTML, by reference."""
    texts = {address: form.format(address).replace("&", "&amp;" if "<a" in form else "&") for address in GOOD}
    if "[r]" in form:
        texts = {address: text.replace("[r]", f"[r{at}]") for at, (address, text) in enumerate(texts.items())}
    html, problems, _ = text_of(project, "## Here {#here}\n\n" + "\n\n".join(texts.values()), "/docs")
    found = [part.partition('"')[0] for part in html.split('href="')[1:] if not part.startswith('#here" class')]
    wanted = list(GOOD.values())
    found = found[-len(wanted) :]
    assert [one for one, url in zip(found, wanted, strict=True) if url] == [url for url in wanted if url]
    assert not problems


BAD = {
    "../abuot.md": ("SG201", 'did you mean "about.md"?'),
    "/abuot/": ("SG201", None),
    "../About.md": ("SG201", 'did you mean "about.md"?'),
    "../draft.md": ("SG201", None),
    "../../outside.md": ("SG201", None),
    "/../../etc/passwd": ("SG201", None),
    "../about.md#cal": ("SG202", 'did you mean "call"?'),
    "#heer": ("SG202", 'did you mean "here"?'),
    "Door.jpg": ("SG203", 'did you mean "news/door.jpg"?'),
    "themes.css": ("SG203", ""),  # theme.css is the theme's own
    "nothing.pdf": ("SG203", None),
    "/logo.gif": ("SG203", None),
    "%2e%2e/%2e%2e/site.yaml": ("SG203", None),
    "/content/about.md": ("SG201", None),
}


@pytest.mark.parametrize("address", BAD)
def test_links_to_nothing(project: Make, address: str) -> None:
    """One problem at the link, with the nearest page, heading or file; the address stays as it was written."""
    code, hint = BAD[address]
    html, problems, site = text_of(project, f"## Here {{#here}}\n\nSee [it]({address}).")
    assert [problem.split(" ")[:2] for problem in problems] == [[code, "content/news/p.md:6"]]
    assert f'href="{address}"' in html or code == "SG202"
    assert site.report is not None
    problem = next(one for one in site.report.problems if one.code == code)
    assert hint is None or problem.hint == hint
    assert problem.location.column == 10


@pytest.mark.parametrize(
    ("text", "src"),
    [
        ("![a door](door.jpg)", 'src="/docs/news/door.jpg"'),
        ('<img src="door.jpg" alt="a">', 'src="/docs/news/door.jpg"'),
        (
            '<img srcset="door.jpg 1x, /logo.png 2x" alt="a" src="/logo.png">',
            'srcset="/docs/news/door.jpg 1x, /docs/logo.png 2x"',
        ),
        ('<video poster="door.jpg" src="2026.pdf"></video>', 'poster="/docs/news/door.jpg" src="/docs/news/2026.pdf"'),
        ("![a][r]\n\n[r]: door.jpg", 'src="/docs/news/door.jpg"'),
        ("![a](https://example.com/x.jpg)", 'src="https://example.com/x.jpg"'),
        ("![a](/logo.png?v=2)", 'src="/docs/logo.png?v=2"'),
        ("![a](data:image/png;base64,AAAA)", 'src="data:image/png;base64,AAAA"'),
    ],
)
def test_pictures(project: Make, text: str, src: str) -> None:
    """Pictures beside the page, of the site, in HTML."""
    html, problems, _ = text_of(project, text, "/docs")
    assert src in html
    assert not problems


@pytest.mark.parametrize("text", ["![a](dor.jpg)", '<img alt="a" src="dor.jpg">', "![a](../about.md2)"])
def test_missing_pictures(project: Make, text: str) -> None:
    """A picture that is not there is SG203."""
    _, problems, _ = text_of(project, text)
    assert [problem[:5] for problem in problems] == ["SG203"]


@pytest.mark.parametrize(
    ("text", "html", "code"),
    [
        ("[[About]]", '<a href="/about/">About</a>', ""),
        ("[[about]]", '<a href="/about/">about</a>', ""),
        ("[[About#call]]", 'href="/about/#call"', ""),
        ("[[About|the story]]", '<a href="/about/">the story</a>', ""),
        ("[[About#nothing]]", 'href="/about/#nothing"', "SG202"),
        ("[[Abuot]]", "<p>Abuot</p>", "SG211"),
        ("[[Draft]]", "<p>Draft</p>", "SG211"),
        ("[[Twice]]", 'href="/one/"', "SG212"),
    ],
)
def test_wiki_links(project: Make, text: str, html: str, code: str) -> None:
    """By title, in any letter case; of several pages the first, and a word of warning."""
    twice: dict[str, Content] = {"content/one.md": page(title="Twice"), "content/two.md": page(title="twice")}
    site = project(bare({**FILES, **twice, "content/p.md": text}, layout="{{ page.content }}"), cache=False)
    assert html in site.output("p/index.html")
    assert [problem[:5] for problem in site.problems] == ([code] if code else [])


def test_wiki_links_prefer_the_language(project: Make) -> None:
    """Of pages with one title, the one in the page's own language; then there is nothing to warn of."""
    files = {
        "content/a.md": page("[[Info]]", title="A"),
        "content/a.fi.md": page("[[Info]]", title="A"),
        "content/info.md": page(title="Info"),
        "content/info.fi.md": page(title="Info"),
    }
    site = project(bare(files, "languages: {en: {}, fi: {}}\n", "{{ page.content }}"), cache=False)
    assert 'href="/info/"' in site.output("a/index.html")
    assert 'href="/fi/info/"' in site.output("fi/a/index.html")
    assert not site.problems


def test_links_follow_a_page(project: Make) -> None:
    """A page that moves takes the links to it along; one that goes leaves problems."""
    site = project(bare({"content/a.md": "[b](b.md)", "content/b.md": page()}, layout="{{ page.content }}"))
    assert 'href="/b/"' in site.output("a/index.html")
    site.write({"content/b.md": page(slug="c")})
    site.build()
    assert 'href="/c/"' in site.output("a/index.html")
    site.write({"content/b.md": None})
    site.build()
    assert [problem[:5] for problem in site.problems] == ["SG201"]


def test_links_in_a_page_made_from_another_place(project: Make) -> None:
    """A file is looked up from the page's folder, whatever its address; an address from the page's address."""
    files = {
        "content/x/a.md": page("[b](b.md) [up](../y/)", permalink="/y/z/"),
        "content/x/b.md": page(),
        "content/y/index.md": page(),
    }
    site = project(bare(files, layout="{{ page.content }}"), cache=False)
    assert 'href="/x/b/"' in site.output("y/z/index.html") and 'href="/y/"' in site.output("y/z/index.html")
    assert not site.problems
