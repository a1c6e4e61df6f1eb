"""Terms: which spellings are one, which pages they have, where their pages are."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bare import bare, page
from sites import Site

Make = Callable[..., Site]
TERM = "{{ page.title }}: {% for item in page.items %}{{ item.slug }} {% endfor %}"
TAXONOMY = (
    "{% for term in (site.taxonomies[page.slug].terms) %}{{ term.title }}={{ term.count }}@{{ term.url }} {% endfor %}"
)


def terms(project: Make, files: dict[str, str], settings: str = "") -> Site:
    """A bare site whose term pages list their items."""
    content = {f"content/{path}": text for path, text in files.items()}
    return project(bare(content, settings, term=TERM, taxonomy=TAXONOMY, page="-"), cache=False)


def test_spellings(project: Make) -> None:
    """Terms that differ in letter case are one; C, C++ and C# are three; items come newest first."""
    files = {
        "a.md": page(tags="[Maps, C]", date="2026-01-01"),
        "b.md": page(tags="[maps, C++]", date="2026-01-03"),
        "c.md": page(tags="[MAPS, C#]", date="2026-01-02"),
        "d.md": page(tags="maps"),
    }
    site = terms(project, files)
    assert site.output("tags/maps/index.html") == "maps: b c a d "
    assert {path for path in site.outputs if path.startswith("tags/") and path.endswith(".html")} == {
        f"tags/{name}index.html" for name in ("", "maps/", "c/", "c-plus-plus/", "c-sharp/")
    }
    assert site.output("tags/index.html").split() == [
        "C=1@/tags/c/",
        "C#=1@/tags/c-sharp/",
        "C++=1@/tags/c-plus-plus/",
        "maps=4@/tags/maps/",
    ]


def test_slugs_that_clash(project: Make) -> None:
    """Different terms of one slug are two pages."""
    site = terms(project, {"a.md": page(tags='["a b"]'), "b.md": page(tags='["a-b"]'), "c.md": page(tags='["ä"]')})
    assert {"tags/a-b/index.html", "tags/a-b-2/index.html", "tags/a/index.html"} <= set(site.outputs)
    assert not site.problems


def test_several_taxonomies(project: Make) -> None:
    """Each has its own address and label; without ``tags`` among them, tags are an ordinary field."""
    settings = "taxonomies: {places: {label: Where, permalink: '/at/{slug}/'}, people: {}}\n"
    site = terms(project, {"a.md": page(places="[Oulu]", people="[Oulu]", tags="[x]")}, settings)
    assert {"at/oulu/index.html", "at/index.html", "people/oulu/index.html"} <= set(site.outputs)
    assert not any(path.startswith("tags/") for path in site.outputs)
    assert not site.problems


def test_closed(project: Make) -> None:
    """A closed taxonomy has the terms of site.yaml; another one is a problem with the nearest, and has no page."""
    settings = "taxonomies: {tags: {closed: true, terms: [Boats, Trains]}}\n"
    site = terms(project, {"a.md": page(tags="[boats, Trans]")}, settings)
    assert "tags/boats/index.html" in site.outputs and "tags/trans/index.html" not in site.outputs
    assert site.output("tags/boats/index.html").startswith("Boats:")
    assert [problem.split(":")[0] for problem in site.problems] == ["SG117 content/a.md"]
    assert site.report is not None and site.report.problems[0].hint == 'did you mean "Trains"?'


def test_a_page_at_a_terms_address(project: Make) -> None:
    """A page written there is the term's page: its title, its text, the term's items, no clash."""
    files = {
        "a.md": page(tags="[maps]", title="A"),
        "tags/maps.md": page("All about maps.", title="Maps and charts"),
        "tags/index.md": page(title="Everything"),
    }
    content = {f"content/{path}": text for path, text in files.items()}
    layouts = {
        "page": "{% for tag in page.tags %}{{ tag.title }} {{ tag.url }}{% endfor %}",
        "taxonomy": "{{ page.title }}, {{ site.taxonomies.tags.terms | length }}",
    }
    site = project(bare(content, term=TERM + "{{ page.content }}", **layouts), cache=False)
    assert site.output("tags/maps/index.html").startswith("Maps and charts: a ")
    assert "All about maps." in site.output("tags/maps/index.html")
    assert site.output("a/index.html") == "maps /tags/maps/"
    assert site.output("tags/index.html") == "Everything, 1"
    assert not site.problems


def test_a_field_of_another_name(project: Make) -> None:
    """A type's list of terms counts for its taxonomy, and is a list of terms for layouts."""
    settings = (
        "types: {walk: {pages: '*.md', fields: {kinds: {kind: list, of: {kind: term, taxonomy: tags}},"
        " first: {kind: term, taxonomy: tags}}}}\n"
    )
    loop = "{% for kind in page.kinds %}{{ kind.url }} {% endfor %}"
    layouts = {"page": loop + "{% if page.first %}{{ page.first.title }}{% endif %}"}
    site = project(
        bare({"content/a.md": page(kinds="[Lakes, woods]", first="Roads")}, settings, term=TERM, **layouts), cache=False
    )
    assert site.output("a/index.html") == "/tags/lakes/ /tags/woods/ Roads"
    assert site.output("tags/roads/index.html") == "Roads: a "
    assert site.output("tags/lakes/index.html") == "Lakes: a "
    assert not site.problems


def test_drafts_make_no_terms(project: Make) -> None:
    """A term that only a draft has is no page."""
    site = terms(project, {"a.md": page(tags="[x]", draft="true"), "b.md": page(tags="[y]")})
    assert [path for path in site.outputs if path.startswith("tags/") and path.endswith("html")] == [
        "tags/index.html",
        "tags/y/index.html",
    ]


@pytest.mark.parametrize("tags", ["[{a: b}]", "[[x]]"])
def test_no_terms(project: Make, tags: str) -> None:
    """What is no text is a problem in the page, and makes no page."""
    site = terms(project, {"a.md": page(tags=tags)})
    assert site.problems and all(problem.startswith("SG106 content/a.md:2") for problem in site.problems)
    assert not any(path.startswith("tags/") for path in site.outputs)
