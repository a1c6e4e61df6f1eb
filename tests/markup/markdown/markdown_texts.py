"""Texts that look like Markdown, and ways to look at what became of them."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import strategies as st

from sitegen.base.text import Span
from sitegen.markup.markdown import Body
from sitegen.model.document import Hole, Segments

_MARKS = r"""
[ ] ( ) ! [ * _ ** ` ``` ~~~ > # - + 1. = | |- : :: ::: { } ~~ \ & < > " ' -- ... $ $$ @ www. a b é 中
[a](b.md) ![c](d.png) [e][f] [f]: g.md <http://a.b> <a@b.c> http://a.b/c_d a@b.cd [[g]] [[h|i]] :j[k]{l=m}
:::n[o]{.p} ::q{r="s"} ::: [^1] [^1]: - [x] [!NOTE] {.u} {#v} <i j=k> </i> <a href=l.md> <img src='m'> <!-- -->
<!--more--> <script> </script> <div> </div> &amp; &#0; &nope; javascript:x [n](javascript:x) === --- |---|
{{< >}} {{% %}} {% %} {{ }} {:.w} !!! <name> <!--
"""
_PIECES = [*_MARKS.split(), "\u00a0", "\u2028", '[a](b "t")', "- [x] ", "> [!NOTE]"]
_ENDS = ["\n", "\n\n", "\r\n", "\r", " ", "  ", "    ", "\t", "", "", "\0"]

texts = st.one_of(
    st.text(max_size=60),
    st.lists(st.one_of(st.sampled_from(_PIECES), st.sampled_from(_ENDS)), max_size=40).map("".join),
    st.lists(st.tuples(st.sampled_from(_PIECES), st.sampled_from(_ENDS)), max_size=20).map(
        lambda pairs: "".join([piece + end for piece, end in pairs])
    ),
)
"""Random texts, most of them full of marks."""


def lines_of(text: str) -> list[str]:
    """The lines of a file as an editor counts them."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def holes_of(segments: Segments) -> Iterator[Hole]:
    """All holes, those in labels, children and literal texts included."""
    for part in segments:
        if isinstance(part, Hole):
            yield part
            yield from holes_of(part.label)
            yield from holes_of(part.children)
            yield from holes_of(part.literal)


def spans_of(body: Body) -> Iterator[Span]:
    """Every place that a body names."""
    for hole in holes_of(body.segments):
        yield hole.at
    for link in body.links:
        yield link.at
    for heading in body.headings:
        yield heading.at
    for problem in body.problems:
        at = problem.location
        yield (at.line, at.column, at.end_line, at.end_column)


def lies_in(at: Span, lines: list[str]) -> bool:
    """True if a span lies within a file."""
    line, column, end_line, end_column = at
    inside = 1 <= line <= end_line <= len(lines)
    return inside and 1 <= column <= len(lines[line - 1]) + 1 and 1 <= end_column <= len(lines[end_line - 1]) + 1
