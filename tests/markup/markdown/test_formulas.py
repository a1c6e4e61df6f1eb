"""Formulas: TeX between dollar signs is MathML, or a problem with its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from sitegen.markup.markdown import join, parse_body
from sitegen.markup.markdown.formulas import LIMIT, Unreadable, mathml
from sitegen.model.settings import MarkdownOptions


def shown(text: str, math: bool = True) -> tuple[str, list[str]]:
    """The HTML of a body, and ``line:column message`` of its problems."""
    body = parse_body(text, 0, MarkdownOptions(math=math), "en")
    problems = [f"{one.location.line}:{one.location.column} {one.message}" for one in body.problems]
    return join(body.segments, lambda hole: ""), problems


def test_in_a_line_and_by_itself() -> None:
    html, problems = shown("Let $a^2$ be\n\n$$\n\\frac{1}{2}\n$$\n")
    assert html == (
        '<p>Let <math alttext="a^2"><mrow><msup><mi>a</mi><mn>2</mn></msup></mrow></math> be</p>\n'
        '<p class="formula" tabindex="0">'
        '<math display="block" alttext="\\frac{1}{2}"><mrow><mfrac><mrow><mn>1</mn></mrow><mrow><mn>2</mn></mrow>'
        "</mfrac></mrow></math></p>\n"
    )
    assert problems == []


@pytest.mark.parametrize("text", ["It costs $5 and $6.", "$ a $", r"\$a\$", "`$a$`"])
def test_money_is_no_formula(text: str) -> None:
    assert "<math" not in shown(text)[0]


def test_without_the_setting() -> None:
    assert shown("$a^2$", math=False) == ("<p>$a^2$</p>\n", [])


@pytest.mark.parametrize(
    ("tex", "why"),
    [
        (r"\frac{a}{b", "a { is not closed"),
        ("a}", "a } has no {"),
        (r"\frac{a}", "something is missing at its end"),
        (r"\unknown{x}", r"there is no \unknown"),
        ("x^", "missing super script or subscript"),
        ("a" * (LIMIT + 1), f"it is longer than {LIMIT:,} characters"),
        ("{" * 50 + "}" * 50, "it is nested too deep"),
        (r"\sqrt" * 100, "it is nested too deep"),
    ],
)
def test_what_cannot_be_read(tex: str, why: str) -> None:
    with pytest.raises(Unreadable) as told:
        mathml(tex, False)
    assert str(told.value) == why


def test_a_problem_has_its_place() -> None:
    """Also for the second of two that are alike, and for one in a quote."""
    html, problems = shown("Fine $a$ and $x^$,\nthen $x^$.\n\n> $$\n> a}\n> $$\n")
    assert [one.partition(" ")[0] for one in problems] == ["1:14", "2:6", "4:1"]
    assert html.count('<code class="math">') == 3


@pytest.mark.parametrize(
    "tex",
    [r"\text{<script>alert(1)</script>}", r"\href{javascript:alert(1)}{x}", r"\style{background:url(x)}{y}",
     r"\color{red;background:url(x)}{x}", r"\class{a}{z}", 'a"b<c'],
)  # fmt: skip
def test_nothing_gets_out(tex: str) -> None:
    """No element, address or style that is not MathML's own."""
    found = LexborHTMLParser(mathml(tex, False))
    assert not found.css("script, a, [href], [style], [class]")
    assert "url(" not in (found.css_first("math").html or "").partition(">")[2]


@given(st.text("\\frac{}^_ab1&$<>sqrtleft()[] \n", max_size=60))
def test_any_text_is_a_formula_or_unreadable(tex: str) -> None:
    try:
        html = mathml(tex.strip(), True)
    except Unreadable:
        return
    assert html.startswith('<math display="block"')
    assert html.endswith("</math>")
