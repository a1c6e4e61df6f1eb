"""Markup that another generator would run or read, and that visitors would be shown here as it was typed.

Shortcodes of Hugo and Zola, tags and values of Liquid, Jinja and Vue, admonitions of MkDocs, attributes of kramdown,
imports of MDX. In code they are what their author wanted to show, so only text is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markdown_it.token import Token

from sitegen.markup.markdown.findings import Findings
from sitegen.markup.markdown.places import Placer, Source
from sitegen.markup.markdown.shown_code import words_alone

_SIGNS = ("{{", "{%", "{:", "!!!", "???", "[TOC]", "import ", "export ")
_HUGO = re.compile(r"(?<!\\)\{\{[<%]-?\s*+([\w./-]*+)(?:[^\n{]|\{(?!\{))*?[>%]\}\}")
_LIQUID = re.compile(r"(?<![\\{])\{%[-+]?\s*+(\w++)(?:[^\n{]|\{(?!%))*?%\}")
_VALUE = re.compile(r"""(?<![\\\w{}])\{\{-?\s*+(?=[A-Za-z_."'$])[^\n{}]+?\}\}""")
_KRAMDOWN = re.compile(r"(?<!\\)\{::?\s*+(?:[.#]|toc\b|[\w-]+=)[^{}\n]*\}(?=\s|\Z)")
_MKDOCS = re.compile(r"(?:!!!|\?\?\?\+?)[ \t]+([A-Za-z][\w-]*)[^\n]*")
_MDX = re.compile(
    r"import (?:\{[^{}\n]*\}|\* as [\w$]+|[\w$]+(?:, *\{[^{}\n]*\})?) from [\"'][^\n]*|"
    r"import [\"'][^\"'\n]*[./][^\n]*|export (?:const|default|function) [^\n]*"
)
_LIST_OF_HEADINGS = re.compile(r"\[TOC\]\Z")

_COMPONENTS = {"figure": "::figure{src=…}", "img": "an image", "youtube": "::video{src=…}", "vimeo": "::video{src=…}"}
_LINKS = frozenset({"ref", "relref", "link", "post_url"})
_NO_CODE = "no code runs in a text: write what it gives, or a component; to show it, write it as code"
_NO_LIST = "leave it out: layouts list the headings themselves"


class _Found(NamedTuple):
    """What is at which offsets of a text."""

    begin: int
    end: int
    message: str
    hint: str


def may_hold(text: str) -> bool:
    """Whether a text is to be looked at."""
    return any(sign in text for sign in _SIGNS)


def report(tokens: Sequence[Token], source: Source, math: bool, findings: Findings) -> None:
    """Tell what other generators would not have shown."""
    for token in tokens:
        if token.type not in ("inline", "html_block") or not may_hold(token.content):
            continue
        placer = Placer(source, token.content, token.map, token.meta.get("column"))
        is_line = token.type == "inline"
        for found in _in_text(words_alone(token.content, is_line, math), is_line):
            findings.problem("SG228", found.message, placer.span(found.begin, found.end), found.hint)


def _in_text(text: str, is_paragraph: bool) -> Iterator[_Found]:
    for found in _HUGO.finditer(text):
        if found[1] and not found[1].startswith("/"):  # the end of one is no mistake of its own
            yield _found(found, f'the shortcode "{found[1]}"', _instead_of(found[1]))
    for found in _LIQUID.finditer(text):
        if not found[1].startswith("end"):
            yield _found(found, f'the tag "{{% {found[1]} %}}"', _instead_of(found[1]))
    for found in _VALUE.finditer(text):
        yield _found(found, "a value between {{ and }}", _NO_CODE)
    for found in _KRAMDOWN.finditer(text):
        inner = found[0].strip("{}").lstrip(":").strip()
        yield _found(found, "what kramdown reads", _NO_LIST if inner == "toc" else f"write {{{inner}}}")
    if is_paragraph:
        yield from _at_the_beginning(text)


def _at_the_beginning(text: str) -> Iterator[_Found]:
    """What makes a paragraph of its own elsewhere."""
    if found := _MKDOCS.match(text):
        what = f'the admonition "{found[1]}" of MkDocs'
        yield _found(found, what, "write :::note before it and ::: after it")
    elif found := _MDX.match(text):
        yield _found(found, "JavaScript of MDX", "leave it out")
    elif found := _LIST_OF_HEADINGS.match(text):
        yield _found(found, '"[TOC]"', _NO_LIST)


def _found(found: re.Match[str], what: str, hint: str) -> _Found:
    return _Found(found.start(), found.end(), f"{what} is shown as it is typed", hint)


def _instead_of(name: str) -> str:
    if name in _LINKS:
        return "write the path of the file in a plain link"
    if name in _COMPONENTS:
        return f"write {_COMPONENTS[name]}"
    return _NO_CODE
