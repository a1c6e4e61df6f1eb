"""The entrance: one body in, everything that it says by itself out."""

from __future__ import annotations

from typing import Any

from sitegen.base.data import noun
from sitegen.base.diagnostics import Diagnostic
from sitegen.base.text import Span
from sitegen.markup.markdown import foreign_text
from sitegen.markup.markdown.findings import Findings
from sitegen.markup.markdown.holes import cut
from sitegen.markup.markdown.line_marks import mark_lines
from sitegen.markup.markdown.marks import looks_unsafe
from sitegen.markup.markdown.parser import parser
from sitegen.markup.markdown.places import Source
from sitegen.markup.markdown.raw_html import RawHtml, ShownHtml
from sitegen.markup.markdown.sanitise import CleanHtml
from sitegen.markup.markdown.site_writer import SiteWriter
from sitegen.markup.markdown.typography import quotes_of
from sitegen.markup.markdown.words import count_words
from sitegen.markup.markdown.writer import Writer
from sitegen.model.document import Heading, Hole, Segments
from sitegen.model.settings import MarkdownOptions


@noun
class Body:
    """A parsed body: the fields of a ``Document`` without its front matter, which see."""

    segments: Segments
    title: str | None
    lead: int
    headings: tuple[Heading, ...]
    anchors: tuple[str, ...]
    links: tuple[Hole, ...]
    summary: str
    words: int
    problems: tuple[Diagnostic, ...]


def parse_body(text: str, start: int, options: MarkdownOptions, language: str) -> Body:
    """Parse the Markdown of a file's text from the offset ``start`` on. Never fails; problems are in the result.

    ``language`` is the page's BCP 47 tag: it decides on quotes and on the few words that Markdown puts on a page.
    The span of a link is that of its address (of the whole link where the address stands elsewhere, as in
    ``[words][reference]``), that of a picture likewise; that of a component is its opening line, or, in a line of
    text, all of it.
    """
    return _parsed(text, start, options, language, Findings())


def outward_links(text: str, start: int, options: MarkdownOptions) -> tuple[tuple[str, Span], ...]:
    """The addresses in the same text that lead out of the site, with their places."""
    findings = Findings(outward=True)
    _parsed(text, start, options, "en", findings)
    return tuple(findings.outward or ())


def _parsed(text: str, start: int, options: MarkdownOptions, language: str, findings: Findings) -> Body:
    source = Source(text, start)
    env: dict[str, Any] = {"quotes": quotes_of(language)}
    if looks_unsafe(source.text):
        env["unsafe"] = True
    if options.flavour != "commonmark" and ("][" in source.text):
        env["references_checked"] = True
    www = "www." in source.text
    tokens = parser(options.flavour, options.math, options.typography, www).parse(source.text, env)
    if options.flavour != "commonmark" and foreign_text.may_hold(source):
        foreign_text.report(tokens, source, options.math, findings)
    if options.lines:
        mark_lines(tokens, source)
    writer = _writer(source, findings, options, language)
    html = writer.write(tokens, env) + writer.raw.end()
    segments, lead = cut(html, findings.holes)
    return Body(
        segments,
        findings.headings[0].text if findings.headings else None,
        lead,
        tuple(findings.headings),
        tuple(findings.anchors.names),
        tuple(findings.links),
        writer.text.summary(),
        count_words(writer.text.whole()),
        tuple(findings.problems),
    )


def _writer(source: Source, findings: Findings, options: MarkdownOptions, language: str) -> Writer:
    if options.html == "sanitise":
        raw: RawHtml = CleanHtml(findings)
    elif options.html == "escape":
        raw = ShownHtml(findings)
    else:
        raw = RawHtml(findings, requote=options.flavour != "commonmark")
    if options.flavour == "commonmark":
        return Writer(source, findings, raw)
    return SiteWriter(source, findings, raw, language, options.highlight)
