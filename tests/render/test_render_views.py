"""What layouts see of a page's fields."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from test_render_components import png

from bare import bare, page
from sites import Content, Site

Make = Callable[..., Site]

SETTINGS = """
types:
  person: {pages: people/*.md, extra: allow, fields: {title: {kind: text, required: true}}}
  news:
    pages: news/*.md
    fields:
      author: {kind: reference, to: person}
      authors: {kind: list, of: {kind: reference, to: person}}
      hero: {kind: image}
      file: {kind: file}
      lead: {kind: markdown}
      kinds: {kind: list, of: {kind: term, taxonomy: tags}}
      place: {kind: text}
      seats: {kind: number}
      open: {kind: boolean}
      sources: {kind: list, of: {kind: group, fields: {name: {kind: text}, hero: {kind: image}, by: {kind: reference}}}}
"""
FIELDS = """---
author: people/ann.md
authors: [people/ann, /people/bo.md]
hero: {src: door.png, alt: The door}
file: form.pdf
lead: "See *[Ann](../people/ann.md)*"
kinds: [Maps]
seats: 0
sources:
  - {name: One, hero: door.png, by: people/bo.md}
  - {name: Two}
---
"""
FILES: dict[str, Content] = {
    "content/people/ann.md": page(title="Ann", mood="calm"),
    "content/people/bo.md": page(title="Bo"),
    "content/news/door.png": png(40, 30),
    "content/news/form.pdf": b"pdf",
    "content/news/a.md": FIELDS,
    "content/news/none.md": "Nothing given",
}


@pytest.mark.parametrize(
    ("layout", "text"),
    [
        (
            "{{ page.author.title }} {{ page.author.url }} {{ page.author.mood }} {{ page.author }}",
            "Ann /d/people/ann/ calm Ann",
        ),
        ("{% for one in page.authors %}{{ one.title }} {% endfor %}", "Ann Bo "),
        (
            "{{ page.hero.url }} {{ page.hero.width }}x{{ page.hero.height }} {{ page.hero.alt }}",
            "/d/news/door.png 40x30 The door",
        ),
        ('<img src="{{ page.hero }}">', '<img src="/d/news/door.png">'),
        ("{{ page.file }}", "/d/news/form.pdf"),
        ("{{ page.lead }}", '<p>See <em><a href="/d/people/ann/">Ann</a></em></p>\n'),
        (
            "{% for one in page.kinds %}{{ one.title }} {{ one.url }} {{ one.count }}{% endfor %}",
            "Maps /d/tags/maps/ 1",
        ),
        (
            "{% for s in page.sources %}{{ s.name }}:{{ s.hero.url if s.hero }}:{{ s.by.title if s.by }} {% endfor %}",
            "One:/d/news/door.png:Bo Two:: ",
        ),
        ("[{{ page.place }}{{ 'yes' if page.place else 'no' }}]", "[no]"),
        ("{{ page.seats }}", "0"),
        ("{{ page.mood }}.", "."),
    ],
)
def test_fields(project: Make, layout: str, text: str) -> None:
    """References are pages, terms and pictures objects, groups their fields, Markdown is HTML, the absent is empty."""
    files = bare(FILES, SETTINGS + "base_url: https://example.org/d/\n", page="{{ page.title }}")
    site = project(
        {
            **files,
            "layouts/news.html": layout,
            "content/news/a.md": FIELDS.replace("---\n", "---\nlayout: news.html\n", 1),
        },
        cache=False,
    )
    assert site.output("news/a/index.html") == text
    assert not _errors(site)


@pytest.mark.parametrize(
    "layout",
    [
        "[{{ page.author.title }}{{ page.hero.url }}{{ page.lead }}{{ page.file }}{{ page.kinds | length }}]",
        "[{% if page.author or page.hero or page.lead or page.sources %}x{% endif %}{{ page.kinds | length }}]",
        "[{% for one in page.authors %}x{% endfor %}{% for one in page.sources %}x{% endfor %}0]",
    ],
)
def test_absent_fields(project: Make, layout: str) -> None:
    """Optional fields that a page does not have are false and show nothing, however deep one asks."""
    files = bare(FILES, SETTINGS, page="{{ page.title }}")
    text = page("x", layout="news.html")
    site = project({**files, "layouts/news.html": layout, "content/news/none.md": text}, cache=False)
    assert site.output("news/none/index.html") == "[0]"
    assert not _errors(site)


def _errors(site: Site) -> list[str]:
    assert site.report is not None
    return [one.message for one in site.report.problems if one.severity == "error"]


@pytest.mark.parametrize(
    ("layout", "problem", "hint"),
    [
        ("\n{{ page.auther }}", 'SG404 layouts/page.html:2 "page" has no "auther"', 'did you mean "author"?'),
        ("\n\n {{ page.titel }}", 'SG404 layouts/page.html:3 "page" has no "titel"', 'did you mean "title"?'),
        ("{{ site.titel }}", 'SG404 layouts/page.html:1 "site" has no "titel"', 'did you mean "title"?'),
        ("{{ sit.title }}", 'SG404 layouts/page.html:1 there is nothing called "sit"', 'did you mean "site"?'),
        ("{{ data.nothing }}", 'SG404 layouts/page.html:1 "data" has no "nothing"', None),
        ("{{ page.hero.widht }}", "SG404 layouts/page.html:1", None),
    ],
)
def test_names_that_nobody_has(project: Make, layout: str, problem: str, hint: str | None) -> None:
    """A name that neither the type nor the built-in fields have is a problem at its line, once, with the nearest."""
    files = {**FILES, "content/people/ann.md": page(title="Ann", layout="plain.html")}
    files |= {"content/people/bo.md": page(title="Bo", layout="plain.html"), "layouts/plain.html": "-"}
    files |= {"content/news/none.md": page(hero="door.png"), "data/some.yaml": "a: 1\n"}
    site = project(bare(files, SETTINGS, "{{ page.title }}", page=layout), cache=False)
    assert [one[: len(problem)] for one in site.problems] == [problem]
    assert site.report is not None
    assert hint is None or site.report.problems[0].hint == hint


def test_a_reference_to_nothing(project: Make) -> None:
    """It is a problem in the page, and false for the layout; so is one to a draft, or to a page of another type."""
    files = {
        **FILES,
        "content/news/a.md": page(author="people/an.md"),
        "content/news/b.md": page(author="people/draft.md"),
        "content/news/c.md": page(author="news/a.md"),
        "content/news/d.md": page(hero="dor.png"),
        "content/people/draft.md": page(title="Draft", draft="true"),
    }
    site = project(bare(files, SETTINGS, page="[{{ page.author.title if page.author }}]"), cache=False)
    assert [one.partition(" ")[0] + one.partition(" ")[2].split(" ")[0] for one in site.problems] == [
        "SG110content/news/a.md:2",
        "SG110content/news/b.md:2",
        "SG110content/news/c.md:2",
        "SG203content/news/d.md:2",
    ]
    assert site.output("news/a/index.html") == "[]"


def test_page(project: Make) -> None:
    """The counted and the made: words, reading time, summary, table of contents, full address."""
    text = "# One\n\nFirst paragraph *here*.\n\n## Two\n\nx\n\n### Three\n\ny\n\n## Four\n"
    layout = (
        "{{ page.words }}|{{ page.reading_time }}|{{ page.summary }}|{{ page.absolute_url }}|{{ page.kind }}|"
        "{{ page.path }}|{% for h in page.toc %}{{ h.text }}#{{ h.id }}("
        "{% for i in h.children %}{{ i.text }}{{ i.level }}{% endfor %}) {% endfor %}"
    )
    site = project(bare({"content/a.md": text}, "base_url: https://example.org/x/\n", layout), cache=False)
    assert site.output("a/index.html") == (
        "9|1|First paragraph here.|https://example.org/x/a/|page|content/a.md|Two#two(Three3) Four#four() "
    )


@pytest.mark.parametrize(
    ("text", "summary"),
    [
        (page("First.\n\nSecond.", description="Said."), "Said."),
        ("First *one*.\n\nSecond.", "First one."),
        ("First.\n\nSecond.\n\n<!--more-->\n\nThird.", "First. Second."),
        ("# Heading\n\nText", "Text"),
        ("", ""),
    ],
)
def test_summary(project: Make, text: str, summary: str) -> None:
    """The description, else what stands before the mark, else the first paragraph, as plain text."""
    site = project(bare({"content/a.md": text}, layout="[{{ page.summary }}]"), cache=False)
    assert " ".join(site.output("a/index.html").split()) == f"[{summary}]"


def test_data(project: Make) -> None:
    """Files by their names, folders below, all kinds; what is not there is a problem, and can be asked for."""
    files = {
        "content/a.md": "",
        "data/a.yaml": "x: {y: [1, 2]}\n",
        "data/deep/b.json": '{"z": "<b>"}',
        "data/deep/c.csv": "name,n\nx,1\ny,2\n",
    }
    layout = (
        "{{ data.a.x.y | sum }} {{ data.deep.b.z }} {{ data['deep'].c | map(attribute='name') | join(',') }} "
        "{{ 'a' in data }} {{ 'q' in data }} {% for name in data.deep %}{{ name }}{% endfor %} {{ data.a.q or 'none' }}"
    )
    site = project(bare(files, layout=layout), cache=False)
    assert site.output("a/index.html") == "3 &lt;b&gt; x,y True False bc none"
    assert not site.problems


def test_strings(project: Make) -> None:
    """``t`` speaks the page's language; a site's own words come first; an unknown key is itself; values are put in."""
    files = {
        "content/a.md": "",
        "content/a.fi.md": "",
        "data/strings/fi.yaml": "menu: Lista\nown: '{n} kpl'\n",
        "data/strings/en.yaml": "own: '{n} of them'\n",
    }
    layout = "{{ t('menu') }}|{{ t('own', n=3) }}|{{ t('nothing here') }}"
    site = project(bare(files, "languages: {en: {}, fi: {}}\n", layout), cache=False)
    assert site.output("fi/a/index.html") == "Lista|3 kpl|nothing here"
    assert site.output("a/index.html") == "Menu|3 of them|nothing here"


def test_assets_of_layouts(project: Make) -> None:
    """``asset`` gives the address of a file in layouts/assets/, and says when there is none."""
    files = {"content/a.md": "", "layouts/assets/own.css": "a{order:1}", "layouts/assets/own.svg": "<svg/>"}
    layout = "{{ asset('own.css') }} {{ asset('own.svg') }}"
    site = project(bare(files, "base_url: https://example.org/x/\n", layout), cache=False)
    style, picture = site.output("a/index.html").split()
    assert style.startswith("/x/assets/own.")
    assert site.output(style.removeprefix("/x/")) == site.output("assets/own.css") == "a{order:1}"
    assert picture == "/x/assets/own.svg"
    site.write({"layouts/assets/own.css": None})
    site.build()
    assert {problem[:5] for problem in site.problems} == {"SG404"}


def test_the_day(project: Make) -> None:
    """``site.now`` is midnight of the day in the site's zone; pages that show it are made anew each day."""
    from datetime import datetime

    files = {
        "content/a.md": page(layout="now.html"),
        "content/b.md": "",
        "layouts/now.html": "{{ site.now | date('iso') }}",
    }
    site = project(bare(files, "timezone: Europe/Helsinki\n"), build=False)
    site.build(as_of=datetime.fromisoformat("2026-03-01T23:30:00+00:00"))
    assert site.output("a/index.html") == "2026-03-02T00:00:00+02:00"
    report = site.build(as_of=datetime.fromisoformat("2026-03-02T21:59:00+00:00"))
    assert report.written == ()
    report = site.build(as_of=datetime.fromisoformat("2026-03-02T22:00:00+00:00"))
    assert report.written == ("a/index.html",)
    assert site.output("a/index.html") == "2026-03-03T00:00:00+02:00"
