"""Front matter in TOML and JSON: told once, and written as YAML with the same fields."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markup_texts import TEXTS, assert_inside, assert_places

from sitegen.markup.foreign_front import foreign_front
from sitegen.markup.front_matter import split
from sitegen.project.project import Project
from sites import put

HUGO = """\
title = "C# and 'quotes': more"
date = 2026-11-21T10:00:00Z
draft = false
weight = 3
tags = ["winter", "yes", "012"]
[extra]
day = 2026-11-21
at = 10:30:00
deep.er = [{a = 1.5}, {a = 2.0}]
"""


def mended(text: str) -> str:
    """The text after its fix."""
    found = foreign_front(text, "a.md")
    assert found is not None
    (edit,) = found.problem.fixes[0].edits
    return text[: edit.start] + edit.text + text[edit.end :]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_toml(newline: str) -> None:
    text = f"+++ \n{HUGO}+++\nThe *text*.\n".replace("\n", newline)
    parts = split(mended(text))
    wanted = tomllib.loads(HUGO)
    wanted["extra"]["at"] = "10:30:00"  # YAML knows no time of day
    assert yaml.safe_load(parts.front or "") == wanted
    assert mended(text)[parts.body_start :] == f"The *text*.{newline}"
    assert (parts.front or "").count("\n") == (parts.front or "").count(newline)
    found = foreign_front(text, "a.md")
    assert found is not None and found.body_line == 2 + text.count("\n", 0, text.rindex("+++"))


@pytest.mark.parametrize(
    ("front", "safe"), [('a = "#1"', True), ("a = 1 # why", False), ("# why\na = 1", False), ("", True)]
)
def test_comments_would_be_lost(front: str, safe: bool) -> None:
    found = foreign_front(f"+++\n{front}\n+++\n", "a.md")
    assert found is not None and [fix.safe for fix in found.problem.fixes] == [safe]


def test_toml_that_cannot_be_read() -> None:
    found = foreign_front("+++\ntitle = \n+++\nText", "a.md")
    assert found is not None and found.problem.fixes == () and found.problem.hint == "write it anew as YAML"


@pytest.mark.parametrize(
    "text",
    ["+++\nprose\n+++\n", "+++ title\n+++\n", "+++\na = 1\n", "{{< figure >}}", "{% raw %}", '{"a"} is a set', "{", ""],
)
def test_what_is_none(text: str) -> None:
    assert foreign_front(text, "a.md") is None


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=12,
)


@given(st.dictionaries(st.text(min_size=1), VALUES, min_size=1, max_size=5), st.sampled_from(["\n", "\n\nText\n"]))
def test_json_keeps_every_value(values: dict[str, object], rest: str) -> None:
    made = mended(json.dumps(values, indent=1) + rest)
    assert made.startswith("---\n") and made.endswith(f"---\n{rest[1:]}")
    assert yaml.safe_load(made.removesuffix(f"---\n{rest[1:]}").removeprefix("---\n")) == values


@given(TEXTS.map(lambda text: f"+++\n{text}") | TEXTS.map(lambda text: f'{{"{text}'))
def test_any_text_has_an_answer(text: str) -> None:
    found = foreign_front(text, "a.md")
    if found is not None:
        assert 0 < found.body_start <= len(text)
        assert_places([found.problem], text)
        assert_inside([found.problem], text)


def test_a_whole_site_is_brought_over(tmp_path: Path) -> None:
    """What the fields say is no text of the page, and nothing else is told of the page before they are mended."""
    put(
        tmp_path,
        {
            "site.yaml": "title: T\nbase_url: https://example.org\n",
            "content/index.md": "Home\n",
            "content/a.md": '+++\ntitle = "A"\nsummery = "[[nowhere]]"\n+++\nText.\n',
        },
    )
    project = Project(tmp_path, jobs=1, cache=False)
    assert [(one.code, one.location.path) for one in project.check()] == [("SG101", "content/a.md")]
    project.mend()
    assert (tmp_path / "content/a.md").read_text() == "---\ntitle: A\nsummery: '[[nowhere]]'\n---\nText.\n"
    project.close()
