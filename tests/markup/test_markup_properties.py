"""What components declare, and what pages give them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markup_texts import TEXTS, assert_places, said

from sitegen.base.data import pack, unpack
from sitegen.markup.properties import convert_properties, parse_component

VIDEO = """\
{#---
label: Video
help: Plays a film
properties:
  src: {kind: file, required: true}
  poster: {kind: image}
  wide: {kind: boolean}
  tags: {kind: list}
  size: {kind: choice, choices: [small, large], default: small}
---#}
<video src="{{ src }}"></video>
"""
PATH = "layouts/components/video.html"
AT = (7, 1, 7, 30)


def test_a_declaration() -> None:
    spec, problems = parse_component(VIDEO, PATH)
    assert not problems
    assert (spec.name, spec.label, spec.help, spec.declared) == ("video", "Video", "Plays a film", True)
    assert VIDEO[spec.start :] == '<video src="{{ src }}"></video>\n'
    assert [(one.name, one.kind, one.required, one.at.line) for one in spec.properties] == [
        ("src", "file", True, 5),
        ("poster", "image", False, 6),
        ("wide", "boolean", False, 7),
        ("tags", "list", False, 8),
        ("size", "choice", False, 9),
    ]
    assert unpack(pack(spec)) == spec


def test_without_a_declaration_anything_goes() -> None:
    spec, problems = parse_component("<p>{{ x }}</p>", "layouts/components/pull-quote.html")
    assert (spec.name, spec.label, spec.declared, spec.start, problems) == ("pull-quote", "Pull quote", False, 0, ())
    assert convert_properties({"x": "1"}, spec, AT, "content/a.md") == ({"x": "1"}, ())


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{#---\nlabel: a\n", ["SG407 1:1 the component's declaration is not closed"]),
        (
            "{#---\nlabel: a: b\n---#}",
            ['SG407 2:8 the value of "label" holds a colon, which begins a new field in YAML'],
        ),
        ("{#---\nlable: a\n---#}", ['SG407 2:1 unknown setting "lable" in "component"']),
        ("{#---\r\nproperties: [a]\r\n---#}", ['SG407 2:13 "properties" asks for a group of settings, not for a list']),
        (
            "{#---\nproperties: {a: {kind: nmber}}\n---#}",
            ['SG407 2:24 "kind" cannot be "nmber", which is not among its choices'],
        ),
        (
            "{#---\nproperties: {a: {kind: number, default: x}}\n---#}",
            ['SG407 2:41 the default of "a" asks for a number, not for "x"'],
        ),
        ("\n{#---\n- a\n---#}", ["SG407 3:1 fields are expected here, but this is a list"]),
        ("{#---\n---#}", []),
        ("{# a comment #}", []),
    ],
)
def test_wrong_declarations(source: str, expected: list[str]) -> None:
    assert said(parse_component(source, PATH)[1]) == expected


@pytest.mark.parametrize(
    ("raw", "values", "expected"),
    [
        ({"src": "a.mp4"}, {"src": "a.mp4", "wide": None, "tags": [], "size": "small"}, []),
        ({"src": "a.mp4", "wide": ""}, {"wide": True}, []),
        ({"src": "a.mp4", "wide": "no", "tags": "a, b"}, {"wide": False, "tags": ["a", "b"]}, []),
        ({"src": "a.mp4", "class": "x", "id": "y"}, {"class": "x", "id": "y"}, []),
        ({}, {"src": None}, ['SG206 7:1 the component "video" needs the property "src"']),
        ({"src": ""}, {"src": None}, ['SG206 7:1 the component "video" needs the property "src"']),
        ({"scr": "a"}, {"src": None}, ['SG206 7:1 the component "video" has no property "scr"']),
        (
            {"src": "a", "wide": "perhaps", "size": "huge"},
            {"wide": None, "size": "small"},
            [
                'SG206 7:1 "wide" asks for true or false, not for "perhaps"',
                'SG206 7:1 "size" cannot be "huge"; the choices are small, large',
            ],
        ),
    ],
)
def test_properties(raw: dict[str, str], values: dict[str, Any], expected: list[str]) -> None:
    spec, _ = parse_component(VIDEO, PATH)
    found, problems = convert_properties(raw, spec, AT, "content/a.md")
    assert said(problems) == expected
    assert {name: found[name] for name in values} == values


@given(
    TEXTS | TEXTS.map(lambda text: f"{{#---\n{text}\n---#}}\nx") | TEXTS.map(lambda text: VIDEO.replace("Plays", text)),
    st.dictionaries(st.sampled_from(["src", "wide", "tags", "x"]), TEXTS, max_size=3),
)
def test_any_source_and_any_properties(source: str, raw: dict[str, str]) -> None:
    spec, problems = parse_component(source, PATH)
    assert_places(problems, source)
    assert 0 <= spec.start <= len(source)
    assert unpack(pack(spec)) == spec
    values, _ = convert_properties(raw, spec, AT, PATH)
    assert unpack(pack(values)) == values
