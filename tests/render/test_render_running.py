"""When a layout fails: where, why, once; and what is built all the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from bare import bare, page
from sites import Content, Site

Make = Callable[..., Site]
PAGES: dict[str, Content] = {f"content/{name}.md": page(title=name) for name in "abcde"}


@pytest.mark.parametrize(
    ("layouts", "problem"),
    [
        ({"page": "\n\n{% if %}"}, "SG401 layouts/page.html:3 expected an expression"),
        ({"page": "x\n{% for a in b %}"}, "SG401 layouts/page.html:"),
        ({"page": "{{ 1 | nothing }}"}, "SG401 layouts/page.html:1 no filter named"),
        ({"page": "\n{{ 1 is nothing }}"}, "SG401 layouts/page.html:2 no test named"),
        ({"page": "\n{% nothing %}"}, "SG401 layouts/page.html:2 encountered unknown tag"),
        ({"page": "{{ " + "9" * 5000 + " }}"}, "SG401 layouts/page.html"),
        ({"page": "{{ " + "(" * 400 + "1" + ")" * 400 + " }}"}, "SG401 layouts/page.html"),
        ({"page": "\n{% extends 'bsae.html' %}"}, 'SG402 layouts/page.html:2 there is no layout "bsae.html"'),
        ({"page": "\n{% include 'prats.html' %}"}, 'SG402 layouts/page.html:2 there is no layout "prats.html"'),
        ({"page": "\n\n{% import 'prats.html' as p %}"}, 'SG402 layouts/page.html:3 there is no layout "prats.html"'),
        ({"page": "{% from 'parts.html' import nothing %}\n{{ nothing() }}", "parts": ""}, "SG404 layouts/page.html:"),
        ({"page": "{% include 'parts.html' %}", "parts": "\n{{ page.titel }}"}, "SG404 layouts/parts.html:2"),
        ({"page": "{% include 'parts.html' %}", "parts": "\n{% if %}"}, "SG401 layouts/parts.html:2"),
        ({"page": "{% extends 'parts.html' %}", "parts": "\n{{ nope }}"}, "SG404 layouts/parts.html:2"),
        ({"page": "\n{{ page.title.nothing }}"}, "SG404 layouts/page.html:2"),
        ({"page": "\n{{ site.pages('x').nothing }}"}, "SG404 layouts/page.html:2"),
        ({"page": "\n{{ page.title() }}"}, "SG403 layouts/page.html:2"),
        ({"page": "\n{{ super() }}"}, "SG404 layouts/page.html:2"),
        ({"page": "\n{{ self.nothing() }}"}, "SG404 layouts/page.html:2"),
    ],
)
def test_one_problem_for_all_pages(project: Make, layouts: Mapping[str, str], problem: str) -> None:
    """However many pages the layout is for, its mistake is one problem in its own file; other pages are built."""
    files = {**PAGES, **{f"layouts/{name}.html": text for name, text in layouts.items()}}
    site = project(bare(files, page=layouts["page"]), cache=False)
    assert [one[: len(problem)] for one in site.problems] == [problem]
    assert "index.html" in site.outputs and "a/index.html" not in site.outputs


def test_hints(project: Make) -> None:
    """The nearest layout is suggested."""
    files = {**PAGES, "layouts/parts.html": "", "layouts/base.html": ""}  # which nothing uses; but a name is lost
    site = project(bare(files, page="{% include 'prats.html' %}"), cache=False)
    assert site.report is not None and site.report.problems[0].hint == 'did you mean "parts.html"?'


def test_frames(project: Make) -> None:
    """A problem in an included layout says who includes it."""
    files = {**PAGES, "layouts/a.html": "\n{% include 'b.html' %}", "layouts/b.html": "{{ nope }}"}
    site = project(bare(files, page="\n\n{% include 'a.html' %}"), cache=False)
    assert site.report is not None
    notes = site.report.problems[0].notes
    assert [(note.location.path, note.location.line) for note in notes] == [
        ("layouts/a.html", 2),
        ("layouts/page.html", 3),
    ]


def test_optional_includes(project: Make) -> None:
    """``ignore missing`` and lists of names are no mistakes; what comes later is noticed."""
    files = {**PAGES, "layouts/second.html": "2"}
    layout = "[{% include 'none.html' ignore missing %}{% include ['first.html', 'second.html'] %}]"
    site = project(bare(files, page=layout))
    assert site.output("a/index.html") == "[2]" and not site.problems
    site.write({"layouts/none.html": "0", "layouts/first.html": "1"})
    site.build()
    assert site.output("a/index.html") == "[01]"


def test_independent_mistakes(project: Make) -> None:
    """Several mistakes are several problems, in one run."""
    files = {
        **PAGES,
        "content/a.md": page("[x](nowhere.md)", title="a"),
        "content/b.md": page("::nothing", title="b", layout="other.html"),
        "layouts/other.html": "{{ page.content }}{{ page.titel }}",
        "layouts/third.html": "{% if %}",
        "content/c.md": page(layout="third.html"),
    }
    site = project(bare(files, layout="{{ page.content }}"), cache=False)
    assert [problem[:5] for problem in site.problems] == ["SG201", "SG205", "SG404", "SG401"]


def test_mending(project: Make) -> None:
    """A mended layout takes its problem along, and its pages are back."""
    site = project(bare(PAGES, page="{{ page.titel }}"))
    assert [problem[:5] for problem in site.problems] == ["SG404"]
    site.write({"layouts/page.html": "{{ page.title }}"})
    site.build()
    assert not site.problems and site.output("a/index.html") == "a"


def test_layout_files_that_cannot_be_read(project: Make) -> None:
    """Not UTF-8, a NUL byte: a problem of the file."""
    site = project({**bare(PAGES), "layouts/page.html": b"\xff{{ page.title }}"}, cache=False)
    assert {problem[:25] for problem in site.problems} == {"SG002 layouts/page.html:1"}


@pytest.mark.parametrize("layout", ["{{ page.titel }}{{ page.content }}", "{% if %}", "{{ page.title }}"])
def test_a_text_is_looked_at_whatever_its_layout_does(project: Make, layout: str) -> None:
    """What is wrong in it is told beside what is wrong in the layout, and even if it is not shown."""
    site = project(bare({"content/a.md": page("[x](gone.md)")}, layout=layout), cache=False)
    assert [one for one in site.problems if one.startswith("SG201 content/a.md:3")]


def test_a_component_cannot_show_the_text_that_it_stands_in(project: Make) -> None:
    """Nor that of another page, which may show this one: the answer must not depend on which is asked first."""
    files = {
        "site.yaml": "title: A\n",
        "layouts/components/echo.html": "<p>\n{{ page.content }}</p>",
        "content/a.md": "---\ntitle: A\n---\n::echo{}\n",
    }
    found = [(one.location.path, one.location.line, one.message) for one in project(files).report.problems]
    assert [one[:2] for one in found if "cannot show the text" in one[2]] == [("layouts/components/echo.html", 2)]
