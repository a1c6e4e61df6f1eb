"""The parsers, one for each way to read Markdown, built once."""

from __future__ import annotations

import logging
import re
from functools import lru_cache
from typing import Any, cast

from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote.index import footnote_def

from sitegen.markup.markdown import (
    alerts,
    attributes,
    autolinks,
    directives,
    footnotes,
    labels,
    markdown_html,
    marks,
    strikethrough,
    wiki,
)
from sitegen.markup.markdown.block_parser import by_line
from sitegen.markup.markdown.formulas import formulas
from sitegen.markup.markdown.inline_parser import by_sign
from sitegen.markup.markdown.lines import short_lines
from sitegen.markup.markdown.simple_lines import PLAIN_ADDRESS
from sitegen.markup.markdown.typography import typography
from sitegen.markup.markdown.writer import MAX_LEVELS

_PLAIN_ADDRESS = re.compile(rf"(?:{PLAIN_ADDRESS})\Z")
_ENDS_PARAGRAPHS = ["paragraph", "reference", "blockquote"]
_ENDS_BLOCKS = ["paragraph", "reference", "blockquote", "list"]


class Parser(MarkdownIt):
    """markdown-it, with a short way for plain addresses."""

    def normalizeLink(self, url: str) -> str:
        """As the stock one; what it would leave as it is never gets there."""
        return url if _PLAIN_ADDRESS.match(url) else super().normalizeLink(url)

    def normalizeLinkText(self, link: str) -> str:
        """As the stock one, but no NUL character comes out of a percent code: NUL marks holes."""
        return super().normalizeLinkText(link).replace("\0", "%00")


@lru_cache(maxsize=16)
def parser(flavour: str, math: bool, typographic: bool, www: bool) -> MarkdownIt:
    """The parser for some options. ``www``: the body has bare addresses that begin with ``www.``."""
    _be_quiet()
    return shortened(by_rules(flavour, math, typographic, www), www)


def by_rules(flavour: str, math: bool, typographic: bool, www: bool) -> MarkdownIt:
    """The parser for the same options that asks its rules one by one, as the stock one does."""
    md = Parser("commonmark", {"maxNesting": MAX_LEVELS})
    _note_places(md)
    if flavour != "commonmark":
        _extend(md)
        if www:
            md.inline.ruler.push("bare_www", autolinks.bare_www)
            md.inline.add_terminator_char("w")
        if math:
            md.use(formulas)
        if typographic:
            md.core.ruler.push("typography", typography)
    return md


def shortened(md: MarkdownIt, www: bool = False) -> MarkdownIt:
    """The same parser on shorter ways, all tokens equal. No rule may be added to it afterwards."""
    by_line(md)
    by_sign(md)
    short_lines(md, www)
    return md


def _be_quiet() -> None:
    """Every block rule logs that it was called, hundreds of times a page: nobody listens, and it takes its time."""
    for name in list(logging.root.manager.loggerDict):
        if name.startswith("markdown_it."):
            setattr(logging.getLogger(name), "debug", "".format)  # noqa: B010 (it takes anything, and does nothing)


def _note_places(md: MarkdownIt) -> None:
    """What both flavours share: rules that note where they found something."""
    md.helpers = cast(Any, labels.helpers())
    md.inline.ruler.at("link", marks.marked_link)
    md.inline.ruler.at("image", marks.marked_image)
    md.inline.ruler.at("autolink", marks.marked_autolink)
    md.inline.ruler.at("html_inline", marks.marked_html_inline)
    md.core.ruler.disable("normalize")  # a Source is normal
    md.core.ruler.disable("text_join")  # the writers print special text as text


def _extend(md: MarkdownIt) -> None:
    md.enable(["table", "strikethrough"])
    md.options["tasklists"] = True
    _extend_blocks(md)
    inline = md.inline.ruler
    inline.at("strikethrough", strikethrough.two_strokes)
    inline.before("link", "wiki", wiki.wiki_link)
    inline.after("image", "footnote_mark", footnotes.footnote_mark)
    inline.after("footnote_mark", "words_with_attributes", attributes.words_with_attributes)
    inline.push("attributes", attributes.attributes_after)
    inline.push("component", directives.component_inline)
    inline.push("bare_url", autolinks.bare_url)
    inline.push("bare_mail", autolinks.bare_mail)
    md.core.ruler.after("block", "attributes", attributes.move_attributes)
    md.core.ruler.after("attributes", "alerts", alerts.turn_quotes_into_alerts)
    md.core.ruler.after("inline", "footnotes", footnotes.take_out_notes)


def _extend_blocks(md: MarkdownIt) -> None:
    block = md.block.ruler
    block.before("reference", "footnote_def", footnote_def, {"alt": ["paragraph", "reference"]})
    md.use(deflist_plugin)
    block.before("fence", "component_close", directives.component_close, {"alt": _ENDS_BLOCKS})
    block.before("fence", "component", directives.component_block, {"alt": _ENDS_BLOCKS})
    block.before("fence", "attributes", attributes.attributes_line)
    block.at("html_block", markdown_html.html_of_blocks, {"alt": _ENDS_PARAGRAPHS})
    block.before("html_block", "markdown_html", markdown_html.markdown_html, {"alt": _ENDS_PARAGRAPHS})
