"""Raw HTML that is not closed, out of place, or no HTML: told once each, and never of HTML that holds together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.markup.markdown.body import parse_body
from sitegen.model.settings import MarkdownOptions


def problems(text: str, flavour: str = "full", html: str = "allow") -> list[str]:
    found = parse_body(text, 0, MarkdownOptions(flavour=flavour, html=html), "en").problems
    return [f"{one.code} {one.location.line}:{one.location.column} {one.message}" for one in found]


@pytest.mark.parametrize(
    "text",
    [
        "a<br>b<br/>c<wbr>d <hr>",
        '<p align="center">\n\n**words**\n\n</p>',
        "<details>\n<summary>More</summary>\n\n- one\n- two\n\n</details>",
        "<ul><li>a<li>b</ul>\n\n<dl><dt>a<dd>b</dl>",
        "<table>\n<tr><td>\n\n*x*\n\n</td></tr>\n</table>",
        "<table><thead><tr><th>a<tbody><tr><td>b</table>",
        "H<sub>2</sub>O <kbd>Ctrl</kbd> <b><i>both</i></b>",
        '<svg viewBox="0 0 1 1"><path d="M0"/><linearGradient/></svg>',
        "<my-card>\n\ntext\n\n</my-card>",
        "<!-- one --> and <!-- two -->\n\n<!--\n\nthree -->",
        "<script>\nif (a < b) document.write('<div>');\n</script>",
        "<style>\n\n.a { }\n\n</style>",
        "`<username>` and \\<username> and &lt;username&gt;",
        "    <username>\n\n```html\n<div>\n```",
        "<https://example.org> <somebody@example.org>",
        '- <span class="a">one</span>\n- <span>two</span>\n\n| a |\n|---|\n| <em>b</em> |',
        '<div markdown="1">\n*a*\n\n<p markdown="1">b</p>\n</div>',
        "<center><font color=red>old</font></center> <marquee>x</marquee>",
        "<P>upper</P> <DIV>case</DIV>",
    ],
)
def test_sound(text: str) -> None:
    assert problems(text) == []
    assert problems(text, "commonmark") == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("<div>\n\na\n\n<div>\n\nb\n\n</div>", ["SG224 1:1 <div> is not closed"]),
        ("- <b>one\n- two", ["SG224 1:3 <b> is not closed"]),
        ("> <section>\n> a", ["SG224 1:3 <section> is not closed"]),
        ("| a |\n|---|\n| x <i>y |", ["SG224 3:5 <i> is not closed"]),
        ("a<b>b<i>c</b>d</i>", ["SG225 1:10 </b> stands before </i>"]),
        ('x <a id="y"/>', ["SG224 1:3 <a/> is not closed: the slash says nothing here"]),
        ("</div>", ["SG225 1:1 </div> ends nothing"]),
        ("a <name> b </name>", ["SG226 1:3 there is no HTML element <name>, so it is not shown"]),
        ("<Steps>\n\n1. a\n\n</Steps>", ["SG226 1:1 there is no HTML element <Steps>, so it is not shown"]),
        ("a <script> b\n\n<b>c</b>", ["SG227 1:3 <script> is not closed, so nothing after it is shown"]),
        (
            "<section>\n\na <style> b, a <title> c\n\n</section>",
            [
                "SG227 3:3 <style> is not closed, so nothing after it is shown",
                "SG227 3:16 <title> is not closed, so nothing after it is shown",
            ],
        ),
        ("a <b>\n\n<!-- c </b>", ["SG227 3:1 the comment is not closed, so nothing after it is shown"]),
        ("<!-- a --> <!-- b\n\n-->", ["SG227 1:12 the comment is not closed, so nothing after it is shown"]),
        ("é漢😀 <b>x", ["SG224 1:5 <b> is not closed"]),
        ("[^a]: <u>n\n\nx[^a]", ["SG224 1:7 <u> is not closed"]),
        ("## A <i>b {#c}", ["SG224 1:6 <i> is not closed"]),
        ("a <detials> b", ["SG226 1:3 there is no HTML element <detials>, so it is not shown"]),
    ],
)
def test_torn(text: str, wanted: list[str]) -> None:
    assert sorted(problems(text)) == sorted(wanted)
    assert [one[:4] for one in problems(text.replace("\n", "\r\n"))] == [one[:4] for one in problems(text)]


def test_of_what_is_not_shown_nothing_is_told() -> None:
    """Where the site shows raw HTML as text, or cleans it, what holds together is another matter."""
    assert {one[:5] for one in problems("a <b> c", html="escape")} == {"SG210"}
    assert problems("a <b> c", html="sanitise") == []


NAMES = st.sampled_from(["div", "b", "section", "kbd", "details", "span", "my-card"])


@st.composite
def nested(draw: st.DrawFn) -> str:
    """HTML that nests, with Markdown between."""
    depth = draw(st.lists(NAMES, max_size=6))
    inner = draw(st.sampled_from(["*a*", "- a\n- b", "<br>", "text <b>x</b>", "![a](b.png)", "> q"]))
    for name in depth:
        inner = f"<{name}>\n\n{inner}\n\n</{name}>"
    return inner


@given(st.lists(nested(), min_size=1, max_size=4))
def test_what_nests_is_never_told(parts: list[str]) -> None:
    assert problems("\n\n".join(parts)) == []


@given(st.lists(nested(), min_size=2, max_size=4), NAMES)
def test_one_missing_end_is_one_problem(parts: list[str], name: str) -> None:
    at = parts[0].count("\n") + 3
    text = "\n\n".join([parts[0], f"<{name}>", *parts[1:]])
    assert problems(text) == [f"SG224 {at}:1 <{name}> is not closed"]
