"""Markup of other generators in a text: told where visitors would see it, and not where it is shown on purpose."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.markup.markdown.body import parse_body
from sitegen.markup.markdown.shown_code import words_alone
from sitegen.model.settings import MarkdownOptions


def problems(text: str, *, math: bool = False) -> list[str]:
    found = parse_body(text, 0, MarkdownOptions(math=math), "en").problems
    return [f"{one.location.line}:{one.location.column} {one.message}" for one in found if one.code == "SG228"]


@pytest.mark.parametrize(
    "text",
    [
        "`{{< a >}}` ``{% b `c` %}`` and `{{ d }}`",
        "```\n{{< a >}}\n{: .b}\n!!! note\n```\n\n    {{ c }}",
        "<pre>\n{{ a }}\n</pre>\n\n<code>{% b %}</code> <kbd>{{ c }}</kbd>",
        "\\{{ a }} \\{% b %} \\{: .c}",
        "<!-- {{ a }} -->\n\n<script>\nvar a = '{{ b }}';\n</script>",
        "{{ a\n\nb }} and {% c and {{}} and {{ }}",
        "{{< /tab >}} {% endif %} {{% /note %}}",
        "sets {{1, 2}, {3}} and \\frac{{a}}{b}",
        "a smile {:else} :) and a brace {: here",
        "Import: words from 'one'. import of goods from 'one'",
        "Wow!!! Really??? Yes",
        "::figure{src=a.png}\n\n:::note[A]\nb\n:::\n\n# A {#b}\n\nwords{.c}",
        "[words]({{site}}/a.md)",
    ],
)
def test_what_is_left_alone(text: str) -> None:
    assert problems(text) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("é {{< a >}} b {{% c %}}", ['1:3 the shortcode "a" is', '1:15 the shortcode "c" is']),
        ("- x\n  > {%- if a -%}b{% endif %}", ['2:5 the tag "{% if %}" is']),
        ("| a |\n|---|\n| b {{ c }} |", ["3:5 a value between {{ and }} is"]),
        ("<div>\n{{ a }}\n<a href='{{ b }}'>c</a>\n</div>", ["2:1 a value between {{ and }} is"]),
        ("## {{ a }}", ["1:4 a value between {{ and }} is"]),
        ("1. a\n{: .b}", ["2:1 what kramdown reads is"]),
        ("???+ tip\n    a", ['1:1 the admonition "tip" of MkDocs is']),
        ("[TOC]\n\nText", ['1:1 "[TOC]" is']),
        ('import "a.css"', ["1:1 JavaScript of MDX is"]),
        ("export const a = 1", ["1:1 JavaScript of MDX is"]),
        ("a `b` {{ c }} `d", ["1:7 a value between {{ and }} is"]),
        ("\\`{{ c }}`", ["1:3 a value between {{ and }} is"]),
    ],
)
def test_what_is_told(text: str, wanted: list[str]) -> None:
    assert [one.removesuffix(" shown as it is typed") for one in problems(text)] == wanted
    assert len(problems(text.replace("\n", "\r\n"))) == len(wanted)


def test_formulas_are_no_values() -> None:
    text = "a $\\mathbf {{x}}$ b"
    assert problems(text, math=True) == []
    assert problems("$a$ {{x}} $b$", math=True) == ["1:5 a value between {{ and }} is shown as it is typed"]


def test_words_alone_has_the_same_places() -> None:
    assert words_alone("a `b` <i>c</i> [d](e) f", True, False) == "a \0\0\0 \0\0\0c\0\0\0\0 [d\0\0\0\0 f"
    assert words_alone("a `b` $c$", False, True) == "a `b` \0\0\0"


@given(st.text("`\\$<a>{}%/\n ]()-!codepr", max_size=60), st.booleans(), st.booleans())
def test_any_text_keeps_its_length_and_lines(text: str, is_line: bool, math: bool) -> None:
    found = words_alone(text, is_line, math)
    assert len(found) == len(text)
    assert [at for at, one in enumerate(found) if one == "\n"] == [at for at, one in enumerate(text) if one == "\n"]
    assert all(one in (other, "\0") for one, other in zip(found, text, strict=True))


@given(st.lists(st.sampled_from(["`", "``", "```", "a", " ", "\\", "\\\\"]), max_size=14).map("".join))
def test_code_is_what_markdown_takes_for_code(text: str) -> None:
    """All that stands between the code spans of the HTML is left as it was."""
    html = "".join(str(part) for part in parse_body(f"x{text}x", 0, MarkdownOptions(typography=False), "en").segments)
    words = re.sub(r"<code>.*?</code>", "", html, flags=re.DOTALL).replace("<p>", "").replace("</p>\n", "")
    left = words_alone(f"x{text}x", True, False).replace("\0", "")
    assert re.sub(r"[\\\s]", "", left) == re.sub(r"[\\\s]", "", words)
