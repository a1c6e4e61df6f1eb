"""With the built-in theme, too, a check finds what a clean build finds, though it renders few pages."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from author import Author, Step
from checking import first_difference, walk_at_random
from pool import picture

from bare import page
from sitegen.build import spared
from sitegen.engine.database import Database
from sitegen.engine.query import query
from sitegen.render.contracts.vouching import trust
from sites import Content

pytestmark = pytest.mark.usefixtures("few")

SITE = "title: S\nbase_url: https://example.org/\ndescription: A site\n"
MENU = "menus: {main: [{label: A, page: a.md}, {label: More, url: /x/, children: [{label: B, page: b.md}]}]}\n"
FIRST: dict[str, Content] = {
    "site.yaml": SITE + MENU,
    "content/index.md": page("Home", title="Home"),
    "content/a.md": page("## One\n\n## Two\n\n### Deep\n\n## Three\n\n[b](b.md)", title="A", description="'& <b>'"),
    "content/b.md": page("Text", title="B", tags="[t, u]"),
    "content/c.md": page("", title="C", date="2026-01-05", updated="2026-01-06 10:00", tags="[t]"),
    "content/news/d.md": page("```python\nx\n```", title="D", date="2026-01-04 12:00", draft="false"),
    "content/news/e.md": page("Text", layout="article"),
    "content/news/f.md": page("Text", layout="documentation"),
    "static/door.png": picture(8),
}
PAGES = ["content/a.md", "content/b.md", "content/c.md", "content/news/d.md", "content/news/e.md", "content/news/f.md"]
EVERY = frozenset(PAGES)
TOP = frozenset(PAGES[:3])
TWO = "languages: {en: {}, fi: {}}\n"
NONE: frozenset[str] = frozenset()
A, C, E, F = (frozenset([f"content/{name}.md"]) for name in ("a", "c", "news/e", "news/f"))


def _a(text: str = "Text", **fields: Any) -> dict[str, Content]:
    return {"content/a.md": page(text, title="A", **fields)}


def _c(text: str = "Text", **fields: Any) -> dict[str, Content]:
    return {"content/c.md": page(text, title="C", date="2026-01-05", **fields)}


def _site(more: str) -> dict[str, Content]:
    return {"site.yaml": SITE + more}


def _type(fields: str, pages: str = "*.md", more: str = "") -> dict[str, Content]:
    return _site(f"types: {{t: {{pages: '{pages}', {more}fields: {{{fields}}}}}}}\n")


ONE = '{% if page.title == "A" %}{{ 1 // (page.title | length - 1) }}{% endif %}'
LIST = '{% if page.title == "News" %}{{ 1 // (page.items | length - 3) }}{% endif %}'
ENTRY = '{% macro entry(item, form="", level="", text=true) %}{{ 1 // (item.title | length - 1) }}{% endmacro %}'
HUNDREDS = [f"t{n}" for n in range(260)]
TAGS = "taxonomies: {tags: {label: Tags}}\n"
BROKEN = "skip: [\n"
HEADINGS = "".join(f"## {n}\n\n" for n in range(9_000))
HIDING: dict[str, Content] = {"layouts/components/hide.html": "{{ label }}"}
STEPS: tuple[tuple[str, dict[str, Content], frozenset[str]], ...] = (
    # What is somebody else's than the theme's.
    ("a part of the theme is broken", {"layouts/_tags.html": "{{ page.titel.deep }}"}, EVERY - F),
    ("a part of the theme is not valid", {"layouts/_facts.html": "{% if %}"}, EVERY - F),
    ("a part that fails for some", {"layouts/_scheme.html": "{{ page.date.year }}"}, EVERY),
    ("a part that fails for one", {"layouts/_scheme.html": ONE}, EVERY),
    ("a layout of its own", {"layouts/page.html": "{{ page.date.year }}"}, EVERY - F),
    ("a layout of its own that is vouched for", {"layouts/page.html": "{{ page.title }}"}, E),
    ("a style sheet that is broken", {"layouts/assets/theme.css": "} {"}, NONE),
    ("a component that fails", {"layouts/components/note.html": "{{ page.x.y }}", **_a(":::note\nx\n:::")}, NONE),
    # Fields that the theme shows.
    ("an author that is a number", _c(author="3"), C),
    ("an author that is a list", _c(author="[x, {a: 1}]"), C),
    ("an author", _c(author="Ann"), NONE),
    ("a language that is a list", _a(lang="[x]"), A),
    ("a language", _a(lang="fi"), NONE),
    ("a picture that is not there", _a(image="gone.png"), A),
    ("a picture", _c(hero="/door.png"), C),
    ("a picture of an article", {"content/news/e.md": page(layout="article", hero="{src: none.png}")}, E),
    ("a text for machines", _a(lead="[1, 2]"), A),
    ("fields that are not shown", _a(odd="[1]", url="/x/", items="[a]", tag="3"), NONE),
    # Names that mean something else.
    ("a taxonomy called author", _site("taxonomies: {author: {label: Authors}}\n"), EVERY),
    ("a taxonomy called title", _site("taxonomies: {title: {}}\n"), EVERY),
    ("a taxonomy", _site("taxonomies: {rooms: {label: Rooms}}\n"), NONE),
    ("a type with an author", {**_c(author="b.md"), **_type("author: {kind: reference, to: t}")}, C),
    ("a type with a picture", {**_a(face="none.png"), **_type("face: {kind: image}")}, A),
    ("a closed type", _type("lead: {kind: text}", "**/*.md", "extra: deny, "), NONE),
    ("a type whose title is a number", _type("title: {kind: number}"), NONE),
    ("a type whose date is a text", _type("date: {kind: text}"), TOP),
    ("a type whose description is a list", _type("description: {kind: list, of: {kind: text}}"), NONE),
    ("a type that refers by its title", _type("title: {kind: reference, to: t}"), TOP),
    ("a type with a schema", _site("types: {t: {pages: 'a.md', schema: Article}}\n"), A),
    # What the site says.
    ("strings that are broken", {"data/strings/en.yaml": BROKEN}, NONE),
    ("strings that are no texts", {"data/strings/en.yaml": "skip: [1, {a: b}]\nmenu: 3\n"}, NONE),
    ("strings that are very long", {"data/strings/en.yaml": f"skip: '{'x' * 120_000}'\n"}, EVERY),
    ("half a character", {"data/strings/en.yaml": 'skip: "\\uD800"\n'}, NONE),
    ("strings of a language without pages", {**_site(TWO), "data/strings/fi.yaml": BROKEN}, NONE),
    ("strings of a language", {**_site(TWO), "data/strings/fi.yaml": BROKEN, "content/a.fi.md": "x"}, NONE),
    ("a menu that leads nowhere", _site(MENU.replace("a.md", "gone.md")), NONE),
    ("a theme of words", _site("theme: {footer: small, scale: 1.2, type: mono, colour: red, icon: /i.svg}\n"), NONE),
    ("a theme of lists", _site("theme: {logo: [1], own: {a: b}}\n"), NONE),
    ("a theme with its own type", _site("theme: {sections: [1]}\n"), EVERY),
    ("a font that is not there", _site("theme: {preload: [/none.woff2]}\n"), EVERY),
    ("styles in pages", _site("theme: {inline_css: true}\n"), EVERY),
    ("no picture of the site", _site("sharing: {picture: /none.png}\norganisation: {logo: /o.svg}\n"), NONE),
    ("drawn pictures", _site("sharing: {pictures: true}\n"), EVERY),
    ("a search", _site("search: true\n"), NONE),
    ("no address", {"site.yaml": "title: S\n"}, NONE),
    ("right to left", _site("languages: {ar: {}, en: {}}\n"), NONE),
    ("a language that is not one", _site("languages: {zz-zz: {}, en: {}}\n"), NONE),
    ("a page in a language that is not there", _a(language="sv"), A),
    # What is large or odd.
    ("a huge text", _a("word " * 45_000), NONE),
    ("headings", _a("".join(f"## {n}\n\n" for n in range(5_000))), NONE),
    ("headings that are not shown", {**HIDING, **_a(f":::hide\n{HEADINGS}\n:::")}, NONE),
    ("some hundred terms", {**_site(f"feed: {{terms: false}}\n{TAGS}"), **_a(tags=HUNDREDS)}, EVERY),
    ("some terms", _a(tags=[f"t{n}" for n in range(60)]), F),
    ("a long title", {"content/a.md": page(title="x" * 100_000)}, EVERY),
    ("no layout", _a(layout="nothing"), A),
    ("no front matter", {"content/a.md": "x"}, NONE),
    ("broken front matter", {"content/a.md": "---\ntitle: [\n---\nx"}, NONE),
    ("a date that is none", _c(updated="soon"), NONE),
    ("a year that nobody writes", _a(date="9999-12-31"), NONE),
    ("a broken text", _a("[x](none.md) ![](gone.png) [[Nobody]] :::nothing\n:::"), NONE),
    ("a draft", _a(draft="true"), A),
    # Lists.
    ("a part of lists that fails for one", {"layouts/_listing.html": LIST}, NONE),
    ("an entry that fails for one", {"layouts/_entry.html": ENTRY}, EVERY),
    ("a folder with a page", {"content/news/index.md": page("[x](none.md)", author="3", hero="none.png")}, NONE),
    ("a list of its own", {"layouts/list.html": "{{ page.items[0].date.year }}"}, NONE),
    ("long lists", {**_site("pagination: {per_page: 90}\n"), **{f"content/news/{n}.md": "x" for n in range(9)}}, NONE),
    ("short lists", _site("pagination: {per_page: 1}\n"), NONE),
    ("a page at the address of a term", {"content/tags/t.md": page("[x](none.md)", layout="term", author="3")}, NONE),
    ("many folders", {f"content/s{n}/x.md": page(title="X" * (n % 5)) for n in range(50)}, NONE),
)  # fmt: skip
"""What happens, the files, and which of the pages are not left out because of it."""


@pytest.mark.parametrize(("what", "files", "rendered"), STEPS[::4], ids=[what for what, _, _ in STEPS[::4]])
def test_what_ends_the_trust(
    tmp_path: Path, left_out: list[list[str]], what: str, files: dict[str, Content], rendered: frozenset[str]
) -> None:
    """A check of a new site finds what a build finds, and renders those pages."""
    _is_ended_by(tmp_path, left_out, files, rendered)


@pytest.mark.prove
@pytest.mark.parametrize(("what", "files", "rendered"), STEPS, ids=[what for what, _, _ in STEPS])
def test_everything_that_ends_the_trust(
    tmp_path: Path, left_out: list[list[str]], what: str, files: dict[str, Content], rendered: frozenset[str]
) -> None:
    _is_ended_by(tmp_path, left_out, files, rendered)


def _is_ended_by(
    tmp_path: Path, left_out: list[list[str]], files: dict[str, Content], rendered: frozenset[str]
) -> None:
    assert first_difference(tmp_path, {**FIRST, **files}, (), NONE) == ""  # type: ignore[arg-type]
    assert set(PAGES) - set(left_out[0]) == rendered


def _there_and_back(root: Path, what: str) -> str:
    files = next(files for name, files, _ in STEPS if name == what)
    back = {path: FIRST.get(path) for path in files}
    script = (Step(what, files), Step("begun again", restart=True), Step("back", back))
    return first_difference(root, FIRST, script, frozenset([0]))


@pytest.mark.parametrize("what", [what for what, _, _ in STEPS[1::20]])
def test_there_and_back(tmp_path: Path, what: str) -> None:
    """After a build of the site before, a check finds what a build finds; and does so when all is as it was."""
    assert _there_and_back(tmp_path, what) == ""


@pytest.mark.prove
@pytest.mark.parametrize("what", [what for what, _, _ in STEPS])
def test_there_and_back_with_everything(tmp_path: Path, what: str) -> None:
    assert _there_and_back(tmp_path, what) == ""


LISTS = {"content/news/", "@tags/t", "@tags/u"}


@pytest.mark.parametrize(
    ("files", "rendered"),
    [
        ({}, set()),
        ({"layouts/_near.html": ""}, {"@tags/t", "@tags/u"}),
        ({"layouts/_pagination.html": ""}, LISTS),
        ({"layouts/list.html": "{{ page.date.year }}"}, {"content/news/"}),
        ({"site.yaml": SITE + "pagination: {per_page: 100}\n"}, set()),
        ({"content/a.md": page(title="x" * 100_000)}, LISTS),
        ({f"content/news/{n}.md": "" for n in range(70)} | _site("pagination: {per_page: 50}\n"), LISTS),
        ({f"content/news/{n}.md": "" for n in range(70)}, set()),
    ],
)
def test_lists(tmp_path: Path, left_out: list[list[str]], files: dict[str, Content], rendered: set[str]) -> None:
    """Lists of folders and terms are left out as pages are, if they are short ones of the theme's."""
    assert first_difference(tmp_path, {**FIRST, **files}, (), NONE) == ""
    assert LISTS - set(left_out[0]) == rendered


def _script(seed: int) -> list[Step]:
    """The steps in another order, each undone after a while."""
    chance = random.Random(seed)
    made: list[Step] = []
    for what, files, _ in chance.sample(STEPS, len(STEPS)):
        made.append(Step(what, files, restart=chance.random() < 0.2))
        if chance.random() < 0.6:
            made.append(Step("without " + what, {path: FIRST.get(path) for path in files}))
    return made


@pytest.mark.parametrize("seed", range(1))
def test_one_after_the_other(tmp_path: Path, left_out: list[list[str]], seed: int) -> None:
    """In any order, with builds in between."""
    builds = frozenset(random.Random(seed).sample(range(20), 4))
    assert first_difference(tmp_path, FIRST, _script(seed)[:14], builds) == ""
    assert sum(map(len, left_out)) > 20


@pytest.mark.prove
@pytest.mark.parametrize("seed", range(20))
def test_one_after_the_other_for_long(tmp_path: Path, seed: int) -> None:
    builds = frozenset(random.Random(seed).sample(range(90), 20))
    assert first_difference(tmp_path, FIRST, _script(100 + seed), builds) == ""


def _walk(root: Path, seed: int, count: int) -> None:
    walk_at_random(root, Author(seed, theme=True), seed, count, _seldom_a_layout)


def _seldom_a_layout(chance: random.Random, number: int, step: Step) -> Step | None:
    """Else the theme would soon be hidden."""
    has_layout = any(path.startswith("layouts/") for path in step.files)
    return None if has_layout and chance.random() < 0.7 else step


@pytest.mark.parametrize("seed", range(2))
def test_a_check_after_every_edit(tmp_path: Path, left_out: list[list[str]], seed: int) -> None:
    """By random edits of good and broken files, with builds in between."""
    _walk(tmp_path, 9000 + seed, 8)
    assert sum(map(len, left_out)) > 0


@pytest.mark.prove
@pytest.mark.parametrize("seed", range(40))
def test_a_check_after_every_edit_for_long(tmp_path: Path, seed: int) -> None:
    _walk(tmp_path, 9500 + seed, 25)


def _trust_every_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spared, "is_ordinary", lambda head, shown: True)


def _trust_every_site(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(*given: Any) -> None:
        """No doubt."""

    for name in ("_check_theme", "_check_fields", "_check_words"):
        monkeypatch.setattr(trust, name, nothing)


def _ask_for_no_menus(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trust, "menus", no_menus)


@query
def no_menus(db: Database) -> dict[str, str]:
    """What is asked for in place of menus."""
    return {}


MUTANTS: dict[str, tuple[Callable[[pytest.MonkeyPatch], None], str]] = {
    "a field": (_trust_every_page, "an author that is a number"),
    "a part": (_trust_every_site, "a part that fails for one"),
    "a font": (_trust_every_site, "a font that is not there"),
    "menus": (_ask_for_no_menus, "a menu that leads nowhere"),
}


@pytest.mark.parametrize("name", MUTANTS)
def test_trust_that_is_not_deserved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """What would be wrong to trust is found to be wrong."""
    plant, step = MUTANTS[name]
    plant(monkeypatch)
    files = next(files for what, files, _ in STEPS if what == step)
    pages = {path: FIRST[path] for path in ("content/a.md", "content/b.md", "content/c.md")}
    others = dict.fromkeys((f"layouts/{one}.html" for one in ("404", "index", "list", "taxonomy", "term")), "x")
    assert first_difference(tmp_path, {**pages, **others, "site.yaml": SITE, **files}, (), NONE) != ""
