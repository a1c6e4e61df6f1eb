"""The short cuts of our parsers change no token.

The proof takes a million documents; ``SITEGEN_TEXTS`` names folders of Markdown that it spoils besides those it makes.
"""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from itertools import repeat
from pathlib import Path
from random import Random
from typing import Any

import pytest
from markdown_documents import document, read_texts
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore, text_join
from markdown_it.token import Token

from sitegen.markup.markdown.parser import by_rules, parser, shortened
from sitegen.markup.markdown.places import Source
from sitegen.markup.markdown.typography import quotes_of
from sitegen.markup.markdown.writer import MAX_LEVELS


def tokens(md: MarkdownIt, text: str, checked: bool = False) -> list[Token]:
    """What a parser makes of a text, and what it finds wrong if it is to be ``checked``."""
    env: dict[str, Any] = {"quotes": quotes_of("en")}
    if checked:
        env |= {"references_checked": True, "unsafe": True}
    return md.parse(text, env)


def expected_tokens(md: MarkdownIt, text: str, checked: bool = False) -> list[Token] | None:
    """What a parser that asks rule by rule makes of a text; None if it fails, as it does at some ends of quotes."""
    try:
        return tokens(md, text, checked)
    except IndexError:
        return None


@cache
def stock(*more: str) -> MarkdownIt:
    """The stock parser, nothing added, nothing replaced."""
    return MarkdownIt("commonmark", {"maxNesting": MAX_LEVELS, "tasklists": bool(more)}).enable(list(more))


@cache
def quick(*more: str) -> MarkdownIt:
    """The same parser with our short cuts."""
    return shortened(MarkdownIt("commonmark", {"maxNesting": MAX_LEVELS, "tasklists": bool(more)}).enable(list(more)))


@cache
def ours(math: bool, www: bool) -> MarkdownIt:
    """Our own rules, asked one by one."""
    return by_rules("full", math, True, www)


def difference(text: str, random: Random) -> str:
    """How the tokens of a text differ on the short way, for one flavour; empty if they do not."""
    text = Source(text, 0).text
    www, chance = "www." in text, random.random()
    math, checked = random.random() < 0.5, random.random() < 0.5
    if chance < 0.6:
        flavour, expected = "full", expected_tokens(ours(math, www), text, checked)
        found = tokens(parser("full", math, True, www), text, checked)
    elif chance < 0.8:
        flavour, expected = "commonmark", expected_tokens(stock(), text)
        found = as_stock(tokens(parser("commonmark", False, False, www), text))
    else:
        flavour, expected = "stock", expected_tokens(stock("table", "strikethrough"), text)
        found = without_places(tokens(quick("table", "strikethrough"), text))
    if expected is None:
        return ""
    if expected == found:
        return ""
    return f"{flavour}: {len(found)} tokens, {len(expected)} expected\n{_first(found, expected)}"


def _first(found: list[Token], expected: list[Token]) -> str:
    """The first tokens that differ, the innermost."""
    for one, other in zip(found, expected, strict=False):
        if one != other:
            within = _first(one.children, other.children) if one.children and other.children else ""
            return within or f"{one}\n  instead of {other}"
    return ""


def as_stock(found: list[Token]) -> list[Token]:
    """Our tokens with text joined, as our writers do not need it, and without the places that our rules note."""
    text_join(StateCore("", stock(), {}, found))
    return without_places(found)


def without_places(found: list[Token]) -> list[Token]:
    """Tokens that do not say where they stand."""
    for token in found:
        token.meta.pop("at", None)
        without_places(token.children or [])
    return found


def differences(seed: int, count: int) -> list[str]:
    """The documents of a seed whose tokens differ, and how."""
    random, folders = Random(seed), os.environ.get("SITEGEN_TEXTS", "")
    texts = read_texts(tuple(map(Path, folders.split(os.pathsep)))) if folders else EXAMPLES
    found = []
    for _ in range(count):
        text = document(random, texts)
        if told := difference(text, random):
            found.append(f"{text!r}\n{told}")
    return found


EXAMPLES = [
    "a \nb  \nc\n d\n\te",
    "[a\nb](c)",
    "*a\n[b\nc][d]\n\n[d]: e",
    "**a** *b*, `c`d` [e](f.md#g)! **h**\n_i_",
    "- a\n  b\n- [ ] c\n\n      d\n10) e",
    "| a | b |\n|---|:-:|\n| `c|d` | e |\nf",
    "> a\nb\n>\t>\t1. c\n>\t2. **d**\n",
]
"""Documents on which some short cut once went wrong, or nearly so."""


@pytest.mark.parametrize("text", EXAMPLES)
def test_a_known_document(text: str) -> None:
    for seed in range(20):
        assert difference(text, Random(seed)) == ""


def test_a_text_that_ends_within_an_indent() -> None:
    for text in (">- <script>\n> ", "> 1. <!-- a\n>"):
        assert expected_tokens(stock(), text) is None
        assert [one.content for one in tokens(quick(), text) if one.type == "html_block"] == [
            text[text.index("<") : -1].rstrip(">")
        ]


@pytest.mark.parametrize("seed", range(4))
def test_three_thousand_documents(seed: int) -> None:
    assert differences(seed, 750) == []


@pytest.mark.prove
def test_a_million_documents() -> None:
    with ProcessPoolExecutor() as processes:
        told = processes.map(differences, range(1000, 2000), repeat(1000))
        assert [one for found in told for one in found] == []
