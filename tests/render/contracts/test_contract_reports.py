"""What is told, how often, and what is looked at again after a change."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from test_contract_mistakes import POST, SETTINGS, contract_site, places

from bare import bare, page
from sites import Content, Site

Make = Callable[..., Site]
CHECKS = ("layout_findings", "layouts_checked")


def ran(site: Site, files: dict[str, Content]) -> dict[str, int]:
    """How often layouts were read after a change."""
    found = site.ran(files)
    return {name: found[name] for name in CHECKS if name in found}


def test_once_for_all_pages(project: Make) -> None:
    """A hundred pages, three types and two layouts on the way: one problem, whether they are rendered or not."""
    files = contract_site(
        {"post": '{% extends "base.html" %}', "base": "{{ page.nothing }}", "page": "{{ page.title }}"}
    )
    files |= {f"content/posts/{n}.md": POST.replace("One", f"Number {n}") for n in range(100)}
    files |= {"layouts/person.html": '{% extends "base.html" %}'}
    site = project(files, cache=False)
    assert places(site) == ["SG404 base.html:1:9"]
    assert site.report is not None and "it has" in site.report.problems[0].hint


def test_a_type_without_pages(project: Make) -> None:
    """Its layout is read all the same."""
    files = contract_site({"post": "{{ page.titel }}"})
    files |= {"content/posts/a.md": None, "content/posts/b.md": None}
    assert places(project(files, cache=False)) == ["SG404 post.html:1:9"]


def test_a_layout_for_several_types(project: Make) -> None:
    """A field that one of them has is fine in what they share; one that none has is not."""
    files = contract_site({"post": '{% include "_p.html" %}', "_p": "{{ page.email }}\n{{ page.phone }}"})
    files["layouts/person.html"] = '{% include "_p.html" %}'
    assert places(project(files, cache=False)) == ["SG404 _p.html:2:9"]


def test_pages_without_a_type(project: Make) -> None:
    """They may have any field: only a slip in a built-in name is a mistake."""
    layout = "{{ page.mood }}{% for c in page.children %}{{ c.weather }}{% endfor %}\n{{ page.descripton }}"
    assert places(project(bare({"content/a.md": page(title="a")}, page=layout), cache=False)) == ["SG404 page.html:2:9"]


def test_independent_mistakes(project: Make) -> None:
    """Each is told, in one run, though the first already fails the page."""
    layout = (
        "{{ page.titel }}\n{{ sit.title }}\n{{ page.title | uppr }}\n{% include 'x.html' %}\n{{ page.title | date }}"
    )
    site = project(contract_site({"post": layout}), cache=False)
    assert [one[:20] for one in places(site)] == [f"SG40{n} post.html:{line}" + f":{column}" for n, line, column in (
        (4, 1, 9), (4, 2, 4), (1, 3, 17), (2, 4, 13), (3, 5, 17))]  # fmt: skip


def test_callers_are_told(project: Make) -> None:
    """A mistake in what is included says from where."""
    layouts = {"post": "\n{% include '_a.html' %}", "_a": "{% include '_b.html' %}", "_b": "{{ page.titel }}"}
    site = project(contract_site(layouts), cache=False)
    assert site.report is not None
    notes = [(one.location.path, one.location.line) for one in site.report.problems[0].notes]
    assert notes == [("layouts/_a.html", 1), ("layouts/post.html", 2)]


def test_severities(project: Make) -> None:
    """Where the site calls the mistake a warning, what fails because of it is told as one too."""
    files = contract_site({"post": "{{ page.titel }}"})
    files["site.yaml"] = f"{files['site.yaml']}problems: {{SG404: warning}}\n"
    site = project(files, cache=False)
    assert site.report is not None
    assert {(one.code, one.severity) for one in site.report.problems} == {("SG404", "warning")}


def test_a_layout_is_read_again_with_what_it_depends_on(project: Make) -> None:
    """A layout, what it includes, what it looked for: nothing else is read again."""
    layouts = {"post": '{% include "_p.html" %}', "_p": "x", "person": "{{ page.title }}"}
    site = project(contract_site(layouts))
    assert ran(site, {"layouts/_p.html": "{{ page.title }}"})["layout_findings"] == 1
    assert ran(site, {"layouts/person.html": "{{ page.email }}"})["layout_findings"] == 1
    assert ran(site, {"content/posts/a.md": POST.replace("Hello", "Other words")}) == {}
    assert ran(site, {"content/posts/a.md": POST.replace("title: One", "title: Other")}) == {}


def test_a_type_changes(project: Make) -> None:
    """A field that is renamed in site.yaml is missed in the layout at once; when it is back, nothing is said."""
    files = contract_site({"post": "{{ page.intro }}{{ page.hero.url if page.hero }}"})
    site = project(files)
    assert places(site) == []
    text = str(files["site.yaml"])
    posts: dict[str, Any] = {f"content/posts/{name}.md": POST.replace("intro:", "lead:") for name in "ab"}
    site.write({**posts, "site.yaml": text.replace("intro:", "lead:")})
    site.build()
    assert places(site) == ["SG404 post.html:1:9"]
    site.write({**files, "site.yaml": text})
    site.build()
    assert places(site) == []


@pytest.mark.parametrize("required", [True, False])
def test_required(project: Make, required: bool) -> None:
    """A field that becomes required needs no test any more."""
    files = contract_site({"post": "{{ page.hero.url }}"})
    if required:
        files["site.yaml"] = str(files["site.yaml"]).replace(
            "hero: {kind: image}", "hero: {kind: image, required: true}"
        )
    assert places(project(files, cache=False)) == ([] if required else ["SG408 post.html:1:9"])
    assert "hero" in SETTINGS


def test_unused_layouts_where_nobody_can_know(project: Make) -> None:
    """A name that is made when the page is rendered, or that leads nowhere, may mean any layout."""
    for text in ("{% include page.part ~ '.html' ignore missing %}", "{% include 'prt.html' %}"):
        site = project(contract_site({"post": text, "part": "x"}), cache=False)
        assert not [one for one in places(site) if "SG411" in one]


def test_endless_layouts(project: Make) -> None:
    """A layout that would take for ever to read is read in part."""
    deep = {f"l{n}": "".join(f'{{% include "l{n + 1}.html" %}}' for _ in range(9)) for n in range(9)}
    post = '{% if 0 %}{% include "l0.html" %}{% endif %}{% macro a(x) %}{{ a([x]) }}{{ a([x, x]) }}{% endmacro %}'
    post += "{% if 0 %}{{ a(1) }}{% endif %}"
    site = project(contract_site({"post": post, **deep, "l9": "x"}), cache=False)
    assert places(site) == []
