"""YAML as nodes: what is read, where it stands, and that the quick way and libyaml's are one."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markup_texts import TEXTS, assert_inside, assert_places, scalars, shape

from sitegen.base.text import Lines
from sitegen.markup.yaml import compose, compose_map
from sitegen.markup.yaml.nodes import Source, Trouble
from sitegen.markup.yaml.quick import read_quickly
from sitegen.model.yaml import BROKEN, YamlList, YamlMap, YamlNode, YamlScalar

KEYS = st.from_regex(r"[A-Za-z_][A-Za-z0-9_-]{0,8}", fullmatch=True)
PLAIN = st.text(st.sampled_from("ab é🙂e\u0301:#-.,/[]{}'\"!&*012\u2028\t"), min_size=1, max_size=12)
VALUES = st.one_of(
    PLAIN,
    PLAIN.map(lambda text: '"' + text.replace('"', "") + '"'),
    PLAIN.map(lambda text: "'" + text.replace("'", "") + "' "),
    st.lists(PLAIN, max_size=3).map(lambda items: "[" + ", ".join(items) + "]"),
    st.lists(PLAIN, max_size=3).map(lambda items: "".join(f"\n  - {item}" for item in items)),
    st.lists(PLAIN, max_size=3).map(lambda items: "".join(f"\n- {item}" for item in items)),
    st.sampled_from(["", "  # nothing", " ", "\n", "\n# comment", "\n  more", "\n  a: b"]),
)
FRONTS = st.lists(st.builds("{}: {}".format, KEYS, VALUES), max_size=5).flatmap(
    lambda lines: st.sampled_from(["\n", "\r\n", "\n\n", "\n# x\n"]).map(lambda end: end.join(lines) + end)
)


def by_libyaml(text: str) -> YamlNode | None:
    try:
        source = Source(text, 1)
        node = source.compose()
    except Trouble:
        return None
    return None if source.marks else node


@given(FRONTS | TEXTS)
def test_the_quick_way_gives_what_libyaml_gives(text: str) -> None:
    quick = read_quickly(text, 1)
    if quick is not None:
        assert quick == by_libyaml(text)


@pytest.mark.parametrize(
    "text",
    [
        "title: Opening hours in winter\ndate: 2026-11-21\ntags: [opening hours, news]\n",
        'a: "x"\nb: \'y\'\n\nc:\nd:\n- one\n- "two"\n# end\n',
        "a:\n  - x\n\n  - y\n\nb: -12\nc: http://example.org/a#b\n",
        "a: [/old/, /older/page/]\r\nb: x   \r\n",
    ],
)
def test_ordinary_front_matter_goes_the_quick_way(text: str) -> None:
    assert read_quickly(text, 1) == by_libyaml(text) != None  # noqa: E711


@given(TEXTS)
def test_any_text_is_read_and_every_place_lies_in_it(text: str) -> None:
    for found, problems in (compose(text, "a.yaml"), compose_map(text, "a.yaml")):
        assert_places(problems, text)
        lines = Lines(text)
        for scalar in scalars(found):
            assert_inside(scalar.at, lines, len(text))


@given(TEXTS, st.integers(2, 50))
def test_a_later_first_line_moves_every_place(text: str, first: int) -> None:
    node, problems = compose(text, "a.yaml")
    moved, later = compose(text, "a.yaml", first)
    assert [one.at[0] + first - 1 for one in scalars(node)] == [one.at[0] for one in scalars(moved)]
    assert [one.location.line + first - 1 for one in problems] == [one.location.line for one in later]


@given(TEXTS)
def test_what_stands_plain_stands_at_its_place(text: str) -> None:
    node, problems = compose(text, "a.yaml")
    lines = Lines(text)
    for one in scalars(node):
        start, end = lines.offset(one.at[0], one.at[1]), lines.offset(one.at[2], one.at[3])
        if not one.style and not problems and "\n" not in text[start:end] and "\r" not in text[start:end]:
            assert text[start:end] == one.text


# To YAML 1.1, which the dumper writes, the three at the end are line breaks; noncharacters are refused.
DUMPED = st.text(
    st.characters(max_codepoint=0xFD00, exclude_categories=("Cs",), exclude_characters="\u0085\u2028\u2029")
)


@given(st.dictionaries(KEYS, DUMPED | st.lists(DUMPED, max_size=3), min_size=1))
def test_dumped_texts_come_back(data: dict[str, object]) -> None:
    node, problems = compose(yaml.safe_dump(data, allow_unicode=True), "a.yaml")
    assert not problems
    assert shape(node) == data


def test_places_of_every_form() -> None:
    text = "a: plain\nb: 'single'\nc: |\n  one\n  two\n\nd: {x: [1, 2]}\ne:\n  - y\nf:\n"
    node, problems = compose(text, "a.yaml")
    assert not problems and isinstance(node, YamlMap)
    assert [entry.value.at for entry in node.entries] == [
        (1, 4, 1, 9),
        (2, 4, 2, 12),
        (3, 4, 5, 6),
        (7, 4, 7, 15),
        (9, 3, 9, 6),
        (10, 3, 10, 3),
    ]
    assert node.at == (1, 1, 10, 3)


def test_line_separators_are_letters_like_others() -> None:
    node, problems = compose("a: one\u2028two\nb: 'x\u0085y'\nc: z\u2029\n", "a.yaml")
    assert shape(node) == {"a": "one\u2028two", "b": "x\u0085y", "c": "z\u2029"}
    assert not problems
    assert [one.at for one in scalars(node)][::2] == [(1, 1, 1, 2), (2, 1, 2, 2), (3, 1, 3, 2)]


def test_columns_count_characters() -> None:
    node, _ = compose("{a: e\u0301🙂, b: x}", "a.yaml")
    assert [one.at[1] for one in scalars(node)] == [2, 5, 10, 13]


def test_placeholders_need_no_quotes_in_groups() -> None:
    node, problems = compose("tags: {permalink: /tags/{year}-{slug}/, more: [a/{b}]}", "a.yaml")
    assert not problems
    assert shape(node) == {"tags": {"permalink": "/tags/{year}-{slug}/", "more": ["a/{b}"]}}


def test_nothing_is_converted() -> None:
    node, _ = compose("a: NO\nb: 1.10\nc: 012\nd: 12:30:45\ne: 1_000\nf: 2024-13-45\ng: ~\nh: <<\n", "a.yaml")
    assert shape(node) == {
        "a": "NO",
        "b": "1.10",
        "c": "012",
        "d": "12:30:45",
        "e": "1_000",
        "f": "2024-13-45",
        "g": "~",
        "h": "<<",
    }


@pytest.mark.parametrize("text", ["", "\n\n", "# only\n", "---\n", "   "])
def test_nothing_is_none(text: str) -> None:
    assert compose(text, "a.yaml") == (None, ())
    assert compose_map(text, "a.yaml") == (None, ())


@pytest.mark.parametrize("mark", ["[", "{", "- ", "? ", "{a: [", "a:\n " * 3 + "["])
def test_deep_nesting_is_refused_quickly(mark: str) -> None:
    _, problems = compose(mark * 50_000, "a.yaml")
    assert [one.code for one in problems] == ["SG101"]


def test_bombs_do_not_grow() -> None:
    rows = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    rows += [f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]" for old, new in zip("abcdefgh", "bcdefghi", strict=True)]
    node, problems = compose("\n".join(rows), "a.yaml")
    assert [one.code for one in problems] == ["SG118"]
    assert len(scalars(node)) < 200


def test_a_broken_value_is_marked() -> None:
    node, _ = compose("a: b: c\nd: e", "a.yaml")
    assert isinstance(node, YamlMap)
    assert node.get("a") == YamlScalar("b: c", BROKEN, (1, 4, 1, 8))
    assert node.get("d") == YamlScalar("e", "", (2, 4, 2, 5))


def test_a_list_with_a_broken_item_keeps_the_others() -> None:
    node, problems = compose("- a\n- 'b\n- c\n", "a.yaml")
    assert isinstance(node, YamlList) and [one.text for one in scalars(node)] == ["a", "'b", "c"]
    assert len(problems) == 1
