"""A layout reaches no Python object, no file and no clock, and cannot hold the build up or fill the memory."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bare import bare, page
from sitegen.render import limits, sandbox
from sitegen.render.filters import FILTERS
from sitegen.render.limits import MOST_STEPS, TooMuch, joined
from sitegen.render.sandbox import Sandbox
from sites import Site

Make = Callable[..., Site]

WITH = {
    "content/a.md": page("# A\n\nText", date="2026-01-05 10:00", tags="[x]", hero="h.png", mood="calm"),
    "data/rows.yaml": "- {name: x}\n",
}


def shown(project: Make, layout: str) -> tuple[str, list[str]]:
    """What a page's layout shows, and what is said of it."""
    site = project(bare(WITH, page=layout), cache=False)
    return site.output("a/index.html") if "a/index.html" in site.outputs else "", site.problems


ESCAPES = [
    "{{ page._db }}",
    "{{ page['_db'] }}",
    "{{ page | attr('_db') }}",
    "{{ [page] | map(attribute='_db') | list }}",
    "{{ [page] | map(attribute='language._db') | list }}",
    "{{ [page] | map('attr', '_db') | list }}",
    "{{ [page] | selectattr('_db') | list | length or 'none' }}",
    "{{ [page] | groupby('_db') }}",
    "{{ [page] | sort(attribute='_db') | length }}",
    "{{ [page] | sum(attribute='_db') }}",
    "{{ [page] | map(attribute='__class__') | list }}",
    "{% for value, items in [page] | group_by('_db') %}{{ value }}{% endfor %}",
    "{% for value, items in [page] | group_by('language._db') %}{{ value }}{% endfor %}",
    "{% for value, items in [page] | group_by('__class__.__mro__') %}{{ value }}{% endfor %}",
    "{% for v, items in [[1] | map('upper')] | group_by('gi_frame.f_builtins.open') %}"
    "{{ v('/etc/passwd').read() }}{% endfor %}",
    "{% for value, items in [[1] | map('upper')] | group_by('gi_code') %}{{ value }}{% endfor %}",
    "{% for value, items in [t, asset, site.pages] | group_by('func_globals') %}{{ value }}{% endfor %}",
    "{{ [[1] | map('upper')] | where('gi_frame') | length }}",
    "{{ ([1] | map('upper')).gi_frame }}",
    "{{ ([1] | map('upper'))['gi_frame'] }}",
    "{{ [[1] | map('upper')] | map(attribute='gi_frame') | list }}",
    "{{ self.__init__.__globals__ }}",
    "{{ self._TemplateReference__context }}",
    "{{ self['_TemplateReference__context'] }}",
    "{{ cycler.__init__.__globals__ }}",
    "{{ joiner.__init__.__globals__.os }}",
    "{{ namespace.__init__.__globals__ }}",
    "{{ dict.__subclasses__() }}",
    "{{ dict.mro() }}",
    "{{ ''.__class__.__mro__ }}",
    "{{ ''['__class__'] }}",
    "{{ ().__class__.__base__.__subclasses__() }}",
    "{{ '{0.__class__.__init__.__globals__}'.format(page) }}",
    "{{ '{0._db}'.format(page) }}",
    "{{ '{p._db}'.format_map({'p': page}) }}",
    "{{ ('{0._db}' | e).format(page) }}",
    "{{ '%s' % page._db }}",
    "{{ page.content.format(page) }}",
    "{{ page.content.__class__.escape.__globals__ }}",
    "{{ t.__globals__ }}",
    "{{ t.__code__.co_consts }}",
    "{{ asset.__closure__ }}",
    "{{ site.pages.__func__.__globals__ }}",
    "{{ site.pages.__self__._db }}",
    "{{ site.menus._db }}",
    "{{ site.theme.__class__ }}",
    "{{ data._db }}",
    "{{ data['_db'] }}",
    "{{ data.rows.append(1) }}",
    "{{ data.rows[0].update({'name': 'y'}) }}",
    "{{ page.tags[0]._views }}",
    "{{ page.pagination._head }}",
    "{% macro m() %}{% endmacro %}{{ m._func.__globals__ }}",
    "{% macro m() %}{{ caller.__class__ }}{% endmacro %}{% call m() %}{% endcall %}",
    "{% for x in [1] %}{{ loop.__class__.__init__.__globals__ }}{% endfor %}",
    "{% for x in [1] %}{{ loop._iterator }}{% endfor %}",
    "{% import 'page.html' as me %}{{ me.__dict__ }}",
    "{{ context }}",
    "{{ environment }}",
    "{{ get_flashed_messages.__globals__ }}",
    "{% include '../../site.yaml' %}",
    "{% include '/etc/hostname' %}",
    "{% include '../content/a.md' %}",
    "{% extends '../data/rows.yaml' %}",
]
SECRETS = (
    "sitegen.",
    "object at 0x",
    "<class",
    "<function",
    "<frame",
    "<code",
    "root:",
    "{&#39;",
    "__main__",
    "title: Site",
)


@pytest.mark.parametrize("layout", ESCAPES)
def test_no_way_out(project: Make, layout: str) -> None:
    """None of the known ways out of a sandbox leads to an object of Python, or to a file."""
    html, problems = shown(project, "[" + layout + "]" if "extends" not in layout else layout)
    assert not any(secret in html for secret in SECRETS)
    assert not any("0x" in problem for problem in problems)


@pytest.mark.parametrize("layout", ["../../site", "/etc/hostname", "../content/a.md", "assets/../page.html"])
def test_layouts_are_layouts(project: Make, layout: str) -> None:
    """A page can name a layout, and no other file."""
    site = project(bare({"content/a.md": page(title="A", layout=f'"{layout}"')}), cache=False)
    assert site.output("a/index.html") == "A"
    assert [problem[:5] for problem in site.problems] == ["SG112"]


@pytest.mark.parametrize(
    "call",
    [
        "page.date.today()",
        "page.date.now()",
        "site.now.utcnow()",
        "site.now.fromtimestamp(0)",
        "page.date.astimezone()",
        "{}.fromkeys([1])",
        "'{}'.format(1)",
        "'{}'.format_map({})",
        "(1).to_bytes(9, 'big')",
        "'x'.center(9)",
        "'x'.ljust(9)",
        "'x'.rjust(9)",
        "'x'.zfill(9)",
        "'x'.expandtabs(9)",
        "'x'.translate({})",
    ],
)
def test_methods_that_are_not_there(project: Make, call: str) -> None:
    """No clock but ``site.now``, no place of this machine, no memory out of a number; the words name the method."""
    html, problems = shown(project, f"<{{{{ {call} }}}}>")
    assert html == "" and [problem[:27] for problem in problems] == ['SG403 layouts/page.html:1 "']
    assert "is not available in layouts" in problems[0]


@pytest.mark.parametrize(
    "value", ["site", "data", "t", "asset", "site.pages", "site.menus", "range", "[1] | map('abs')"]
)
def test_what_has_no_text(project: Make, value: str) -> None:
    """Python's words for an object differ from run to run, so showing one is a problem, never text."""
    html, problems = shown(project, f"<{{{{ {value} }}}}>")
    assert html == "" and [problem[:25] for problem in problems] == ["SG403 layouts/page.html:1"]
    html, problems = shown(project, f"<{{{{ 'x' ~ ({value}) }}}}>")
    assert html == "" and [problem[:25] for problem in problems] == ["SG403 layouts/page.html:1"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("page.tags", "[&lt;term&gt;]"),
        ("page.title", "A"),
        ("page", "A"),
        ("page.tags[0]", "x"),
        ("data.rows", "[{&#39;name&#39;: &#39;x&#39;}]"),
        ("page.language", "en"),
        ("true", "True"),
        ("1.5", "1.5"),
    ],
)
def test_what_has_text(project: Make, value: str, text: str) -> None:
    """Values, pages, terms; lists come out the same each time."""
    assert shown(project, f"{{{{ {value} }}}}.") == (text + ".", [])


GROW = "{{% set ns = namespace(x={}) %}}{{% for i in range(60) %}}{}{{% endfor %}}{{{{ ns.x | length }}}}"
TOO_MUCH = [
    "{{ range(10 ** 9) }}",
    "{{ range(100000) | list * 1000 }}",
    "{{ ('x' * 10 ** 9) | length }}",
    "{{ 10 ** 9 * 'x' }}",
    "{{ [1] * 10 ** 9 }}",
    "{{ '%1000000000d' % 1 }}",
    "{{ 9 ** 99999 }}",
    "{{ 2.0 ** 100000 }}",
    "{{ 1 | number(10 ** 9) }}",
    "{{ 1.5 | round(10 ** 8, 'ceil') }}",
    "{{ [1] | batch(10 ** 9, 'x') | list }}",
    "{{ [1] | slice(10 ** 9) | list }}",
    "{{ 'x' | center(10 ** 9) }}",
    "{{ 'x\nx' | indent(10 ** 9) }}",
    "{{ 'x' | indent('x' * 10 ** 7) }}",
    "{{ ('x' * 10 ** 7) | replace('x', 'xxxx') | length }}",
    "{{ ('x' * 10 ** 7).replace('x', 'xxxx') | length }}",
    "{{ range(100000) | join('x' * 1000) | length }}",
    "{{ ([page] * 100000) | join('x' * 1000) }}",
    "{{ ('x' * 1000).join(range(100000) | map('string')) | length }}",
    GROW.format("'xxxxxxxx'", "{% set ns.x = ns.x ~ ns.x %}"),
    GROW.format("'xxxxxxxx'", "{% set ns.x = ns.x + ns.x %}"),
    GROW.format("'xxxxxxxx'", "{% set ns.x %}{{ ns.x }}{{ ns.x }}{% endset %}"),
    GROW.format("'xxxxxxxx'", "{% set ns.x = [ns.x, ns.x] | join %}"),
    GROW.format("[1]", "{% set ns.x = ns.x + ns.x %}"),
    GROW.format("99", "{% set ns.x = ns.x * ns.x %}"),
    "{% macro m(x) %}{{ x }}{{ x }}{% endmacro %}" + GROW.format("'xxxxxxxx'", "{% set ns.x = m(ns.x) %}"),
    "{% for i in range(100000) %}{% for j in range(100000) %}{% endfor %}{% endfor %}",
    "{% set t = 'x' * 5000 %}{% for i in t %}{% for j in t %}{% endfor %}{% endfor %}",
    "{% for i in range(100000) %}{% for j in range(100000) if false %}{% endfor %}{% endfor %}",
    "{% for i in range(100000) %}{{ range(100000) | sum }}{% endfor %}",
    "{% for i in range(100000) %}{% if 'x' in range(100000) | list %}{% endif %}{% endfor %}",
    "{% for i in range(100000) %}{{ ('y' * 1000000).count('x') }}{% endfor %}",
    "{% for i in range(900) %}{% for j in range(900) %}{% for k in range(900) %}{% endfor %}{% endfor %}{% endfor %}",
]


@pytest.mark.parametrize("layout", TOO_MUCH)
def test_too_much(project: Make, layout: str) -> None:
    """Huge texts, lists and numbers, and loops without an end in sight, are one problem at their line."""
    html, problems = shown(project, "\n" + layout)
    assert html == ""
    assert [problem[:22] for problem in problems] == ["SG406 layouts/page.htm"]


@pytest.mark.parametrize("grown", ["[x, x]", "(x, x)", "{'a': x, 'b': x}", "dict(a=x, b=x)", "[x] + [x]", "[x] * 2"])
def test_lists_in_lists(project: Make, monkeypatch: pytest.MonkeyPatch, grown: str) -> None:
    """A list that holds itself twice, again and again, is small in memory and endless on paper."""
    monkeypatch.setattr(limits, "MOST_ITEMS", 10_000)
    grow = f"{{% for i in range(60) %}}{{% set x = ns.x %}}{{% set ns.x = {grown} %}}{{% endfor %}}"
    html, problems = shown(project, "{% set ns = namespace(x=[1]) %}" + grow + "{{ ns.x }}")
    assert html == "" and [problem[:5] for problem in problems] == ["SG406"]


def test_the_page_is_too_long(project: Make) -> None:
    """So is a page that grows without an end."""
    html, problems = shown(project, "{% for i in range(100000) %}{{ 'x' * 1000 }}{% endfor %}")
    assert html == "" and "20,000,000 characters" in problems[0]


@pytest.mark.parametrize(
    "layout",
    [
        "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(90) }}",
        "{% for i in range(1000) recursive %}{{ loop(range(1000)) if loop.depth < 90 }}{% endfor %}",
        "{% for i in range(30000) %}{% set x = page %}{% set x = page %}{% set x = page %}{% endfor %}",
        "{% for i in range(10000) %}{{ 'x' * 10000 }}{% endfor %}",
        "{% for i in range(10000) %}{{ ('x' * 10000)[1:] | length }}{% endfor %}",
    ],
)
def test_work_without_end(layout: str) -> None:
    """What goes on for long by calling itself, or by much in every round, is stopped by the count."""
    environment = Sandbox(FILTERS)
    template = environment.from_string(layout)
    with environment.allowance(), pytest.raises(TooMuch, match="steps"):
        environment.spend(MOST_STEPS - 50_000)
        joined(template.root_render_func(template.new_context({}, False, None)))


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"layouts/page.html": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}"}, "page.html"),
        ({"layouts/page.html": "{% include 'page.html' %}"}, "page.html → page.html"),
        ({"layouts/page.html": "{% extends 'page.html' %}"}, "page.html → page.html"),
        ({"layouts/page.html": "{% include 'b.html' %}", "layouts/b.html": "{% include 'page.html' %}"}, "b.html"),
    ],
)
def test_circles(project: Make, files: dict[str, str], words: str) -> None:
    """Layouts that include each other, and macros that call themselves, are SG405."""
    site = project(bare({**WITH, **files}, page=files["layouts/page.html"]) | files, cache=False)
    assert [problem[:5] for problem in site.problems] == ["SG405"]
    assert words in site.problems[0]


def test_every_page_has_its_own_count(project: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work of one page, or of a component in it, is not counted for another."""
    monkeypatch.setattr(sandbox, "MOST_STEPS", 10_000)
    loop = "{% for i in range(6000) %}{% endfor %}"
    files = {"layouts/components/slow.html": loop + "done", "content/b.md": "::slow\n\n::slow\n"}
    site = project(bare({**WITH, **files}, page=loop + "{{ page.content }}"), cache=False)
    assert site.output("b/index.html").count("done") == 2
    assert not site.problems


def test_ordinary_layouts_are_far_from_the_limits(project: Make) -> None:
    """A list of thousands with macros and texts put together is nothing."""
    layout = (
        "{% macro entry(n) %}<li>{{ 'n' ~ n ~ '.' }}{% endmacro %}{% set ns = namespace(all=[]) %}"
        "{% for n in range(5000) %}{{ entry(n) }}{% set ns.all = ns.all + [n] %}{% endfor %}{{ ns.all | length }}"
    )
    html, problems = shown(project, layout)
    assert html.endswith("<li>n4999.5000") and not problems


def test_text_stays_text(project: Make) -> None:
    """What looks like a layout in a page, a title, or data, is text."""
    evil = "{{ 7 * 7 }}{% include 'x' %}{# c #}"
    files = {"content/a.md": page(evil, title=f'"{evil}"'), "data/evil.yaml": f'word: "{evil}"\n'}
    site = project(bare(files, page="{{ page.title }}|{{ page.content }}|{{ data.evil.word }}"), cache=False)
    assert "49" not in site.output("a/index.html")
    assert site.output("a/index.html").count("{{ 7 * 7 }}") == 3
    assert [problem[:5] for problem in site.problems] == ["SG228"]  # which is what the author is told


def test_values_are_escaped(project: Make) -> None:
    """Everything that a layout shows is escaped unless it is HTML already."""
    files = {"content/a.md": page("*x*", title='"<b>&\\""', mood='"<i>"')}
    layout = "{{ page.title }} {{ page.mood }} {{ page.title ~ '<' }} {{ [page.title] | join('<') }} {{ page.content }}"
    site = project(bare(files, page=layout), cache=False)
    assert site.output("a/index.html") == (
        "&lt;b&gt;&amp;&#34; &lt;i&gt; &lt;b&gt;&amp;&#34;&lt; &lt;b&gt;&amp;&#34; <p><em>x</em></p>\n"
    )


def test_the_list_of_secrets_is_one(tmp_path: Path) -> None:
    """The words that the tests above look for are what Python says: a proof that they would be found."""
    assert any(secret in repr(tmp_path.__class__) for secret in SECRETS)
    assert any(secret in repr(object()) for secret in SECRETS)
