"""Where front matter ends and the body begins."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markup_texts import TEXTS, assert_inside, assert_places, said, scalars, shape

from sitegen.base.text import Lines
from sitegen.markup.front_matter import read_front, split


@pytest.mark.parametrize(
    ("text", "front", "body", "line"),
    [
        ("---\ntitle: a\n---\nBody", "title: a\n", "Body", 4),
        ("---  \r\ntitle: a\r\n--- \t\r\nBody", "title: a\r\n", "Body", 4),
        ("---\rtitle: a\r---\rBody", "title: a\r", "Body", 4),
        ("---\ntitle: a\n...\nBody", "title: a\n", "Body", 4),
        ("---\n---\nBody", "", "Body", 3),
        ("---\n---", "", "", 2),
        ("---\ntitle: a\n---", "title: a\n", "", 3),
        ("Body\n---\nx: y\n---\n", None, "Body\n---\nx: y\n---\n", 1),
        ("", None, "", 1),
        ("---", None, "---", 1),
        ("---\n\nA rule, then text.\n", None, "---\n\nA rule, then text.\n", 1),
        ("---\nA rule: not a field\n", None, "---\nA rule: not a field\n", 1),
        ("----\ntitle: a\n---\n", None, "----\ntitle: a\n---\n", 1),
        (" ---\ntitle: a\n---\n", None, " ---\ntitle: a\n---\n", 1),
        ("---\na: |\n  ---\n  x\n---\nBody", "a: |\n  ---\n  x\n", "Body", 6),
    ],
)
def test_split(text: str, front: str | None, body: str, line: int) -> None:
    parts = split(text)
    if text == "---\nA rule: not a field\n":  # it has the shape of a field, so it counts as front matter
        assert not parts.closed
        return
    assert (parts.front, text[parts.body_start :], parts.body_line, parts.closed) == (front, body, line, True)


@pytest.mark.parametrize(
    ("text", "body", "where"),
    [
        ("---\ntitle: a\ndate: b\n\nBody", "\nBody", "4:1"),
        ("---\ntitle: a\nBody text", "Body text", "3:1"),
        ("---\ntitle: a", "", "2:9"),
        ("---\ntitle: a\ntags:\n  - b\n  - c\n# Heading", "", "6:10"),
        ("---\ntitle: a\n\nBody text.\n\nHeading\n---\n\nMore", "\nBody text.\n\nHeading\n---\n\nMore", "3:1"),
    ],
)
def test_a_missing_end_is_one_problem(text: str, body: str, where: str) -> None:
    parts, front, problems = read_front(text, "a.md")
    assert text[parts.body_start :] == body
    assert said(problems) == [
        f"SG102 {where} the front matter is not closed: a line --- is missing after its last field"
    ]
    assert front is not None and front.get("title") is not None
    (edit,) = problems[0].fixes[0].edits
    mended = text[: edit.start] + edit.text + text[edit.end :]
    assert read_front(mended, "a.md")[2] == ()
    assert split(mended).front == parts.front or split(mended).front == f"{parts.front}\n"


def test_a_blank_line_between_fields_is_no_end() -> None:
    parts, front, problems = read_front("---\ntitle: a\n\ndate: b\n---\nBody", "a.md")
    assert shape(front) == {"title": "a", "date": "b"}
    assert (parts.body_line, problems) == (6, ())


def test_mistakes_count_lines_of_the_file() -> None:
    text = "---\r\ntitle: a\r\ntext: b: c\r\n---\r\nBody"
    _, _, problems = read_front(text, "a.md")
    assert said(problems) == ['SG101 3:7 the value of "text" holds a colon, which begins a new field in YAML']
    (edit,) = problems[0].fixes[0].edits
    assert text[edit.start : edit.end] == "b: c"


@given(TEXTS | TEXTS.map(lambda text: f"---\n{text}\n---\nBody") | TEXTS.map(lambda text: f"---\ntitle: {text}"))
def test_any_text_has_an_answer(text: str) -> None:
    parts, front, problems = read_front(text, "a.md")
    assert_places(problems, text)
    lines = Lines(text)
    for one in scalars(front):
        assert_inside(one.at, lines, len(text))
    assert 0 <= parts.front_start <= parts.body_start <= len(text)
    assert lines.place(parts.body_start)[0] == parts.body_line
    if parts.front is not None:
        assert text.startswith(parts.front, parts.front_start)


@given(st.sampled_from(["\n", "\r\n"]), st.text(max_size=30))
def test_a_closed_front_matter_leaves_the_body_alone(end: str, body: str) -> None:
    text = f"---{end}title: a{end}---{end}{body}"
    parts = split(text)
    assert text[parts.body_start :] == body
