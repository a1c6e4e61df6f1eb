"""Mistakes in front matter: one mistake, one problem, at its place, in an author's words."""

from __future__ import annotations

import pytest
from markup_texts import said, shape

from sitegen.base.diagnostics import Diagnostic
from sitegen.markup.yaml import compose_map

ONE_MISTAKE = [
    ("title: Winter: opening hours", '1:8 the value of "title" holds a colon, which begins a new field in YAML'),
    ("title: Winter:", '1:8 the value of "title" holds a colon, which begins a new field in YAML'),
    ("tags:\n  - one: two: three", '2:10 the value of "one" holds a colon, which begins a new field in YAML'),
    ("title: a\n  date: b", '2:1 "date" is indented, so it counts as part of the line above'),
    ("a:\n  b: c\n d: e", "3:1 the line is indented differently from its neighbours"),
    ("a:\n\t- b", "2:1 the line is indented with a tab"),
    ("a: b\n\tc: d", "2:1 the line is indented with a tab"),
    ("a:\n  - x\n - y", "3:2 this list item does not belong to a field"),
    ("a: b\n- c", "2:1 this list item does not belong to a field"),
    ("- a\nb: c", "2:1 a field cannot stand among the items of a list"),
    ('title: "Winter\ndate: x', '1:8 the quote " that opens the value of "title" is never closed'),
    ("title: 'Winter\ndate: x", '1:8 the quote \' that opens the value of "title" is never closed'),
    ("title: 'It's winter'\na: b", '1:12 the value of "title" goes on after the closing \''),
    ('title: "Winter" hours\na: b', '1:17 the value of "title" goes on after the closing "'),
    ("title: [Winter] hours", '1:17 the value of "title" goes on after the closing ]'),
    ("tags: [a, b\ndate: x", "1:7 the list that opens with [ is never closed"),
    ("tags: {a: b\ndate: x", "1:7 the group that opens with { is never closed"),
    ("tags: [a: b: c]", "1:12 the list cannot be read from here on"),
    ("title: {{ name }}", '1:8 the value of "title" starts with {, which opens a group in YAML'),
    ("title: @home", '1:8 the value of "title" starts with @, which has a meaning of its own in YAML'),
    ("title: `code`", '1:8 the value of "title" starts with `, which has a meaning of its own in YAML'),
    ("title: %100", '1:8 the value of "title" starts with %, which has a meaning of its own in YAML'),
    ("title: *bold* text", '1:8 the value of "title" starts with *, which has a meaning of its own in YAML'),
    ("title: & more", '1:8 the value of "title" starts with &, which has a meaning of its own in YAML'),
    ("title: > more", '1:8 the value of "title" starts with >, which has a meaning of its own in YAML'),
    ("title: |more", '1:8 the value of "title" starts with |, which has a meaning of its own in YAML'),
    ("title: ] more", '1:8 the value of "title" starts with ], which has a meaning of its own in YAML'),
    ("title: , more", '1:8 the value of "title" starts with ,, which has a meaning of its own in YAML'),
    ("title: !important", "1:8 the value starts with !, which has a meaning of its own in YAML"),
    ("title: - more", '1:8 the value of "title" starts with a hyphen'),
    ('path: "c:\\dir"', "1:10 a backslash has a meaning of its own in double quotes, and \\d has none"),
    ("title Winter\ndate: x", "1:1 this line is not of the form name: value"),
    ("date: x\ntitle Winter", "2:1 this line is not of the form name: value"),
    ("title:Winter", '1:1 a space is missing after "title:"'),
    ("date: x\ntitle:Winter\nb: c", '2:1 a space is missing after "title:"'),
    ("a: b\n---\nc: d", "2:1 a line of hyphens begins a second document here"),
    ("colour: #0b5fff", '1:9 what follows # is a comment in YAML, so "#0b5fff" is not read'),
    ("theme:\n  colour: #fff", '2:11 what follows # is a comment in YAML, so "#fff" is not read'),
    ("a: b\x07c", "1:5 a character that text may not hold (U+0007)"),
]


@pytest.mark.parametrize(("text", "expected"), ONE_MISTAKE)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_one_mistake_is_one_problem(text: str, expected: str, end: str) -> None:
    _, problems = compose_map(text.replace("\n", end) + end, "a.md")
    assert said(problems) == [f"SG101 {expected}"]


@pytest.mark.parametrize(("text", "expected"), ONE_MISTAKE)
def test_a_mistake_does_not_hide_its_neighbours(text: str, expected: str) -> None:
    """What stands before and after a mistake is read."""
    if text.startswith("- "):
        return
    node, problems = compose_map(f"first: 1\n{text}\nlast: 2\n", "a.md")
    line, _, rest = expected.partition(":")
    assert said(problems) == [f"SG101 {int(line) + 1}:{rest}"]
    found = shape(node)
    assert isinstance(found, dict)
    assert (found["first"], found["last"]) == ("1", "2")


def test_three_mistakes_are_three_problems() -> None:
    text = "title: a: b\ndate: 'x\nfoo bar\nc: [a\nd: @x\ne: ok\nsub:\n  f: @y\n  g: 1\n"
    node, problems = compose_map(text, "a.md")
    assert [one.location.line for one in problems] == [1, 2, 4, 5, 8]
    found = shape(node)
    assert isinstance(found, dict)
    assert found["e"] == "ok"
    assert found["sub"] == {"f": "@y", "g": "1"}


def test_twice_is_one_problem_with_both_places() -> None:
    node, problems = compose_map("a: 1\nb: 2\na: 3\nc: {d: 4, d: 5}", "a.md")
    assert said(problems) == ['SG103 3:1 "a" is given twice', 'SG103 4:11 "d" is given twice']
    assert [note.location.line for one in problems for note in one.notes] == [1, 4]
    assert shape(node) == {"a": "1", "b": "2", "c": {"d": "4"}}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: &x 1\nb: *x\nc: *x", '1:4 "&x" is a reference between values, which is not used here'),
        ("a: *x", '1:4 the value "*x" starts with *, which refers to another value in YAML'),
        ("a: &x [*x]", '1:4 "&x" is a reference between values, which is not used here'),
    ],
)
def test_references_are_one_problem(text: str, expected: str) -> None:
    assert said(compose_map(text, "a.md")[1]) == [f"SG118 {expected}"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("just text", "1:1 fields are expected here, but this is one text"),
        ("- a\n- b", "1:1 fields are expected here, but this is a list"),
        ("'quoted'", "1:1 fields are expected here, but this is one text"),
    ],
)
def test_what_is_no_map_is_said(text: str, expected: str) -> None:
    assert said(compose_map(text, "a.md")[1]) == [f"SG113 {expected}"]


def mended(text: str, problem: Diagnostic) -> str:
    (fix,) = problem.fixes
    (edit,) = fix.edits
    return text[: edit.start] + edit.text + text[edit.end :]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("title: Winter: hours", "Winter: hours"),
        ('title: Winter: "hours"', 'Winter: "hours"'),
        ("title: @home", "@home"),
        ("title: 'It's winter'", "It's winter"),
        ('title: "Winter" hours', '"Winter" hours'),
        ("title: {{ name }}", "{{ name }}"),
        ("title: - more", "- more"),
        ("title:Winter", "Winter"),
        ("title: `a\\b`", "`a\\b`"),
    ],
)
def test_the_fix_mends_it(text: str, value: str) -> None:
    before = "---\na: b\n"
    text = text + "\n"
    _, problems = compose_map(text, "a.md", 3, offset=len(before))
    (problem,) = problems
    whole = mended(before + text, problem)
    assert whole.startswith(before)
    node, left = compose_map(whole[len(before) :], "a.md")
    assert not left
    assert shape(node) == {"title": value}
