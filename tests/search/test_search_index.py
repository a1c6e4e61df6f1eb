"""The index is made of what can be found, when that changes, and is an output like the others."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from library import HIDDEN, library

from sitegen.base.diagnostics import Diagnostic
from sitegen.engine import inputs
from sitegen.markup.settings import parse_settings
from sitegen.project.project import Project
from sitegen.render.search.folding import LETTERS, words_of
from sitegen.render.search.texts import blocks_of
from sites import Site, files_in

MADE = ("search_index", "search_files")
SMALL = {
    "site.yaml": "title: Harbour\nsearch: true\nlanguages: {en: English, fi: Suomi}\n",
    "content/index.md": "---\ntitle: Home\n---\nWelcome.\n",
    "content/boats/rowing.md": "---\ntitle: Rowing\n---\nOars & oarlocks.\n\n## Knots\n\nA bowline.\n",
    "content/fi/soutu.md": "---\ntitle: Soutu\n---\nAirot ja hankaimet.\n",
    "layouts/components/boat.html": "{#---\nproperties: {name: {kind: text}}\n---#}<b>{{ name }}</b>{{ content }}",
}


def fragments(site: Site) -> dict[str, dict[str, Any]]:
    """Address → what the index says of a page."""
    found = {}
    for path, data in files_in(site.root / "public").items():
        if path.endswith(".pf_fragment"):
            one = json.loads(gzip.decompress(data).removeprefix(b"pagefind_dcd"))
            found[one["url"]] = one
    return found


def index_of(site: Site, language: str) -> dict[str, bytes]:
    return {path: data for path, data in files_in(site.root / "public").items() if f"pagefind/{language}/" in path}


def test_each_language_has_an_index_of_what_its_pages_say(project: Callable[..., Site]) -> None:
    site = project(SMALL)
    assert site.problems == ["SG310 site.yaml:0 site.yaml has no base_url, so there are no feeds and no sitemap"]
    found = fragments(site)
    assert sorted(found) == ["/", "/boats/rowing/", "/fi/soutu/"]
    rowing = found["/boats/rowing/"]
    assert rowing["content"] == "Oars & oarlocks. Knots. A bowline."
    assert rowing["meta"]["title"] == "Rowing"
    assert rowing["filters"] == {"section": ["Boats"]}
    assert [(one["id"], one["text"]) for one in rowing["anchors"]] == [("knots", "Knots")]
    assert {"search/index.html", "fi/search/index.html", "search/pagefind/pagefind.js"} <= set(site.outputs)
    assert not [path for path in site.outputs if "pagefind-ui" in path or "worker" in path]


@pytest.mark.parametrize(
    ("path", "text", "languages"),
    [
        ("content/boats/rowing.md", "---\ntitle: Rowing\n---\nOars and more.\n", {"en"}),
        ("content/fi/soutu.md", "---\ntitle: Soutaminen\n---\nAirot ja hankaimet.\n", {"fi"}),
        ("content/boats/sailing.md", "---\ntitle: Sailing\n---\nWind.\n", {"en"}),
    ],
)
def test_a_text_that_changes_makes_the_index_of_its_language_anew(
    project: Callable[..., Site], path: str, text: str, languages: set[str]
) -> None:
    site = project(SMALL)
    before = {code: index_of(site, code) for code in ("en", "fi")}
    assert site.ran({path: text})["search_index"] == len(languages)
    assert {code for code, files in before.items() if files != index_of(site, code)} == languages


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("layouts/page.html", "<p>{{ page.content }}{{ site.title }}</p>"),
        ("layouts/components/boat.html", "{#---\nproperties: {name: {kind: text}}\n---#}<i>{{ name }}</i>"),
        ("site.yaml", "title: Port\nsearch: true\nlanguages: {en: English, fi: Suomi}\ntheme: {colour: red}\n"),
        (
            "content/boats/rowing.md",
            "---\ntitle: Rowing\nlayout: list.html\n---\n\nOars & *oarlocks*.\n\nKnots\n---\n\nA bowline.\n",
        ),
        ("static/robots.txt", "User-agent: *\n"),
    ],
)
def test_an_edit_that_changes_no_text_makes_no_index(project: Callable[..., Site], path: str, text: str) -> None:
    site = project(SMALL)
    before = {code: index_of(site, code) for code in ("en", "fi")}
    ran = site.ran({path: text})
    assert ran and "search_index" not in ran
    assert before == {code: index_of(site, code) for code in ("en", "fi")}


def test_nothing_is_made_where_nothing_changed_or_a_check_came_between(project: Callable[..., Site]) -> None:
    site = project(SMALL)
    assert site.build().ran == {}
    site.write({"content/fi/soutu.md": "---\ntitle: Soutu\n---\nVene.\n"})
    for _ in range(2):
        checking = Project(site.root, jobs=1)
        checking.check()
        assert "search_index" not in checking.db.ran
        checking.close()
    assert site.build().ran["search_index"] == 1
    assert site.build().ran == {}


def test_the_same_texts_give_the_same_files(project: Callable[..., Site], tmp_path: Path) -> None:
    site = project(library())
    clean = Project(site.root, jobs=1, cache=False)
    clean.build(tmp_path / "clean", keep_going=True)
    clean.close()
    assert files_in(tmp_path / "clean") == files_in(site.root / "public")


def test_incremental_equals_clean(project: Callable[..., Site], tmp_path: Path) -> None:
    """Over edits of every kind that the search knows, taken one after the other."""
    site = project(SMALL)
    steps: list[dict[str, str | None]] = [
        {"content/boats/rowing.md": "---\ntitle: Rowing\nsearch: false\n---\nOars.\n"},
        {"content/boats/index.md": "---\ntitle: All boats\n---\n"},
        {"content/boats/sailing.md": "---\ntitle: Sailing\ntags: [wind]\n---\n:::boat{name=Dinghy}\nSmall.\n:::\n"},
        {"content/fi/soutu.md": None},
        {"site.yaml": "title: Harbour\nsearch: {filters: [tags], leave_out: ['boats/s*']}\n"},
        {"site.yaml": "title: Harbour\nsearch: false\n"},
        {"site.yaml": "title: Harbour\nbase_url: https://example.org/port/\nsearch: true\n"},
        {"content/search.md": "---\ntitle: Our own search\n---\nHere.\n"},
    ]
    for number, step in enumerate(steps):
        site.write(step)
        site.build()
        clean = Project(site.root, jobs=1, cache=False)
        clean.build(tmp_path / f"clean{number}", keep_going=True)
        clean.close()
        assert files_in(tmp_path / f"clean{number}") == files_in(site.root / "public"), step


def test_what_is_switched_off_is_gone(project: Callable[..., Site]) -> None:
    site = project(SMALL)
    assert any("pagefind" in path for path in site.outputs)
    ran = site.ran({"site.yaml": "title: Harbour\nlanguages: {en: English, fi: Suomi}\n"})
    assert not [path for path in site.outputs if path.startswith(("search", "fi/search"))]
    assert not [path for path in (site.root / "public").rglob("*") if "search" in path.name and path.is_dir()]
    assert not {name for name in ran if name in ("search_index", "search_files", "search_record")}
    assert "search-link" not in site.output("index.html")


def test_a_page_may_ask_not_to_be_found(project: Callable[..., Site]) -> None:
    found = fragments(project(library()))
    assert f"/lakeside/{HIDDEN}/" not in found
    assert "/lakeside/guides/cards/" in found


def test_what_is_left_out_is_not_found(project: Callable[..., Site]) -> None:
    site = project({**SMALL, "site.yaml": "title: Harbour\nsearch: {leave_out: boats/**}\n"})
    assert "/boats/rowing/" not in fragments(site)
    assert "/" in fragments(site)


def test_terms_and_fields_are_found_and_narrow(project: Callable[..., Site]) -> None:
    types = "types:\n  event: {label: Event, pages: events/*.md, fields: {place: {kind: text}, fee: {kind: number}}}\n"
    site = project(
        {
            "site.yaml": f"title: Harbour\nsearch: {{filters: [section, type, tags]}}\n{types}",
            "content/events/race.md": "---\ntitle: Race\nplace: North pier\nfee: 12\ntags: [Sail]\n---\nNow.\n",
        }
    )
    race = fragments(site)["/events/race/"]
    assert race["filters"] == {"section": ["Events"], "type": ["Event"], "tags": ["Sail"]}
    assert race["content"] == "Now. North pier. Sail."


def test_a_site_may_have_its_own_page_of_the_search(project: Callable[..., Site]) -> None:
    site = project({**SMALL, "content/search.md": "---\ntitle: Find\nlayout: search.html\n---\n"})
    assert "<title>Find" in site.output("search/index.html")
    assert "search-in-page" in site.output("search/index.html")
    assert not [one for one in site.problems if "SG305" in one]


def test_without_pagefind_the_site_is_built_and_says_so(
    project: Callable[..., Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inputs, "_installed", lambda name: False)
    site = project(SMALL)
    assert [one for one in site.problems if one.startswith("SG507 site.yaml:2 ")]
    assert "index.html" in site.outputs
    assert not [path for path in site.outputs if path.startswith("search/")]
    assert "search-link" not in site.output("index.html")
    monkeypatch.undo()
    site.build()
    assert not [one for one in site.problems if "SG507" in one]
    assert "search/pagefind/pagefind.js" in site.outputs


def test_pagefind_that_fails_is_a_problem(project: Callable[..., Site], monkeypatch: pytest.MonkeyPatch) -> None:
    service = pytest.importorskip("pagefind.service")
    monkeypatch.setattr(service, "get_executable", lambda: None)
    site = project(SMALL)
    assert [one for one in site.problems if one.startswith("SG508 site.yaml:2 ")]
    assert "index.html" in site.outputs


@pytest.mark.parametrize(
    ("text", "on", "codes"),
    [
        ("search: true", True, []),
        ("search: off", False, []),
        ("search:", False, []),
        ("search: {filters: type}", True, []),
        ("search: maybe", False, ["SG303"]),
        ("search: {filter: type}", True, ["SG302"]),
        ("search: {filters: [colour]}", True, ["SG303"]),
        ("search: [a]", False, ["SG303"]),
    ],
)
def test_settings(text: str, on: bool, codes: list[str]) -> None:
    settings, problems = parse_settings(f"title: A\n{text}\n")
    assert (settings.search.on, [one.code for one in problems]) == (on, codes)
    assert all(isinstance(one, Diagnostic) and one.location.line == 2 for one in problems)


@pytest.mark.parametrize(
    ("text", "shown", "found"),
    [
        ("Con đường ven hồ", ["Con ", "đường ", "ven ", "hồ"], ["Con", "dường", "ven", "hồ"]),
        (
            "图书馆 开。Python3用",
            ["图", "书", "馆 ", "开。", "Python3", "用"],
            ["图", "书", "馆", "开。", "Python3", "用"],
        ),
        ("Łódź, Strauß", ["Łódź, ", "Strauß"], ["Lódź,", "Strauss"]),
        ("  — a", ["— ", "a"], ["—", "a"]),
        ("ـ", ["ـ"], ["ـ"]),
        ("", [], []),
    ],
)
def test_words(text: str, shown: list[str], found: list[str]) -> None:
    words = words_of(text)
    assert ([word.shown for word in words], [word.found for word in words]) == (shown, found)


def test_the_browser_folds_the_same_letters() -> None:
    import sitegen

    source = (Path(sitegen.__file__).parent / "theme/layouts/assets/finder.js").read_text("utf-8")
    table = re.search(r"LETTERS = \{(.*?)\};", source)
    assert table is not None
    assert dict(re.findall(r"(\S+): '(\w*)'", table[1])) == LETTERS


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        (
            '<p>One <b>two</b>three</p><h2 id="a&amp;b">Four</h2>five',
            ((0, "", "One twothree"), (2, "a&b", "Four"), (0, "", "five")),
        ),
        ("<script>if (a < b) x</script><p>y<!-- z --></p><style>q</style>", ((0, "", "y"),)),
        ("<table><tr><td>1</td><td>2 &lt; 3</td></tr></table>", ((0, "", "1"), (0, "", "2 < 3"))),
        ("a<br>b < c", ((0, "", "a"), (0, "", "b < c"))),
        ("<svg><title>no</title></svg><svg/>yes", ((0, "", "yes"),)),
    ],
)
def test_the_words_of_html(html: str, blocks: tuple[object, ...]) -> None:
    assert blocks_of([html], lambda name: False) == blocks
