"""Markup that another generator would run or read, and that visitors would be shown here as it was typed.

Shortcodes of Hugo and Zola, tags and values of Liquid, Jinja and Vue, admonitions of MkDocs, attributes of kramdown,
imports of MDX. In code they are what their author wanted to show, so only text is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markdown_it.token import Token

from sitegen.base.diagnostics import Change
from sitegen.markup.markdown.brought_over import component_of, of_admonition, of_shortcode, of_value
from sitegen.markup.markdown.findings import Findings
from sitegen.markup.markdown.places import Placer, Source
from sitegen.markup.markdown.shown_code import words_alone

_WITHIN = ("{{", "{%", "{:")
_BEGINNINGS = ("!!!", "???", "[TOC]", "import ", "export ")
_BEFORE = " \t>*+-0123456789.)"
"""What may stand before a paragraph in its first line: marks of quotations and lists."""
_STARTS = frozenset(one[:3] for one in _BEGINNINGS)
_HUGO = re.compile(r"(?<!\\)\{\{[<%]-?\s*+([\w./-]*+)(?:[^\n{]|\{(?!\{))*?[>%]\}\}")
_LIQUID = re.compile(r"(?<![\\{])\{%[-+]?\s*+(\w++)(?:[^\n{]|\{(?!%))*?%\}")
_VALUE = re.compile(r"""(?<![\\\w{}])\{\{-?\s*+(?=[A-Za-z_."'$])[^\n{}]+?\}\}""")
_KRAMDOWN = re.compile(r"(?<!\\)\{::?\s*+(?:[.#]|toc\b|[\w-]+=)[^{}\n]*\}(?=\s|\Z)")
_MKDOCS = re.compile(r"(!!!|\?\?\?\+?)[ \t]+([A-Za-z][\w-]*)[^\n]*")
_MDX = re.compile(
    r"import (?:\{[^{}\n]*\}|\* as [\w$]+|[\w$]+(?:, *\{[^{}\n]*\})?) from [\"'][^\n]*|"
    r"import [\"'][^\"'\n]*[./][^\n]*|export (?:const|default|function) [^\n]*"
)
_LIST_OF_HEADINGS = re.compile(r"\[TOC\]\Z")

_COMPONENTS = {"figure": "::figure{src=…}", "img": "an image", "youtube": "::video{src=…}", "vimeo": "::video{src=…}"}
_LINKS = frozenset({"ref", "relref", "link", "post_url"})
_AS_COMPONENT = "Write it as a component"
_NO_CODE = "no code runs in a text: write what it gives, or a component; to show it, write it as code"
_NO_LIST = "leave it out: layouts list the headings themselves"


class _Found(NamedTuple):
    """What is at which offsets of a text; ``instead`` is what is certainly meant by it here, under the ``label`` of a
    button."""

    begin: int
    end: int
    message: str
    hint: str
    instead: str | None = None
    label: str = ""

    @property
    def change(self) -> Change | None:
        return Change(self.label, self.instead) if self.instead is not None else None


def may_hold(source: Source) -> bool:
    """Whether a text is to be looked at. Most are not: looking for one letter costs a twentieth of looking for two."""
    if "{" in source.text and any(sign in source.text for sign in _WITHIN):
        return True
    begun = [begun for line in source.lines if (begun := line.lstrip(_BEFORE))[:3] in _STARTS]
    return any(not line.startswith("import ") or "'" in line or '"' in line for line in begun)


def report(tokens: Sequence[Token], source: Source, math: bool, findings: Findings) -> None:
    """Tell what other generators would not have shown."""
    for number, token in enumerate(tokens):
        kind, content = token.type, token.content
        if kind not in ("inline", "html_block") or not ("{" in content or content.startswith(_BEGINNINGS)):
            continue
        text = words_alone(content, kind == "inline", math)
        placer = Placer(source, content, token.map, token.meta.get("column"))
        around = tokens[number - 1].type if number and kind == "inline" else ""
        for found in _in_text(text, around):
            findings.problem("SG228", found.message, placer.span(found.begin, found.end), found.hint, found.change)
        if around == "paragraph_open" and (begun := _MKDOCS.match(text)) is not None:
            _report_admonition(begun, token, source, placer, findings)


def _in_text(text: str, around: str) -> Iterator[_Found]:
    """What is in a text; ``around`` is the kind of token that opens its block."""
    is_paragraph = around == "paragraph_open"
    for found in _HUGO.finditer(text):
        if found[1] and not found[1].startswith("/"):  # the end of one is no mistake of its own
            is_alone = is_paragraph and found[0] == text.strip()
            instead = of_shortcode(found[0], is_alone)
            yield _found(found, f'the shortcode "{found[1]}"', _instead_of(found[1]), instead, _AS_COMPONENT)
    for found in _LIQUID.finditer(text):
        if not found[1].startswith("end"):
            yield _found(found, f'the tag "{{% {found[1]} %}}"', _instead_of(found[1]))
    for found in _VALUE.finditer(text):
        yield _found(found, "a value between {{ and }}", _NO_CODE, of_value(found[0]), "Write the address")
    for found in _KRAMDOWN.finditer(text):
        yield _of_kramdown(found, text, around)
    if is_paragraph and (begun := _MDX.match(text)):
        yield _found(begun, "JavaScript of MDX", "leave it out")
    if is_paragraph and (begun := _LIST_OF_HEADINGS.match(text)):
        yield _found(begun, '"[TOC]"', _NO_LIST, "", "Leave it out")


def _of_kramdown(found: re.Match[str], text: str, around: str) -> _Found:
    """Attributes; here they stand before a block, or right behind a link, a picture or the words of a heading."""
    inner = found[0].strip("{}").lstrip(":").strip()
    if inner.partition(" ")[0] == "toc":
        return _found(found, "what kramdown reads", _NO_LIST)
    is_behind = around == "heading_open" or text[: found.start()].endswith((")", "\0"))
    hint = "leave the colon out" + ("" if is_behind else ", and write it in a line before the block")
    instead = f"{{{inner}}}" if around == "heading_open" and found.end() == len(text.rstrip()) else None
    return _found(found, "what kramdown reads", hint, instead, "Leave the colon out")


def _report_admonition(begun: re.Match[str], token: Token, source: Source, placer: Placer, findings: Findings) -> None:
    """An admonition, with all its lines if they can be told."""
    first = token.map[0] if token.map else 0
    block = of_admonition(source.lines, first)
    hint = f"write :::{component_of(begun[1], begun[2])} before it and ::: after it"
    found = _found(begun, f'the admonition "{begun[2]}" of MkDocs', hint)
    if block is None:
        findings.problem("SG228", found.message, placer.span(found.begin, found.end), found.hint)
        return
    change = Change(_AS_COMPONENT, source.newline.join(block.lines).lstrip())
    findings.problem("SG228", found.message, source.span(first, first + block.length), found.hint, change)


def _found(found: re.Match[str], what: str, hint: str, instead: str | None = None, label: str = "") -> _Found:
    return _Found(found.start(), found.end(), f"{what} is shown as it is typed", hint, instead, label)


def _instead_of(name: str) -> str:
    if name in _LINKS:
        return "write the path of the file in a plain link"
    if name in _COMPONENTS:
        return f"write {_COMPONENTS[name]}"
    return _NO_CODE
