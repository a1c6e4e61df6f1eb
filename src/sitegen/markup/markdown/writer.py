"""Tokens to HTML with holes: exactly what the stock renderer prints, for the CommonMark flavour.

One walk over the tokens writes the HTML and finds everything else on the way (see findings.py); the page's own
flavour is in site_writer.py. A block rule gets the tokens and an index and returns the index to go on with;
attributes for a preview (such as a block's line) would be added in :meth:`Writer.tag`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from markdown_it.common.utils import MD_TRIM_RE, escapeHtml, mdTrim, unescapeAll
from markdown_it.token import Token

from sitegen.base.text import Span
from sitegen.markup.markdown.addresses import is_external, meant
from sitegen.markup.markdown.findings import Findings
from sitegen.markup.markdown.holes import image_tag, mark
from sitegen.markup.markdown.marks import destination
from sitegen.markup.markdown.places import Placer, Source
from sitegen.markup.markdown.plain_text import PlainText, text_of
from sitegen.markup.markdown.raw_html import MORE, RawHtml
from sitegen.model.document import Heading, Hole

MAX_LEVELS = 210
"""Levels of quotes and lists (a list has two); what lies deeper is not shown."""

BlockRule = Callable[[Any, list[Token], int], int]
InlineRule = Callable[[Any, Token], None]


class Writer:
    """Writes the HTML of one body."""

    xhtml: ClassVar[bool] = True
    block_rules: ClassVar[dict[str, BlockRule]] = {}
    inline_rules: ClassVar[dict[str, InlineRule]] = {}

    def __init__(self, source: Source, findings: Findings, raw: RawHtml) -> None:
        self.source = source
        self.findings = findings
        self.raw = raw
        self.out: list[str] = []
        self.text = PlainText()
        self._line: Token | None = None  # the inline token that is being written
        self._placer: Placer | None = None
        self._too_deep = False
        self._level = 1  # of the last heading

    def write(self, tokens: list[Token], env: dict[str, Any]) -> str:
        """The HTML of a body, with marks for holes."""
        self.blocks(tokens, 0, len(tokens))
        return "".join(self.out)

    def blocks(self, tokens: list[Token], begin: int, end: int) -> None:
        """Write the blocks between two indexes."""
        rules, out = self.block_rules, self.out
        index = begin
        while index < end:
            rule = rules.get(tokens[index].type)
            if rule is None:
                out.append(self.tag(tokens, index))
                index += 1
            else:
                index = rule(self, tokens, index)

    def tag(self, tokens: list[Token], index: int) -> str:
        """The tag of a block, with the line breaks round it that the stock renderer prints."""
        token = tokens[index]
        if token.hidden:
            return ""
        before = "\n" if token.nesting != -1 and index and tokens[index - 1].hidden else ""
        if token.nesting == -1:
            return f"</{token.tag}>\n"
        close = " />" if token.nesting == 0 and self.xhtml else ">"
        after = "\n"
        if token.nesting == 1 and index + 1 < len(tokens):
            following = tokens[index + 1]
            if following.type == "inline" or following.hidden:
                after = ""
            elif following.nesting == -1 and following.tag == token.tag and token.tag != "blockquote":
                after = ""  # (the specification wants the line break in an empty quote, markdown-it leaves it out)
        return f"{before}<{token.tag}{self.attributes(token)}{close}{after}"

    def inline(self, token: Token, column: int | None = None) -> None:
        """Write a line of text; ``column`` says where it begins if it is not the tail of its source line."""
        if not token.children:
            return
        self._line, self._placer = token, None
        if column is not None:
            token.meta["column"] = column
        out, rules = self.out, self.inline_rules
        run: list[str] = []
        for child in token.children:
            kind = child.type
            if kind == "text" or kind == "text_special":
                run.append(child.content)
            elif kind == "softbreak":
                run.append("\n")
            else:
                if run:
                    self._text(run)
                    run = []
                rule = rules.get(kind)
                if rule is not None:
                    rule(self, child)
                elif child.nesting == -1:
                    out.append(f"</{child.tag}>")
                else:
                    out.append(f"<{child.tag}{self.attributes(child)}>" if child.attrs else f"<{child.tag}>")
        if run:
            self._text(run)

    def _text(self, run: list[str]) -> None:
        """Write pieces of text."""
        text = "".join(run)
        self.text.parts.append(text)
        self.out.append(escapeHtml(text))

    def attributes(self, token: Token, without: str = "") -> str:
        """A token's attributes as HTML; an id is an anchor."""
        if not token.attrs:
            return ""
        if "id" in token.attrs:
            self.findings.anchors.add(str(token.attrs["id"]))
        items = [
            f' {escapeHtml(key)}="{escapeHtml(str(value))}"' for key, value in token.attrs.items() if key != without
        ]
        return "".join(items)

    @property
    def placer(self) -> Placer:
        """Finds places in the line of text that is being written."""
        if self._placer is None:
            line = self._line or Token("inline", "", 0)
            self._placer = Placer(self.source, line.content, line.map, line.meta.get("column"))
        return self._placer

    def paragraph(self, tokens: list[Token], index: int) -> int:
        """A paragraph, or the hidden one of a tight list."""
        begin = len(self.text.parts)
        token = tokens[index]
        if token.hidden:
            self.inline(tokens[index + 1])
        else:
            self.out.append(self.tag(tokens, index) if token.attrs or (index and tokens[index - 1].hidden) else "<p>")
            self.inline(tokens[index + 1])
            self.out.append("</p>\n")
        self.text.end_paragraph(begin, token)
        return index + 3

    def heading(self, tokens: list[Token], index: int) -> int:
        """A heading; its words are written first, because its anchor is made of them."""
        token, line = tokens[index], tokens[index + 1]
        outer, self.out = self.out, []
        begin = len(self.text.parts)
        self.inline(line)
        words, self.out = "".join(self.out), outer
        text = self.text.end_block(begin)
        level = int(token.tag[1])
        span = self.source.span(*token.map) if token.map else (0, 0, 0, 0)
        before = f"one of level {self._level}" if self.findings.headings else "the page's title"
        if text:
            self.findings.headings.append(Heading(level, self.anchor(token, text), text, span))
        if level > self._level + 1:
            message = f"a heading of level {level} follows {before}"
            self.findings.problem("SG214", message, span, f"make it level {self._level + 1}")
        self._level = level
        self.out += (self.tag(tokens, index), words, f"</{token.tag}>\n")
        if index == 0 and level == 1:
            self.after_lead()
        return index + 3

    def anchor(self, token: Token, text: str) -> str:
        """The id of a heading: CommonMark gives none."""
        return ""

    def after_lead(self) -> None:
        """A level-1 heading has opened the body: nothing is cut in CommonMark."""

    def deepens(self, tokens: list[Token], index: int) -> int:
        """A quote or list item, which may be too deep to have anything in it."""
        token = tokens[index]
        self.check_depth(token)
        self.out.append(self.tag(tokens, index))
        return index + 1

    def check_depth(self, token: Token) -> None:
        """Report, once, that something lies too deep to be shown."""
        if token.level >= MAX_LEVELS - 1 and not self._too_deep:
            self._too_deep = True
            span = self.source.span(*token.map) if token.map else (0, 0, 0, 0)
            self.findings.problem("SG213", "quotes and lists stand too deep in one another here", span)

    def code_block(self, tokens: list[Token], index: int) -> int:
        """Code by indent."""
        token = tokens[index]
        self.out.append(f"<pre{self.attributes(token)}><code>{escapeHtml(token.content)}</code></pre>\n")
        return index + 1

    def fence(self, tokens: list[Token], index: int) -> int:
        """Code between fences."""
        language = fence_language(tokens[index])
        kind = f' class="language-{escapeHtml(language)}"' if language else ""
        self.out.append(f"<pre><code{kind}>{escapeHtml(tokens[index].content)}</code></pre>\n")
        return index + 1

    def html_block(self, tokens: list[Token], index: int) -> int:
        """A block of raw HTML."""
        token = tokens[index]
        if "<!--" in token.content and MORE.search(token.content):
            self.text.end_summary()
        self.out.append(self.raw.write(token.content, Placer(self.source, token.content, token.map)))
        self.text.add_html(token.content)
        return index + 1

    def html_inline(self, token: Token) -> None:
        """A tag of raw HTML in a line."""
        content = token.content
        if content.startswith("<!--") and MORE.match(content):
            self.text.end_summary()
        self.out.append(self.raw.write(content, self.placer, token.meta["at"][0] if "at" in token.meta else 0))
        if content[1:3].lower() == "br":
            self.text.parts.append(" ")

    def code_inline(self, token: Token) -> None:
        """Code in a line."""
        self.text.parts.append(token.content)
        self.out.append(f"<code{self.attributes(token)}>{escapeHtml(token.content)}</code>")

    def hardbreak(self, token: Token) -> None:
        """A break that the author asked for."""
        self.text.parts.append("\n")
        self.out.append("<br />\n" if self.xhtml else "<br>\n")

    def link_open(self, token: Token) -> None:
        """A link: a hole for its address if it leads into the site."""
        address = str(token.attrs["href"])
        if is_external(address) or "at" not in token.meta or self._line is None:
            self.findings.leads_out(address, lambda: self._address_span(address, token.meta.get("at")))
            self.out.append(f"<a{self.attributes(token)}>")
            return
        at = self.placer.span(*destination(self._line.content, token.meta["at"]))
        number = self.findings.hole(Hole("link", meant(address), at, escapeHtml(address)))
        self.out.append(f'<a href="{mark(number)}"{self.attributes(token, "href")}>')

    def image(self, token: Token) -> None:
        """A picture: a hole if it lies in the site."""
        address = str(token.attrs["src"])
        if "alt" not in token.meta:
            token.attrs["alt"] = text_of(token.children or [])
        attributes = {key: str(value) for key, value in token.attrs.items() if key != "src"}
        if "id" in attributes:
            self.findings.anchors.add(attributes["id"])
        at = token.meta.get("at", (0, 0, -1))
        if not attributes["alt"].strip() and "alt" not in token.meta:
            self.findings.problem("SG204", "the image has no alternative text", self.placer.span(at[0], at[1]))
        if is_external(address) or self._line is None:
            self.findings.leads_out(address, lambda: self._address_span(address, at))
            self.out.append(image_tag(escapeHtml(address), attributes, self.xhtml))
            return
        span = self.placer.span(*destination(self._line.content, at))
        form = "silent" if "alt" in token.meta else ""
        hole = Hole("image", meant(address), span, escapeHtml(address), attributes, form=form)
        self.out.append(mark(self.findings.hole(hole)))

    def _address_span(self, address: str, at: tuple[int, int, int] | None) -> Span:
        """The place of an address; where no rule says where the link begins, of the same words."""
        content = self._line.content if self._line is not None else ""
        if at is not None:
            return self.placer.span(*destination(content, at))
        words = next((one for one in (address, address.partition("://")[2]) if one and one in content), "")
        begin = content.find(words)
        return self.placer.span(begin, begin + len(words))

    def problem(self, token: Token) -> None:
        """What an inline rule found wrong."""
        at = self.placer.span(*token.meta["at"])
        self.findings.problem(token.info, token.meta["message"], at, token.meta.get("hint", ""))


def fence_language(token: Token) -> str:
    """The first word after a fence."""
    info = mdTrim(unescapeAll(token.info)) if token.info else ""
    return MD_TRIM_RE.split(info, maxsplit=1)[0]


Writer.block_rules = {
    "paragraph_open": Writer.paragraph,
    "heading_open": Writer.heading,
    "blockquote_open": Writer.deepens,
    "list_item_open": Writer.deepens,
    "code_block": Writer.code_block,
    "fence": Writer.fence,
    "html_block": Writer.html_block,
}
Writer.inline_rules = {
    "html_inline": Writer.html_inline,
    "code_inline": Writer.code_inline,
    "hardbreak": Writer.hardbreak,
    "link_open": Writer.link_open,
    "image": Writer.image,
    "problem": Writer.problem,
}
