"""What is found in a body besides its HTML."""

from __future__ import annotations

import subprocess
import sys

import pytest

from sitegen.markup.markdown import Body, parse_body, plain
from sitegen.markup.markdown.places import Source
from sitegen.markup.markdown.words import count_words
from sitegen.model.document import Hole
from sitegen.model.settings import MarkdownOptions


def parse(text: str, start: int = 0, language: str = "en", **options: object) -> Body:
    return parse_body(text, start, MarkdownOptions(**options), language)  # type: ignore[arg-type]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_places_are_those_of_the_file(end: str) -> None:
    front = end.join(["---", "title: x", "---", ""])
    text = front + end.join(["# A", "", "b [c](d.md)", "", "![](e.png)"])
    body = parse(text, len(front))
    assert [link.at for link in body.links] == [(6, 7, 6, 11), (8, 5, 8, 10)]
    assert body.headings[0].at == (4, 1, 4, 4)
    assert [(p.code, p.location.line, p.location.column) for p in body.problems] == [("SG204", 8, 1)]


def test_a_body_may_begin_within_a_line() -> None:
    assert [link.at for link in parse("xx [a](b)\n[c](d)", 3).links] == [(1, 8, 1, 9), (2, 5, 2, 6)]


def test_columns_count_characters() -> None:
    assert parse("日本😀 [a](b.md)").links[0].at == (1, 9, 1, 13)


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("# A\n\nb", 1),
        ("# A [b](c) d\n\ne", 3),
        ("A\n===\n", 1),
        ("## A\n\nb", 0),
        ("b\n\n# A", 0),
        ("", 0),
        ("{#x}\n# A", 1),
    ],
)
def test_lead_is_the_heading_that_opens_the_body(text: str, lead: int) -> None:
    body = parse(text)
    assert body.lead == lead
    assert plain(body.segments[:lead]).startswith("<h1" if lead else "")
    assert "<h1" not in plain(body.segments[lead:]) or not lead
    assert parse(text, flavour="commonmark").lead == 0


@pytest.mark.parametrize(
    ("text", "title"),
    [("a", None), ("## *A* `b` &amp; [c](d)\n# E", "A b & c"), ('# "A"', "“A”"), ("#\n## B", "B")],
)
def test_title_is_the_words_of_the_first_heading(text: str, title: str | None) -> None:
    assert parse(text).title == title


@pytest.mark.parametrize(
    ("text", "summary"),
    [
        ("# A\n\n![x](y.png)\n\nFirst *one*\nhere.\n\nSecond.", "First one here."),
        ("a\n\nb\n\n<!--more-->\n\nc", "a b"),
        ("a <!-- more --> b\n\nc", "a"),
        ("- item\n\n> quote\n\ntext", "text"),
        (":::note\nInside.\n:::", "Inside."),
        ("- item", "item"),
        ("", ""),
    ],
)
def test_summary(text: str, summary: str) -> None:
    assert parse(text).summary == summary


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 0), ("one two\nthree", 3), ("中文字符", 2), ("ภาษาไทยดี and more", 4), ("Äiti ei näe.", 3), ("カタカナ x", 3)],
)
def test_words(text: str, count: int) -> None:
    assert count_words(text) == count


def test_words_count_prose_and_no_code_blocks_or_tags() -> None:
    assert parse("# One two\n\nthree `four`\n\n```\nno no\n```\n\n<p class='x'>five</p>\n\n- six\n").words == 6


def test_anchors_are_all_ids_in_order() -> None:
    text = "# A\n\n<i id=b></i>\n\n## A\n\n{#c}\nd [e](f){#g}\n\n## H {#i}\n"
    assert parse(text).anchors == ("a", "b", "a-1", "c", "g", "i")


def test_anchors_of_what_has_an_id_in_a_line() -> None:
    assert set(parse("[a](b){#c} ![d](e){#f} `g`{#h} [i]{#j}").anchors) == {"c", "f", "h", "j"}


def test_an_inline_component_keeps_what_it_would_be_as_text() -> None:
    hole = parse("x :a[b *c*]{d=e} y").segments[1]
    assert isinstance(hole, Hole)
    assert (hole.kind, hole.form, hole.target, hole.attributes) == ("component", "inline", "a", {"d": "e"})
    assert (hole.label, hole.literal) == (("b <em>c</em>",), (":a[", "b <em>c</em>", "]{d=e}"))


def test_a_hundred_levels_are_fine() -> None:
    for text in (">" * 100 + " a", "- " * 100 + "a", "".join(f"{'  ' * n}- a\n" for n in range(100))):
        body = parse(text)
        assert not body.problems
        assert "a" in plain(body.segments)


MANY = 3_000
ENDLESS = [
    ">",
    "-",
    "[",
    "]",
    "![",
    "[a](",
    "[[",
    "*",
    "*a",
    "_a*",
    "`",
    "<",
    "<!--",
    "<a",
    "&",
    "\\",
    ":a[",
    "::a[",
    "{",
    "{.a",
    "'\"",
    "--",
    "[^a]",
    "[^",
    "http://",
    "www.",
    "a@",
    "|",
    ":",
    "~~a",
    "$a",
    "#",
    "w",
    "1.",
]
ENDLESS += [piece + " " for piece in ENDLESS]


@pytest.mark.parametrize("piece", ENDLESS)
def test_what_never_ends_is_no_danger(piece: str) -> None:
    parse(piece * MANY, math=True)
    parse((piece + "\n") * (MANY // 10), math=True)


@pytest.mark.parametrize("pair", ["[]", "()", "{}", "<>", "**", "``"])
def test_what_is_nested_without_measure_is_no_danger(pair: str) -> None:
    parse(pair[0] * MANY + "a" + pair[1] * MANY)
    parse(f"![{pair[0]}" * 500 + "a" + f"{pair[1]}](b)" * 500)


@pytest.mark.parametrize("text", [">" * 300 + "a", "- " * 300 + "a", "![" * 9 + "a" + "](b)" * 9])
def test_too_deep_is_said_once(text: str) -> None:
    assert [problem.code for problem in parse(text).problems] == ["SG213"]


def test_a_page_without_code_imports_neither_pygments_nor_nh3() -> None:
    code = (
        "import sys; from sitegen.markup.markdown import parse_body;"
        "from sitegen.model.settings import MarkdownOptions;"
        "parse_body('# a\\n\\n```\\nb\\n```', 0, MarkdownOptions(), 'en');"
        "print([name for name in ('pygments', 'nh3') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_source_counts_lines_of_every_kind() -> None:
    source = Source("a\r\nb\rc\nd\u2028e", 3)
    assert (source.first, source.shift, source.lines) == (2, 0, ["b", "c", "d\u2028e"])


DEEP = [">" * 400 + "a", "- " * 300 + "a", ":::a\n" * 400, ":a[" * 400 + "]" * 400, "[" * 400 + "a" + "]{.b}" * 400]
DEEP += ["![" * 400 + "](b)" * 400, "[" * 31 + "](b)" * 31, "".join([f"[^{n}]: " for n in range(400)]) + "a"]


@pytest.mark.parametrize("text", DEEP)
def test_depth_needs_a_bounded_stack(text: str) -> None:
    def further_in(frames: int) -> Body:
        return parse(text) if frames == 0 else further_in(frames - 1)

    assert further_in(400) == parse(text)
