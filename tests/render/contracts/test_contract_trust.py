"""The layouts of the theme that are trusted never fail for an ordinary page, and stay below what a layout may do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bare import page
from sitegen.build import spared as sparing
from sitegen.build.making import output_key
from sitegen.build.plan import plan
from sitegen.build.spared import spared
from sitegen.engine.database import Database
from sitegen.markup.decode import MOST
from sitegen.project.project import Project
from sitegen.render.body import body_size
from sitegen.render.contracts.vouching.bounds import Bounds, bounds_of
from sitegen.render.contracts.vouching.trust import (
    MOST_FEW,
    MOST_FOLDERS,
    MOST_ITEMS,
    MOST_LEAVES,
    MOST_LEVELS,
    MOST_LISTED,
    MOST_PARTS,
    MOST_WORDS,
    TRUSTED,
    distrust,
    shown_fields,
)
from sitegen.render.contracts.vouching.views import MOST_CONTENT
from sitegen.render.limits import MOST_STEPS, MOST_TEXT
from sitegen.render.outputs import output
from sitegen.render.sandbox import Sandbox
from sitegen.render.views import PageView
from sites import Content, put

Factory = pytest.TempPathFactory
EVERY = tuple(layout for layouts in TRUSTED.values() for layout in layouts)
SMALL = Bounds(8, 1, 8, 8, 8, 256)


@contextmanager
def opened(root: Path, files: dict[str, Content]) -> Iterator[Database]:
    """The memos of a site, nothing kept."""
    put(root, files)
    project = Project(root, jobs=1, cache=False, drafts=True)
    try:
        project.db.refresh()
        yield project.db
    finally:
        project.close()


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """What is spent, one number after the other."""
    found: list[int] = []
    real = Sandbox.spend

    def counting(self: Sandbox, count: int) -> None:
        found.append(count)
        real(self, count)

    monkeypatch.setattr(Sandbox, "spend", counting)
    return found


def _render(db: Database, path: str) -> bytes:
    """The page of a source that is left out."""
    key = next(key for key in map(output_key, db.get(plan)) if key[2:4] == ("page", path))
    db.get(body_size, path)
    before = set(db.problems())
    made: bytes = db.get(output, *key[1:])
    assert set(db.problems()) == before
    return made


WORD = "w\u00e4 & "


def _most(layout: str, few: int, letters: int) -> dict[str, Content]:
    """A site that has as much of everything as may be, but for folders."""
    long = (WORD * letters)[: (letters - 200) // 2]
    entry = f'{{label: "{long}", url: "/{"x" * (letters - 200)}"}}'
    menu = ", ".join([entry] * (few - 1))
    codes = ["en", "fi", "de", "ar", "sv", "vi"]
    fields: dict[str, Any] = {"title": f'"{long}"', "description": f'"{long}"', "layout": layout, "date": "2026-12-31"}
    fields |= {"updated": "2026-12-30 23:59", "tags": [f"{n} {long[: letters // 2]}" for n in range(few)]}
    fields |= {"author": f'"{long}"', "lang": f'"{long}"', "draft": "true"}
    text = "".join(f"## {n}\n\n### {n}\n\n" for n in range(int(MOST_CONTENT / 110)))
    versions = {f"content/p.{code}.md": page(title="Other") for code in codes[1:]}
    like = {name: fields[name] for name in ("title", "tags")}
    around = {f"content/{n}.md": page(date=f"2026-12-0{n}", **like) for n in range(1, 8)}
    sections = {f"content/s{n}/index.md": page(title=f'"{n} {long}"') for n in range(50)}
    site = f'title: "{long}"\nbase_url: https://example.org/\nlanguages: {{{", ".join(f"{c}: {{}}" for c in codes)}}}\n'
    site += f"menus: {{footer: [{menu}]}}\nsearch: true\n"
    return {"site.yaml": site, "content/index.md": "", "content/p.md": page(text, **fields), **versions, **around,
            **sections}  # fmt: skip


@pytest.mark.parametrize(("few", "letters"), [(MOST_FEW, MOST_WORDS // MOST_FEW), (32, MOST_WORDS // 32)])
@pytest.mark.parametrize("layout", ["page.html", "article.html"])
def test_much_of_everything(tmp_path: Path, steps: list[int], layout: str, few: int, letters: int) -> None:
    """Less than half of the steps and a quarter of the characters that a layout may make. Folders cost one each."""
    with opened(tmp_path, _most(layout, few, letters)) as db:
        measured = bounds_of(db)
        assert measured is not None
        assert (measured.few, measured.letters) == (few, letters)
        assert db.get(distrust, layout, "", "en", *measured) == ""
        assert MOST_CONTENT * 0.9 < db.get(body_size, "content/p.md") <= MOST_CONTENT
        steps.clear()
        made = _render(db, "content/p.md")
    assert sum(steps) + MOST_FOLDERS < MOST_STEPS / 2
    assert len(made) < MOST_TEXT / 4


@pytest.mark.parametrize("levels", [3, MOST_LEVELS - 2])
def test_a_large_tree(tmp_path: Path, steps: list[int], levels: int) -> None:
    """Documentation shows the tree of its section, open where the page is."""
    below = MOST_LEAVES // MOST_LEVELS
    files: dict[str, Content] = {"site.yaml": "title: S\ntypes: {d: {pages: '**/*.md', layout: documentation.html}}\n"}
    folder = "content/"
    for level in range(levels):
        count = below - 1 if level < 3 else 2
        files |= {f"{folder}index.md": "x"} | {f"{folder}p{n}.md": page(title=f"Page {n}") for n in range(count)}
        folder += "d/"
    leaf = folder.removesuffix("d/") + "p1.md"
    headings = "".join(f"## {n}\n\n### {n}\n\n" for n in range(int(MOST_CONTENT / 110)))
    with opened(tmp_path, {**files, leaf: headings}) as db:
        measured = bounds_of(db)
        assert measured is not None
        assert measured.below == below
        assert db.get(distrust, "documentation.html", "d", "en", *measured) == ""
        steps.clear()
        made = _render(db, leaf)
    each = sum(steps) / (min(levels, 3) * below)  # what the headings cost is in it as well
    assert each * MOST_LEAVES < MOST_STEPS / 2
    assert len(made) < MOST_TEXT / 4


@pytest.mark.parametrize(("few", "letters"), [(64, MOST_LISTED // MOST_ITEMS // 8), (8, MOST_LISTED // MOST_ITEMS)])
def test_long_lists(tmp_path: Path, steps: list[int], few: int, letters: int) -> None:
    """Of folders and of terms, also where each of their pages begins with as long a paragraph as a source can hold."""
    long = (WORD * letters)[: (letters - 200) // 2]
    tags = [f'"{n} {long[: letters // 3]}"' for n in range(few)]
    each = {"title": f'"{long}"', "tags": [f"t{n}" for n in range(few)], "date": "2026-01-01"}
    pages = {f"content/f/{n:03}.md": page("word " * 2_000, **each) for n in range(MOST_ITEMS * 2)}
    site = f"title: S\nbase_url: https://example.org/\npagination: {{per_page: {MOST_ITEMS}}}\nfeed: {{terms: false}}\n"
    with opened(tmp_path, {"site.yaml": site, **pages, "content/f/000.md": page("x", **{**each, "tags": tags})}) as db:
        measured = bounds_of(db)
        assert measured is not None
        assert (measured.items, measured.few, measured.letters) == (MOST_ITEMS, few, letters)
        for layout, path in (("list.html", "content/f/"), ("term.html", "@tags/t0")):
            assert db.get(distrust, layout, "", "en", *measured) == ""
            steps.clear()
            made = _render(db, path)
            assert sum(steps) + MOST_ITEMS * MOST / 64 < 0.6 * MOST_STEPS
            assert len(made) < MOST_TEXT / 4


def test_many_parts_of_a_list(tmp_path: Path, steps: list[int]) -> None:
    """The way to each part of a list costs little: all together another quarter of what a layout may do."""
    count = 600
    pages = {f"content/f/{n}.md": "" for n in range(count)}
    with opened(tmp_path, {"site.yaml": "title: S\npagination: {per_page: 1}\n", **pages}) as db:
        steps.clear()
        _render(db, "content/f/")
    assert sum(steps) / count * MOST_PARTS * 2 < MOST_STEPS / 4


@pytest.mark.parametrize(
    "more",
    [{"few": MOST_FEW * 2}, {"letters": MOST_WORDS // 4}, {"folders": MOST_FOLDERS * 2}],
)
def test_more_is_not_trusted(tmp_path: Path, more: dict[str, int]) -> None:
    """Beyond what is tried here nothing is trusted."""
    with opened(tmp_path, {"site.yaml": "title: S\n"}) as db:
        for layout in EVERY:
            assert db.get(distrust, layout, "", "en", *SMALL) == ""
            assert db.get(distrust, layout, "", "en", *SMALL._replace(**more)) != ""
        long = (
            SMALL._replace(items=64),
            SMALL._replace(pages=MOST_PARTS * 16),
            SMALL._replace(items=32, letters=1 << 16),
        )
        assert all(db.get(distrust, "list.html", "", "en", *one) for one in long)
        deep = SMALL._replace(few=MOST_LEVELS * 2), SMALL._replace(below=MOST_LEAVES)
        assert all(db.get(distrust, "documentation.html", "", "en", *one) for one in deep)
        assert not any(db.get(distrust, "page.html", "", "en", *one) for one in (*long[:2], *deep))


EVERYTHING: dict[str, Any] = {
    "title": "T", "date": "2026-01-01", "updated": "2026-01-02", "tags": "[t]", "description": "D", "author": "A",
    "lang": "fi", "hero": "/x.svg", "caption": "C", "image": "", "lead": "L", "draft": "true", "order": "1",
}  # fmt: skip


@pytest.mark.parametrize("languages", ["", "languages: {en: {}, fi: {}}\n"])
@pytest.mark.parametrize("layout", EVERY)
def test_the_fields_that_a_layout_asks_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, layout: str, languages: str
) -> None:
    """Nothing but what is said to be shown is asked of a page, and nothing of others; whatever branch is taken."""
    asked: set[tuple[str, str]] = set()
    real = PageView._field

    def noting(self: PageView, name: str) -> Any:
        asked.add((self._path, name))
        return real(self, name)

    monkeypatch.setattr(PageView, "_field", noting)
    pages: dict[str, Content] = {
        f"content/{folder}{n}.md": page("## One\n\n## Two\n\n## Three", layout=layout, **fields)
        for folder in ("", "f/", "f/g/")
        for n, fields in enumerate([{}, EVERYTHING, {"title": "x"}, EVERYTHING])
    }
    pages |= {f"content/{folder}/index.md": page("x", layout=layout, **EVERYTHING) for folder in ("f", "f/g")}
    site = "title: S\nbase_url: https://example.org/\nsearch: true\n" + languages
    with opened(tmp_path, {"site.yaml": site, **pages, "content/index.md": "", "content/0.fi.md": ""}) as db:
        shown = db.get(shown_fields, layout, "")
        found: set[str] = set()
        for key in map(output_key, db.get(plan)):
            if key[2] == "page" and (key[3] in pages or key[3].startswith("@tags/")):
                asked.clear()
                db.get(output, *key[1:])
                found |= {name for _, name in asked}
                assert {path for path, _ in asked} <= {key[3]}
        assert found <= shown.keys()
    assert "lang" in found or languages


# Any page that is left out.

TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=60)
WORDS = TEXT.map(lambda text: '"' + "".join(f"\\U{ord(one):08X}" for one in text) + '"')
DATE = st.dates().map(str) | st.datetimes().map(lambda at: at.isoformat(" ", "minutes"))
VALUE = st.one_of(WORDS, DATE, st.integers().map(str), st.floats().map(str), st.sampled_from(
    ["[]", "{}", "[1, [2]]", "{a: b}", "true", "null", "[{url: x}]", "{src: x.png}", "''", "~"]
))  # fmt: skip
NAMES = ["author", "lang", "hero", "caption", "image", "lead", "summary", "title", "description", "date", "updated"]
NAMES += ["tags", "draft", "odd", "header", "items", "language", "order", "type", "url", "slug", "layout"]
FRONT = st.dictionaries(st.sampled_from(NAMES), VALUE, max_size=6)
PIECES = ["# One", "## Two", "### Three", "text & <b>", "`code`", "```\nx\n```", "- a\n- b", "> q", "![x](/a.svg)"]
BODY = st.lists(st.sampled_from(PIECES) | TEXT, max_size=8).map("\n\n".join)
SETTINGS = st.lists(st.sampled_from([
    "languages: {en: {}, ar: {}, fi: {}}", "theme: {footer: small, scale: 2}", "description: '& <b>'", "search: true",
    "theme: {logo: /x.png, header: plain, edit: 'https://example.org/{path}'}", "taxonomies: {rooms: {}, tags: {}}",
    "types: {t: {pages: 'a*.md', fields: {lead: {kind: text}, author: {kind: list, of: {kind: text}}}}}",
    "types: {t: {pages: '*.md', extra: deny, fields: {date: {required: true}}}}", "base_url: https://example.org/x/",
    "menus: {main: [{label: A, url: /a/, children: [{label: B, url: /b/}]}], footer: [{label: C, url: ''}]}",
    "organisation: {name: '<O>'}", "timezone: Asia/Kathmandu", "permalinks: {/: '/x/{slug}.html'}",
]), max_size=5, unique_by=lambda line: line.partition(":")[0])  # fmt: skip
PLACES = ["a0.md", "a1.md", "b.md", "b.fi.md", "fi/b.md", "s/d/e.md", "s/2026-01-01-x.md", "f/index.md", "index.md"]


@st.composite
def sites(draw: st.DrawFn) -> dict[str, Content]:
    """A small site with odd pages."""
    files: dict[str, Content] = {"site.yaml": "\n".join(["title: S", *draw(SETTINGS)]) + "\n"}
    for place in PLACES:
        front = {"layout": draw(st.sampled_from(["page.html", "article", "documentation", ""])), **draw(FRONT)}
        files[f"content/{place}"] = page(draw(BODY), **front)
    return files


def _try(root: Path, files: dict[str, Content]) -> int:
    """Render every page that may be left out; returns how many these are. None may fail or say anything new."""
    with opened(root, files) as db:
        left = spared(db, map(output_key, db.get(plan)))
        for path in left.texts():
            db.get(body_size, path)
        before = set(db.problems())
        for key in left.outputs:
            assert db.get(output, *key[1:]), key
        assert set(db.problems()) == before
        return len(left.outputs)


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a site of some pages, too."""
    monkeypatch.setattr(sparing, "MANY", 1)


_FREE = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]


@settings(max_examples=25, deadline=None, suppress_health_check=_FREE, derandomize=True)
@given(files=sites())
def test_any_page_that_is_left_out(few: None, tmp_path_factory: Factory, files: dict[str, Content]) -> None:
    """It would have been rendered without a word."""
    _try(tmp_path_factory.mktemp("any"), files)


@pytest.mark.prove
@settings(max_examples=1_000, deadline=None, suppress_health_check=_FREE)
@given(files=sites())
def test_any_page_for_long(few: None, tmp_path_factory: Factory, files: dict[str, Content]) -> None:
    _try(tmp_path_factory.mktemp("any"), files)


def test_there_are_pages_left_out(few: None, tmp_path: Path) -> None:
    """What is tried above is tried of something."""
    files: dict[str, Content] = {f"content/{place}": page("x", title="T") for place in PLACES}
    site = "title: S\nlanguages: {en: {}, fi: {}}\n"
    assert _try(tmp_path, {"site.yaml": site, **files}) >= len(PLACES)
