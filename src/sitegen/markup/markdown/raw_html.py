"""Raw HTML in Markdown: printed as it stands, with holes for the addresses that lead into the site.

A small scanner goes from tag to tag. Comments, declarations and what stands in ``<script>`` or ``<style>`` are passed
over (also when Markdown has torn the element into several pieces, as it does at blank lines).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from markdown_it.common.utils import escapeHtml

from sitegen.base.entities import unescape
from sitegen.markup.markdown.addresses import is_external, is_unsafe, meant
from sitegen.markup.markdown.findings import Findings
from sitegen.markup.markdown.holes import mark
from sitegen.markup.markdown.places import Placer
from sitegen.markup.markdown.torn_html import Piece, report
from sitegen.model.document import Hole

RAW_TEXT = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "plaintext"})
"""Elements whose content is no markup."""

MORE = re.compile(r"<!--\s*more\s*-->", re.IGNORECASE)
"""The mark that ends the summary."""

_TAG = re.compile(r"""<(/?)([A-Za-z][^\s/><"']*)((?:[^<>"']++|"[^"]*"|'[^']*')*+)>""")
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?""")
_CANDIDATE = re.compile(r"(?:^|,)\s*([^\s,](?:[^\s]*[^\s,])?)")
_INTERESTING = re.compile(
    r"<img|<(?:script|style|textarea|title|xmp|iframe|noembed|noframes|plaintext)|"
    r"(?:href|src|srcset|poster|action|data|id|name)\s*=|\smarkdown\b",
    re.IGNORECASE,
)
_ADDRESSES = frozenset({"href", "src", "poster", "action", "formaction", "xlink:href"})
_PASSED_OVER = (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"), ("<!", ">"))


class Attribute(NamedTuple):
    """An attribute as it stands in a tag: name in lower case, offsets of the value without quotes (-1: none)."""

    name: str
    value: str
    begin: int
    end: int


class Tag(NamedTuple):
    """A tag as it stands in a piece of HTML: offsets, name in lower case, whether it closes, attributes."""

    begin: int
    end: int
    name: str
    closes: bool
    attributes: list[Attribute]


def read_attributes_of(html: str, begin: int, end: int) -> list[Attribute]:
    """The attributes between two offsets of a tag."""
    found: list[Attribute] = []
    for match in _ATTRIBUTE.finditer(html, begin, end):
        group = next((number for number in (2, 3, 4) if match[number] is not None), 0)
        value = match[group] if group else ""
        found.append(Attribute(match[1].lower(), value, match.start(group) if group else -1, match.end()))
        if group:
            found[-1] = found[-1]._replace(end=match.end(group))
    return found


class RawHtml:
    """Writes the raw HTML of one body, piece by piece."""

    def __init__(self, findings: Findings, requote: bool = True) -> None:
        self._findings = findings
        self._requote = requote
        self._inside = ""  # the raw text element that the last piece left open
        self._pieces: list[Piece] = []

    def write(self, html: str, placer: Placer, base: int = 0) -> str:
        """A piece of raw HTML, ready to print. ``base`` is the offset at which it stands in the placer's content."""
        if not _is_comment(html) and not placer.is_behind("{{", base):  # that is another generator's shortcode
            self._pieces.append(Piece(html, placer, base))
        if not self._inside and not _INTERESTING.search(html):
            return html
        out: list[str] = []
        last = 0
        for tag in self.tags(html):
            if tag.closes or (not tag.attributes and tag.name != "img"):
                continue
            for begin, end, text in self._changes(tag, html, placer, base):
                out += (html[last:begin], text)
                last = end
        out.append(html[last:])
        return "".join(out)

    def end(self) -> str:
        """What is to be printed after the last piece. What does not hold together is told now."""
        if self._pieces:
            report(self._pieces, self._findings)
        return ""

    def tags(self, html: str) -> Iterator[Tag]:
        """The tags of a piece, those in raw text left out."""
        at = self._leave_raw_text(html, 0) if self._inside else 0
        while (at := html.find("<", at)) >= 0:
            passed = _pass_over(html, at)
            if passed:
                at = passed
                continue
            match = _TAG.match(html, at)
            if match is None:
                at += 1
                continue
            name = match[2].lower()
            attributes = read_attributes_of(html, match.start(3), match.end(3)) if match[3] and not match[1] else []
            yield Tag(at, match.end(), name, bool(match[1]), attributes)
            at = match.end()
            if name in RAW_TEXT and not match[1]:
                self._inside = name
                at = self._leave_raw_text(html, at)

    def _leave_raw_text(self, html: str, at: int) -> int:
        end = re.compile(rf"</{self._inside}\b", re.IGNORECASE).search(html, at)
        if end is None:
            return len(html)
        self._inside = ""
        return end.start()

    def _changes(self, tag: Tag, html: str, placer: Placer, base: int) -> Iterator[tuple[int, int, str]]:
        """What to print for which part of a tag."""
        names: set[str] = set()
        for attribute in tag.attributes:
            if attribute.name in names:  # browsers use the first
                continue
            names.add(attribute.name)
            if attribute.name == "id" or (attribute.name == "name" and tag.name == "a"):
                self._findings.anchors.add(unescape(attribute.value))
            elif attribute.name == "markdown" and self._requote:  # it was a word to the parser (markdown_html.py)
                begin = html.lower().rindex("markdown", tag.begin, attribute.end)
                yield (
                    len(html[:begin].rstrip()),
                    attribute.end + (attribute.begin >= 0 and html[attribute.end] in "\"'"),
                    "",
                )
            elif attribute.begin >= 0 and attribute.name in ("srcset", "imagesrcset"):
                yield from self._candidates(attribute, placer, base)
            elif attribute.begin >= 0 and _is_address(tag.name, attribute.name):
                yield from self._address(attribute, html, placer, base)
        if tag.name == "img" and "alt" not in names:
            at = placer.span(base + tag.begin, base + tag.end)
            self._findings.problem("SG204", "the image has no alternative text (alt)", at)

    def _address(self, attribute: Attribute, html: str, placer: Placer, base: int) -> Iterator[tuple[int, int, str]]:
        address = unescape(attribute.value)
        at = placer.span(base + attribute.begin, base + attribute.end)
        if is_unsafe(address):
            scheme = "".join(address.split(":", 1)[0].split())
            self._findings.problem("SG209", f'the address starts with "{scheme}:", which could run as a program', at)
            return
        if is_external(address.strip()):
            self._findings.leads_out(address.strip(), lambda: at)
            return
        quote = html[attribute.begin - 1]
        requote = self._requote and quote != '"'
        fallback = attribute.value.replace('"', "&quot;") if requote else attribute.value
        hole = mark(self._findings.hole(Hole("link", meant(address.strip()), at, fallback, source="html")))
        if not requote:
            yield attribute.begin, attribute.end, hole
        elif quote == "'":
            yield attribute.begin - 1, attribute.end + 1, f'"{hole}"'
        else:
            yield attribute.begin, attribute.end, f'"{hole}"'

    def _candidates(self, attribute: Attribute, placer: Placer, base: int) -> Iterator[tuple[int, int, str]]:
        """The addresses in ``srcset``: each before its width or density."""
        for match in _CANDIDATE.finditer(attribute.value):
            address = unescape(match[1])
            begin, end = attribute.begin + match.start(1), attribute.begin + match.end(1)
            at = placer.span(base + begin, base + end)
            if is_external(address):
                self._findings.leads_out(address, lambda at=at: at)  # type: ignore[misc]
                continue
            yield begin, end, mark(self._findings.hole(Hole("link", meant(address), at, match[1], source="html")))


class ShownHtml(RawHtml):
    """Raw HTML that the site does not allow: shown as text, each piece a problem; comments are left out."""

    def write(self, html: str, placer: Placer, base: int = 0) -> str:
        """The piece as text."""
        shown = _without_comments(html)
        if not shown.strip():
            return ""
        begin = len(html) - len(html.lstrip())
        end = len(html.rstrip())
        if not shown.startswith("</"):  # the end of an element is not a problem of its own
            self._findings.problem("SG210", "raw HTML is shown as text here", placer.span(base + begin, base + end))
        return escapeHtml(shown)


def _is_comment(html: str) -> bool:
    return html.startswith("<!--") and html.rstrip().endswith("-->")


def _without_comments(html: str) -> str:
    out: list[str] = []
    at = 0
    while (begin := html.find("<!--", at)) >= 0:
        end = html.find("-->", begin + 4)
        out.append(html[at:begin])
        at = end + 3 if end >= 0 else len(html)
    return "".join([*out, html[at:]])


def _pass_over(html: str, at: int) -> int:
    """The end of a comment, declaration or instruction that begins at ``at``; 0 if none does."""
    for begin, end in _PASSED_OVER:
        if html.startswith(begin, at):
            found = html.find(end, at + len(begin))
            return found + len(end) if found >= 0 else len(html)
    return 0


def _is_address(tag: str, name: str) -> bool:
    return (name in _ADDRESSES and tag != "base") or (name == "data" and tag == "object")
