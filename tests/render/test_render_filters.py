"""Filters of layouts: the ordinary case, the empty one, the wrong kind, and languages."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bare import bare, page
from sites import Content, Site

Make = Callable[..., Site]

SETTINGS = "timezone: Europe/Helsinki\nlanguages: {en: {}, fi: {}, de: {}, ja: {}, tlh: {}}\n"
FILES: dict[str, Content] = {
    "content/n/a.md": page("x", title="b", date="2026-01-05", weight="2", tags="[x, y]"),
    "content/n/b.md": page("x", title="A", date="2025-11-21 23:30", weight="10", tags="[y]"),
    "content/n/c.md": page("x", title="ä", mood="calm"),
    "data/d.yaml": "{day: '2026-01-05', n: 1234567.891, text: '<b>bold</b> & more', list: [3, 1, 2], none: }\n",
    **{
        f"content/at{suffix}.md": page(date="2026-01-05 00:30", layout="one.html")
        for suffix in ("", ".fi", ".de", ".ja")
    },
    "content/at.tlh.md": page(date="2026-01-05 00:30", layout="one.html"),
}
NEWS = "{% set all = site.pages('n') %}"
NAMES = " | map(attribute='title') | join(',')"


def render(project: Make, layout: str, name: str = "at") -> tuple[str, list[str]]:
    """What the layout shows on the page content/at.md (``fi/at`` and so on for other languages)."""
    site = project(bare({**FILES, "layouts/one.html": layout}, SETTINGS), cache=False)
    output = f"{name}/index.html"
    return site.output(output) if output in site.outputs else "", site.problems


@pytest.mark.parametrize(
    ("layout", "text"),
    [
        # date
        ("{{ page.date | date }}", "Jan 5, 2026"),
        ("{{ page.date | date('short') }}", "1/5/26"),
        ("{{ page.date | date('long') }}", "January 5, 2026"),
        ("{{ page.date | date('full') }}", "Monday, January 5, 2026"),
        ("{{ page.date | date('iso') }}", "2026-01-05T00:30:00+02:00"),
        (
            "{{ page.date | date('year') }} {{ page.date | date('month') }} {{ page.date | date('weekday') }}",
            "2026 January Monday",
        ),
        ("{{ page.date | date('month_day') }}", "January 5"),
        ("{{ page.date | date('d.M.y HH:mm') }}", "5.1.2026 00:30"),
        ("[{{ page.updated | date }}{{ none | date }}{{ page.nothing | date }}]", "[]"),
        # number
        (
            "{{ data.d.n | number }} {{ data.d.n | number(1) }} {{ data.d.n | number(0) }} {{ 5 | number(2) }}",
            "1,234,567.891 1,234,567.9 1,234,568 5",
        ),
        ("[{{ data.d.none | number }}]", "[]"),
        # lists
        (NEWS + "{{ all | sort_by('title')" + NAMES + " }}", "A,b,ä"),
        (NEWS + "{{ all | sort_by('-weight')" + NAMES + " }}", "A,b,ä"),
        (NEWS + "{{ all | sort_by('weight')" + NAMES + " }}", "b,A,ä"),
        (NEWS + "{{ all | sort_by('date')" + NAMES + " }}", "A,b,ä"),
        (NEWS + "{{ all | sort_by('-date')" + NAMES + " }}", "b,A,ä"),
        (NEWS + "{{ all | sort_by('mood', '-title')" + NAMES + " }}", "ä,b,A"),
        ("[{{ [] | sort_by('title') | join }}]", "[]"),
        ("{{ [{'n': 2}, {'n': 1}] | sort_by('n') | map(attribute='n') | join }}", "12"),
        (NEWS + "{{ all | where('mood', 'calm')" + NAMES + " }}", "ä"),
        (NEWS + "{{ all | where('mood')" + NAMES + " }}", "ä"),
        (NEWS + "{{ all | where('weight', 2, 10) | length }}", "2"),
        (NEWS + "{{ all | where('tags', 'x')" + NAMES + " }}", "b"),
        (NEWS + "{{ all | where('tags.nothing', 'x') | length }}", "0"),
        (
            NEWS
            + "{{ all | limit(1)"
            + NAMES
            + " }}|{{ all | limit(5, 1)"
            + NAMES
            + " }}|{{ all | limit(0) | length }}",
            "b|A,ä|0",
        ),
        (
            NEWS + "{% for y, some in all | group_by('date.year') %}{{ y }}:{{ some | length }} {% endfor %}",
            "2026:1 2025:1 ",
        ),
        (
            NEWS + "{% for tag, some in all | group_by('tags') %}{{ tag.title }}:{{ some | length }} {% endfor %}",
            "x:1 y:2 ",
        ),
        ("{% for some in [1, 2, 3] | paginate(2) %}{{ some | join(',') }};{% endfor %}", "1,2;3;"),
        ("{{ [] | paginate(2) | length }}{{ [1] | paginate(0) | length }}", "01"),
        # texts
        ("{{ data.d.text | plain }}|{{ '' | plain }}", "bold &amp; more|"),
        (
            "{{ 'one two three' | excerpt(9) }}|{{ 'one, two' | excerpt(5) }}|{{ 'short' | excerpt(9) }}",
            "one two…|one…|short",
        ),
        ("{{ 'abcdefghij' | excerpt(4) }}|{{ '' | excerpt }}", "abcd…|"),
        ("{{ 'Straße & C++' | slug }}", "strasse-and-c-plus-plus"),
        ("{{ 'a *b* <i>' | markdown }}", "<p>a <em>b</em> <i></p>\n"),
        ("[{{ '' | markdown }}{{ none | markdown }}]", "[]"),
        ("{{ data.d.list | json }}|{{ data.d.text | tojson }}", "[3, 1, 2]|&#34;"),
        (
            "{{ {'b': 1, 'a': page.date, 'c': page.nothing} | json }}",
            '{"a": "2026-01-05T00:30:00+02:00", "b": 1, "c": null}',
        ),
        (
            "{{ '/x/' | absolute }} {{ 'https://e.com/' | absolute }} {{ 'x' | absolute }}",
            "https://example.org/x/ https://e.com/ x",
        ),
        ("{{ page.url | absolute }}", "https://example.org/at/"),
        # of Jinja, held in check
        ("{{ ['<', page.title] | join('&') }}|{{ [1, 2] | join }}|{{ [] | join('x') }}", "&lt;&amp;At|12|"),
        ("{{ 'aXa' | replace('X', '<') }}|{{ 'aaa' | replace('a', 'b', 2) }}", "a&lt;a|bba"),
        ("{{ none | upper }}{{ page.nothing | upper }}{{ 'x' | upper }}", "X"),
        ("{{ page.nothing | default('d') }}", "d"),
    ],
)
def test_filters(project: Make, layout: str, text: str) -> None:
    """What each filter makes of what it is for."""
    html, problems = render(project, layout)
    if text.endswith("|&#34;"):
        assert html == '[3, 1, 2]|"\\u003cb\\u003ebold\\u003c/b\\u003e \\u0026 more"'
    else:
        assert html == text
    assert not problems


@pytest.mark.parametrize(
    ("layout", "code"),
    [
        ("{{ 'tomorrow' | date }}", "SG403"),
        ("{{ 5 | date }}", "SG403"),
        ("{{ 'many' | number }}", "SG403"),
        ("{{ 5 | sort_by('x') }}", "SG403"),
        ("{{ 5 | where('x') }}", "SG403"),
        ("{{ 5 | group_by('x') }}", "SG403"),
        ("{{ 5 | limit(1) }}", "SG403"),
        ("{{ [1] | limit('x') }}", "SG403"),
        ("{{ [1] | paginate('x') }}", "SG403"),
        ("{{ site.pages | json }}", "SG403"),
        ("{{ nothing | upper }}", "SG404"),
        ("{{ nothing | json }}", "SG404"),
        ("{{ 1 | shout }}", "SG401"),
        ("{{ 1 is shouted }}", "SG401"),
        ("{{ shout(1) }}", "SG404"),
        ("{{ 1 / 0 }}", "SG403"),
        ("{{ 1 + 'x' }}", "SG403"),
        ("{{ page.title() }}", "SG403"),
    ],
)
def test_what_goes_wrong(project: Make, layout: str, code: str) -> None:
    """One problem, at the layout's line, once for all pages that the layout is for."""
    html, problems = render(project, "\n\n  " + layout)
    assert html == ""
    assert [problem.split(" ")[:2] for problem in problems] == [[code, "layouts/one.html:3"]]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("at", "January 5, 2026|1,234,567.9|Monday"),
        ("fi/at", "5. tammikuuta 2026|1 234 567,9|maanantaina"),
        ("de/at", "5. Januar 2026|1.234.567,9|Montag"),
        ("ja/at", "2026年1月5日|1,234,567.9|月曜日"),
        ("tlh/at", "January 5, 2026|1,234,567.9|Monday"),
    ],
)
def test_languages(project: Make, name: str, text: str) -> None:
    """Dates and numbers are written as the page's language does; a language that nobody knows gets English."""
    layout = "{{ page.date | date('long') }}|{{ data.d.n | number(1) }}|{{ page.date | date('weekday') }}"
    html, problems = render(project, layout, name)
    assert html.replace("\xa0", " ") == text
    assert not problems
