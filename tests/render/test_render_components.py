"""Components: layouts that are called from Markdown."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image

from bare import bare, page
from sites import Content, Site

Make = Callable[..., Site]


def png(width: int, height: int) -> bytes:
    """A picture of that size."""
    made = BytesIO()
    Image.new("1", (width, height)).save(made, "PNG")
    return made.getvalue()


BOX = """{#---
properties:
  kind: {kind: choice, choices: [plain, loud], default: plain}
  count: {kind: number}
  open: {kind: boolean}
  day: {kind: date}
  names: {kind: list, of: {kind: text}}
  src: {kind: file}
  poster: {kind: image}
  link: {kind: url}
  must: {kind: text, required: true}
---#}
<box {{ kind }} {{ count + 1 if count else "" }} {{ open }} {{ day | date("iso") }} {{ names | join("+") }} \
{{ src }} {{ poster }} {{ poster.width if poster }} {{ link }} {{ must }}></box>"""

FILES: dict[str, Content] = {
    "layouts/components/box.html": BOX,
    "layouts/components/hi.html": "<hi>{{ label }}|{{ content }}</hi>",
    "layouts/components/note.html": "<mine>{{ content }}</mine>",
    "layouts/components/broken.html": "{{ nothing.at.all }}",
    "layouts/components/where.html": "{{ page.title }} {{ site.title }} {{ data.x.y }} {{ t('menu') }}",
    "data/x.yaml": "y: z\n",
    "content/n/p.png": png(30, 20),
    "content/n/tour.mp4": "mp4",
    "content/b.md": page(title="B"),
}


def body(project: Make, text: str, base: str = "") -> tuple[str, list[str]]:
    """The HTML of content/n/a.md with that text, and what is said of the site."""
    settings = f"base_url: https://example.org{base}/\nmarkdown: {{typography: false}}\n"
    site = project(bare({**FILES, "content/n/a.md": text}, settings, "{{ page.content }}"), cache=False)
    return site.output("n/a/index.html"), site.problems


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("::hi", "<hi>|</hi>"),
        ("::hi[a *b* <i>c</i>]", "<hi>a <em>b</em> <i>c</i>|</hi>"),
        (":::hi[x]\nText *b*\n:::", "<hi>x|<p>Text <em>b</em></p>\n</hi>"),
        ("::::hi\n:::hi\nin\n:::\n::::", "<hi>|<hi>|<p>in</p>\n</hi>\n</hi>"),
        ("Some :hi[word] here", "<p>Some <hi>word|</hi> here</p>"),
        ("At 10:30 and :unknown[word] and a:b", "<p>At 10:30 and :unknown[word] and a:b</p>"),
        (":::note\nx\n:::", "<mine><p>x</p>\n</mine>"),
        (":::hi\n[b](../b.md) ![p](p.png)\n:::", 'href="/b/"'),
        ("::where", "A Site z"),
    ],
)
def test_forms(project: Make, text: str, html: str) -> None:
    """On a line, round text, nested, in a sentence; the site's own before the theme's; label and content are HTML."""
    found, problems = body(project, "# A\n\n" + text)
    assert html in found
    assert not problems


def test_properties(project: Make) -> None:
    """They are of their kinds; pictures and files are addresses with the path of base_url."""
    text = (
        '::box{must="a b" kind=loud count=2 open day=2026-01-05 names="x, y" src=tour.mp4 poster=p.png '
        "link=../b.md id=i class=c}"
    )
    html, problems = body(project, text, "/docs")
    assert html.strip() == "<box loud 3 True 2026-01-05 x+y /docs/n/tour.mp4 /docs/n/p.png 30 /docs/b/ a b></box>"
    assert not problems


def test_properties_that_are_not_given(project: Make) -> None:
    """They have their default, else nothing."""
    html, problems = body(project, "::box{must=m}")
    assert html.split() == ["<box", "plain", "m></box>"]
    assert not problems


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("::nothing", "SG205 content/n/a.md:1"),
        (":::nothing\nText\n:::", "SG205 content/n/a.md:1"),
        ("\n::box", "SG206 content/n/a.md:2"),
        ("::box{must=x kind=loudd}", "SG206 content/n/a.md:1"),
        ("::box{must=x count=many}", "SG206 content/n/a.md:1"),
        ("::box{must=x day=2026-02-30}", "SG206 content/n/a.md:1"),
        ("::box{must=x colour=red}", "SG206 content/n/a.md:1"),
        ("::box{must=x src=tuor.mp4}", "SG203 content/n/a.md:1"),
        ("::box{must=x poster=q.png}", "SG203 content/n/a.md:1"),
        (":::hi\nText", "SG207 content/n/a.md:1"),
        ("::broken", "SG404 layouts/components/broken.html:1"),
    ],
)
def test_trouble(project: Make, text: str, problem: str) -> None:
    """One problem, at the page's line, or at the component's if that is where it went wrong."""
    _, problems = body(project, text)
    assert [one[: len(problem)] for one in problems] == [problem]


def test_suggestions(project: Make) -> None:
    """The nearest component, also of the theme's; the nearest property; the nearest file."""
    files = {**FILES, "content/n/a.md": "::figur\n\n::box{mst=x}\n\n::box{must=x src=tuor.mp4}"}
    site = project(bare(files, layout="{{ page.content }}"), cache=False)
    assert site.report is not None
    assert [one.hint for one in site.report.problems] == [
        'did you mean "figure"?',
        'did you mean "must"?',
        'did you mean "n/tour.mp4"?',
    ]


def test_outside_addresses(project: Make) -> None:
    """Addresses of others are taken as they are."""
    html, problems = body(
        project, "::box{must=x src=https://example.com/t.mp4 poster=//example.com/p.png link=mailto:a@b.org}"
    )
    assert "https://example.com/t.mp4 //example.com/p.png" in html and "mailto:a@b.org" in html
    assert not problems


def test_values_are_escaped(project: Make) -> None:
    """A property is text, whatever an author writes into it."""
    html, _ = body(project, '::box{must="<script>\'"}')
    assert "&lt;script&gt;&#39;" in html


def test_a_component_that_changes(project: Make) -> None:
    """Its pages are made again; one that goes is missed; one that comes turns text into itself."""
    site = project(bare({**FILES, "content/n/a.md": "x :late[y]\n\n::hi"}, layout="{{ page.content }}"))
    assert ":late[y]" in site.output("n/a/index.html")
    site.write({"layouts/components/late.html": "<late>", "layouts/components/hi.html": "<hello>"})
    site.build()
    assert "<late>" in site.output("n/a/index.html") and "<hello>" in site.output("n/a/index.html")
    site.write({"layouts/components/late.html": None, "layouts/components/hi.html": None})
    site.build()
    assert ":late[y]" in site.output("n/a/index.html")
    assert [problem[:5] for problem in site.problems] == ["SG205"]
