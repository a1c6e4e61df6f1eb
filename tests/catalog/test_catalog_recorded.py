"""``media.yaml``: what is known of the files in its folder."""

from __future__ import annotations

import html
import json
from collections.abc import Callable

import pytest

from sitegen.base.diagnostics import Diagnostic
from sitegen.catalog.recorded import record_of
from sitegen.markup.records import parse_records
from sitegen.model.record import NOTHING, Record
from sitegen.project.project import Project
from sites import Site

Make = Callable[..., Site]


@pytest.mark.parametrize(
    ("written", "record"),
    [
        ('a.jpg: {alt: "The door", focal: [0.5, 0.3]}', Record("The door", (0.5, 0.3))),
        ("a.jpg:\n  alt: The door\n  focal:\n    - 0\n    - 1", Record("The door", (0.0, 1.0))),
        ("a.jpg: {alt: 12}", Record("12")),
        ("a.jpg:\n  alt: |\n    The door\n    in winter\n", Record("The door in winter")),
        ("a.jpg: {alt: , focal: }", NOTHING),
        ("a.jpg:", NOTHING),
        ("", None),
        ("# nothing yet", None),
    ],
)
def test_what_is_read(written: str, record: Record | None) -> None:
    """Each name has its words and its point; nothing is wrong with any of these."""
    records, _, problems = parse_records(written.encode(), "content/media.yaml")
    assert (records.get("a.jpg"), problems) == (record, ())


@pytest.mark.parametrize(
    ("written", "code", "column", "hint", "record"),
    [
        ("a.jpg: {alt: [x]}", "SG106", 14, "quotes", NOTHING),
        ("a.jpg: The door", "SG106", 8, "{alt:", NOTHING),
        ("a.jpg: {focal: [0.5, 1.3]}", "SG108", 22, "from the left", NOTHING),
        ("a.jpg: {focal: [-0.1, 0.3]}", "SG108", 17, "from the left", NOTHING),
        ("a.jpg: {focal: [0.5]}", "SG106", 16, "[0.5, 0.3]", NOTHING),
        ("a.jpg: {focal: [left, 0.3]}", "SG106", 17, "digits", NOTHING),
        ("a.jpg: {focal: {x: 1}, alt: Door}", "SG106", 16, "[0.5, 0.3]", Record("Door")),
        ("a.jpg: {atl: The door}", "SG104", 9, 'did you mean "alt"?', NOTHING),
        ("a.jpg: {alt: Door", "SG101", 8, "}", NOTHING),
        ("- a.jpg", "SG113", 1, "name: value", None),
    ],
)
def test_what_is_wrong(written: str, code: str, column: int, hint: str, record: Record | None) -> None:
    """One problem, at its place, with what to write instead; what is right beside it is used."""
    records, _, problems = parse_records(written.encode(), "content/media.yaml")
    assert [(one.code, one.location.column) for one in problems] == [(code, column)], problems
    assert hint in problems[0].hint
    assert records.get("a.jpg") == record


def test_percentages_are_mended(project: Make) -> None:
    """Who writes the point as the field of a page has it gets the list that is meant."""
    site = project({"site.yaml": "title: A\n", "content/a.md": "A", "content/a.jpg": b"x", "content/media.yaml": "\n"})
    site.write({"content/media.yaml": "a.jpg: {focal: 61% 5.5%}\n"})
    (problem,) = [one for one in site.build().problems if one.code == "SG106"]
    (edit,) = problem.fixes[0].edits
    assert edit.text == "[0.61, 0.055]"


def test_who_finds_the_record_of_a_file(project: Make) -> None:
    """The record in the folder of a file holds for it, below content/ and below static/, and for no other."""
    site = project(
        {
            "site.yaml": "title: A\n",
            "content/news/index.md": "News",
            "content/news/a.jpg": b"a",
            "content/news/media.yaml": "a.jpg: {alt: In the news}\n",
            "content/a.jpg": b"b",
            "static/a.jpg": b"c",
            "static/media.yaml": "a.jpg: {alt: For all}\n",
        }
    )
    opened = Project(site.root, jobs=1)
    paths = [f"{folder}/a.jpg" for folder in ("content/news", "content", "static")]
    alts = opened.retried(lambda builder: [record_of(builder.db, path).alt for path in paths])
    opened.close()
    assert alts == ["In the news", "", "For all"]


@pytest.mark.parametrize(
    "words", ["The door", 'A "red" *door* [wide] | open & <b> \\ $x$ {y} `z` :a[b]', "Ovi 🚪 漢字"]
)
def test_check_writes_the_words_of_a_file_where_they_are_missing(project: Make, words: str) -> None:
    """In Markdown, tables and references of it, in HTML and in fields; what is not certain stays, and is told."""
    picture = "{kind: image, alt: required}"
    fields = f"{{hero: {picture}, more: {{kind: list, of: {picture}}}, side: {picture}}}"
    text = (
        "---\nhero: door.jpg\nmore: [door.jpg, none.jpg]\nside: {src: door.jpg}\n---\n![](door.jpg){width=5} ![][d]\n"
    )
    rest = '\n| a |\n|---|\n| ![](../door.jpg) |\n\n<img src="door.jpg">\n\n![](other.jpg) '
    rest += "![]( /img/x.jpg )\n\n[d]: door.jpg\n"
    files = (
        "content/in/door.jpg",
        "content/in/none.jpg",
        "content/in/other.jpg",
        "content/door.jpg",
        "static/img/x.jpg",
    )
    told = {"content/in": "door.jpg", "content": "door.jpg", "static/img": "x.jpg"}
    record = f"alt: {json.dumps(words, ensure_ascii=False)}\n"
    site = project(
        {
            "site.yaml": f"title: A\ntypes: {{one: {{pages: in/*.md, fields: {fields}}}}}\n",
            "content/in/a.md": text + rest,
            **dict.fromkeys(files, b"a"),
            **{f"{folder}/media.yaml": f"{name}:\n  {record}" for folder, name in told.items()},
        }
    )
    before = [one for one in site.build().problems if one.code == "SG204"]
    opened = Project(site.root, jobs=1)
    mended = opened.mend()
    left = [one.location.line for one in mended.problems if one.code == "SG204"]
    opened.close()
    made = (site.root / "content/in/a.md").read_text("utf-8")
    assert (len(before), left) == (10, [3, 4, 14]), made
    site.build()
    page = html.unescape(site.output("in/a/index.html"))
    assert page.count(f'alt="{words}"') == 5, page


def test_records_are_not_published(project: Make) -> None:
    """What people know of pictures is no file of the site; another data file is."""
    files = dict.fromkeys(("content/media.yaml", "static/media.yaml", "static/other.yaml"), "")
    site = project({"site.yaml": "title: A\n", "content/index.md": "A", **files})
    assert [path for path in site.outputs if path.endswith(".yaml")] == ["other.yaml"]


def test_names_without_a_file(project: Make) -> None:
    """A name that no file in the folder has is told with the nearest; so is the way to a file elsewhere."""
    site = project(
        {
            "site.yaml": "title: A\n",
            "content/index.md": "A",
            "content/door.jpg": b"a",
            "content/in/b.jpg": b"b",
            "content/b.jpg": b"b",
            "content/media.yaml": "dor.jpg: {alt: The door}\nin/b.jpg: {alt: B}\ndoor.jpg: {alt: The door}\n",
        }
    )
    found = _missing(site)
    assert [(one.location.path, one.location.line, one.location.end_column) for one in found] == [
        ("content/media.yaml", 1, 8),
        ("content/media.yaml", 2, 9),
    ]
    assert [one.hint for one in found] == ['did you mean "door.jpg"?', "write it into content/in/media.yaml"]
    site.write({"content/dor.jpg": b"c", "content/media.yaml": "dor.jpg: {alt: The door}\n"})
    assert _missing(site) == []


def _missing(site: Site) -> list[Diagnostic]:
    return [one for one in site.build().problems if one.code == "SG203"]
